"""What searching costs the visitor and the build, beside Material's own search and Pagefind."""

from __future__ import annotations

import compileall
import shutil
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchtools import builds, projects
from benchtools.plan import Plan
from benchtools.search_browser import ask, ask_slowly
from benchtools.search_plan import SLOW_QUERIES, queries, searched
from benchtools.search_report import Figures, Searched, as_json, as_text
from benchtools.search_server import Compress
from benchtools.search_sides import (
    OURS,
    PAGEFIND,
    index_of_ours,
    index_of_pagefind,
    install,
    ours,
    sides,
)
from benchtools.telling import Tell, told
from devtools.browser import Machine, installed

#: Above so many entries Material's search takes half a minute for an answer, and is left out.
MOST_OF_MATERIAL = 2_000
#: So many visits in each run, each beginning with another query.
_VISITS = 4
#: Pages that somebody on a slow line may stand on.
_PAGES = ("", "om/", "tips/")
_REAL = ("mkdocs.yml", "bank.yml", "hooks", "docs", "tipsbank", "bildbank", ".cache")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@dataclass(frozen=True, slots=True)
class _Bench:
    """What all measuring needs."""

    root: Path
    runs: int
    seed: int
    browser: Browser
    packages: Path
    compress: Compress
    tell: Tell


def measure(root: Path, folder: Path, wanted: Namespace, tell: Tell) -> Figures:
    """Build and ask, in turns. Raises ``FailedError``."""
    tell("installing the peers")
    packages = folder / "packages"
    compress = install(packages)
    found = Figures()
    sizes = [wanted.entries // 10, wanted.entries] if wanted.growth else [wanted.entries]
    with sync_playwright() as playwright:
        program = installed(Machine())
        browser = playwright.chromium.launch(
            executable_path=str(program) if program else None, args=list(_FLAGS)
        )
        bench = _Bench(root, wanted.runs, wanted.seed, browser, packages, compress, tell)
        for size in sizes:
            found.sizes.append(_one_size(bench, folder / str(size), size))
            shutil.rmtree(folder / str(size))
        _slowly(bench, folder / "real", found)
        browser.close()
    return found


def _one_size(bench: _Bench, folder: Path, size: int) -> Searched:
    bench.tell(f"making a bank of {size} entries, seed {bench.seed}")
    made = searched(size, bench.seed, projects.known_ids(bench.root))
    bank = folder / "bank"
    projects.make_bank(bench.root, bank, made)
    compileall.compile_dir(bank / "hooks", quiet=2)
    bench.tell("building it")
    builds.cold(bank)
    peer = folder / "peer" if size <= MOST_OF_MATERIAL else None
    if peer:
        projects.make_peer(bench.root, peer, made, bare=True)
        builds.cold(peer)
    found = Searched(size)
    for number in range(bench.runs):
        bench.tell(f"run {number + 1} of {bench.runs}: indexes")
        found.index.setdefault(OURS, []).append(index_of_ours(bench.root, bank))
        used = index_of_pagefind(bench.packages, bank).cpu
        if used is not None:
            found.index.setdefault(PAGEFIND, []).append(used)
    _visit(bench, bank, peer, made, found)
    return found


def _visit(bench: _Bench, bank: Path, peer: Path | None, made: Plan, found: Searched) -> None:
    """Ask every side as often, one after the other."""
    asked = queries(made)
    visits = bench.runs * _VISITS
    with sides(bank, peer, bench.compress) as compared:
        # The first round is not counted: the server compresses, files are read from the disk.
        for number in range(-1, visits):
            begin = number % len(asked)
            turned = [*asked[begin:], *asked[:begin]]
            bench.tell(f"visit {number + 1} of {visits}: {turned[0]}")
            for side in compared:
                visit = ask(bench.browser, side.served, side.page, side.field, turned)
                if number >= 0:
                    found.visits.setdefault(side.name, []).append(visit)


def _slowly(bench: _Bench, folder: Path, found: Figures) -> None:
    """Ask the project's own bank on a slow line."""
    bench.tell("building the project's own bank")
    folder.mkdir()
    for name in _REAL:
        source = bench.root / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copyfile(source, folder / name)
    builds.warm(folder)
    with ours(folder, bench.compress) as side:
        for number in range(-1, bench.runs):
            page = _PAGES[number % len(_PAGES)]
            for query in SLOW_QUERIES:
                bench.tell(f"slow line, run {number + 1} of {bench.runs}: {query}")
                time = ask_slowly(bench.browser, side.served, page, side.field, query)
                if number >= 0:
                    found.slow.setdefault(query, []).append(time)


def main(root: Path, wanted: Namespace, tell: Tell) -> int:
    """Return the exit code: 0 measured, 1 something failed."""
    return told(lambda folder: measure(root, folder, wanted, tell), as_json, as_text, wanted, tell)
