"""``/medverka/``: how to add and mend what is in the bank, and a form for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from jambanken.forms import controls_of, lists_of, lists_used, parts_of
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.markdown import BASE
from jambanken.output import Page
from jambanken.pages.environment import script_json
from jambanken.pages.memory import Making, PageMemory
from jambanken.settings import Settings
from jambanken.shared import Registry

ADDRESS = "medverka/"
#: The issue forms of the repository, for those who use no form; other kinds have the one for tips.
_ISSUE_FORMS = {"filmer": "film.yml", "bildbank": "bild.yml"}
_OTHER_ISSUE_FORM = "tips.yml"
_FAULT_FORM = "fel.yml"
_SCRIPT = Markup('<script type="module" src="{}assets/js/medverka/page.js"></script>').format(BASE)

_DATA = Markup('<script type="application/json" id="medverka-data">{}</script>')


class GitHub(NamedTuple):
    """Addresses in the repository, all of them https ones."""

    folder: str
    issue: str
    fault: str


def form_address(kind: Kind) -> str:
    """Return the address of a kind's form."""
    return f"{ADDRESS}{kind.name}/"


def contribute_pages(
    templates: Environment, settings: Settings, registry: Registry, memory: PageMemory
) -> Iterator[Making]:
    """Give what makes the page of ways to contribute, and the page of each kind's form."""
    yield memory.making(ADDRESS, (), lambda: _ways_page(templates, settings))
    for kind in KINDS:
        make = partial(_form_page, templates, settings, registry, kind)
        yield memory.making(form_address(kind), (), make)


def _ways_page(templates: Environment, settings: Settings) -> Page:
    body = templates.get_template("contribute.html.jinja").render(
        kinds=[(kind, form_address(kind)) for kind in KINDS],
        github=github(settings, KINDS[0]),
        repository=settings.repository,
        operator=settings.operator,
    )
    description = "Lägg till, ändra eller rätta något i banken: fyra sätt, med och utan konto."
    return Page(ADDRESS, "Medverka", description, body)


def _form_page(templates: Environment, settings: Settings, registry: Registry, kind: Kind) -> Page:
    body = templates.get_template("form.html.jinja").render(
        kind=kind,
        is_picture=kind.model is Picture,
        github=github(settings, kind),
        operator=settings.operator,
    )
    title = f"Formulär: {kind.singular.lower()}"
    description = (
        f"Fyll i ett formulär och få texten till en fil i {kind.folder}, färdig att skicka."
    )
    head = _SCRIPT + _DATA.format(script_json(form_spec(settings, registry, kind)))
    return Page(form_address(kind), title, description, body, head=head)


def form_spec(settings: Settings, registry: Registry, kind: Kind) -> dict[str, Any]:
    """Return all that the form's script knows of the bank, as JSON."""
    controls, lists = controls_of(kind.model), lists_of(registry)
    used, repository, operator = lists_used(controls), settings.repository, settings.operator
    return {
        "kind": kind.name,
        "singular": kind.singular,
        "folder": kind.folder,
        "controls": controls,
        "parts": parts_of(kind),
        "lists": {name: words for name, words in lists.items() if name in used},
        "kinds": [[other.name, _many(other)] for other in KINDS],
        "repo": {"name": repository.name, "branch": repository.branch} if repository else None,
        "email": operator.email if operator else None,
        "bank": settings.name,
    }


def _many(kind: Kind) -> str:
    """Return what several of a kind are called; the picture bank is called as what it is."""
    return "Bilder" if kind.model is Picture else kind.plural


def github(settings: Settings, kind: Kind) -> GitHub | None:
    """Return the addresses of a kind in the repository, None where the bank names none."""
    repository = settings.repository
    if repository is None:
        return None
    base = f"https://github.com/{repository.name}"
    form = _ISSUE_FORMS.get(kind.name, _OTHER_ISSUE_FORM)
    return GitHub(
        folder=f"{base}/tree/{repository.branch}/{kind.folder}",
        issue=f"{base}/issues/new?template={form}",
        fault=f"{base}/issues/new?template={_FAULT_FORM}",
    )
