"""From picture files to the gallery: what was seen in them is remembered, their files are made."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jambanken.bank import Bank, Broken, Memory
from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.gallery import EMPTY, Gallery, gallery
from jambanken.images.inspect import dump
from jambanken.images.inspect import load as load_looks
from jambanken.images.recipe import Profile
from jambanken.images.shelf import BrokenPictureError, Shelf
from jambanken.images.values import PictureFile
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level, Mark, Problem
from jambanken.progress import unheard

#: Below the project's folder: the files made from pictures. They only ever save time.
FOLDER = Path(".cache/jambanken/bilder")
_LOOKS = "bildfiler"
#: Says how small files are to be; where it is not set, a builder on GitHub takes its time.
_SETTING = "JAMBANKEN_BILDER"


@dataclass(frozen=True, slots=True)
class Effort:
    """How pictures are made, and who hears how many are done of how many."""

    profile: Profile
    tell: Callable[[int, int], None] = unheard


DRAFT = Effort(Profile.DRAFT)


def profile_of(env: Mapping[str, str], *, preview: bool) -> Profile:
    """Return how small files are to be: a preview and a trial build want them soon.

    ``JAMBANKEN_BILDER`` in the environment decides (``utkast``, ``publicering``), else whether
    ``CI`` is set, as it is where sites are built to be published. Raises ``ValueError``, in Swedish.
    """
    wanted = env.get(_SETTING)
    if wanted:
        if wanted not in list(Profile):
            raise ValueError(f"{_SETTING} ska vara {' eller '.join(Profile)}.")
        return Profile(wanted)
    return Profile.PUBLISH if env.get("CI") and not preview else Profile.DRAFT


@contextmanager
def remembered_looks(memory: Memory, store: Store) -> Iterator[None]:
    """Remember from build to build what was seen in picture files, as long as they may be shown."""
    known = store.get(_LOOKS)
    memory.looked = memory.looked or load_looks(known)
    yield
    looked = dump(memory.looked)
    if looked != known:
        store.put(_LOOKS, looked)


def unusable(bank: Bank, problems: Sequence[Problem]) -> list[Broken]:
    """Return the pictures that lack a sound file, with what is said of them."""
    said: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        said[problem.file].append(problem)
    return [
        Broken(record.kind, record.slug, tuple(said[record.source.file]))
        for record in bank.records.values()
        if isinstance(record.entry, Picture)
        and record.entry.may_be_shown(bank.today)
        and not isinstance(bank.pictures.get(record.slug), PictureFile)
    ]


def develop(bank: Bank, shown: Catalogue, effort: Effort) -> tuple[Gallery, tuple[Problem, ...]]:
    """Make the files of all pictures that visitors may see, and remove those of all others.

    Returns no gallery but a problem where a picture has changed since it was looked at. Raises
    ``OSError`` where nothing can be written.
    """
    sources = {
        slug: (bank.picture_paths[slug], file)
        for slug, file in bank.pictures.items()
        if isinstance(file, PictureFile)
    }
    shelf = Shelf(_folder(bank.root), effort.profile)
    try:
        made = gallery(shown, sources, shelf, effort.tell) if sources else EMPTY
    except BrokenPictureError as fault:
        return EMPTY, (_changed(bank, fault),)
    shelf.prune()
    return made, ()


def _folder(root: Path) -> Path:
    """Return where made files are kept; where that cannot be written, a folder for this process."""
    folder = root / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _passing_folder()
    return folder


@cache
def _passing_folder() -> Path:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _changed(bank: Bank, fault: BrokenPictureError) -> Problem:
    slug = next(slug for slug, path in bank.picture_paths.items() if path == fault.path)
    file = bank.records[f"bildbank/{slug}"].source.file
    message = f'"{fault.path.name}": {fault.reason}.'
    return Problem(file, Mark(1, 1), Level.ERROR, "bildfil", message, "Bygg igen.")
