"""What a picture's page says of how it may be used and who is shown, in plain Swedish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from jambanken.kinds.bildbank import Picture
from jambanken.pictures import (
    Action,
    AgeGroup,
    CodedFrom,
    Gaze,
    LegalBasisType,
    Person,
    PictureType,
    Plane,
    Presentation,
    ShownRole,
    Use,
)
from jambanken.swedish import and_list, counted, sentence
from jambanken.values import Licence

_FREE = (
    "Du får använda, ändra och sprida bilden fritt. Du måste inte ange vem som har gjort den, "
    "men gör det gärna: då ser andra var den finns."
)
_PUBLIC = (
    "Bilden har ingen upphovsrätt som hindrar dig. Du får använda den fritt, men ange gärna "
    "vem som har gjort den."
)
_CREDIT = (
    "Du får använda och sprida bilden om du anger kreditraden och länkar till licensen. "
    "Har du ändrat bilden ska du säga det."
)
_ALIKE = "En ändrad bild får du bara sprida med samma licens."
_NOT_PAID = "Bilden får inte användas i kommersiella sammanhang."
_UNCHANGED = "Du får inte sprida bilden i ändrad form."


def licence_words(licence: Licence) -> str:
    """Return what a licence asks of the one who uses a picture.

    The conditions are those of the licences' own summaries (https://creativecommons.org/licenses/).
    """
    if licence == "CC0-1.0":
        return _FREE
    if licence == "PDM-1.0":
        return _PUBLIC
    if licence.startswith("CC-BY"):
        parts = licence.split("-")
        conditions = {"SA": _ALIKE, "NC": _NOT_PAID, "ND": _UNCHANGED}
        return " ".join([_CREDIT, *(conditions[part] for part in parts if part in conditions)])
    if licence.startswith("© "):
        return (
            f"Bilden är skyddad av upphovsrätt, och rättigheterna tillhör {licence[2:]}. Ange alltid "
            "kreditraden. Fråga rättighetshavaren innan du ändrar bilden eller använder den till "
            "något annat än det som står här."
        )
    return "Läs licensens villkor innan du använder bilden, och ange alltid kreditraden."


def must_credit(licence: Licence) -> bool:
    """Tell whether a licence demands that the maker is named."""
    return licence not in {"CC0-1.0", "PDM-1.0"}


def basis_words(picture: Picture) -> tuple[str, ...]:
    """Return what the ground for showing people means for the one who uses the picture."""
    basis = picture.legal_basis
    if basis is None or basis.basis is LegalBasisType.NOT_APPLICABLE:
        if picture.picture_type is PictureType.ILLUSTRATION:
            return ("Bilden är tecknad och visar inga verkliga personer.",)
        return ("Ingen person går att känna igen på bilden.",)
    words = [_BASES[basis.basis]]
    if basis.child:
        words.append(
            "Ett barn går att känna igen. Använd bara bilden i det sammanhang som den är tänkt för."
        )
    words.append(
        "Den som publicerar bilden ansvarar för sin egen användning. "
        "Fråga ert dataskyddsombud om ni är osäkra."
    )
    return tuple(words)


_BASES: Mapping[LegalBasisType, str] = {
    LegalBasisType.CONSENT: (
        "De som går att känna igen har samtyckt till att bilden används. De får ändra sig när som "
        "helst. Då tas bilden bort härifrån, och du ska ta bort den hos dig. Hämta därför bilden "
        "här på nytt varje gång du ska publicera den."
    ),
    LegalBasisType.CONTRACT: (
        "De som går att känna igen har ett avtal om hur bilden får användas. Håll dig till det som "
        "står här. Avtalet gäller inte mer än så."
    ),
    LegalBasisType.PUBLIC_INTEREST: (
        "Bilden behövs för en uppgift av allmänt intresse, till exempel för att visa vad kommunen "
        "gör. Är du i en annan organisation, eller ska bilden användas till något annat, måste ni "
        "själva pröva om ni har en grund för det."
    ),
}

_USES: Mapping[Use, str] = {
    Use.WEB: "på webben",
    Use.PRINT: "i tryck",
    Use.SOCIAL: "i sociala medier",
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """One use of a picture, and whether it is allowed."""

    words: str
    is_allowed: bool


def is_limited(picture: Picture) -> bool:
    """Tell whether a ground for showing people limits the picture's use."""
    basis = picture.legal_basis
    return basis is not None and basis.basis is not LegalBasisType.NOT_APPLICABLE


def allowed(picture: Picture) -> tuple[Allowed, ...]:
    """Return every use with whether it is allowed."""
    uses = picture.uses
    return tuple(Allowed(words, use in uses) for use, words in _USES.items())


