"""What a change does to which files, as git tells it, and which of them are content.

Content is data: whoever sends it in, it is read by the code that the repository already has. All
else is code, and a maintainer looks at it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jambanken.images.opening import MAX_BYTES as LARGEST_PICTURE
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.reading.decoding import MAX_BYTES as LARGEST_TEXT
from jambanken.shared import SHARED_FOLDER
from jambanken.swedish import and_list, grouped
from jambanken.values import CaptionsOrAddress, FilmOrAddress, PdfOrAddress

PICTURES = "bildbank"
#: More files than anybody reviews at once.
MOST_FILES = 500
_MOST_PARTS = 4
_LONGEST_PATH = 300
_REGULAR = frozenset({"100644", "100755"})
_LINK, _NOTHING = "120000", "000000"
_RAW = re.compile(r":([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z][0-9]*")
_TEXT_ENDINGS = frozenset({".yml", ".yaml"})
_BESIDE = frozenset(
    f".{ending}"
    for sort in (PdfOrAddress, FilmOrAddress, CaptionsOrAddress)
    for ending in sort.beginnings
)
_KIND_BY_FOLDER = {kind.folder: kind for kind in KINDS}


class Action(StrEnum):
    """What becomes of a file or an entry."""

    NEW = "ny"
    CHANGED = "ändrad"
    REMOVED = "borttagen"


class Standing(StrEnum):
    """How a file is met: as content, as code, or not at all."""

    CONTENT = "innehåll"
    OUTSIDE = "utanför"
    REFUSED = "nekad"


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a change. ``before`` and ``after`` are git's names of its content, empty for none."""

    path: str
    action: Action
    standing: Standing
    before: str = ""
    after: str = ""

    @property
    def largest(self) -> int:
        """How many bytes such a file may have."""
        return LARGEST_TEXT if _ending(self.path) in _TEXT_ENDINGS else LARGEST_PICTURE

    @property
    def kind(self) -> Kind | None:
        """The kind of entry that the file belongs to."""
        return _KIND_BY_FOLDER.get(self.path.rpartition("/")[0])

    @property
    def ref(self) -> str:
        """The entry that the file belongs to, as KIND/SLUG; empty for none."""
        name = self.path.rpartition("/")[2].partition(".")[0]
        return f"{self.kind.name}/{name}" if self.kind else ""


class UnreadableDiffError(ValueError):
    """Git has said something else than a list of changes."""


def read_diff(raw: bytes) -> tuple[Change, ...]:
    """Return the changes in the output of ``git diff --raw -z --no-renames --no-abbrev``.

    Raises `UnreadableDiffError`.
    """
    parts = raw.split(b"\0")
    if parts.pop() or len(parts) % 2:
        raise UnreadableDiffError
    pairs = zip(parts[::2], parts[1::2], strict=True)
    found = [_change(head.decode("ascii", "replace"), path) for head, path in pairs]
    return tuple(sorted(found, key=lambda change: change.path))


def _change(head: str, raw_path: bytes) -> Change:
    found = _RAW.fullmatch(head)
    if found is None:
        raise UnreadableDiffError
    old, new, before, after = found.groups()
    action = Action.CHANGED
    if old == _NOTHING:
        action = Action.NEW
    elif new == _NOTHING:
        action = Action.REMOVED
    path = raw_path.decode("utf-8", "replace")
    return Change(
        path,
        action,
        standing_of(path, old, new),
        before if old in _REGULAR else "",
        after if new in _REGULAR else "",
    )


def standing_of(path: str, *modes: str) -> Standing:
    """Return how a file is met, by its path and by its modes before and after as git writes them."""
    top, *rest = path.split("/")
    if top not in {SHARED_FOLDER, PICTURES} or not rest:
        return Standing.OUTSIDE
    if any(mode not in {*_REGULAR, _NOTHING} for mode in modes) or not _is_plain(path):
        return Standing.REFUSED
    is_hidden = any(part.startswith(".") for part in rest)
    takes_all = top == PICTURES or _ending(path).lower() in _TEXT_ENDINGS | _BESIDE
    return Standing.CONTENT if takes_all and not is_hidden else Standing.OUTSIDE


def _is_plain(path: str) -> bool:
    """Tell whether a path can be written in a folder of files without leading anywhere else."""
    parts = path.split("/")
    return (
        path.isprintable()
        and len(path) <= _LONGEST_PATH
        and len(parts) <= _MOST_PARTS
        and not {"", ".", ".."} & set(parts)
        and "\\" not in path
        and "\ufffd" not in path
    )


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def entries_of(changes: Sequence[Change]) -> dict[str, Action]:
    """Return what becomes of each entry, by reference: a picture is its YAML and its file in one."""
    found: dict[str, Action] = {}
    for change in changes:
        if change.standing is not Standing.CONTENT or not change.ref:
            continue
        if _ending(change.path) == ".yml":
            found[change.ref] = change.action
        else:
            found.setdefault(change.ref, Action.CHANGED)
    return found


def in_words(changes: Sequence[Change]) -> str:
    """Return what a change does, as a whole sentence: "1 nytt tips och 2 ändrade filmer."."""
    entries = entries_of(changes)
    parts = [
        _counted(kind, action, count)
        for kind in KINDS
        for action in Action
        if (count := _count(entries, kind, action))
    ]
    parts += _others(changes)
    return f"{and_list(parts)}." if parts else "Inga ändringar."


def _count(entries: dict[str, Action], kind: Kind, action: Action) -> int:
    return sum(
        done is action and ref.partition("/")[0] == kind.name for ref, done in entries.items()
    )


def _others(changes: Sequence[Change]) -> Iterator[str]:
    shared = sum(not change.ref and change.standing is Standing.CONTENT for change in changes)
    outside = sum(change.standing is not Standing.CONTENT for change in changes)
    if shared:
        yield f"{grouped(shared)} {'gemensam fil' if shared == 1 else 'gemensamma filer'}"
    if outside:
        yield f"{grouped(outside)} {'annan fil' if outside == 1 else 'andra filer'}"


#: One of common gender, one of neuter, several.
_ADJECTIVES = {
    Action.NEW: ("ny", "nytt", "nya"),
    Action.CHANGED: ("ändrad", "ändrat", "ändrade"),
    Action.REMOVED: ("borttagen", "borttaget", "borttagna"),
}


def _counted(kind: Kind, action: Action, count: int) -> str:
    common, neuter, several = _ADJECTIVES[action]
    if count == 1:
        return f"1 {neuter if kind.neuter else common} {kind.singular.lower()}"
    return f"{grouped(count)} {several} {(kind.several or kind.plural).lower()}"
