"""The bench of the search: the same queries for all sides, and figures that are what they say."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from benchtools import projects
from benchtools.content import entries
from benchtools.entry import as_yaml
from benchtools.plan import plan
from benchtools.search_browser import Asked
from benchtools.search_plan import queries, searched
from benchtools.search_report import Figures, Searched, as_json, as_text, goals
from benchtools.search_server import serving
from benchtools.search_sides import MATERIAL, OURS, PAGEFIND

ROOT = Path(__file__).parents[1]
IDS = projects.known_ids(ROOT)


def visit(first: float, kilobytes: int, following: float = 5) -> Asked:
    """Return a visit."""
    return Asked(first, (following, following), kilobytes * 1000, 9, early=0)


def figures(size: int, **sides: list[Asked]) -> Figures:
    """Return the figures of a bank of one size."""
    found = Searched(size)
    found.visits.update({name.replace("_", "-"): visits for name, visits in sides.items()})
    return Figures([found])


def test_a_bank_to_search_in_has_a_long_tail() -> None:
    """Its texts have many more words than those whose building is timed, which stay as they are."""
    plain, long = plan(100, 1, IDS), searched(100, 1, IDS)
    words = [
        {word for entry in entries(made) for word in as_yaml(entry.fields).split()}
        for made in (plain, long)
    ]
    assert len(words[1]) > 1.4 * len(words[0])
    assert plain.slugs == long.slugs


def test_what_is_asked_is_in_the_bank() -> None:
    """Every side is asked for words that are there, some common and some rare."""
    made = searched(300, 1, IDS)
    text = "\n".join(as_yaml(entry.fields).lower() for entry in entries(made))
    assert len(set(queries(made))) == len(queries(made)) > 8
    for query in queries(made):
        assert all(word in text for word in query.split())


def test_figures_are_compared_visit_by_visit() -> None:
    """A share is the median of each visit's own, beside what stood next to it in time."""
    found = figures(
        1_000,
        jambanken=[visit(10, 50), visit(300, 90)],
        mkdocs_material=[visit(100, 400), visit(1_000, 400)],
        pagefind=[visit(50, 100), visit(500, 100)],
    )
    by_name = {goal.name: goal for goal in goals(found)}
    assert by_name["first answer at 1000, kB"].value == pytest.approx(90)
    assert by_name[f"first answer at 1000, time, of {MATERIAL}'s"].value == pytest.approx(0.2)
    assert all(goal.met for goal in by_name.values())


def test_a_large_bank_is_held_against_pagefind() -> None:
    """Time, bytes and the processor time of the index each have a limit, and a miss is told."""
    found = figures(10_000, jambanken=[visit(80, 90)], pagefind=[visit(100, 100)])
    found.sizes[0].index.update({OURS: [1.0], PAGEFIND: [8.0]})
    found.slow["dagis"] = [1_200.0]
    met = {goal.name.partition(",")[2].strip(): goal.met for goal in goals(found)}
    assert met[f"time, of {PAGEFIND}'s"] is False
    assert met[f"bytes, of {PAGEFIND}'s"] is True
    assert met[f"cpu, of {PAGEFIND}'s"] is True
    assert met["ms, dagis"] is False
    assert as_text(found).count("MISSED") == 2
    assert len(as_json(found)["goals"]) == len(met)


def test_the_server_sends_what_it_counts(tmp_path: Path) -> None:
    """Files go out compressed where that is smaller, and what is counted is what went over the line."""
    (tmp_path / "index.html").write_text("<p>hej</p>" * 100, "utf-8")
    (tmp_path / "små.bin").write_bytes(b"\x00")
    with serving(tmp_path, gzip.compress) as served:
        sizes = []
        for path in ("", "sm%C3%A5.bin"):
            with urlopen(Request(served.address + path)) as answer:  # noqa: S310  # our own server
                sizes.append(len(answer.read()))
    assert [sent.path for sent in served.sent] == ["/", "/små.bin"]
    assert [sent.size for sent in served.sent] == sizes
    assert sizes[0] < 100
