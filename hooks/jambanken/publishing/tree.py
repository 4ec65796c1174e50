"""The same site as a folder that MkDocs builds without hooks, and Zensical too.

It is the way out should hooks or Material go away, and shows what the shells must equal.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from jambanken.output import Page, Site
from jambanken.publishing.files import write_new
from jambanken.publishing.shell import body, head
from jambanken.publishing.theming import theming

#: Settings that only make sense beside the hook.
_OF_THE_HOOK = ("hooks", "watch")


def write_tree(site: Site, project: Path, folder: Path) -> None:
    """Write ``site`` with the hand-written pages, theme and settings of ``project`` into ``folder``.

    Raises ``FileExistsError`` where ``folder`` exists, or two pages want the same place.
    """
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    docs = project / settings["docs_dir"]
    folder.mkdir(parents=True)
    shutil.copytree(docs, folder / "docs")
    shutil.copytree(project / settings["theme"]["custom_dir"], folder / "theme")
    for page in site.pages:
        _write(folder / "docs" / page.address / "index.md", markdown_of(page).encode())
    for asset in site.assets:
        _write(folder / "docs" / asset.address, asset.read())
    text = yaml.safe_dump(_settings(settings, site, docs), allow_unicode=True, sort_keys=False)
    _write(folder / "mkdocs.yml", text.encode())


def markdown_of(page: Page) -> str:
    """Return a page as Markdown: its data as front matter, its body as one block of HTML."""
    meta = {
        "title": str(escape(page.title)),
        "description": str(escape(page.description)),
        "head": head(page),
        "image": page.image,
        "image_alt": str(escape(page.image_alt)),
        "section": page.section,
        "address": page.address,
        "bank": True,
        "hide": ["navigation", "toc"],
    }
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{front}---\n\n{body(page)}\n"


def _settings(settings: dict[str, Any], site: Site, docs: Path) -> dict[str, Any]:
    known = theming(site, docs)
    kept = {key: value for key, value in settings.items() if key not in _OF_THE_HOOK}
    return {
        **kept,
        "site_name": str(known.site_name),
        "site_description": str(known.site_description),
        "site_url": settings.get("site_url") or known.site_url or "",
        "docs_dir": "docs",
        "theme": {**settings["theme"], "custom_dir": "theme"},
        "nav": known.nav,
        "extra_css": [*settings.get("extra_css", []), *known.extra_css],
        "extra": {**settings.get("extra", {}), "bank": known.bank},
    }


def _write(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, content)
