"""When entries came, were changed and were last looked at: from git where it is there.

Git knows the day that a file came to the branch that is published, and each day it was changed
there; never asked, and never shown, is by whom. Without git, or with half of its history (a shallow
clone), the dates in the files are all there is.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jambanken.cache.store import Store
from jambanken.kinds import KINDS
from jambanken.kinds.base import Entry
from jambanken.today import STOCKHOLM
from jambanken.values import SLUG

#: A change of more entries at a time is one of form (a new field, a moved word), which tells nobody
#: anything of the entries. More that come at a time have moved here: when each was new it says itself.
MANY = 25
_LAYOUT = "history 2"
_PATIENCE = 30
_FOLDERS = {kind.folder: kind.name for kind in KINDS}
_FILE = re.compile(rf"([AM])\t({'|'.join(map(re.escape, _FOLDERS))})/({SLUG})\.yml")
_COMMIT = "\x01"


class Touched(NamedTuple):
    """The days that a file came and was changed, the latest first; None where git does not say.

    ``has_moved`` says that it came together with more than `MANY` others.
    """

    added: dt.date | None
    changed: tuple[dt.date, ...]
    has_moved: bool = False


History = Mapping[str, Touched]
"""What git knows of entries, by reference (``KIND/SLUG``)."""


class Dates(NamedTuple):
    """The days of an entry, as visitors may see them on one day.

    ``new`` is when it could first be read, ``changed`` are the days after that on which it was changed,
    the latest first, and ``looked`` is when somebody last had it before them.
    """

    new: dt.date | None
    changed: tuple[dt.date, ...]
    looked: dt.date | None


UNKNOWN = Touched(None, ())


def dates_of(entry: Entry, touched: Touched, today: dt.date) -> Dates:
    """Return the days of an entry: those of git, and where it knows none those that the file names.

    An entry is new on the day it came to the bank, or later where it waited for its own day. One that
    has moved here is as old as it says. What lies after ``today`` counts as today.
    """
    said = () if entry.updated is None else (entry.updated,)
    if touched.has_moved and entry.published is not None:
        touched = Touched(None, (*touched.changed, *said))
    came = [min(day, today) for day in (entry.published, touched.added) if day is not None]
    new = max(came) if came else None
    if not said and not touched.changed:
        return Dates(new, (), new)
    known = touched.changed if touched != UNKNOWN else said
    after = {min(day, today) for day in known if new is None or min(day, today) > new}
    looked = [min(day, today) for day in (*came, *touched.changed, *said)]
    return Dates(new, tuple(sorted(after, reverse=True)), max(looked, default=None))


def history(root: Path, store: Store) -> History:
    """Return what git knows of the entries below ``root``, nothing where it cannot be asked.

    One call of git for each commit: ``store`` remembers what it said.
    """
    head = _head(root)
    if not head:
        return {}
    key = f"{_LAYOUT} {head}"
    known = store.get(key)
    if known is None and (log := _log(root)):
        known = json.dumps(_days_in(log)).encode()
        store.put(key, known)
    said = json.loads(known) if known else {}
    return {
        ref: Touched(_day(added), tuple(map(dt.date.fromisoformat, changed)), has_moved)
        for ref, (added, changed, has_moved) in said.items()
    }


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _head(root: Path) -> str:
    """Return the commit that is checked out, empty where there is none or its history is cut."""
    if not (root / ".git").exists():
        return ""
    said = _git(root, "rev-parse", "--is-shallow-repository", "HEAD").split()
    return said[1] if said[:1] == ["false"] and len(said) > 1 else ""


def _days_in(log: str) -> dict[str, tuple[str, list[str], bool]]:
    """Return the days by reference, as text: when it came, and when it was changed, and whether it has moved here."""
    found: dict[str, tuple[str, list[str], bool]] = {}
    came: set[str] = set()
    for day, lines in _commits(log):
        sorts = Counter(sort for sort, _ in lines)
        for sort, ref in lines:
            if ref in came:
                continue  # an earlier entry of that name, which is gone
            added, changed, has_moved = found.get(ref, ("", [], False))
            if sort == "A":
                came.add(ref)
                found[ref] = (day, changed, sorts["A"] > MANY)
            elif sorts["M"] <= MANY and day not in changed:
                found[ref] = (added, [*changed, day], has_moved)
            else:
                found[ref] = (added, changed, has_moved)
    return found


def _commits(log: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give the day of each commit, the latest first, with what it did to which entries."""
    for commit in log.split(_COMMIT)[1:]:
        when, _, rest = commit.partition("\n")
        day = dt.datetime.fromtimestamp(int(when), STOCKHOLM).date().isoformat()
        lines = (_FILE.fullmatch(line) for line in rest.split("\n"))
        yield day, [(found[1], f"{_FOLDERS[found[2]]}/{found[3]}") for found in lines if found]


def _log(root: Path) -> str:
    """Return the log of the published branch: a merge counts as one change, on the day it was made."""
    way = ("--first-parent", "-m", "--no-renames", "--diff-filter=AM", "--no-show-signature")
    said = ("--name-status", f"--format={_COMMIT}%ct")
    return _git(root, "log", *way, *said, "HEAD", "--", *sorted(_FOLDERS))


def _git(root: Path, *words: str) -> str:
    """Return what git says, empty where it is not there or has nothing to say."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "-c", "core.fsmonitor=false", "-c", "core.quotePath=true", *words],
            cwd=root,
            env={**kept, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
