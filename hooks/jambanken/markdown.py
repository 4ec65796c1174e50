"""The one small Markdown profile of the content, and the sanitiser behind it.

Paragraphs, lists, bold, emphasis, links, quotes, tables, and headings that begin below the page's
own. No HTML, images, code, ids, classes or styles. What Python-Markdown makes of a text passes an
allow-list on a real parse tree (nh3), whatever the profile let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from jambanken.html import entities, safe
from jambanken.quick import quick
from jambanken.values import WebAddress

#: Stands where the way to the site's base goes; content cannot hold it, the reader refuses it.
BASE = "\x1d"
TOP_HEADING = 3
_TAGS = {
    *("p", "br", "strong", "em", "a", "blockquote", "ul", "ol", "li"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
# A line of dashes under a text is meant as a line, not as a sign that the text is a heading.
_UNWANTED_BLOCKS = ("code", "hr", "reference", "setextheader")
_UNWANTED_INLINE = (
    *("backtick", "entity", "html", "autolink", "automail", "linebreak"),
    *("image_link", "image_reference", "short_image_ref", "reference", "short_reference"),
)
_INTERNAL = re.compile(r"/((?:[a-z0-9-]+/){0,3})(?:#[a-z0-9-]+)?")
_MAIL = re.compile(r"mailto:[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{3,253}")
_LINK = re.compile(r"\[[^\[\]]*\]\(\s*<?([^\s)>]*)")
# A text with none of these is paragraphs and nothing else: 30 times as fast without the parser.
_NEEDS_PARSER = re.compile(r"[\\`*_\[<&|\t]|^[ ]{0,3}(?:[#>+=:-]|\d+[.)])|^[ ]{4}", re.MULTILINE)
# The parser looks for the end of every "[" to the end of its block, and 6,000 of them took it a
# second: it gets to see only those that begin a whole link.
_LINK_START = r"\[(?=[^\[\]]{0,500}\]\((?:[^()\[\]]|\([^()\[\]]*+\)){0,2100}\))"
# It also calls itself for every list in a list: "- - - -" in a long row was too deep for Python.
_LIST_MARKS = r"[ \t>]*+(?:[-*+]|\d++[.)])[ \t]++"
_TOO_MANY_LIST_MARKS = re.compile(rf"^((?:{_LIST_MARKS}){{5}}+)(?:{_LIST_MARKS})++", re.MULTILINE)
# And it begins anew after each heading in a block, in a quote too: 15,000 of them took five seconds.
_HEADING_LINE = re.compile(r"^(?:[ \t]*+>[ \t]*+)*+#.*+$", re.MULTILINE)
# "1 300" is one number and stays on one line. To begin with the space is the quickest way to search.
_BETWEEN_THOUSANDS = re.compile(r" (?=[0-9]{3}\b)(?<=[0-9] )")
_BLANK_LINES = re.compile(r"\n[ ]*(?:\n[ ]*)+")

#: Tells whether a site-absolute address ("tips/mat-talartiden/") exists.
Exists = Callable[[str], bool]


def render(source: str, exists: Exists = lambda _: True) -> Markup:
    """Return the HTML of a Markdown field, safe to put in a page.

    Links into the bank (``/tips/mat-talartiden/``) hold ``BASE`` and must be made relative by the
    caller; one to an address that does not exist becomes its own text.
    """
    text = _BETWEEN_THOUSANDS.sub("\N{NO-BREAK SPACE}", source.strip("\n"))
    if _NEEDS_PARSER.search(text):
        simple = quick(text, lambda address: _resolved(address, exists), TOP_HEADING)
        if simple is not None:
            return safe(simple)  # nothing but escaped text in tags of its own
        return _sanitised(_parsed(text), exists)
    paragraphs = (part.strip() for part in _BLANK_LINES.split(text))
    html = "\n".join(f"<p>{entities(part)}</p>" for part in paragraphs if part)
    return safe(html)  # nothing but escaped text in tags of its own


def links_in(source: str) -> list[str]:
    """Return the addresses that a Markdown field links to, in order, as they are written."""
    return _LINK.findall(source)


def internal_target(address: str) -> str | None:
    """Return the part of the bank that a written address points to, None where it leads elsewhere.

    ``/tips/mat-talartiden/#steg`` gives ``tips/mat-talartiden/``; ``/`` gives the empty text.
    """
    match = _INTERNAL.fullmatch(address)
    return match[1] if match else None


def is_external(address: str) -> bool:
    """Tell whether an address leads out of the bank by a way that is allowed."""
    if _MAIL.fullmatch(address):
        return True
    try:
        WebAddress.read(address)
    except ValueError:
        return False
    return True


def _parsed(text: str) -> str:
    parser = _parser()
    parser.reset()
    # An ampersand is text: else "&#14;" would bring in characters that the reader refuses.
    bounded = _TOO_MANY_LIST_MARKS.sub(r"\1", _HEADING_LINE.sub(r"\n\g<0>\n", text))
    return parser.convert(bounded.replace("&", "&amp;"))


@cache
def _parser() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", _Profile()], extension_configs=_TABLES)


_TABLES: Any = {"tables": {"use_align_attribute": True}}


class _Profile(Extension):
    """Takes away what content may not use."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # the library's name
        md.preprocessors.deregister("html_block")
        for name in _UNWANTED_BLOCKS:
            md.parser.blockprocessors.deregister(name)
        for name in _UNWANTED_INLINE:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Link(_LINK_START, md), "link", 160)
        md.treeprocessors.register(_Headings(md), "headings", 15)


class _Link(LinkInlineProcessor):
    """A link whose address is allowed; any other becomes its own text, in `_sanitised`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        element, start, end = super().handleMatch(m, data)
        if isinstance(element, Element):
            element.attrib.pop("title", None)
        return element, start, end


class _Headings(Treeprocessor):
    """Moves headings so that the highest in a field comes right below the page's own."""

    def run(self, root: Element) -> None:
        headings = [node for node in root.iter() if re.fullmatch(r"h[1-6]", str(node.tag))]
        highest = min((int(node.tag[1]) for node in headings), default=TOP_HEADING)
        for node in headings:
            node.tag = f"h{min(6, int(node.tag[1]) - highest + TOP_HEADING)}"


def _sanitised(html: str, exists: Exists) -> Markup:
    def allowed(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href"):
            return _resolved(value, exists)
        return value if (tag, attribute) in {("th", "align"), ("td", "align")} else None

    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "th": {"align"}, "td": {"align"}},
        attribute_filter=allowed,
        url_schemes={"https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    alive = _DEAD_LINK.sub(r"\1", clean)
    framed = alive.replace("<table>", _TABLE).replace("</table>", "</table></div>")
    return safe(framed)  # just sanitised


_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_TABLE = '<div class="jb-table" tabindex="0" role="region" aria-label="Tabell"><table>'


def _resolved(address: str, exists: Exists) -> str | None:
    target = internal_target(address)
    if target is not None:
        return BASE + address[1:] if exists(target) else None
    return address if is_external(address) else None
