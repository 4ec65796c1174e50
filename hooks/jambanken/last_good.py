"""Entries that a rule has an error for, in a preview: as they last were, with what is wrong beside them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jambanken.bank import Bank, Broken, Memory, Record
from jambanken.folder import picture_paths
from jambanken.images.inspect import inspect_all
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level, Problem


def with_last_good(bank: Bank, problems: Sequence[Problem], memory: Memory) -> Bank:
    """Return the bank with the last good version of each entry that has an error, and remember the good ones.

    One that has never been good is broken. What may not be shown stays what it is: its last good
    version could be one that was shown.
    """
    said: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.level is Level.ERROR:
            said[problem.file].append(problem)
    wrong = [
        record
        for record in bank.records.values()
        if record.source.file in said
        and not record.faults
        and record.entry.may_be_shown(bank.today)
    ]
    earlier = {record.ref: memory.good.get(record.ref) for record in wrong}
    memory.good.update(
        (ref, record)
        for ref, record in bank.records.items()
        if ref not in earlier and not record.faults
    )
    if not wrong:
        return bank
    records, broken = dict(bank.records), list(bank.broken)
    for record in wrong:
        good, faults = earlier[record.ref], tuple(said[record.source.file])
        if good is not None:
            records[record.ref] = replace(good, faults=faults)
        else:
            del records[record.ref]
            broken.append(Broken(record.kind, record.slug, faults, None, record.source))
    seen = _pictures(bank, records, memory) if _has_picture(wrong) else {}
    return replace(bank, records=records, broken=tuple(broken), **seen)


def _has_picture(records: Sequence[Record]) -> bool:
    return any(isinstance(record.entry, Picture) for record in records)


def _pictures(bank: Bank, records: Mapping[str, Record], memory: Memory) -> dict[str, Any]:
    """Look at the pictures' files anew: another version of an entry may name another file."""
    entries = [(record.slug, record.entry) for record in records.values()]
    paths = picture_paths(entries, bank.folders["bildbank"], bank.today)
    memory.looked = inspect_all(list(paths.values()), memory.looked)
    found = {slug: memory.looked[os.fspath(path)].result for slug, path in paths.items()}
    return {"pictures": found, "picture_paths": paths}
