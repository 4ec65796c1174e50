"""What pages load of scripts, as they are sent: at once, and with all that a visitor can ask for."""

from __future__ import annotations

import posixpath
import re
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchtools import builds, projects
from benchtools.plan import plan
from benchtools.report import Goal, table
from benchtools.search_server import Compress, brotli
from benchtools.search_sides import install
from benchtools.telling import Tell, told

#: Kilobytes that the basket and the collection together may add to what pages load.
GOAL = 12.0
#: The best that brotli does, as of files that are compressed once and sent many times.
QUALITY = 11
PACKAGES = ("brotli==1.2.0",)
ORDER, COLLECTION = "bestall/", "samling/"
#: What every page would load without the two.
_OTHERS = ("assets/js/terms.js", "assets/js/search/")
_ENTRIES = 100
_ON_PAGE = re.compile(r'<script\b[^>]*\bsrc="([^"]+\.js)"')
_AT_ONCE = re.compile(r'\b(?:from|import)\s*"(\.[^"]+)"')
_WHEN_ASKED = re.compile(r'\bimport\(\s*"(\.[^"]+)"')


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a page loads: the names of files, at once and when something is asked for."""

    page: str
    at_once: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What each page loads, and how many bytes of each file are sent."""

    pages: tuple[Loaded, ...]
    sizes: Mapping[str, int]

    def kilobytes(self, names: Iterable[str]) -> float:
        """Return what is sent of files, in thousands of bytes."""
        return sum(self.sizes[name] for name in names) / 1000

    def added(self) -> tuple[list[str], list[str]]:
        """Return what the basket and the collection add, each file once: at once, and later."""
        both = [page for page in self.pages if page.page in {ORDER, COLLECTION}]
        at_once = {name for page in both for name in page.at_once if not name.startswith(_OTHERS)}
        return sorted(at_once), sorted({name for page in both for name in page.later} - at_once)


def loaded(page: str, html: str, read: Callable[[str], str]) -> Loaded:
    """Follow what a page's scripts import; ``read`` gives the text of a script by its address."""
    roots = [posixpath.normpath(posixpath.join(page, name)) for name in _ON_PAGE.findall(html)]
    at_once = _reached(roots, read, _AT_ONCE)
    every = _reached(roots, read, _AT_ONCE, _WHEN_ASKED)
    return Loaded(page, tuple(at_once), tuple(name for name in every if name not in set(at_once)))


def _reached(
    roots: Iterable[str], read: Callable[[str], str], *patterns: re.Pattern[str]
) -> list[str]:
    found: dict[str, None] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        text = read(name)
        folder = posixpath.dirname(name)
        for pattern in patterns:
            waiting += [posixpath.normpath(f"{folder}/{to}") for to in pattern.findall(text)]
    return list(found)


def figures(site: Path, pages: Iterable[str], compress: Compress) -> Figures:
    """Look at pages of a built site, by their addresses."""

    @cache
    def read(name: str) -> str:
        return (site / name).read_text("utf-8")

    seen = tuple(loaded(page, read(f"{page}index.html"), read) for page in pages)
    names = {name for page in seen for name in (*page.at_once, *page.later)}
    return Figures(seen, {name: len(compress(read(name).encode())) for name in names})


def goals(found: Figures) -> Iterator[Goal]:
    """Give the figure that was promised."""
    at_once, _ = found.added()
    yield Goal("the basket and the collection, kB", found.kilobytes(at_once), GOAL)


def as_json(found: Figures) -> dict[str, Any]:
    """Return everything that was measured, as plain data."""
    return {
        "scripts": asdict(found),
        "goals": [{**asdict(goal), "met": goal.met} for goal in goals(found)],
    }


def as_text(found: Figures) -> str:
    """Return tables for people."""
    at_once, later = found.added()
    rows = [("page", "files", "kB at once", "files later", "kB later")]
    for name, now, then in (
        *((page.page, page.at_once, page.later) for page in found.pages),
        ("basket and collection", at_once, later),
    ):
        kilobytes = (f"{found.kilobytes(names):.1f}" for names in (now, then))
        rows.append((name, str(len(now)), next(kilobytes), str(len(then)), next(kilobytes)))
    lines = [(goal.name, f"{goal.value:.2f}", *goal.verdict) for goal in goals(found)]
    files = [("file", "bytes"), *((name, str(found.sizes[name])) for name in at_once)]
    return "\n\n".join([table(rows), table(files), table([("goal", "value", "limit", ""), *lines])])


def main(root: Path, wanted: Namespace, tell: Tell) -> int:
    """Return the exit code: 0 measured, 1 something failed."""
    return told(lambda folder: measure(root, folder, wanted, tell), as_json, as_text, wanted, tell)


def measure(root: Path, folder: Path, wanted: Namespace, tell: Tell) -> Figures:
    """Build a bank in ``folder`` and look at its pages. Raises ``FailedError``."""
    tell("installing what compresses")
    install(folder / "packages", PACKAGES)
    tell(f"building a bank of {_ENTRIES} entries")
    bank = folder / "bank"
    made = plan(_ENTRIES, wanted.seed, projects.known_ids(root))
    projects.make_bank(root, bank, made)
    builds.cold(bank)
    pages = (ORDER, COLLECTION, f"tips/{made.slugs['tips'][0]}/", "tips/")
    return figures(bank / "site", pages, brotli(folder / "packages", QUALITY))
