"""Fetches a picture that somebody has attached to an issue."""

from __future__ import annotations

import http.client
import urllib.request

from jambanken.intake.sound import RefusedError

_LARGEST = 25_000_000
_PATIENCE = 60


def fetch(address: str) -> bytes:
    """Return the file at an address of GitHub's attachments. Raises `RefusedError`."""
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310  # matched by a pattern for one host
            held = bytes(answer.read(_LARGEST + 1))
    except (OSError, http.client.HTTPException):
        raise RefusedError(
            "bildfil", "Bilden gick inte att hämta.", "Bifoga den igen, och sätt etiketten igen."
        ) from None
    if len(held) > _LARGEST:
        raise RefusedError(
            "bildfil", "Bilden är större än 25 MB.", "Spara den mindre och bifoga den igen."
        )
    return held
