"""The order of the keys in a file of content: the same for blank entries and for mended ones."""

from __future__ import annotations

from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture

#: A picture begins with its file and with what has to be filled in.
_PICTURE = (
    *("fil", "typ", "titel", "alt", "fotograf", "kredit", "rättighetshavare", "licens", "källa"),
    *("datum", "plats", "kommun", "verksamheter", "teman", "miljö", "aktivitet", "taggar", "fokus"),
    *("beskärning", "igenkännbara", "rättslig_grund", "antal", "personer", "underlag"),
    *("bildtext", "beskrivning"),
)


def order_of(kind: Kind) -> tuple[str, ...]:
    """Return all keys of a kind, in the order that editors see them."""
    keys = (field.alias or name for name, field in kind.model.model_fields.items())
    first = _PICTURE if kind.model is Picture else ()
    return (*first, *(key for key in keys if key not in first))
