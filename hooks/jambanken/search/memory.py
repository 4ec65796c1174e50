"""What a process that lives on remembers of the search index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a segment takes the code that works out stems
    from jambanken.search.segments import Segment

#: The parts of a word by rule or by the lists, and their keys.
Split = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class SearchMemory:
    """What the last index was made of: its segments by key, and its words, each with its parts."""

    segments: Mapping[str, Segment] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    splits: Mapping[str, Split] = field(default_factory=dict)
