"""Take pictures into the bank: stripped, described, and none in another's place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jambanken.bank import Bank
from jambanken.check import check
from jambanken.images.sorts import ENDINGS, Sort
from jambanken.intake.answers import fault
from jambanken.intake.draft import draft
from jambanken.intake.known import Known, read_bank
from jambanken.intake.naming import propose, taken_names, usable
from jambanken.intake.place import Place, Places
from jambanken.intake.sound import RefusedError, Sound, Words, look_at, shows_people, words_beside
from jambanken.intake.writing import replace, write_together
from jambanken.problems import Level, Problem, stops_build
from jambanken.progress import unheard
from jambanken.publishing.publish import explain
from jambanken.settings import SETTINGS_FILE
from jambanken.swedish import and_list, slug

_ENDING = {sort: ending for ending, sort in reversed(list(ENDINGS.items()))}

#: The check says it as well, of pictures whose YAML has no errors.
TWINS = "dubblett"


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that is in the bank now. ``picture`` and ``words`` are the names of its files.

    ``is_draft`` tells whether its YAML was written now, ``is_new`` whether anything was done.
    ``left_out`` is what its file gave away, ``remark`` what to think of besides.
    """

    picture: str
    words: str
    is_draft: bool = False
    is_new: bool = True
    left_out: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: pictures taken in, what was said of others, and what to mend in the bank."""

    taken: tuple[Taken, ...] = ()
    said: tuple[Problem, ...] = ()
    to_mend: tuple[Problem, ...] = ()

    @property
    def refused(self) -> int:
        """How many pictures were not taken in."""
        return sum(problem.level is Level.ERROR for problem in self.said)

    @property
    def is_sound(self) -> bool:
        """Tell whether all were taken in, and nothing but new YAML has anything to fill in."""
        new = {item.words for item in self.taken if item.is_draft}
        return not self.refused and not stops_build(p for p in self.to_mend if p.file not in new)


@dataclass(frozen=True, slots=True)
class _Filing:
    """Where a picture goes. ``text`` is the YAML to write, None where one is there already."""

    place: Place
    picture: str
    words: str
    text: bytes | None = None
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How pictures are taken in.

    ``folder`` is where they are put, if the bank may not choose. With ``anyway`` a picture that was
    withdrawn is taken in all the same. ``tell`` hears how many files are done of how many.
    """

    folder: Path | None = None
    anyway: bool = False
    tell: Callable[[int, int], None] = unheard


def add(root: Path, today: dt.date, files: Sequence[Path], way: Way) -> Outcome:
    """Take picture files into the bank below ``root``, and check what it then has of them.

    Raises `UsageError` where the bank does not read the folder that is asked for.
    """
    bank = read_bank(root, today)
    broken = tuple(problem for problem in bank.problems if problem.file == SETTINGS_FILE)
    if stops_build(broken):
        return Outcome(said=broken)
    intake = _Intake(bank, Places.of(bank, way.folder), way.anyway)
    for number, path in enumerate(files, 1):
        intake.take(path)
        way.tell(number, len(files))
    names = {name for taken in intake.taken for name in (taken.picture, taken.words)}
    to_mend = check(root, today, names) if names else ()
    told = {problem.file for problem in to_mend if problem.rule == TWINS}
    said = (p for p in intake.said if p.rule != TWINS or _words_of(p.file) not in told)
    return Outcome(tuple(intake.taken), tuple(said), to_mend)


