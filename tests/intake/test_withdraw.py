"""Withdrawing: the picture is gone, others can recognise it, and what is left to do is said."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.intake.pictures import ENV, TODAY, WORDS, bank_in, names_in, photo, words
from tests.support.drawn import drawn, saved

from jambanken.images.phash import distance
from jambanken.images.read import hashes
from jambanken.images.recipe import Box
from jambanken.intake import traces, withdraw_command
from jambanken.intake.answers import Answer
from jambanken.intake.withdraw import Withdrawn, withdraw
from jambanken.intake.withdraw_command import run
from jambanken.kinds.bildbank import Picture
from jambanken.parse import parse
from jambanken.pictures import Checksums

ROOT = Path(__file__).resolve().parents[2]
PHOTO = "igenkännbara: ja\nrättslig_grund:\n  typ: samtycke\nplats: Torget\n"


def withdrawing(bank: Path, *arguments: str) -> Answer:
    """Return what the command answers in a bank."""
    return run([*arguments, "--root", str(bank)], bank, ENV)


def sum_of(data: bytes) -> str:
    """Return a SHA-256."""
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with a photo of people, one that is called nearly the same, and a tip that shows it."""
    bank = bank_in(tmp_path)
    text = words(bank, "torg", PHOTO, file="torg.jpg")
    text.write_text(text.read_text("utf-8").replace("illustration", "foto"), "utf-8")
    photo(bank / "bildbank" / "torg.jpg", image=drawn(1, (1300, 1700)))
    words(bank, "torg-2", file="torg-2.jpg")
    photo(bank / "bildbank" / "torg-2.jpg", 2)
    return bank


def sums_in(bank: Path, slug: str = "torg") -> Checksums:
    """Return the sums that a picture's YAML has."""
    raw = (bank / "bildbank" / f"{slug}.yml").read_bytes()
    parsed = parse(raw, "", Picture)
    assert parsed.problems == ()
    assert parsed.value is not None
    assert parsed.value.checksums is not None
    return parsed.value.checksums


