"""Look for files beside the YAML files."""

from __future__ import annotations

from jambanken.bank import Bank


def names_beside(bank: Bank, kind: str) -> dict[str, str]:
    """Return the files of a kind that are no YAML, by their names in lower case."""
    return {item.path.name.lower(): item.path.name for item in bank.folders[kind].others}


def fault_of(name: str, beside: dict[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with a file's name and what to do; None where the file is there."""
    there = beside.get(name.lower())
    if there == name:
        return None
    if there is not None:
        return (
            f'filen heter "{there}", inte "{name}".',
            "Döp om filen: stora och små bokstäver räknas.",
        )
    return f'filen "{name}" finns inte.', "Lägg den bredvid YAML-filen, eller rätta namnet."
