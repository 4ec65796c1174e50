"""The bank as it was read: every entry that is sound, published or not, and all problems so far."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jambanken.astray import astray
from jambanken.cards import Card, card
from jambanken.folder import (
    ContentFile,
    KindFolder,
    picture_paths,
    read_file,
    scan,
)
from jambanken.forked import spread
from jambanken.images.inspect import Known, inspect_all
from jambanken.images.values import PictureFault, PictureFile
from jambanken.kinds import KINDS
from jambanken.kinds.base import Entry, Kind, held
from jambanken.markdown import links_in
from jambanken.meant import MeantIds
from jambanken.parse import Parsed, parse
from jambanken.problems import Problem
from jambanken.settings import SETTINGS_FILE, Settings
from jambanken.shared import ID_LISTS, SHARED_FILES, Registry
from jambanken.source import Source
from jambanken.values import Id, Markdown, Ref


@dataclass(frozen=True, eq=False)
class Record:
    """An entry in its place. ``faults`` are errors of a later version that could not be used.

    A builder that lives on keeps the record of an unchanged file, and with it what is worked out
    from the entry alone.
    """

    kind: Kind
    slug: str
    entry: Entry
    source: Source
    digest: str
    faults: tuple[Problem, ...] = ()

    @cached_property
    def ref(self) -> str:
        return f"{self.kind.name}/{self.slug}"

    @cached_property
    def address(self) -> str:
        return f"{self.ref}/"

    @cached_property
    def card(self) -> Card:
        """The entry in short."""
        return card(self.kind, self.slug, self.entry)

    @cached_property
    def card_digest(self) -> str:
        """A digest of the entry in short, for keys of the pages that show it."""
        return hashlib.sha256("\0".join(self.card.texts).encode()).hexdigest()

    @cached_property
    def refs(self) -> tuple[str, ...]:
        """The references in the entry's fields, in order, each once."""
        return tuple(dict.fromkeys(map(str, held(self.entry, Ref))))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The addresses that the entry's texts lead to, in order, each once."""
        if b"](" not in self.source.raw:
            return ()
        texts = held(self.entry, Markdown)
        return tuple(dict.fromkeys(address for text in texts for address in links_in(text)))

    @cached_property
    def ids(self) -> tuple[Id, ...]:
        """The ids in the entry's fields, in order, each once."""
        return tuple({(type(id_), id_): id_ for id_ in held(self.entry, Id)}.values())


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry with errors, with what is wrong with it and the fields that could be read."""

    kind: Kind
    slug: str
    problems: tuple[Problem, ...]
    partial: Entry | None = None
    source: Source | None = None

    @property
    def ref(self) -> str:
        return f"{self.kind.name}/{self.slug}"


@dataclass(slots=True)
class Memory:
    """What a builder that lives on may remember: files as they were read, entries as they last were good.

    ``parsed`` is a pure memo, keyed by a file's bytes. ``good`` and ``shared`` serve previews, where
    a process reads more than once: what has errors stays as it last was. ``looked`` is what
    `images.inspect` has found in picture files, ``begun`` what `begin` has begun.
    """

    parsed: MutableMapping[str, tuple[str, Parsed[Any]]] = field(default_factory=dict)
    good: MutableMapping[str, Record] = field(default_factory=dict)
    shared: MutableMapping[str, Any] = field(default_factory=dict)
    looked: dict[str, Known] = field(default_factory=dict)
    begun: _Begun | None = None


@dataclass(frozen=True, slots=True)
class _Begun:
    """Files that are being read. ``found`` gives what is in each, as far as nothing is remembered."""

    root: Path
    folders: Mapping[str, KindFolder]
    files: Sequence[tuple[type[Entry], ContentFile]]
    found: Iterator[tuple[str, Parsed[Any]] | None]


@dataclass(frozen=True, slots=True)
class Bank:
    """Everything that was read, before anything is left out.

    ``pictures`` has what was found in the files of the pictures that may be shown, by slug, and
    ``picture_paths`` where those files lie. A picture whose file is missing is in neither.
    """

    root: Path
    today: dt.date
    settings: Settings
    registry: Registry
    records: Mapping[str, Record]
    broken: tuple[Broken, ...]
    shared: Mapping[str, Source]
    folders: Mapping[str, KindFolder]
    problems: tuple[Problem, ...]
    pictures: Mapping[str, PictureFile | PictureFault]
    picture_paths: Mapping[str, Path]

    @property
    def settings_source(self) -> Source | None:
        """The settings as they are written, None where they are not or cannot be read."""
        return self.shared.get(SETTINGS_FILE)

    @property
    def absent(self) -> frozenset[str]:
        """The files with lists of ids that are not there at all."""
        seen = {*self.shared, *(problem.file for problem in self.problems)}
        return frozenset(one.file for one in ID_LISTS) - seen

    def readable(
        self, is_wanted: Callable[[Record], bool] = lambda _: True
    ) -> Iterator[tuple[Source, Entry]]:
        """Give every entry that can be looked at field by field, those with errors too.

        Of the sound ones only those wanted: what is known of a record need not be looked for again.
        """
        for record in self.records.values():
            if is_wanted(record):
                yield record.source, record.entry
        for broken in self.broken:
            if broken.partial is not None and broken.source is not None:
                yield broken.source, broken.partial


def begin(root: Path, memory: Memory) -> None:
    """Begin to read the entries below ``root`` in other processes, where that pays.

    `load` takes what they find; until then this process may do something else.
    """
    memory.begun = _begun(root, _settings(root, _Reader(memory)), memory)


def _begun(root: Path, settings: Settings, memory: Memory) -> _Begun:
    folders = {kind.name: scan(root, kind, _second_folder(root, kind, settings)) for kind in KINDS}
    files = [(kind.model, item) for kind in KINDS for item in folders[kind.name].entries]
    if not memory.parsed.keys().isdisjoint(item.file for _, item in files):
        files = []  # most of them need not be read
    return _Begun(root, folders, files, spread(_read_and_parse, files))


def _settings(root: Path, reader: _Reader) -> Settings:
    found: Settings | None = reader.read(ContentFile(root / SETTINGS_FILE, SETTINGS_FILE), Settings)
    return found or Settings()


def load(root: Path, today: dt.date, memory: Memory, *, keep_last_good: bool = False) -> Bank:
    """Read all content below ``root``.

    ``today`` decides what is published. With ``keep_last_good`` an entry with errors stays as it
    last was, its errors beside it. Never raises for bad content: what is wrong is in ``problems``.
    """
    reader = _Reader(memory)
    settings = _settings(root, reader)
    parts = {
        place: reader.read(ContentFile(root / file, file), target)
        for file, target, place in SHARED_FILES
    }
    registry = Registry.model_construct(
        **{place: value for place, value in parts.items() if value is not None}
    )
    begun, memory.begun = memory.begun, None
    if begun is None or begun.root != root:
        begun = _begun(root, settings, memory)
    folders = begun.folders
    reader.meant = MeantIds(registry)
    problems = [*astray(root), *(one for folder in folders.values() for one in folder.problems)]
    records: dict[str, Record] = {}
    broken: list[Broken] = []
    with _no_collector():
        reader.take(begun)
        for kind in KINDS:
            for item in folders[kind.name].entries:
                found = reader.entry(kind, item, keep_last_good=keep_last_good)
                if isinstance(found, Record):
                    records[found.ref] = found
                else:
                    broken.append(found)
    if not keep_last_good:  # else those with errors are found later (`last_good`)
        memory.good.update(records)
    entries = [(record.slug, record.entry) for record in records.values()]
    paths = picture_paths(entries, folders["bildbank"], today)
    memory.looked = inspect_all(list(paths.values()), memory.looked)
    return Bank(
        root=root,
        today=today,
        settings=settings,
        registry=registry,
        records=records,
        broken=tuple(broken),
        shared=reader.shared,
        folders=folders,
        problems=(*problems, *reader.problems),
        pictures={slug: memory.looked[os.fspath(path)].result for slug, path in paths.items()},
        picture_paths=paths,
    )


@contextmanager
def _no_collector() -> Iterator[None]:
    """Pause the search for reference cycles.

    What is read stays: neither while it is read nor afterwards is it worth looking through, which
    took a third of a build of 10,000 entries.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _second_folder(root: Path, kind: Kind, settings: Settings) -> Path | None:
    if kind.folder != "bildbank" or settings.second_picture_folder is None:
        return None
    return root / settings.second_picture_folder


