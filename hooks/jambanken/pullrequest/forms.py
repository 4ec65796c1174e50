"""The forms that issues on GitHub are written by, and what each of their questions is about.

``scripts/editor_files.py`` writes them to ``.github/ISSUE_TEMPLATE/``; `jambanken.pullrequest.issue`
reads the answers by the same questions. GitHub gives an answer as ``### LABEL`` with the text below.
https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from jambanken.kinds.filmer import Captions, DescriptionState
from jambanken.law.contact import PAGE_FIELD
from jambanken.parse import parse
from jambanken.settings import SETTINGS_FILE, Settings
from jambanken.shared import Registry

FOLDER = ".github/ISSUE_TEMPLATE"
SUGGESTED = "förslag"
FAULT = "fel"
YES, NO = "Ja", "Nej"
PHOTO, DRAWN = "Foto", "Illustration"
LICENCES = ("CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0")


class Sort(StrEnum):
    """How a question is answered; the values are GitHub's."""

    LINE = "input"
    TEXT = "textarea"
    CHOICE = "dropdown"
    CHOICES = "dropdowns"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form. ``key`` is the field it fills in, empty where no field follows from it.

    ``id`` is what links that open the form answer it by, empty where none does.
    """

    key: str
    sort: Sort
    label: str
    help: str
    required: bool = False
    options: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: ``kind`` is what its answers become, empty for a report of a fault."""

    name: str
    kind: str
    title: str
    about: str
    label: str
    questions: tuple[Question, ...]


_TITLE = Question(
    "titel", Sort.LINE, "Titel", "Säg vad det handlar om, i 3–90 tecken.", required=True
)
_SUMMARY = Question(
    "sammanfattning",
    Sort.TEXT,
    "Sammanfattning",
    "Vad läsaren får ut av det, i 20–280 tecken. En eller två meningar.",
    required=True,
)
_SOURCES = Question(
    "källor",
    Sort.TEXT,
    "Källor",
    "En på varje rad: titel, komma och adress. Till exempel: Rapport om möten, https://www.scb.se/",
)


def forms(registry: Registry) -> tuple[Form, ...]:
    """Return all forms, with the words of the bank to choose among."""
    return (_tip(registry), _film(registry), _picture(), _fault())


def form_files(registry: Registry, root: Path) -> dict[str, str]:
    """Return the files below ``.github/ISSUE_TEMPLATE/`` by their paths, for the bank below ``root``."""
    settings = (
        parse((root / SETTINGS_FILE).read_bytes(), SETTINGS_FILE, Settings).value or Settings()
    )
    made = {f"{FOLDER}/{form.name}.yml": _yaml(_template(form)) for form in forms(registry)}
    made[f"{FOLDER}/config.yml"] = _yaml(_config(settings))
    return made


def _tip(registry: Registry) -> Form:
    questions = (
        _TITLE,
        _SUMMARY,
        Question(
            "tid",
            Sort.LINE,
            "Tid i minuter",
            "Hur lång tid allt tar. Bara en siffra.",
            required=True,
        ),
        Question(
            "steg",
            Sort.TEXT,
            "Steg",
            "Vad man gör, i ordning. Skriv ett steg på varje rad. Skriv tiden sist, om du vet den: (5 min)",
            required=True,
        ),
        _themes(registry),
        _choices(
            "målgrupper", "Målgrupper", "Vilka tipset är till för.", registry.vocabularies.audiences
        ),
        Question("syfte", Sort.TEXT, "Syfte", "Varför det är värt att göra."),
        Question("diskussionsfrågor", Sort.TEXT, "Frågor att prata om", "En fråga på varje rad."),
        _SOURCES,
    )
    about = "Något konkret att göra på jobbet. Vi gör en sida av det du skriver."
    return Form("tips", "tips", "Föreslå ett tips", about, "tips", questions)


def _film(registry: Registry) -> Form:
    questions = (
        _TITLE,
        _SUMMARY,
        Question(
            "adress",
            Sort.LINE,
            "Filmens adress",
            "Sidan där filmen visas, med https:// först.",
            required=True,
        ),
        Question(
            "längd",
            Sort.LINE,
            "Längd",
            "Som 4:30 eller 1:04:30. Skriv okänd om du inte vet.",
            required=True,
        ),
        Question(
            "textning",
            Sort.CHOICE,
            "Textning",
            "Går det som sägs att läsa? Valbar: texten går att stänga av. Inbränd: den syns alltid.",
            required=True,
            options=tuple(choice.label for choice in Captions),
        ),
        Question(
            "syntolkning",
            Sort.CHOICE,
            "Syntolkning",
            "Går det som syns att höra? Separat: i en egen version. I ljudet: i filmens vanliga ljud.",
            required=True,
            options=tuple(choice.label for choice in DescriptionState),
        ),
        _themes(registry),
        _SOURCES,
    )
    about = "En film att se tillsammans. Vi länkar dit där den visas."
    return Form("film", "filmer", "Föreslå en film", about, "film", questions)


