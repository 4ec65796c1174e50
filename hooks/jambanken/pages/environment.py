"""The templates, with the few words they may use. Autoescape is always on."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from markupsafe import Markup

from jambanken import swedish
from jambanken.gallery import EMPTY, Shown
from jambanken.html import entities, safe
from jambanken.markdown import BASE
from jambanken.ordering import Line, kronor, limits, order_link
from jambanken.pages import facts, picture_words
from jambanken.pages.rendering import FastEnvironment

TEMPLATES = Path(__file__).parent.parent / "templates"
_ORDERING = {
    "Line": Line,
    "kronor": kronor,
    "limits": limits,
    "order_link": order_link,
    "sheet_of": facts.sheet_of,
}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_JSON_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")


def environment(
    exists: Callable[[str], bool],
    picture_of: Callable[[str | None], Shown | None] = EMPTY.find,
    bytecode: BytecodeCache | None = None,
    takes_orders: Container[str] = (),
) -> Environment:
    """Return the template environment.

    ``exists`` tells whether the site has an address, for what a template proposes by name, and
    ``picture_of`` finds a picture by reference, None where visitors may not see it; ``bytecode`` may
    know compiled templates; ``takes_orders`` has the ids of the order channels that are open.
    """
    made = FastEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=bytecode,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(exists=exists, picture_of=picture_of, takes_orders=takes_orders)
    made.filters.update(
        day=swedish.day,
        partial_day=swedish.partial_day,
        duration=swedish.duration,
        number=swedish.number,
        sentence=swedish.sentence,
        slug=swedish.slug,
        mapped=_mapped,
        mapped_known=_mapped_known,
        script_json=script_json,
        url=url,
        once=_once(made),
    )
    made.globals.update(
        span=swedish.span,
        moments=swedish.moments,
        counted=swedish.counted,
        people=swedish.people,
        host=facts.host,
        language_code=facts.language_code,
        panels=facts.panels,
        share_of=facts.share_of,
        **_ORDERING,
        picture_words=picture_words,
        file_size=swedish.file_size,
    )
    return made


def _mapped(values: Iterable[Any], function: Callable[[Any], Any]) -> list[Any]:
    """Return what a function makes of each value; Jinja's own ``map`` takes no function."""
    return [*map(function, values)]


def _mapped_known(values: Iterable[Any], function: Callable[[Any], Any]) -> list[Any]:
    """Return what a function finds for each value, without those it finds nothing for."""
    return [one for one in map(function, values) if one]


def _once(templates: Environment) -> Callable[..., Markup]:
    """Return a function that calls a macro of ``parts`` once for the same values.

    An entry is in some ten lists, and a theme on a hundred pages.
    """

    @cache
    def once(macro: str, *values: object) -> Markup:
        parts = templates.get_template("macros/parts.html.jinja").module
        return safe(getattr(parts, macro)(*values))

    return once


def url(address: str) -> Markup:
    """Return the way to an address of the site, from any page (`jambanken.output.relative`)."""
    return safe(BASE + entities(address))


def script_json(data: Mapping[str, Any]) -> Markup:
    """Return JSON that can stand in a script element whatever texts it holds."""
    text = _JSON(data)
    for char, escaped in _JSON_ESCAPES:
        text = text.replace(char, escaped)
    # every character that could end the script element is escaped
    return Markup(text)  # noqa: S704