def put(path: Path, content: bytes) -> bytes:
    """Write a file and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return content


def test_the_file_is_gone_and_its_sums_are_written(bank: Path) -> None:
    """The YAML stays as it was, with the day and the sums after it."""
    before = (bank / "bildbank" / "torg.yml").read_bytes()
    original = (bank / "bildbank" / "torg.jpg").read_bytes()
    answer = withdrawing(bank, "torg")
    assert answer.code == 0
    assert names_in(bank / "bildbank") == ["torg-2.jpg", "torg-2.yml", "torg.yml"]
    after = (bank / "bildbank" / "torg.yml").read_bytes()
    assert after.startswith(before + "återkallad: 2026-11-22\nkontrollsummor:\n".encode())
    assert sums_in(bank).sha256 == (sum_of(original),)


def test_everything_made_from_it_is_gone_and_summed_up(bank: Path) -> None:
    """From the built site, from one that a build left beside it, and from the shelf; nothing else."""
    original = (bank / "bildbank" / "torg.jpg").read_bytes()
    shelf = bank / ".cache" / "jambanken" / "bilder"
    made = [
        put(bank / "site" / "bildbank" / "torg" / "torg-webb.jpg", b"webb"),
        put(bank / "site" / "assets" / "bilder" / "torg-640-0123456789ab.avif", b"page"),
        put(bank / "site.gammal-x1" / "bildbank" / "torg" / "torg-1x1.jpg", b"square"),
        put(shelf / "utkast" / f"{sum_of(original)[:32]}-{'0' * 32}.webp", b"draft"),
        put(shelf / "publicering" / f"{sum_of(original)[:32]}-{'1' * 32}.tif", b"print"),
    ]
    put(bank / "site" / "bildbank" / "torg" / "index.html", b"<html>")
    others = [
        bank / "site" / "bildbank" / "torg-2" / "torg-2-webb.jpg",
        bank / "site" / "assets" / "bilder" / "torg-2-640-0123456789ab.avif",
        shelf / "utkast" / f"{'f' * 32}-{'0' * 32}.webp",
        bank / "siten" / "bildbank" / "torg" / "a.jpg",
    ]
    for path in others:
        put(path, b"another")
    answer = withdrawing(bank, "torg")
    assert set(sums_in(bank).sha256) == {sum_of(data) for data in (original, *made)}
    assert all(path.exists() for path in others)
    left = [path for path in bank.rglob("*") if path.is_file() and path.read_bytes() in made]
    assert left == []
    assert not (bank / "site" / "bildbank" / "torg").exists()
    assert "7 filer togs bort" in answer.lines[2]


def test_crops_are_recognised(bank: Path) -> None:
    """Whoever compares a square from a leaflet finds the picture, crops that were withheld included."""
    text = bank / "bildbank" / "torg.yml"
    text.write_text(text.read_text("utf-8") + "beskärning: {1x1: nej}\n", "utf-8")
    with Image.open(bank / "bildbank" / "torg.jpg") as image:
        square = image.crop((0, 200, 1300, 1500)).resize((400, 400))
    withdrawing(bank, "torg")
    (found,) = hashes(saved(square, "JPEG", quality=60), "x.jpg", [Box(0, 0, 400, 400)])
    assert min(distance(found, known) for known in sums_in(bank).phash) <= 6
    assert len(sums_in(bank).phash) >= 3


def test_done_twice_it_says_so(bank: Path) -> None:
    """Nothing changes, and what is left to do is said again."""
    first = withdrawing(bank, "torg")
    before = (bank / "bildbank" / "torg.yml").read_bytes()
    again = withdrawing(bank, "torg")
    assert again.closing == "torg är redan återkallad, 2026-11-22. Inget ändrades."
    assert (bank / "bildbank" / "torg.yml").read_bytes() == before
    assert again.lines == first.lines[first.lines.index("Kvar att göra:") :]
    assert again.code == 0


def test_file_that_is_gone_already_can_be_brought_back(bank: Path) -> None:
    """Without its file a picture has no sums: how it gets them is said, and done a second time it has them."""
    file = bank / "bildbank" / "torg.jpg"
    content = file.read_bytes()
    file.unlink()
    first = withdrawing(bank, "torg")
    assert first.code == 0
    assert first.lines[1] == "bildbank/torg.yml har fått dagen."
    said = "\n".join(first.lines)
    assert "git restore --source=HEAD bildbank/torg.jpg" in said
    assert "känner igen den" not in said
    put(file, content)
    again = withdrawing(bank, "torg")
    assert sums_in(bank).sha256 == (sum_of(content),)
    assert not file.exists()
    assert "git restore" not in "\n".join(again.lines)


def test_a_withdrawal_begun_by_hand_is_finished(bank: Path) -> None:
    """The day that stands there stays, and so do sums from elsewhere."""
    text = bank / "bildbank" / "torg.yml"
    known = f"återkallad: 2026-10-01\nkontrollsummor: {{sha256: [{'a' * 64}]}}\n"
    text.write_text(text.read_text("utf-8") + known, "utf-8")
    withdrawing(bank, "torg")
    assert "återkallad: 2026-10-01\n" in text.read_text("utf-8")
    assert sums_in(bank).sha256[0] == "a" * 64
    assert len(sums_in(bank).sha256) == 2
    withdrawing(bank, "torg", "--datum", "2026-09-01")
    assert "återkallad: 2026-09-01\n" in text.read_text("utf-8")


def test_what_is_left_to_do_is_said(bank: Path) -> None:
    """People in the YAML, entries that show it, history, forks, caches, search engines, those who have it."""
    tip = bank / "tipsbank" / "begrepp" / "fika.yml"
    put(tip, b"titel: Fika\nbild: bildbank/torg\n")
    answer = withdrawing(bank, "torg")
    steps = "\n".join(answer.lines[answer.lines.index("Kvar att göra:") + 1 :])
    assert (
        "titel (rad 3), alt (rad 4), plats (rad 10), rättslig_grund (rad 8) och fil (rad 1)"
        in steps
    )
    assert 'git commit -m "bild: Återkalla torg"' in steps
    assert "git filter-repo --invert-paths --path bildbank/torg.jpg" in steps
    for word in ("fork", "CDN", "Google", "bildbank/aterkallade"):
        assert word in steps
    assert answer.closing == withdraw_command._NO_PROMISE


def test_entries_that_show_it_are_named(bank: Path) -> None:
    """They stand without a picture until somebody chooses another."""
    text = bank / "bildbank" / "torg-2.yml"
    text.write_text(text.read_text("utf-8") + "relaterat: [bildbank/torg]\n", "utf-8")
    found = withdraw(bank, TODAY, "torg")
    assert isinstance(found, Withdrawn)
    assert found.used_by == ("bildbank/torg-2",)


def test_the_folder_outside_the_project(tmp_path: Path) -> None:
    """Where photos of people lie; there is no history to clean then, but copies."""
    bank = bank_in(tmp_path, {"namn": "Provbanken", "bildmapp": "../privat"})
    photo(tmp_path / "privat" / "torg.jpg")
    (tmp_path / "privat" / "torg.yml").write_text(WORDS.format(file="torg.jpg"), "utf-8")
    answer = withdrawing(bank, "torg")
    assert names_in(tmp_path / "privat") == ["torg.yml"]
    assert "säkerhetskopior av privat" in "\n".join(answer.lines)
    assert "filter-repo" not in "\n".join(answer.lines)


def test_an_entry_with_errors_is_withdrawn_all_the_same(bank: Path) -> None:
    """Who has to hurry need not mend a field first."""
    text = bank / "bildbank" / "torg.yml"
    text.write_text(text.read_text("utf-8") + "malgrupper: [chef]\nfokus: {x: 2}\n", "utf-8")
    assert withdrawing(bank, "torg").code == 0
    assert "torg.jpg" not in names_in(bank / "bildbank")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel: [\n", "går inte att läsa"),
        ("{fil: torg.jpg, titel: Torget}\n", "Skriv de här raderna"),
    ],
    ids=["broken", "flow"],
)
def test_what_cannot_be_written_removes_nothing(bank: Path, text: str, says: str) -> None:
    """The sums would be lost with the file; the answer says what to do."""
    (bank / "bildbank" / "torg.yml").write_text(text, "utf-8")
    answer = withdrawing(bank, "torg")
    assert answer.code == 1
    assert says in "\n".join([*answer.lines, answer.closing])
    assert "torg.jpg" in names_in(bank / "bildbank")


@pytest.mark.parametrize("file", ["../../hemlig.jpg", "/etc/passwd", "finns-inte.jpg"])
def test_no_file_outside_the_folder_is_removed(bank: Path, file: str) -> None:
    """A name in a YAML leads nowhere but beside it."""
    secret = put(bank.parent / "hemlig.jpg", b"x")
    text = bank / "bildbank" / "torg.yml"
    text.write_text(text.read_text("utf-8").replace("torg.jpg", file), "utf-8")
    answer = withdrawing(bank, "torg")
    assert (bank.parent / "hemlig.jpg").read_bytes() == secret
    assert answer.code == 0


def test_links_are_not_followed(bank: Path) -> None:
    """In the site or on the shelf there may lie anything."""
    aside = bank.parent / "annan"
    put(aside / "torg" / "a.jpg", b"x")
    (bank / "site").mkdir()
    (bank / "site" / "bildbank").mkdir()
    (bank / "site" / "bildbank" / "torg").symlink_to(aside / "torg")
    withdrawing(bank, "torg")
    assert (aside / "torg" / "a.jpg").exists()


def test_a_damaged_picture_is_withdrawn_by_its_sum(bank: Path) -> None:
    """It looks like nothing, but whoever has it has the same bytes."""
    damaged = put(bank / "bildbank" / "torg.jpg", b"\xff\xd8\xff half")
    withdrawing(bank, "torg")
    assert sums_in(bank) == Checksums.model_validate({"sha256": [sum_of(damaged)]})


def test_what_will_not_go_is_named(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program on Windows may hold the file; the answer is an error until it is gone."""
    monkeypatch.setattr(traces, "remove", tuple)
    answer = withdrawing(bank, "torg")
    assert answer.code == 1
    assert any(line.startswith("Gick inte att ta bort: ") for line in answer.lines)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("trog", "Menade du torg eller torg-2?"),
        ("torgg", "Menade du torg eller torg-2?"),
        ("zzz", '"zzz".'),
    ],
)
def test_an_unknown_name_is_met_with_those_near_it(bank: Path, name: str, near: str) -> None:
    """Exit code 2, and nothing is done."""
    answer = withdrawing(bank, name)
    assert answer.code == 2
    assert answer.closing.endswith(near)
    assert "torg.jpg" in names_in(bank / "bildbank")


