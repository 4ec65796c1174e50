"""Colour profiles, written byte by byte after ICC.1:2001-04, so that no binary lies in the repository."""

from __future__ import annotations

import itertools
import struct

_WHITE = (0.9642, 1.0, 0.8249)
#: What the three colours of a space give in XYZ, adapted to D50, and its gamma.
_SPACES = {
    "Display P3": (
        ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),
        None,
    ),
    "Adobe RGB": (
        ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
        2.19921875,
    ),
    "ProPhoto": (
        ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491)),
        1.8,
    ),
}


def rgb(space: str) -> bytes:
    """Return the profile of a space of ``_SPACES``; without a gamma it has the curve of sRGB."""
    colours, gamma = _SPACES[space]
    curve = _curve_of_srgb() if gamma is None else _gamma(gamma)
    tags = {b"wtpt": _xyz(_WHITE), b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    tags |= {
        name: _xyz(xyz) for name, xyz in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colours, strict=True)
    }
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def grey(gamma: float) -> bytes:
    """Return the profile of greys with a gamma."""
    tags = {b"wtpt": _xyz(_WHITE), b"kTRC": _gamma(gamma)}
    return _profile(b"mntr", b"GRAY", b"XYZ ", tags)


def cmyk(cyan: tuple[int, int, int]) -> bytes:
    """Return the profile of a press whose full cyan is a colour in Lab, whose black is black.

    Everything else is white paper; only colours at the ends of the scales are meant to be tried.
    """
    table = bytearray()
    for c, _, _, k in itertools.product((0, 1), repeat=4):
        light, a, b = (0, 0, 0) if k else cyan if c else (100, 0, 0)
        table += bytes((round(light * 2.55), a + 128, b + 128))
    straight = bytes(range(256))
    one = (1, 0, 0, 0, 1, 0, 0, 0, 1)
    head = struct.pack(">4s4x4B9i", b"mft1", 4, 3, 2, 0, *(65536 * part for part in one))
    lut = head + 4 * straight + table + 3 * straight
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz(_WHITE), b"A2B0": lut})


def _profile(sort: bytes, space: bytes, between: bytes, tags: dict[bytes, bytes]) -> bytes:
    text = b"made for a test"
    tags = {
        b"desc": struct.pack(">4s4xI", b"desc", len(text) + 1) + text + bytes(79),
        b"cprt": b"text\0\0\0\0" + text + b"\0",
        **tags,
    }
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += struct.pack(">4sII", name, at + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(
        ">II4s4s4s4s12s4s", at + len(body), 0, b"", sort, space, between, date, b"acsp"
    )
    head = head[:8] + b"\x02\x40\0\0" + head[12:]
    light = struct.pack(">3i", *(round(65536 * part) for part in _WHITE))
    return head.ljust(68, b"\0") + light + bytes(48) + table + body


def _xyz(xyz: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(65536 * part) for part in xyz))


def _gamma(gamma: float) -> bytes:
    return struct.pack(">4s4xIH", b"curv", 1, round(256 * gamma))


def _curve_of_srgb() -> bytes:
    shares = [step / 1023 for step in range(1024)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return struct.pack(">4s4xI", b"curv", 1024) + struct.pack(
        ">1024H", *(round(65535 * value) for value in linear)
    )
