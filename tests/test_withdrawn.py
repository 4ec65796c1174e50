"""A picture that may no longer be shown leaves no byte in the site or the cache.

The banks here are built for real, day by day, and everything that a build leaves behind is searched:
for words, for sums, for the very bytes, and by looking at every picture that is left.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from os.path import normpath
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.support.builds import DAY, environment, small_bank
from tests.support.drawn import LATITUDE, SECRETS, drawn, saved, thumbnail, with_secrets
from tests.support.html import elements

from jambanken.images.colour import upright_srgb
from jambanken.images.phash import SAME_WITHIN, distance, phash
from jambanken.search.language import key, stem

IN_TWO_DAYS = str(int(DAY) + 2 * 24 * 3600)
ENDINGS = {".avif", ".webp", ".jpg", ".png", ".tif"}
RECALL = {
    "bildbank/aterkallade/index.html",
    "bildbank/aterkallade/aterkallade.json",
    "bildbank/aterkallade/aterkallade.xml",
}
SIZE = (1240, 1090)
#: A piece of a file that is long enough to be its own.
PIECE = 48


@dataclass(frozen=True)
class Trial:
    """A picture of the bank. Its ``word`` stands in every text of its entry, and nowhere else."""

    slug: str
    word: str
    seed: int
    fields: Mapping[str, Any]
    ending: str = "jpg"
    is_outside: bool = False

    @property
    def file(self) -> str:
        return f"{self.slug}.{self.ending}"

    @property
    def content(self) -> bytes:
        """The picture file that lies in the bank, with secrets in it."""
        return _original(self.seed, self.ending)

    def entry(self, **changes: Any) -> dict[str, Any]:
        """Return the entry's data with every field that takes a text."""
        word = self.word
        texts = {
            "titel": f'Två & "en" {word}',
            "alt": f"En {word} på <stranden>.",
            "bildtext": f"Om {word}",
            "beskrivning": f"Mer om *{word}*.",
            "fotograf": f"Kim {word}",
            "rättighetshavare": f"Region {word}",
            "kredit": f"Foto: Kim {word} & vänner",
            "källa": f"Arkivet {word}",
            "plats": f"Torget {word}",
            "miljö": f"Miljö {word}",
            "aktivitet": f"Att {word}",
        }
        base = {"fil": self.file, "typ": "foto", "igenkännbara": "ja", "licens": "CC-BY-4.0"}
        return {**base, **texts, "taggar": [f"tagg {word}"], **self.fields, **changes}


@cache
def _original(seed: int, ending: str) -> bytes:
    if ending == "png":
        return saved(drawn(seed, SIZE), "PNG")
    return with_secrets(drawn(seed, SIZE))


def consent(**changes: Any) -> dict[str, Any]:
    """Return a picture's ground."""
    return {"rättslig_grund": {"typ": "samtycke", **changes}}


EXPIRES = Trial("kvarnhjulet", "grynmalare", 11, consent(gäller_till="2026-11-23"))
WITHDRAWN = Trial("lyktstolpen", "blixtlyse", 12, consent(gäller_till="2030-01-01"))
PRINT_ONLY = Trial("brevladan", "posthornet", 13, consent(omfattar=["tryck"]))
OUTSIDE = Trial("fyrtornet", "havsvakten", 14, consent(gäller_till="2030-01-01"), is_outside=True)
FREE = Trial("vindspelet", "klangstav", 15, {"typ": "illustration", "igenkännbara": None}, "png")
INDEX = "site/assets/sok/"
TRIALS = (EXPIRES, WITHDRAWN, PRINT_ONLY, OUTSIDE, FREE)
GONE = (EXPIRES, WITHDRAWN, PRINT_ONLY)
gone = pytest.mark.parametrize("trial", GONE, ids=lambda trial: trial.slug)
left = pytest.mark.parametrize("trial", [OUTSIDE, FREE], ids=lambda trial: trial.slug)


