"""Links to other sites that no longer work, as they were found on the day they were last tried.

They are tried once a week by a workflow, never while building: what it found lies in `FILE`, as
``{"checked": "YYYY-MM-DD", "links": [{"url", "status": int or null, "fault": text or null}]}``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jambanken.bank import Bank
from jambanken.catalogue import Catalogue
from jambanken.coordination.values import Section, Subject, Task, in_order, subject_of
from jambanken.shared import CHANNELS_FILE, ORGANISATIONS_FILE, VOCABULARY_FILE
from jambanken.swedish import day as in_words
from jambanken.values import shorten

FILE = "docs/rapport/lankar.json"
LARGEST = 5_000_000
LONGEST_FAULT = 160
#: What no longer exists, as its host says; all else may be better tomorrow.
_GONE = {404, 410}
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_AFTER = ").,;:!?*_]}"
_SHARED_NAMES = {
    VOCABULARY_FILE: "Ordlistorna",
    ORGANISATIONS_FILE: "Organisationerna",
    CHANNELS_FILE: "Beställningsvägarna",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What was found when links were last tried: ``faults`` by address. ``checked`` is None where never."""

    checked: dt.date | None = None
    number: int = 0
    faults: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def tried(root: Path, raw: bytes | None = None) -> Tried:
    """Read `FILE` below ``root``, or ``raw``. A file that is not there, or not as agreed, tells nothing."""
    try:
        raw = (root / FILE).read_bytes() if raw is None else raw
        data = json.loads(raw) if len(raw) <= LARGEST else {}
        checked, links = dt.date.fromisoformat(data["checked"]), data["links"]
        faults = dict(filter(None, map(_fault, links)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Tried()
    return Tried(checked, len(links), faults)


def _fault(link: Mapping[str, Any]) -> tuple[str, tuple[int, str]] | None:
    """Return the address and what is wrong there, None where nothing is."""
    url, status, said = link["url"], link["status"], link["fault"]
    if not (isinstance(url, str) and isinstance(said, str) and said.strip()):
        return None
    if not url.startswith(("https://", "http://")):
        return None
    text = "".join(char if char.isprintable() else " " for char in said[: 2 * LONGEST_FAULT])
    shown = shorten(" ".join(text.split()).removesuffix("."), LONGEST_FAULT)
    is_gone = isinstance(status, int) and status in _GONE
    return url, (0 if is_gone else 1, shown)


def broken_links(bank: Bank, catalogue: Catalogue, known: Tried) -> Section:
    """Return the links that did not work when last tried and that still stand in the bank."""
    tasks = _tasks(bank, catalogue, known.faults) if known.faults else ()
    done = (
        f"Alla {known.number} länkar fungerade {in_words(known.checked)}."
        if known.checked
        else "Länkarna har inte prövats än."
    )
    if known.checked and known.faults:
        done = f"De länkar som inte fungerade {in_words(known.checked)} finns inte kvar i banken."
    return Section(
        id="lankar",
        title="Trasiga länkar till andra webbplatser",
        short="trasiga länkar",
        lead=f"Länkar som inte fungerade när de prövades {in_words(known.checked)}, och var de finns."
        if known.checked
        else "Länkarna prövas en gång i veckan av ett arbetsflöde på GitHub, aldrig när webbplatsen byggs.",
        cure="Öppna länken och se om sidan har flyttat. Byt adressen, eller ta bort länken.",
        done=done,
        tasks=in_order(list(tasks)),
        total=known.number,
    )


def _tasks(
    bank: Bank, catalogue: Catalogue, faults: Mapping[str, tuple[int, str]]
) -> Iterator[Task]:
    for subject, text in _texts(bank, catalogue):
        for url in dict.fromkeys(_addresses(text)):
            if url in faults:
                weight, said = faults[url]
                yield Task(subject, said, weight, link=url)


def _texts(bank: Bank, catalogue: Catalogue) -> Iterator[tuple[Subject, str]]:
    """Give what links can stand in: entries that visitors see, and shared files."""
    for record in catalogue.listed:
        yield subject_of(record), record.source.text
    for file, source in bank.shared.items():
        if file in _SHARED_NAMES:
            yield Subject(file, "Fil", _SHARED_NAMES[file], "", file), source.text


def _addresses(text: str) -> Iterable[str]:
    """Give the addresses in a text, each as it stands and without the signs that may follow one."""
    for match in _ADDRESS.finditer(text):
        url = match[0]
        yield url
        while url[-1] in _AFTER:
            url = url[:-1]
            yield url
