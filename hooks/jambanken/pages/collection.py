"""The visitor's own collection: what was gathered in this browser, or came with a shared link."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from jambanken.kinds import KINDS
from jambanken.markdown import BASE
from jambanken.output import Page

ADDRESS = "samling/"
TITLE = "Min samling"
_SCRIPTS = ("copy.js", "samling/page.js")


def collection_page(templates: Environment) -> Page:
    """Return ``/samling/``. It is empty until its script fills it, and says so without one.

    Its script reads the entries' own pages, so that no file is made for it; of pictures it reads
    ``bildbank/bilder.json``, and of withdrawn ones the recall list.
    """
    return Page(
        ADDRESS,
        TITLE,
        "Det du har samlat ur banken: ordna det, skriv ut det som dagordning eller kortlek, och dela "
        "det som en länk.",
        templates.get_template("collection.html.jinja").render(kinds=KINDS),
        head="".join(map(_script, _SCRIPTS)),
        indexed=False,
    )


def _script(name: str) -> Markup:
    mark = Markup('<script type="module" src="{}assets/js/{}"></script>')
    return mark.format(BASE, name)