@dataclass(frozen=True)
class Left:
    """All that a build leaves: every file of the site and of the cache, by its path."""

    files: Mapping[str, bytes]

    @classmethod
    def after(cls, project: Path) -> Left:
        """Read what has been left in a project."""
        files = {}
        for folder in (project / "site", project / ".cache"):
            for path in folder.rglob("*"):
                if path.is_file():
                    files[path.relative_to(project).as_posix()] = path.read_bytes()
        kept = [name for name in files if name.endswith(".sqlite")]
        for name in kept:  # a value that is long lies in pieces in the file
            with sqlite3.connect(project / name) as base:
                rows = base.execute("SELECT key, value FROM kept").fetchall()
            files.update({f"{name}/{key}": value for key, value in rows})
        return cls(files)

    def has(self, target: str) -> bool:
        """Tell whether the site has a file, or a page in a folder."""
        return target in self.files or f"{target}/index.html" in self.files

    def naming(self, *pieces: str | bytes) -> set[str]:
        """Return the files that have one of the pieces in their name, or in them, in any case."""
        sought = [piece.encode() if isinstance(piece, str) else piece for piece in pieces]
        return {
            name
            for name, content in self.files.items()
            if any(
                piece.lower() in content.lower() or piece.lower() in name.encode()
                for piece in sought
            )
        }

    def looking_like(self, hashes: set[str]) -> set[str]:
        """Return the pictures that look like one of the hashes."""
        return {
            name
            for name, found in self.pictures().items()
            if any(distance(found, one) <= SAME_WITHIN for one in hashes)
        }

    def pictures(self) -> dict[str, str]:
        """Return the perceptual hash of every picture."""
        return {
            name: _hash(content)
            for name, content in self.files.items()
            if Path(name).suffix in ENDINGS
        }

    def made_of(self, trial: Trial) -> dict[str, bytes]:
        """Return the site's files that are made from a picture."""
        return {
            name: content
            for name, content in self.files.items()
            if trial.slug in name and Path(name).suffix in ENDINGS
        }


@cache
def _hash(content: bytes) -> str:
    return phash(upright_srgb(Image.open(BytesIO(content))))


@dataclass(frozen=True)
class Days:
    """What was left on the first day, and two days later."""

    first: Left
    later: Left
    project: Path


