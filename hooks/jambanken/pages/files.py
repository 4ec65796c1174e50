"""Files beside the YAML files that entries hand on: PDFs, films, captions."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.catalogue import Catalogue
from jambanken.kinds.base import values_of
from jambanken.output import Asset
from jambanken.values import FileOrAddress


def attached_files(bank: Bank, shown: Catalogue) -> Iterator[Asset]:
    """Give the files of the entries that visitors may see, each at its entry's address.

    A file that is not there, or is a link, is no file of its folder and is left out.
    """
    beside = {
        (kind, item.path.name): item.path
        for kind, folder in bank.folders.items()
        for item in folder.others
    }
    for record in shown.records.values():
        names = {str(name) for _, name in values_of(record.entry, FileOrAddress) if name.is_file}
        for name in sorted(names):
            path = beside.get((record.kind.name, name))
            if path is not None:
                yield Asset(record.address + name, path)
