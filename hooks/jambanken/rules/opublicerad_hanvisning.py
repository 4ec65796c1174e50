"""A reference leads to something that visitors can see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jambanken.bank import Bank, Record
from jambanken.kinds.base import Status, values_of
from jambanken.markdown import internal_target, links_in
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, live
from jambanken.values import Markdown, PictureRef, Ref


class _Pointer(NamedTuple):
    """Something in an entry that leads to another. A link stands in a text, ``as_written``."""

    path: FieldPath
    ref: str
    as_written: str = ""
    is_image: bool = False


def check(bank: Bank) -> Iterator[Finding]:
    """Find references and links to drafts, archived entries and pictures that may not be shown.

    What archived entries refer to is left alone, and so are drafts among drafts.
    """
    hidden = {
        ref: reason for ref, record in bank.records.items() if (reason := _reason(bank, record))
    }
    if not hidden:
        return
    settings, featured = bank.settings_source, bank.settings.featured_path
    if settings is not None and featured in hidden:
        yield Finding(
            settings,
            ("lärväg",),
            f'"{featured}" {hidden[featured][0]}',
            "Startsidan visar en annan lärväg tills dess. Välj en som är publicerad.",
        )
    for record in live(bank):
        for pointer in _pointers(record):
            reason = hidden.get(pointer.ref)
            if reason is None or _both_drafts(bank, record, pointer.ref):
                continue
            message = f'"{pointer.ref}" {reason[0]}'
            if pointer.is_image:
                yield Finding(
                    record.source,
                    pointer.path,
                    f"{message} Bilden visas inte.",
                    "Välj en annan bild.",
                )
            else:
                quote = f"({pointer.as_written}" if pointer.as_written else ""
                yield Finding(record.source, pointer.path, message, reason[1], quote=quote)


def _reason(bank: Bank, record: Record) -> tuple[str, str] | None:
    """Return why visitors should not be sent to an entry, and what to do about it."""
    entry = record.entry
    if not entry.may_be_shown(bank.today):
        return "får inte visas.", "Hänvisa till något annat, eller ta bort hänvisningen."
    if entry.status is Status.DRAFT:
        return "är ett utkast.", "Publicera det. Tills dess syns hänvisningen inte."
    if entry.is_draft(bank.today):
        return f"publiceras först {entry.published}.", "Tills dess syns hänvisningen inte."
    if entry.status is Status.ARCHIVED:
        return "är arkiverad.", "Hänvisa till en post som gäller, eller ta bort hänvisningen."
    return None


def _both_drafts(bank: Bank, record: Record, ref: str) -> bool:
    return record.entry.is_draft(bank.today) and bank.records[ref].entry.is_draft(bank.today)


def _pointers(record: Record) -> Iterator[_Pointer]:
    for path, ref in values_of(record.entry, Ref):
        yield _Pointer(path, str(ref), is_image=isinstance(ref, PictureRef))
    if b"](" not in record.source.raw:
        return
    for path, text in values_of(record.entry, Markdown):
        for address in dict.fromkeys(links_in(text)):
            target = internal_target(address)
            if target:
                yield _Pointer(path, target.rstrip("/"), address)


RULE = Rule(
    id="opublicerad-hanvisning",
    level=Level.WARNING,
    title="Hänvisning till något som inte syns",
    guide=(
        "Utkast, arkiverade poster och bilder som inte får visas ska besökaren inte skickas till."
        " Posten byggs ändå, utan hänvisningen."
    ),
    bad="relaterat: [tips/utkast-om-fika]",
    good="relaterat: [tips/mat-talartiden]",
    check=check,
)
