"""What a change makes of a bank: the bank before and after it, and what is new in the latter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jambanken import rules
from jambanken.bank import Bank, Memory, load
from jambanken.problems import Level, Problem, in_order, stops_build
from jambanken.pullrequest.change import Action, Change, Standing, entries_of
from jambanken.pullrequest.outside import Answer, hosts_of, outside_links

_GRAVITY = {level: number for number, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Look:
    """A bank on one day: what is in it and what is wrong with it."""

    bank: Bank
    problems: tuple[Problem, ...]
    links: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A change, with what was wrong before it and what is wrong with it.

    ``problems`` are new, those in the changed files first and the worst first; ``known`` were there
    before. ``links`` and ``hosts`` are new outside addresses, ``dead`` those that did not answer well.
    """

    changes: tuple[Change, ...]
    before: Look
    after: Look
    problems: tuple[Problem, ...]
    known: tuple[Problem, ...]
    links: tuple[str, ...]
    hosts: tuple[str, ...]
    dead: tuple[Answer, ...] = ()

    @property
    def stops(self) -> bool:
        """Tell whether the change cannot be published as it is."""
        refused = any(change.standing is Standing.REFUSED for change in self.changes)
        return refused or stops_build(self.problems)

    @property
    def entries(self) -> dict[str, Action]:
        """What becomes of each entry, by reference."""
        return entries_of(self.changes)


def look(root: Path, today: dt.date, memory: Memory) -> Look:
    """Read and check the bank below ``root``. Whatever its files hold, this does not raise.

    ``memory`` keeps what was read for the next look at the same folder.
    """
    bank = load(root, today, memory)
    return Look(bank, in_order([*bank.problems, *rules.run(bank)]), outside_links(bank))


def judge(changes: Sequence[Change], before: Look, after: Look) -> Verdict:
    """Compare a bank with what a change made of it."""
    old = {_what(problem) for problem in before.problems}
    touched = {change.path for change in changes}
    fresh = [problem for problem in after.problems if _what(problem) not in old]
    links = tuple(link for link in after.links if link not in before.links)
    return Verdict(
        tuple(changes),
        before,
        after,
        tuple(
            sorted(
                fresh, key=lambda one: (one.file not in touched, _GRAVITY[one.level], one.sort_key)
            )
        ),
        tuple(problem for problem in after.problems if _what(problem) in old),
        links,
        tuple(sorted(hosts_of(links) - hosts_of(before.links))),
    )


def _what(problem: Problem) -> tuple[str, str, str]:
    """Return a problem without its place, which moves with every line above it."""
    return problem.file, problem.rule, problem.message
