"""Which of many pictures are the same one, by their perceptual hashes."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping

from jambanken.images.phash import SAME_WITHIN

_BITS = 64
#: The hash in one part more than bits may differ: of two hashes that are alike, one part is equal.
_PARTS = SAME_WITHIN + 1
_EDGES = tuple(_BITS * part // _PARTS for part in range(_PARTS + 1))
_CUTS = tuple((low, (1 << high - low) - 1) for low, high in itertools.pairwise(_EDGES))


def alike(hashes: Mapping[str, str]) -> dict[str, str]:
    """Return for every name with a picture like it before it, in the order given, the first of those.

    Alike are hashes within `SAME_WITHIN` bits. Each is compared with those alone that share a part
    with it, so that 10,000 pictures take some tenths of a second and not a minute.
    """
    first: dict[int, str] = {}
    found: dict[str, str] = {}
    sharing: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    order: dict[int, int] = {}
    for name, written in hashes.items():
        bits = int(written, 16)
        if bits in first:
            found[name] = found.get(first[bits], first[bits])
            continue
        parts = [(low, bits >> low & mask) for low, mask in _CUTS]
        near = {
            other
            for part in parts
            for other in sharing[part]
            if (bits ^ other).bit_count() <= SAME_WITHIN
        }
        if near:
            found[name] = first[min(near, key=order.__getitem__)]
        first[bits], order[bits] = name, len(order)
        for part in parts:
            sharing[part].append(bits)
    return found