def allowed_words(picture: Picture) -> str:
    """Return the uses that are allowed as running text: ``på webben och i tryck``."""
    return and_list([item.words for item in allowed(picture) if item.is_allowed])


def credit_text(picture: Picture) -> str:
    """Return the credit line to set beside the picture, with the licence where it must be named."""
    licence = picture.licence
    if not must_credit(licence) or licence.startswith("© "):
        return picture.credit
    where = f", {licence.url}" if licence.url else ""
    return f"{picture.credit}. Licens: {licence.label}{where}"


def credit_html(picture: Picture) -> Markup:
    """Return the credit line as HTML to copy into a web page."""
    licence, credit = picture.licence, escape(picture.credit)
    if licence.url:
        link = Markup('<a href="{}" rel="license">{}</a>').format(licence.url, licence.label)
        return Markup("{}. Licens: {}").format(credit, link)
    return credit if licence.startswith("© ") else escape(credit_text(picture))


def figure_html(picture: Picture, source: str, width: int, height: int) -> Markup:
    """Return a picture with its alt text and credit as HTML to copy into a web page.

    ``source`` is the file's whole address, or its name for those who place it on their own site.
    """
    caption = escape(f"{picture.caption} ") if picture.caption else ""
    return Markup(
        '<figure>\n  <img src="{}" width="{}" height="{}" alt="{}">\n'
        "  <figcaption>{}{}</figcaption>\n</figure>"
    ).format(source, width, height, picture.alt, caption, credit_html(picture))


_GROUNDS: Mapping[CodedFrom, str] = {
    CodedFrom.ORDERED: (
        "Så är bilden beställd. Det säger vad vi bad om, inte hur någon ser ut för betraktaren."
    ),
    CodedFrom.SELF_STATED: "Så har de som syns på bilden själva sagt.",
    CodedFrom.EDITORIAL: "Så har redaktionen tolkat bilden. Tolkningen kan vara fel.",
}


def coding_words(coded_from: CodedFrom | None) -> str:
    """Return how it is known who is shown."""
    unknown = "Det är inte känt varifrån uppgifterna kommer."
    return _GROUNDS.get(coded_from, unknown) if coded_from else unknown


_PRESENTED: Mapping[Presentation, str] = {
    Presentation.NON_BINARY: "ickebinär person",
    Presentation.CHILD_NOT_STATED: "barn, kön inte angivet",
    Presentation.NOT_STATED: "person, kön inte angivet",
}
_YOUNG = {Presentation.GIRL, Presentation.BOY, Presentation.CHILD_NOT_STATED}
_GAZES: Mapping[Gaze, str] = {
    Gaze.OUTWARDS: "ser ut ur bilden",
    Gaze.AT_PERSON: "ser på någon i bilden",
    Gaze.AT_WORK: "ser på det hen gör",
    Gaze.ELSEWHERE: "ser åt ett annat håll",
}
_PLANES: Mapping[Plane, str] = {
    Plane.FOREGROUND: "i förgrunden",
    Plane.BACKGROUND: "i bakgrunden",
}


_ROLES: Mapping[ShownRole, str] = {
    ShownRole.CARE: "ger omsorg",
    ShownRole.TECHNICAL: "teknisk roll",
}


def person_words(person: Person) -> str:
    """Return a shown person as coded: ``Kvinna, vuxen: ledare, aktiv, i förgrunden, …``."""
    says_age = person.presentation in _YOUNG and person.age is AgeGroup.CHILD
    who = [_PRESENTED.get(person.presentation, person.presentation.label)]
    who += [] if says_age else [person.age.label]
    does = [_ROLES.get(person.role, person.role.label)]
    does += [person.action.label] if person.action is not Action.NOT_APPLICABLE else []
    does += [_PLANES[person.plane], _GAZES[person.gaze]]
    does += [f"hjälpmedel: {person.aid}"] if person.aid else []
    return sentence(f"{', '.join(who)}: {', '.join(does)}")


def count_words(picture: Picture) -> Iterator[str]:
    """Give how many of each are shown: ``2 kvinnor``, ``1 man``."""
    counts = picture.counts
    if counts is None:
        return
    for number, one, many in (
        (counts.women, "kvinna", "kvinnor"),
        (counts.men, "man", "män"),
        (counts.girls, "flicka", "flickor"),
        (counts.boys, "pojke", "pojkar"),
        (counts.non_binary, "ickebinär person", "ickebinära personer"),
        (counts.unknown, "person, kön inte känt", "personer, kön inte känt"),
    ):
        if number:
            yield counted(number, one, many)
