"""YAML files that an editor meant for the bank, and that lie or are called so that nobody reads them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from jambanken.folder import is_yaml, link, printable, problem_of
from jambanken.kinds import KINDS
from jambanken.nearest import listing, nearest
from jambanken.problems import Problem
from jambanken.settings import SETTINGS_FILE
from jambanken.shared import SHARED_FILES, SHARED_FOLDER

_FOLDERS = frozenset(kind.folder for kind in KINDS)
_TOP_FOLDERS = frozenset(folder.partition("/")[0] for folder in _FOLDERS)
_FILES = frozenset(file for file, _, _ in SHARED_FILES)
_FOLDER_BY_NAME = {kind.name: kind.folder for kind in KINDS}
_FILE_BY_STEM = {Path(file).stem: Path(file).name for file in _FILES}


def astray(root: Path) -> Iterator[Problem]:
    """Give a problem for each such file below ``root``. Folders of kinds are not looked into.

    Folders without YAML, and files of other sorts, may lie where they like.
    """
    for found in _listed(root):
        yield from _at_the_top(found)
    if not (root / SHARED_FOLDER).is_symlink():
        for found in _listed(root / SHARED_FOLDER):
            yield from _among_shared(found)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """What cannot be read is said elsewhere."""
    try:
        with os.scandir(folder) as found:
            return sorted((one for one in found if one.name[0] != "."), key=lambda one: one.name)
    except OSError:
        return []


def _at_the_top(found: os.DirEntry[str]) -> Iterator[Problem]:
    """Only what can hardly be anything else: other files at the top are not the bank's."""
    name = found.name.lower()
    if name in _TOP_FOLDERS and found.name != name and found.is_dir(follow_symlinks=False):
        for file in _yaml_below(found.path, printable(found.name)):
            yield _lost(file, name)
    elif is_yaml(name) and name.partition(".")[0] == "bank" and found.name != SETTINGS_FILE:
        yield _renamed(printable(found.name), SETTINGS_FILE)


def _among_shared(found: os.DirEntry[str]) -> Iterator[Problem]:
    file = f"{SHARED_FOLDER}/{printable(found.name)}"
    if file in _FILES or file in _FOLDERS:
        return
    near = nearest(found.name.partition(".")[0], _FOLDER_BY_NAME)
    if found.is_symlink():
        if is_yaml(found.name) or near:
            yield link(file, "filen")
    elif found.is_dir(follow_symlinks=False):
        for below in _yaml_below(found.path, file):
            yield _lost(below, _FOLDER_BY_NAME.get(near or "", ""))
    elif is_yaml(found.name):
        meant = nearest(found.name.partition(".")[0], _FILE_BY_STEM)
        yield _renamed(file, _FILE_BY_STEM[meant]) if meant else _lost(file, "")


def _yaml_below(folder: str, shown_as: str) -> Iterator[str]:
    for where, _, names in os.walk(folder):  # links are not followed
        inside = Path(where).relative_to(folder).parts
        for name in sorted(names):
            if is_yaml(name):
                yield printable("/".join((shown_as, *inside, name)))


def _renamed(file: str, name: str) -> Problem:
    return problem_of(
        file,
        "filnamn",
        f'filen läses inte: den heter inte "{name}".',
        f'Döp om den till "{name}", eller ta bort den.',
    )


def _lost(file: str, folder: str) -> Problem:
    fix = (
        f'Flytta den till "{folder}".'
        if folder
        else f"Flytta den till sin sorts mapp: {listing(sorted(_FOLDERS))}."
    )
    return problem_of(file, "fel-plats", "här läser banken inga poster.", fix)