def write(project: Path, trial: Trial, **changes: Any) -> None:
    """Put a picture with its entry into the folder it belongs in."""
    folder = project.parent / "personer" if trial.is_outside else project / "bildbank"
    folder.mkdir(exist_ok=True)
    (folder / trial.file).write_bytes(trial.content)
    data = {key: value for key, value in trial.entry(**changes).items() if value is not None}
    (folder / f"{trial.slug}.yml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def bank(folder: Path) -> Path:
    """Make a bank with all the pictures, each shown, related and linked by a tip."""
    project = small_bank(folder / "bank")
    settings = project / "bank.yml"
    settings.write_text(settings.read_text("utf-8") + "\nbildmapp: ../personer\n", "utf-8")
    tip = (project / "tipsbank/tips/andra-tipset.yml").read_text("utf-8")
    for trial in TRIALS:
        write(project, trial)
        path = project / f"tipsbank/tips/tips-{trial.seed}.yml"
        path.write_text(tip.replace(*_related(trial)) + _use(trial), "utf-8")
    return project


def _related(trial: Trial) -> tuple[str, str]:
    return "relaterat: [", f"relaterat: [bildbank/{trial.slug}, "


def _use(trial: Trial) -> str:
    """Return the fields of a tip that shows a picture and links to it."""
    link = f"[den här bilden](/bildbank/{trial.slug}/)"
    return f"\nbild: bildbank/{trial.slug}\nsyfte: |\n  Titta på {link} först.\n"


def build(project: Path, day: str) -> None:
    """Build the bank as visitors see it on a day."""
    run(project, day, "-m", "mkdocs", "build", "--strict", "-q")


def run(project: Path, day: str, *arguments: str) -> None:
    """Run Python in a project on a day."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=environment(SOURCE_DATE_EPOCH=day),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr + result.stdout


def sums_of(trial: Trial, first: Left) -> dict[str, Any]:
    """Return the checksums that are written when a picture is withdrawn."""
    made = [trial.content, *first.made_of(trial).values()]
    return {
        "sha256": sorted({hashlib.sha256(content).hexdigest() for content in made}),
        "phash": sorted({_hash(content) for content in made}),
    }


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    """Build a bank, withdraw a picture of it, and build it again two days later.

    Its file stays where it was: the entry alone must be enough.
    """
    project = bank(tmp_path_factory.mktemp("withdrawn"))
    build(project, DAY)
    first = Left.after(project)
    write(project, WITHDRAWN, återkallad="2026-11-24", kontrollsummor=sums_of(WITHDRAWN, first))
    build(project, IN_TWO_DAYS)
    return Days(first, Left.after(project), project)


def hashes_of(trial: Trial, days: Days) -> set[str]:
    """Return how a picture looks: whole, and in every crop that was made of it."""
    return {_hash(trial.content), *map(_hash, days.first.made_of(trial).values())}


@pytest.mark.parametrize("trial", [EXPIRES, WITHDRAWN], ids=lambda trial: trial.slug)
def test_while_it_may_be_shown_it_is_found(days: Days, trial: Trial) -> None:
    """The searches below find a picture that is there: in its page, its files, and what uses it."""
    found = days.first.naming(trial.slug)
    assert f"site/bildbank/{trial.slug}/index.html" in found
    assert f"site/tips/tips-{trial.seed}/index.html" in found
    assert days.first.naming(trial.word)
    made = set(days.first.made_of(trial))
    assert len(made) > 5
    assert made <= days.first.looking_like(hashes_of(trial, days))


@gone
def test_no_word_of_it_is_left(days: Days, trial: Trial) -> None:
    """Neither its id nor a text of its entry is in a file or in a file's name.

    The recall list alone has the id of the one that was withdrawn.
    """
    allowed = {f"site/{name}" for name in RECALL} if trial is WITHDRAWN else set()
    assert days.later.naming(trial.slug) == allowed
    assert days.later.naming(trial.word) == set()


@gone
def test_no_search_knows_it(days: Days, trial: Trial) -> None:
    """The index has neither its word, in any form, nor its address; on the first day it had both."""
    key_ = key(stem(trial.word)).encode()
    address = f"bildbank/{trial.slug}/".encode()
    for day, is_known in ((days.first, trial is not PRINT_ONLY), (days.later, False)):
        index = [content for name, content in day.files.items() if name.startswith(INDEX)]
        assert index
        assert any(key_ in content for content in index) is is_known
        assert any(address in content for content in index) is is_known


@gone
def test_no_byte_of_it_is_left(days: Days, trial: Trial) -> None:
    """No file that was made of it is there under another name, and no piece of the original."""
    made = {trial.content, *days.first.made_of(trial).values()}
    assert made.isdisjoint(days.later.files.values())
    for content in made:
        middle = len(content) // 2
        assert days.later.naming(content[middle : middle + PIECE]) == set()


@gone
def test_nothing_left_looks_like_it(days: Days, trial: Trial) -> None:
    """No picture in the site or the cache looks like it or like a crop of it."""
    assert days.later.pictures()
    assert days.later.looking_like(hashes_of(trial, days)) == set()


@gone
def test_no_sum_of_it_is_left(days: Days, trial: Trial) -> None:
    """Its checksums are nowhere but in the recall list, and there only if it was withdrawn."""
    sums = sums_of(trial, days.first)
    allowed = {f"site/{name}" for name in RECALL} if trial is WITHDRAWN else set()
    assert days.later.naming(*sums["sha256"], *sums["phash"]) == allowed


def test_the_recall_list_has_what_was_withdrawn(days: Days) -> None:
    """By id, date and sums; what has run out or is for print alone is not in it."""
    data = json.loads(days.later.files["site/bildbank/aterkallade/aterkallade.json"])
    assert data["entries"] == [
        {
            "id": f"bildbank/{WITHDRAWN.slug}",
            "återkallad": "2026-11-24",
            "kontrollsummor": sums_of(WITHDRAWN, days.first),
        }
    ]


def test_for_print_alone_is_never_on_the_web(days: Days) -> None:
    """A ground that leaves out the web keeps the picture out from the first day on."""
    assert days.first.naming(PRINT_ONLY.slug, PRINT_ONLY.word) == set()
    assert days.first.looking_like({_hash(PRINT_ONLY.content)}) == set()


@left
def test_others_stay(days: Days, trial: Trial) -> None:
    """What may be shown is on its page and on the tip that uses it, as on the day before."""
    assert f"site/bildbank/{trial.slug}/index.html" in days.later.files
    assert trial.slug in days.later.files[f"site/tips/tips-{trial.seed}/index.html"].decode()
    assert days.later.made_of(trial) == days.first.made_of(trial) != {}


@left
def test_the_original_never_leaves(days: Days, trial: Trial) -> None:
    """Of a picture that is shown everything is made anew: no file and no piece of the original."""
    middle = len(trial.content) // 2
    for day in (days.first, days.later):
        assert trial.content not in day.files.values()
        assert day.naming(trial.content[middle : middle + PIECE]) == set()


def test_no_secret_of_a_camera_leaves(days: Days) -> None:
    """Place, serial numbers, comments and the small copy in a file are in no output and not in the cache."""
    taken = [trial for trial in TRIALS if trial.ending == "jpg"]
    small = [thumbnail(drawn(trial.seed, SIZE)) for trial in taken]
    for trial, copy in zip(taken, small, strict=True):
        assert all(secret in trial.content for secret in (*SECRETS, LATITUDE, copy))
    pieces = [copy[-PIECE - 2 : -2] for copy in small]
    for day in (days.first, days.later):
        assert day.naming(*SECRETS, LATITUDE, *pieces) == set()


def test_pages_that_used_it_are_sound(days: Days) -> None:
    """The entries, the lists and the home page stand there, and lead to nothing that is gone."""
    for name in ("", "tips/", "bildbank/", *(f"tips/tips-{trial.seed}/" for trial in TRIALS)):
        assert f"site/{name}index.html" in days.later.files
    pages = [name for name in days.later.files if name.endswith("index.html")]
    before = {target for page in pages for target in targets(days.first, page)}
    after = {target for page in pages for target in targets(days.later, page)}
    lost = {target for target in before if days.first.has(target) and not days.later.has(target)}
    assert lost
    assert lost.isdisjoint(after)


def targets(left_: Left, page: str) -> Iterator[str]:
    """Give the files and folders of the site that a page leads to or shows."""
    html = left_.files.get(page, b"").decode().removeprefix("<!doctype html>")
    for element in elements(html):
        given = element.attributes
        named = [given.get(key, "") for key in ("href", "src", "poster")]
        named += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        for address in named:
            if address and ":" not in address and not address.startswith("#"):
                target = address.partition("#")[0].partition("?")[0]
                yield normpath(f"{page.rpartition('/')[0]}/{target}")


#: A preview that is brought up to date in one process, as `mkdocs serve` does after each edit.
EDITS = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

for number, entry in enumerate(["", *sys.argv[2:]]):
    if entry:
        Path(sys.argv[1]).write_text(entry, "utf-8")
    config = load_config("mkdocs.yml", site_dir="site")
    if number == 0:
        config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
"""


def test_a_preview_loses_it_at_once(tmp_path: Path) -> None:
    """An editor who withdraws a picture sees it gone from every page, with its files and the cache."""
    project = bank(tmp_path)
    entry = json.dumps({**WITHDRAWN.entry(), "återkallad": "2026-11-22"})
    run(project, DAY, "-c", EDITS, f"bildbank/{WITHDRAWN.slug}.yml", entry)
    seen = Left.after(project)
    assert seen.naming(WITHDRAWN.word) == set()
    assert seen.naming(WITHDRAWN.slug) == {f"site/{name}" for name in RECALL}
    assert seen.looking_like({_hash(WITHDRAWN.content)}) == set()
    assert seen.made_of(EXPIRES)