@dataclass
class _Intake:
    """Takes in one picture after the other, each knowing of those before."""

    bank: Bank
    places: Places
    anyway: bool
    taken: list[Taken] = field(default_factory=list)
    said: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = Known.of(self.bank)
        self.names = taken_names(self.bank)

    def take(self, path: Path) -> None:
        """Take a picture in, or tell why not."""
        try:
            sound = look_at(path)
            self._refuse_withdrawn(sound)
            taken = self._file(sound)
        except RefusedError as refusal:
            self.said.append(fault(str(path), refusal.rule, refusal.message, refusal.fix))
        except OSError as error:
            message = f"bilden gick inte att spara. {explain(error)}"
            self.said.append(fault(str(path), "olasbar-fil", message, "Försök igen."))
        else:
            self.taken.append(taken)
            if taken.is_new:
                self._tell_of_twins(taken.picture, sound)
            self.known.add(taken.picture, sound.file)
            self.names.add(Path(taken.words).stem)

    def _refuse_withdrawn(self, sound: Sound) -> None:
        sums = frozenset({sound.file.sha256, sound.stripped_sum})
        entry = self.known.withdrawn(sums, sound.file.phash)
        if entry is not None and not self.anyway:
            raise RefusedError(
                "aterkallad-bild",
                f"bilden är, eller liknar, bildbank/{entry.slug}, som återkallades "
                f"{entry.picture.withdrawn}.",
                "Använd den inte. Är det en annan bild, eller finns en ny grund för att visa den: kör igen med --ja.",
            )

    def _tell_of_twins(self, name: str, sound: Sound) -> None:
        twins = [twin for twin in self.known.alike(sound.file.phash) if twin != name]
        if twins:
            message = f"bilden är mycket lik {and_list(twins)}."
            fix = "Är det samma bild: behåll bara den ena."
            self.said.append(fault(name, TWINS, message, fix, Level.WARNING))

    def _file(self, sound: Sound) -> Taken:
        own = self.places.containing(sound.path)
        if own is not None:
            return self._file_in_bank(sound, own)
        words = words_beside(sound.path)
        place, remark = self.places.choose(shows_people=shows_people(words, sound.said))
        _must_be_there(place, is_home=place is self.places.home)
        if words is not None:
            return self._file_with_words(sound, words, place, remark)
        same = self.known.same(sound.stripped_sum)
        if same is not None:
            return Taken(same, _words_of(same), is_new=False)
        waiting = self.known.waiting(slug(sound.path.stem))
        if (
            waiting is not None
            and waiting.file is not None
            and _fits(waiting.file.name, sound.sort)
        ):
            there = self.places.containing(waiting.text) or place
            return _write(sound, _Filing(there, waiting.file.name, waiting.text.name))
        return _write(sound, self._new(sound, place, self.names), remark)

    def _new(self, sound: Sound, place: Place, names: set[str]) -> _Filing:
        name = propose(sound.said.title, sound.path.name, names)
        picture = f"{name}.{_ENDING[sound.sort]}"
        text = draft(picture, sound.said).encode()
        return _Filing(place, picture, f"{name}.yml", text, is_draft=True)

    def _file_with_words(self, sound: Sound, words: Words, place: Place, remark: str) -> Taken:
        """Take a picture in with the YAML that lies beside it, as it is."""
        name = usable(slug(sound.path.stem))
        picture = words.picture_name(sound.sort) or f"{name or 'bild'}.{_ENDING[sound.sort]}"
        target, there = place.folder / f"{name}.yml", place.folder / picture
        is_same = target.is_file() and target.read_bytes() == words.raw
        if not is_same and (not name or name in self.names):
            raise RefusedError(
                "krock",
                f'namnet "{name or sound.path.stem}" är upptaget eller går inte att använda.',
                "Döp om både bilden och YAML-filen, och ändra fil.",
            )
        if there.exists():
            if is_same and there.read_bytes() == sound.stripped:
                return Taken(place.name(picture), place.name(target.name), is_new=False)
            raise RefusedError("krock", f"{place.name(picture)} finns redan.", "Döp om bilden.")
        text = None if is_same else words.raw
        return _write(sound, _Filing(place, picture, target.name, text), remark)

    def _file_in_bank(self, sound: Sound, place: Place) -> Taken:
        """Strip a picture that somebody has put in the bank's folder, and describe it."""
        path = sound.path
        owner = self.known.owner(place.folder / path.name)
        if owner is not None:
            if sound.original == sound.stripped:
                return Taken(place.name(path.name), place.name(owner.text.name), is_new=False)
            replace(path, sound.stripped)
            return Taken(
                place.name(path.name), place.name(owner.text.name), left_out=sound.left_out
            )
        others = self.names - {path.stem.lower()}
        taken_by_words = any(
            item.slug == path.stem for item in self.bank.folders["bildbank"].entries
        )
        filing = self._new(sound, place, self.names if taken_by_words else others)
        if filing.picture == path.name:
            write_together([(place.folder / filing.words, filing.text or b"")])
            replace(path, sound.stripped)
            return _taken(sound, filing, "")
        taken = _write(sound, filing, f"{path.name} heter nu {filing.picture}.")
        path.unlink()
        return taken


def _write(sound: Sound, filing: _Filing, remark: str = "") -> Taken:
    files = [(filing.place.folder / filing.picture, sound.stripped)]
    if filing.text is not None:
        files.append((filing.place.folder / filing.words, filing.text))
    try:
        write_together(files)
    except FileExistsError as error:
        name = filing.place.name(Path(error.filename2 or error.filename).name)
        raise RefusedError("krock", f"{name} finns redan.", "Döp om bilden.") from None
    return _taken(sound, filing, remark)


def _taken(sound: Sound, filing: _Filing, remark: str) -> Taken:
    picture, words = filing.place.name(filing.picture), filing.place.name(filing.words)
    return Taken(picture, words, filing.is_draft, left_out=sound.left_out, remark=remark)


def _must_be_there(place: Place, *, is_home: bool) -> None:
    if is_home and place.folder.is_symlink():
        raise RefusedError(
            "genvag",
            "mappen bildbank är en genväg och läses inte.",
            "Lägg själva mappen där i stället.",
        )
    if is_home:
        place.folder.mkdir(exist_ok=True)
    elif not place.folder.is_dir():
        raise RefusedError(
            "bildmapp",
            f'bilden hör hemma i "{place.shown_as}" utanför projektet, men den mappen finns inte här.',
            "Rätta bildmapp i bank.yml, eller hämta mappen.",
        )


def _words_of(picture: str) -> str:
    return f"{picture.rpartition('.')[0]}.yml"


def _fits(name: str, sort: Sort) -> bool:
    return ENDINGS.get(name.rpartition(".")[2]) is sort
