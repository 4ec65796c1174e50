"""The command line of ``scripts/bench.py``, and the order things are measured in."""

from __future__ import annotations

import compileall
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchtools import builds, pictures, prints, projects, report, scripts
from benchtools.plan import FEWEST, Plan, plan
from benchtools.report import Series
from benchtools.telling import Tell, told

OURS = "jambanken"
PEERS = {"mkdocs": "mkdocs-material", "bare": "bare mkdocs-material"}


def main(arguments: Sequence[str], root: Path, _env: Mapping[str, str]) -> int:
    """Return the exit code: 0 measured, 1 a build failed, 2 wrong usage."""
    wanted = _read(arguments)
    if wanted.pictures:
        return pictures.main(root, wanted, _tell)
    if wanted.print:
        return prints.main(root, wanted, _tell)
    if wanted.scripts:
        return scripts.main(root, wanted, _tell)
    if wanted.search:
        from benchtools import search  # noqa: PLC0415  # it needs the tests' browser, builds do not

        return search.main(root, wanted, _tell)
    return told(
        lambda folder: _sizes(root, folder, wanted),
        lambda found: report.as_json(*found),
        lambda found: report.as_text(*found),
        wanted,
        _tell,
    )


def _sizes(root: Path, folder: Path, wanted: Namespace) -> tuple[list[Series], list[Series]]:
    """Measure banks of all sizes; return our runs and the peer's."""
    sizes = [wanted.entries // 10, wanted.entries] if wanted.growth else [wanted.entries]
    ours: list[Series] = []
    theirs: list[Series] = []
    for size in sizes:
        mine, other = measure(root, folder / str(size), size, wanted, _tell)
        ours.append(mine)
        theirs += [other] if other else []
    return ours, theirs


def measure(
    root: Path, folder: Path, size: int, wanted: Namespace, tell: Tell
) -> tuple[Series, Series | None]:
    """Make a bank of one size in ``folder`` and measure it; the peer's runs stand between our own."""
    tell(f"making a bank of {size} entries, seed {wanted.seed}")
    bank, peer = folder / "bank", folder / "peer"
    made = plan(size, wanted.seed, projects.known_ids(root))
    projects.make_bank(root, bank, made)
    compileall.compile_dir(bank / "hooks", quiet=2)
    mine, other = Series(OURS, size), None
    if wanted.peer in PEERS:
        projects.make_peer(root, peer, made, bare=wanted.peer == "bare")
        other = Series(PEERS[wanted.peer], size)
    tell("a build whose memory is watched; it compiles the templates too")
    mine.watched = builds.cold(bank, watched=True)
    for number in range(wanted.runs):
        tell(f"run {number + 1} of {wanted.runs}: cold builds")
        mine.cold.append(builds.cold(bank))
        if other:
            other.cold.append(builds.cold(peer))
    mine.output = builds.output(bank)
    if other:
        other.output = builds.output(peer)
    if wanted.edit:
        _measure_edits(bank, made, mine, wanted.runs, tell)
    return mine, other


def _measure_edits(bank: Path, made: Plan, mine: Series, runs: int, tell: Tell) -> None:
    slug = made.slugs["tips"][len(made.slugs["tips"]) // 2]
    file = projects.entry_file(bank, "tips", slug)
    # First, while nothing was removed from the disk (see `builds.cold`); a warm build removes a site.
    tell(f"{runs} edits while serving")
    mine.served += builds.edits(bank, file, f"tips/{slug}/", runs)
    for number in range(runs):
        tell(f"run {number + 1} of {runs}: warm builds")
        mine.unchanged.append(builds.warm(bank))
        projects.retitle(file, f"Ny rubrik {number}")
        mine.edited.append(builds.warm(bank))


def _read(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        prog="bench.py",
        description="Build made-up banks and say what they cost, beside plain MkDocs + Material.",
    )
    parser.add_argument("--entries", type=_size, default=1_000, help="size of the bank (1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another bank (1)")
    parser.add_argument("--runs", type=_positive, default=3, help="times everything is done (3)")
    parser.add_argument("--peer", choices=(*PEERS, "none"), default="mkdocs")
    parser.add_argument("--growth", action="store_true", help="measure a tenth of the entries too")
    parser.add_argument("--edit", action="store_true", help="measure rebuilds and live edits too")
    parser.add_argument(
        "--pictures", type=_positive, help="measure pictures instead: so many photos"
    )
    parser.add_argument("--print", action="store_true", help="measure print files instead")
    parser.add_argument("--scripts", action="store_true", help="measure what pages load instead")
    parser.add_argument("--search", action="store_true", help="measure the search instead")
    parser.add_argument("--photos", type=Path, help="a folder of photos to make them from")
    parser.add_argument("--json", action="store_true", help="print every run, for programs")
    found = parser.parse_args(arguments)
    if found.growth and found.entries < 10 * FEWEST:
        parser.error(f"--growth needs at least {10 * FEWEST} entries")
    if found.photos and not (found.pictures and found.photos.is_dir()):
        parser.error("--photos is a folder, and goes with --pictures")
    return found


def _size(text: str) -> int:
    size = int(text)
    if size < FEWEST:
        raise ValueError
    return size


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
