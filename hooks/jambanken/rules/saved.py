"""The bank as the rules see it: what has errors too, as far as it can be read.

An error in one place must not hide what is wrong in others, or it takes as many runs to mend a file
as there are faults in it. Rules are asked about such a file as about any other, and what they say is
left out where it follows from something that could not be read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from jambanken.bank import Bank, Record
from jambanken.folder import picture_paths
from jambanken.images.inspect import inspect_all
from jambanken.images.values import PictureFault, PictureFile
from jambanken.rules.base import BankWithErrors, Finding, knows
from jambanken.salvage import Saved, salvage
from jambanken.settings import SETTINGS_FILE, Settings
from jambanken.shared import SHARED_FILES, Registry

_TARGETS = {SETTINGS_FILE: Settings, **{file: target for file, target, _ in SHARED_FILES}}
#: What says whether a picture may be shown: of others nothing is to be known.
_LEAVE = ("typ", "igenkännbara", "rättslig_grund", "återkallad", "status")


def with_what_is_saved(bank: Bank) -> Bank:
    """Return the bank with what can be saved of its files with errors, for rules alone."""
    saved = {
        file: salvage(source.data, target)
        for file, target in _TARGETS.items()
        if (source := bank.shared.get(file)) is not None and source.data is not None
    }
    records: dict[str, Record] = {}
    for broken in bank.broken:
        source = broken.source
        if source is not None and isinstance(source.data, dict):
            saved[source.file] = salvage(source.data, broken.kind.model)
            entry = saved[source.file].value
            records[broken.ref] = Record(broken.kind, broken.slug, entry, source, "")
    if not saved:
        return bank
    parts = {
        place: _value(saved, file, getattr(bank.registry, place)) for file, _, place in SHARED_FILES
    }
    changed = {
        "settings": _value(saved, SETTINGS_FILE, bank.settings),
        "registry": Registry.model_construct(None, **parts),
        "records": {**bank.records, **records},
        "broken": tuple(broken for broken in bank.broken if broken.ref not in records),
        "saved": saved,
        **_pictures(bank, saved, [*records.values()]),
    }
    same = {one.name: getattr(bank, one.name) for one in fields(bank)}
    return BankWithErrors(**{**same, **changed})


def is_known(finding: Finding, bank: Bank) -> bool:
    """Tell whether all that a finding follows from is what its file says."""
    place = finding.place
    if isinstance(place, str) or not isinstance(bank, BankWithErrors):
        return True
    return all(knows(bank, place, path) for path in (finding.path, *finding.about))


def _pictures(
    bank: Bank, saved: Mapping[str, Saved], records: Sequence[Record]
) -> Mapping[str, Any]:
    """Look at the files of saved pictures that may be shown; nobody remembers what is in them."""
    entries = [
        (record.slug, record.entry)
        for record in records
        if all(path[0] not in _LEAVE for path in saved[record.source.file].holes)
    ]
    paths = picture_paths(entries, bank.folders["bildbank"], bank.today)
    looked = inspect_all([*paths.values()], {}) if paths else {}
    found: dict[str, PictureFile | PictureFault] = {
        slug: looked[os.fspath(path)].result for slug, path in paths.items()
    }
    return {
        "pictures": {**bank.pictures, **found},
        "picture_paths": {**bank.picture_paths, **paths},
    }


def _value(saved: Mapping[str, Saved], file: str, otherwise: Any) -> Any:
    return saved[file].value if file in saved else otherwise
