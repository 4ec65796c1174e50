"""The visitor's own collection: what was gathered in this browser, or came with a shared link."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from jambanken.markdown import BASE
from jambanken.output import Page

ADDRESS = "samling/"
TITLE = "Min samling"
_SCRIPTS = ("copy.js", "samling.js")


def collection_page(templates: Environment) -> Page:
    """Return ``/samling/``. It is empty until its script fills it, and says so without one.

    The script reads ``bildbank/bilder.json``, and of withdrawn pictures the recall list.
    """
    return Page(
        ADDRESS,
        TITLE,
        "Bilder som du har samlat: hämta dem på en gång, skriv ut dem, dela dem och se hur de "
        "visar kvinnor och män.",
        templates.get_template("collection.html.jinja").render(),
        head="".join(map(_script, _SCRIPTS)),
        indexed=False,
    )


def _script(name: str) -> Markup:
    mark = Markup('<script type="module" src="{}assets/js/{}"></script>')
    return mark.format(BASE, name)
