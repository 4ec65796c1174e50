"""Which id was meant, where somebody wrote the name of what it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jambanken.nearest import nearest
from jambanken.problems import FieldPath, Problem
from jambanken.salvage import salvage
from jambanken.shared import ID_LIST_BY_SORT, Registry, Word
from jambanken.source import Source
from jambanken.values import Id

_MOST_GUESSES = 300  # one file can hold 9,000 names, and each guess takes a millisecond


@dataclass(slots=True)
class MeantIds:
    """Knows the ids that exist by what people call them. Costs nothing until there is an error."""

    registry: Registry
    _called: dict[type[Id], Mapping[str, str]] = field(default_factory=dict)
    _answers: dict[tuple[type[Id], str], str | None] = field(default_factory=dict)

    def name(self, problems: Sequence[Problem], source: Source, target: Any) -> tuple[Problem, ...]:
        """Return a file's problems, each with an id that cannot be read cured by the one that was meant."""
        if not problems:
            return ()
        meant = {}
        for path, sort in salvage(source.data, target).holes.items():
            if isinstance(sort, type) and issubclass(sort, Id) and sort in ID_LIST_BY_SORT:
                near = self._nearest(sort, _at(source.data, path))
                if near is not None:
                    meant[source.locate(path)] = near
        return tuple(
            replace(problem, fix=f'Menade du "{meant[problem.mark]}"?')
            if problem.rule == "fel-varde" and problem.mark in meant
            else problem
            for problem in problems
        )

    def _nearest(self, sort: type[Id], written: Any) -> str | None:
        if not isinstance(written, str):
            return None
        if (sort, written) not in self._answers:
            if len(self._answers) >= _MOST_GUESSES:
                return None
            called = self._called.setdefault(sort, called_ids(self.registry, sort))
            near = nearest(written, called)
            self._answers[sort, written] = called[near] if near is not None else None
        return self._answers[sort, written]


def called_ids(registry: Registry, sort: type[Id]) -> Mapping[str, str]:
    """Return the ids of a list by what people may call them: the id itself wins, then the name."""
    items = ID_LIST_BY_SORT[sort].items_in(registry)
    synonyms = {
        word: str(item.id) for item in items if isinstance(item, Word) for word in item.synonyms
    }
    names = {item.name: str(item.id) for item in items}
    return {**synonyms, **names, **{str(item.id): str(item.id) for item in items}}


def _at(data: Any, path: FieldPath) -> Any:
    for step in path:
        if isinstance(data, dict) and step not in data:
            return None
        data = data[step]
    return data
