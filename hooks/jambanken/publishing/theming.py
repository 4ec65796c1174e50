"""What a generator and the theme's templates are told about the bank (hooks/theme/main.html)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from jambanken.output import Site
from jambanken.publishing.policy import POLICY
from jambanken.settings import SETTINGS_FILE
from jambanken.shared import SHARED_FOLDER

#: What a preview is made anew for when it changes.
WATCHED = (SETTINGS_FILE, SHARED_FOLDER, "bildbank", "hooks/theme", "hooks/jambanken/templates")
#: Files of MkDocs and Material that the site does without: its own sitemap knows more.
UNUSED = re.compile(r"assets/javascripts/|assets/stylesheets/palette|sitemap\.xml|.*\.map$")


@dataclass(frozen=True, slots=True)
class Theming:
    """Settings in the terms of ``mkdocs.yml``. The theme does not escape, so all texts are."""

    site_name: Markup
    site_description: Markup
    site_url: str | None
    nav: list[dict[str, str]]
    extra_css: list[str]
    bank: dict[str, Any]


def theming(site: Site, docs: Path, *, live: str = "") -> Theming:
    """Return what ``site`` and the stylesheets of the hand-written part decide.

    ``live`` is the address of the script that a preview adds to its pages.
    """
    styles = sorted(docs.glob("assets/css/*.css"))
    sections = [
        {"title": str(escape(section.title)), "address": section.address}
        for section in site.sections
    ]
    return Theming(
        site_name=Markup(site.frame["name"]),  # noqa: S704 - a frame is finished HTML
        site_description=Markup(site.frame["tagline"]),  # noqa: S704
        site_url=site.frame.get("address") or None,
        nav=[{section["title"]: f"{section['address']}index.md"} for section in sections],
        extra_css=[
            *(path.relative_to(docs).as_posix() for path in styles),
            *site.stylesheets,
        ],
        bank={"policy": POLICY, "frame": dict(site.frame), "sections": sections, "live": live},
    )