@pytest.mark.parametrize(
    "name",
    ["bildbank/torg", "bildbank/torg.yml", "https://x.se/bildbank/torg/", "bildbank\\torg.yml"],
)
def test_a_picture_goes_by_many_names(bank: Path, name: str) -> None:
    """What people copy: a reference, a path, an address."""
    assert withdrawing(bank, name).code == 0


@pytest.mark.parametrize(
    "arguments",
    [[], ["torg", "torg-2"], ["torg", "--datum", "i går"], ["torg", "--datum", "2027-01-01"]],
    ids=["nothing", "two", "no date", "future"],
)
def test_wrong_usage(bank: Path, arguments: list[str]) -> None:
    """Exit code 2, and nothing is done."""
    answer = withdrawing(bank, *arguments)
    assert answer.code == 2
    assert "Så här gör du: python scripts/withdraw.py" in answer.closing
    assert "torg.jpg" in names_in(bank / "bildbank")


def test_the_script(bank: Path) -> None:
    """The program does what the function does."""
    script = ROOT / "scripts" / "withdraw.py"
    done = subprocess.run(
        [sys.executable, str(script), "torg", "--root", str(bank)],
        capture_output=True,
        check=False,
        env={**os.environ, **ENV},
    )
    assert done.returncode == 0
    assert done.stdout.decode().startswith("torg är återkallad 2026-11-22.\n")
