"""Puts one made-up bank on disk twice: as a copy of this project, and as a peer's plain site."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from benchtools.content import Entry, entries
from benchtools.entry import as_markdown, as_yaml
from benchtools.plan import Ids, Plan

SHARED = ("vokabular.yml", "organisationer.yml", "bestallning.yml", "synonymer.yml")
_CHOSEN_PATH = re.compile(r"^lärväg:.*$", re.MULTILINE)


def known_ids(root: Path) -> Ids:
    """Return the ids of a project's shared files."""
    words, organisations, channels = (
        yaml.safe_load((root / "tipsbank" / name).read_text(encoding="utf-8"))
        for name in SHARED[:3]
    )
    return Ids(
        audiences=_ids(words["målgrupper"]),
        areas=_ids(words["verksamheter"]),
        themes=_ids(words["teman"]),
        steering=_ids(words["styrdokument"]),
        organisations=_ids(organisations),
        channels=_ids(channels),
    )


def _ids(items: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(str(item["id"]) for item in items)


def make_bank(root: Path, target: Path, wanted: Plan) -> None:
    """Write ``target``: the project of ``root`` with the planned entries in place of its own."""
    target.mkdir(parents=True)
    for name in ("hooks", "docs"):
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name)
    shutil.copyfile(root / "mkdocs.yml", target / "mkdocs.yml")
    settings = (root / "bank.yml").read_text(encoding="utf-8")
    chosen = f"lärväg: larvagar/{wanted.slugs['larvagar'][0]}"
    (target / "bank.yml").write_text(_CHOSEN_PATH.sub(chosen, settings), encoding="utf-8")
    for kind in wanted.slugs:
        entry_file(target, kind, "x").parent.mkdir(parents=True)
    for name in SHARED:
        shutil.copyfile(root / "tipsbank" / name, target / "tipsbank" / name)
    for entry in entries(wanted):
        path = entry_file(target, entry.kind, entry.slug)
        path.write_text(as_yaml(entry.fields), encoding="utf-8")


def make_peer(root: Path, target: Path, wanted: Plan, *, bare: bool) -> None:
    """Write ``target``: a plain MkDocs + Material project with the same texts as Markdown files.

    The hand-written pages go along, since the bank has them too.

    It has the theme's features and the Markdown extensions of the project of ``root``, as somebody
    would who made the same site by hand; ``bare`` leaves both out.
    """
    docs = target / "docs"
    for kind in wanted.slugs:
        (docs / kind).mkdir(parents=True)
    settings = json.dumps(_peer_settings(root, bare=bare), ensure_ascii=False, indent=1)
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (docs / "index.md").write_text("# Bench\n", encoding="utf-8")
    for page in (root / "docs").rglob("*.md"):
        copy = docs / page.relative_to(root / "docs")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    for entry in entries(wanted):
        _peer_file(docs, entry).write_text(as_markdown(entry.fields), encoding="utf-8")


def _peer_settings(root: Path, *, bare: bool) -> dict[str, Any]:
    ours = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    theme = {"name": "material", "language": "sv", "font": False}
    return {
        "site_name": "Bench",
        "theme": theme if bare else {**theme, "features": ours["theme"]["features"]},
        "markdown_extensions": [] if bare else ours["markdown_extensions"],
        # The peer's best case: with its entries in the navigation each page lists them all.
        "nav": ["index.md"],
        "not_in_nav": "/*/*.md",
    }


def entry_file(root: Path, kind: str, slug: str) -> Path:
    """Return where an entry's YAML lies in a bank."""
    return root / "tipsbank" / kind / f"{slug}.yml"


def retitle(file: Path, title: str) -> None:
    """Give an entry another title, in one step as an editor's program does it."""
    text = file.read_text(encoding="utf-8")
    new = file.with_suffix(".new")
    new.write_text(re.sub(r"\Atitel: .*", f'titel: "{title}"', text), encoding="utf-8")
    new.replace(file)


def _peer_file(docs: Path, entry: Entry) -> Path:
    return docs / entry.kind / f"{entry.slug}.md"
