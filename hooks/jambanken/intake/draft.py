"""The YAML file of a picture that is new to the bank: what its file said, and what is to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from jambanken.images.read import Said
from jambanken.intake.blank import HEAD, Given, blank
from jambanken.kinds.bildbank import KIND, Picture
from jambanken.mending.order import order_of
from jambanken.pictures import PictureType
from jambanken.values import Licence

#: Written by another command, or for entries that are no pictures.
_LEFT_OUT = frozenset({"återkallad", "kontrollsummor", "bild"})
_REQUIRED = ("fil", "titel", "alt", "typ", "fotograf", "licens")
_HEAD = f"{HEAD}# Filens namn blir bildens adress. Det ska inte säga vem som visas.\n\n"
_NOTES: Mapping[str, str] = {
    "fil": "Byt bara namn på filen om du ändrar här samtidigt.",
    "alt": 'Börja med det viktigaste. Skriv inte "bild på", och inga namn på dem som visas.',
    "igenkännbara": (
        "Är svaret ja behövs en rättslig grund, annars stoppas bygget. Originalet hör då hemma i den "
        "andra bildmappen, utanför projektet (bildmapp i bank.yml): det som en gång har legat i Git "
        "finns kvar i historiken."
    ),
    "rättslig_grund": (
        "För en kommun är samtycke ofta fel grund. Fråga dataskyddsombudet. Visas ett barn behövs "
        "vårdnadshavarna. Skriv aldrig namn här, och spara blanketten i diariet."
    ),
    "antal": "Räkna så som personerna själva har sagt. Gissa aldrig: skriv dem under okänt.",
    "personer": "Fyll i personer eller antal, aldrig båda.",
    "licens": "Till exempel CC-BY-4.0 eller CC0-1.0, eller © och rättighetshavarens namn.",
}
_FROM_FILE = "Uppgiften kommer ur bildfilen. Kontrollera den."
_NAMES_TOO = "Texten kommer ur bildfilen. Ta bort namn på dem som visas."
_LONGEST_TITLE = 90
#: What a person who owns the rights is wrapped in.
_RIGHTS_SIGNS = "©®™.,;: "
_LICENCES = (
    "CC0-1.0",
    "PDM-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-3.0",
    "CC-BY-SA-3.0",
)


def draft(file: str, said: Said) -> str:
    """Return the YAML of a picture called ``file``, with every field explained."""
    known = known_fields(said)
    given: dict[str, Given] = {"fil": file, **known}
    is_drawn = given.get("typ") == PictureType.ILLUSTRATION
    required = _REQUIRED if is_drawn else (*_REQUIRED, "igenkännbara")
    notes = {key: [note] for key, note in _NOTES.items()}
    for key in known:
        remark = _NAMES_TOO if key in {"alt", "titel", "beskrivning", "taggar"} else _FROM_FILE
        notes.setdefault(key, []).append(remark)
    order = [key for key in order_of(KIND) if key not in _LEFT_OUT]
    return _HEAD + blank(Picture, given, required, notes, order)


def known_fields(said: Said) -> dict[str, Given]:
    """Return what the file said, by the model's keys, without what the model does not take."""
    found: dict[str, Given] = {
        "titel": _cut(said.title, _LONGEST_TITLE),
        "alt": said.alt,
        "typ": kind_of(said) or "",
        "fotograf": said.creator,
        "licens": _licence(said.licence),
        "kredit": said.credit,
        "rättighetshavare": said.rights.strip(_RIGHTS_SIGNS),
        "datum": said.date,
        "taggar": said.keywords,
        # The bank's own downloads, and others', repeat the alt text where nothing longer is said.
        "beskrivning": "" if said.description == said.alt else said.description,
    }
    filled = {key: value for key, value in found.items() if value}
    return {key: value for key, value in filled.items() if key not in _refused(filled)}


def kind_of(said: Said) -> PictureType | None:
    """Return whether the picture is a photo or drawn, where its file says so."""
    kind = said.source_type.rpartition("/")[2]
    if kind in {"digitalCreation", "digitalArt", "virtualRecording"}:
        return PictureType.ILLUSTRATION
    return PictureType.PHOTO if said.from_camera or kind == "digitalCapture" else None


def _refused(fields: Mapping[str, Any]) -> set[Any]:
    data = {
        key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()
    }
    try:
        Picture.model_validate(data)
    except ValidationError as fault:
        return {error["loc"][0] for error in fault.errors(include_url=False) if error["loc"]}
    return set()


def _licence(address: str) -> str:
    """Return the licence that an address leads to, whatever language its page is in."""
    for name in _LICENCES:
        base = Licence(name).url.partition("deed")[0].partition("//")[2]
        if base and address.partition("//")[2].lower().startswith(base):
            return name
    return ""


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0]