def _read_and_parse(file: tuple[type[Entry], ContentFile]) -> tuple[str, Parsed[Any]] | None:
    model, item = file
    raw = read_file(item)
    if isinstance(raw, Problem):
        return None
    return hashlib.sha256(raw).hexdigest(), parse(raw, item.file, model)


class _Reader:
    """Reads files once, gathers problems and sources."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.problems: list[Problem] = []
        self.shared: dict[str, Source] = {}
        self.meant = MeantIds(Registry())
        self._just_read: set[str] = set()

    def take(self, begun: _Begun) -> None:
        """Take what was read by now, and read the rest."""
        for (_, item), found in zip(begun.files, begun.found, strict=True):
            if found is not None:
                self.memory.parsed[item.file] = found
                self._just_read.add(item.file)

    def read(self, item: ContentFile, target: Any) -> Any:
        """Return the value of a shared file, None where it is absent.

        One with errors is as it last was, or None: a preview must not lose all its words over one.
        """
        if not os.path.lexists(item.path):
            return None
        parsed, _ = self._parse(item, target)
        if parsed.source is not None:
            self.shared[item.file] = parsed.source
        if parsed.value is not None:
            self.memory.shared[item.file] = parsed.value
        return self.memory.shared.get(item.file)

    def entry(self, kind: Kind, item: ContentFile, *, keep_last_good: bool) -> Record | Broken:
        """Return the entry of a file, its last good version, or what is wrong with it."""
        parsed, digest = self._parse(item, kind.model)
        earlier = self.memory.good.get(f"{kind.name}/{item.slug}")
        if parsed.value is not None and parsed.source is not None:
            is_same = earlier and (earlier.digest, earlier.source.file) == (digest, item.file)
            fresh = Record(kind, item.slug, parsed.value, parsed.source, digest)
            return earlier if earlier and is_same and not earlier.faults else fresh
        if earlier is not None and keep_last_good:
            return Record(
                kind, item.slug, earlier.entry, earlier.source, earlier.digest, parsed.problems
            )
        return Broken(kind, item.slug, parsed.problems, parsed.partial, parsed.source)

    def _parse(self, item: ContentFile, target: Any) -> tuple[Parsed[Any], str]:
        if item.file in self._just_read:
            digest, parsed = self.memory.parsed[item.file]
        else:
            digest, parsed = self._parsed_now(item, target)
        if parsed.value is None and parsed.source is not None:
            named = self.meant.name(parsed.problems, parsed.source, target)
            parsed = replace(parsed, problems=named)
        self.problems.extend(parsed.problems)
        return parsed, digest

    def _parsed_now(self, item: ContentFile, target: Any) -> tuple[str, Parsed[Any]]:
        raw = read_file(item)
        if isinstance(raw, Problem):
            return "", Parsed(None, None, (raw,))
        digest = hashlib.sha256(raw).hexdigest()
        known = self.memory.parsed.get(item.file)
        parsed = known[1] if known and known[0] == digest else parse(raw, item.file, target)
        self.memory.parsed[item.file] = (digest, parsed)
        return digest, parsed
