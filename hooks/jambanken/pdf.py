"""Whether a PDF has tags: the structure without which a screen reader cannot tell heading from text."""

from __future__ import annotations

import re
import zlib

#: More is never unpacked of one file: what says that it is tagged stands near its catalogue.
MOST_UNPACKED = 32_000_000
_MARKED = re.compile(rb"/Marked\s+true\b")
_TREE = re.compile(rb"/StructTreeRoot\b")
# Since PDF 1.5 the catalogue itself may lie in a packed object stream (ISO 32000-1, 7.5.7).
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b(?:(?!endobj).)*?\bstream\r?\n", re.DOTALL)
_ENCRYPTED = re.compile(rb"/Encrypt\b")


def is_tagged(content: bytes) -> bool | None:
    """Tell whether a PDF says that it is tagged (ISO 32000-1, 14.8): its marks and their tree.

    None where that cannot be seen: the file is encrypted, or no PDF. Whether the tags are good ones
    no program can tell.
    """
    if not content.startswith(b"%PDF-"):
        return None
    says = [False, False]
    for part in _parts(content):
        says = [
            known or bool(form.search(part))
            for known, form in zip(says, (_MARKED, _TREE), strict=True)
        ]
        if all(says):
            return True
    return None if _ENCRYPTED.search(content) else False


def _parts(content: bytes) -> list[bytes]:
    """Return the file as it is, and its object streams unpacked as far as they go."""
    found, left = [content], MOST_UNPACKED
    for match in _OBJECTS.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(content[match.end() :], left)
        except zlib.error:
            continue
        found.append(unpacked)
        left -= len(unpacked)
        if left <= 0:
            break
    return found
