"""The colour profile of sRGB, for files that go to print.

A browser takes a picture without a profile for sRGB; a printer's program may take it for whatever
its user works in, Adobe RGB for one, and then the colours come out too strong. The profile is made
here because Pillow's own holds the moment it was made at and would make every file differ.
"""

from __future__ import annotations

import struct
from functools import cache

#: The primaries and the white point of IEC 61966-2-1 as seen under D50, in the ICC's XYZ.
_WHITE = (0.96420, 1.0, 0.82491)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 256
_NAME = b"sRGB\0"
_NO_RIGHTS = b"CC0\0"
_HEADER = 128


@cache
def srgb() -> bytes:
    """Return sRGB as a profile of version 2.4, which all programs read (ICC.1:2001-04)."""
    curve = struct.pack(f">4s4xI{_STEPS}H", b"curv", _STEPS, *(_linear(i) for i in range(_STEPS)))
    tags = {
        b"desc": struct.pack(">4s4xI5sIIHB67x", b"desc", len(_NAME), _NAME, 0, 0, 0, 0),
        b"cprt": struct.pack(">4s4x", b"text") + _NO_RIGHTS,
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(primary) for name, primary in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = _laid_out(tags)
    size = _HEADER + len(table) + len(body)
    header = struct.pack(
        ">I4xI4s4s4s6H4s28x3i48x",
        *(size, 0x02400000, b"mntr", b"RGB ", b"XYZ ", 2000, 1, 1, 0, 0, 0, b"acsp"),
        *_fixed(_WHITE),
    )
    return header + table + body


def _laid_out(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return the table of tags and what it points at; equal tags share their bytes."""
    start = _HEADER + 4 + 12 * len(tags)
    table, body, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    return table, body


def _linear(step: int) -> int:
    """Return how much light a value means, of 65,535 (IEC 61966-2-1, section 5.2)."""
    value = step / (_STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # IEC 61966-2-1
    return round(light * 65_535)


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *_fixed(colour))


def _fixed(colour: tuple[float, float, float]) -> tuple[int, ...]:
    return tuple(round(part * 65_536) for part in colour)
