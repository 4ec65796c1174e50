"""Why the system would not read or write a file, in Swedish."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.ENOENT: "den finns inte",
    errno.EACCES: "åtkomst nekas",
    errno.EPERM: "åtkomst nekas",
    errno.EROFS: "disken går bara att läsa",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "disken är full",
    errno.EFBIG: "filen är större än vad som får plats",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "genvägarna leder runt",
    errno.EIO: "disken svarar inte som den ska",
    errno.EBUSY: "den används av ett annat program",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
}


def reason(fault: OSError) -> str:
    """Return why, in a few words without a full stop; a number where there are no words for it."""
    return _REASONS.get(fault.errno or 0) or f"fel {fault.errno or 'utan nummer'} från systemet"
