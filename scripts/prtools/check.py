"""Checks a change as it was sent in: annotations at the lines, a summary, and data for the answer.

The code is that of the repository; of the change only content is taken, and only as data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from jambanken.bank import Memory
from jambanken.problems import Level, stops_build
from jambanken.pullrequest.change import Action, Change, Standing
from jambanken.pullrequest.labels import outside_of
from jambanken.pullrequest.summary import summary_of
from jambanken.pullrequest.told import tell
from jambanken.pullrequest.verdict import Verdict, judge, look
from jambanken.report import as_github
from prtools.links import Ask, ask_the_web, check_links
from prtools.repository import CannotLayError, changes_between, contents, lay

#: More new addresses than this are not asked in a check: it would take too long.
_MOST_ASKED = 60


@dataclass(frozen=True, slots=True)
class Job:
    """What is checked: a bank's folder, a clone that has the change, and its two commits."""

    root: Path
    clone: Path
    before: str
    after: str
    today: dt.date
    ask: Ask | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be printed and written, and whether the change can be published as it is.

    ``pages`` are the addresses of the pages that the change makes or alters.
    """

    annotations: str
    summary: str
    told: str
    pages: tuple[str, ...]
    is_code: bool
    passes: bool


def run(job: Job, env: Mapping[str, str]) -> Outcome:
    """Lay the change over the bank and check it. Raises `CannotLayError`."""
    changes = changes_between(job.clone, job.before, job.after)
    lay(job.root, contents(job.clone, changes, "before"))
    memory = Memory()
    before = look(job.root, job.today, memory)
    lay(job.root, contents(job.clone, changes, "after"))
    verdict = _with_answers(judge(changes, before, look(job.root, job.today, memory)), job.ask)
    return Outcome(
        as_github([*verdict.problems, *(old for old in verdict.known if old.level is Level.ERROR)]),
        summary_of(verdict, _raw(env, changes)),
        tell(verdict),
        _pages(verdict),
        bool(outside_of(changes)),
        not (verdict.stops or stops_build(verdict.known)),
    )


def asking(env: Mapping[str, str]) -> Ask:
    """Return what asks outside addresses in this repository's name."""
    return ask_the_web(env.get("GITHUB_REPOSITORY", "jambanken"))


def _with_answers(verdict: Verdict, ask: Ask | None) -> Verdict:
    if ask is None:
        return verdict
    answers = check_links(verdict.links[:_MOST_ASKED], ask)
    return replace(verdict, dead=tuple(one for one in answers if one.fault))


def _raw(env: Mapping[str, str], changes: tuple[Change, ...]) -> Mapping[str, str]:
    """Return where the change's own pictures can be fetched, by their paths."""
    source, commit = env.get("FORSLAG_REPO", ""), env.get("FORSLAG_SHA", "")
    if not (source and commit):
        return {}
    base = f"https://github.com/{quote(source)}/raw/{quote(commit)}"
    return {
        change.path: f"{base}/{quote(change.path)}"
        for change in changes
        if change.standing is Standing.CONTENT and change.action is not Action.REMOVED
    }


def _pages(verdict: Verdict) -> tuple[str, ...]:
    bank = verdict.after.bank
    return tuple(
        bank.records[ref].address
        for ref in verdict.entries
        if ref in bank.records and not bank.records[ref].entry.is_draft(bank.today)
    )


__all__ = ["CannotLayError", "Job", "Outcome", "asking", "run"]