def _picture() -> Form:
    questions = (
        _TITLE,
        Question(
            "alt",
            Sort.TEXT,
            "Vad bilden visar",
            "För den som inte ser den, i 10–250 tecken. Inga namn.",
            required=True,
        ),
        Question(
            "typ",
            Sort.CHOICE,
            "Sort",
            "Är det ett foto eller en illustration?",
            required=True,
            options=(PHOTO, DRAWN),
        ),
        Question(
            "fotograf",
            Sort.LINE,
            "Vem som har gjort bilden",
            "Namnet som ska stå vid bilden.",
            required=True,
        ),
        Question(
            "licens",
            Sort.CHOICE,
            "Licens",
            "Hur bilden får användas. Den som har gjort den bestämmer.",
            required=True,
            options=LICENCES,
        ),
        Question(
            "igenkännbara",
            Sort.CHOICE,
            "Går någon att känna igen?",
            "Är svaret ja: bifoga inte bilden här, för då blir den synlig för alla direkt. Vi hör av oss.",
            required=True,
            options=(NO, YES),
        ),
        Question(
            "",
            Sort.TEXT,
            "Bildfilen",
            "Dra hit filen. Uppgifter om var den är tagen tas bort ur banken, men finns kvar i det du bifogar här.",
        ),
    )
    about = "En bild som visar människor rättvist, eller en illustration."
    return Form("bild", "bildbank", "Föreslå en bild", about, "bild", questions)


def _fault() -> Form:
    questions = (
        Question(
            "",
            Sort.LINE,
            "Sidans adress",
            "Kopiera den ur webbläsaren.",
            required=True,
            id=PAGE_FIELD,
        ),
        Question(
            "",
            Sort.TEXT,
            "Vad är fel?",
            "Berätta vad du såg, och vad du hade väntat dig.",
            required=True,
        ),
        Question(
            "",
            Sort.CHOICE,
            "Vad gäller det?",
            "Välj det som stämmer bäst.",
            required=True,
            options=("Texten", "En bild", "Tillgängligheten", "Något som inte fungerar"),
        ),
    )
    about = "Något på webbplatsen stämmer inte eller fungerar inte."
    return Form("fel", "", "Anmäl ett fel", about, FAULT, questions)


def _themes(registry: Registry) -> Question:
    words = registry.vocabularies.themes
    return replace(_choices("teman", "Teman", "Ett eller flera.", words), required=True)


def _choices(key: str, label: str, help_: str, words: Sequence[Any]) -> Question:
    names = tuple(str(word.name) for word in words)
    return Question(key, Sort.CHOICES, label, help_, options=names)


def _template(form: Form) -> Mapping[str, Any]:
    labels = [form.label] if form.label == FAULT else [SUGGESTED, form.label]
    return {
        "name": form.title,
        "description": form.about,
        "labels": labels,
        "body": [
            _opening(form),
            *(_field(question) for question in form.questions),
            *_closing(form),
        ],
    }


def _opening(form: Form) -> Mapping[str, Any]:
    more = (
        "När någon av oss har läst förslaget blir det en pull request, där det kontrolleras. "
        "Du behöver inte göra något mer."
    )
    text = f"Det du skriver här syns för alla så snart du skickar det. {more if form.kind else ''}"
    return {"type": "markdown", "attributes": {"value": text.strip()}}


def _field(question: Question) -> Mapping[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if question.sort is Sort.CHOICES:
        attributes["multiple"] = True
    if question.options:
        attributes["options"] = list(question.options)
    kind = "dropdown" if question.options else question.sort.value
    return {
        "type": kind,
        **({"id": question.id} if question.id else {}),
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def _closing(form: Form) -> Iterator[Mapping[str, Any]]:
    if form.kind:
        promises = (
            "Jag får publicera det här, och det får användas vidare enligt licensen.",
            "Här finns inga personuppgifter som inte ska synas för alla.",
        )
        boxes = [{"label": text, "required": True} for text in promises]
        yield {"type": "checkboxes", "attributes": {"label": "Innan du skickar", "options": boxes}}


def _config(settings: Settings) -> Mapping[str, Any]:
    """Return the settings of the page where a form is chosen. GitHub takes no mailto there."""
    links = []
    if settings.base:
        about = "Formulär som visar hur sidan blir medan du skriver. Där går det också att skicka med e-post."
        links.append(
            {"name": "Alla sätt att bidra", "url": f"{settings.base}medverka/", "about": about}
        )
    if settings.repository:
        guide = f"https://github.com/{settings.repository.name}/blob/{settings.repository.branch}/README.sv.md"
        about = "Så skriver och ändrar du direkt i filerna."
        links.append({"name": "Guide för redaktörer", "url": guide, "about": about})
    return {"blank_issues_enabled": False, "contact_links": links}


def _yaml(data: Mapping[str, Any]) -> str:
    head = "# Skrivs av scripts/editor_files.py. Ändra där, eller i hooks/jambanken/pullrequest/forms.py.\n"
    return head + yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=100)
