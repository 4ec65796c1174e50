"""What travels with a picture: who made it, how it may be used, what it shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a download, all plain text; an empty one is left out of the file.

    ``source_type`` is a term of the IPTC digital source types, such as ``digitalCreation``.
    """

    title: str
    alt: str
    description: str
    creator: str
    credit: str
    copyright: str
    licence_name: str
    licence_url: str
    page_url: str
    keywords: tuple[str, ...]
    source_type: str
    date: str
