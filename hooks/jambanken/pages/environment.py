"""The templates, with the few words they may use. Autoescape is always on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jambanken import swedish
from jambanken.markdown import BASE
from jambanken.pages import facts

TEMPLATES = Path(__file__).parent.parent / "templates"
_JSON_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def environment(templates: Path = TEMPLATES) -> Environment:
    """Return the template environment."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["url"] = url
    made.filters.update(
        day=swedish.day,
        partial_day=swedish.partial_day,
        duration=swedish.duration,
        number=swedish.number,
        sentence=swedish.sentence,
        slug=swedish.slug,
        call_with=lambda value, function: function(value),
        script_json=script_json,
    )
    made.globals.update(
        span=swedish.span,
        moments=swedish.moments,
        counted=swedish.counted,
        people=swedish.people,
        host=facts.host,
        panels=facts.panels,
        share_of=facts.share_of,
        order_link=facts.order_link,
    )
    return made


def url(address: str) -> Markup:
    """Return the way to an address of the site, from any page (`jambanken.output.relative`)."""
    return Markup(BASE) + address  # noqa: S704  # a constant


def script_json(data: Mapping[str, Any]) -> Markup:
    """Return JSON that can stand in a script element whatever texts it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # every character that could end the script element is escaped
    return Markup(text.translate(_JSON_ESCAPES))  # noqa: S704
