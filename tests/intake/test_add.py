"""Taking pictures in: stripped and described, all or nothing, and nothing in another's place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.intake.pictures import ENV, TODAY, WORDS, bank_in, drawing, names_in, photo, words
from tests.support.drawn import SECRETS, drawn, saved

from jambanken.images.inspect import inspect
from jambanken.images.values import PictureFile
from jambanken.intake import writing
from jambanken.intake.add import Way, add
from jambanken.intake.add_command import run
from jambanken.intake.answers import Answer

ROOT = Path(__file__).resolve().parents[2]


def taking(bank: Path, *arguments: str | Path) -> Answer:
    """Return what the command answers in a bank."""
    return run([*map(str, arguments), "--root", str(bank)], bank, ENV)


def rules_of(answer: Answer) -> list[str]:
    """Return the rules of the problems in an answer."""
    lines = "\n".join(answer.lines).splitlines()
    return [line.rpartition("[")[2].rstrip("]") for line in lines if line.endswith("]")]


def test_a_photo_comes_in_without_its_secrets(tmp_path: Path) -> None:
    """What is committed says neither where it was taken nor with what."""
    bank = bank_in(tmp_path)
    given = photo(tmp_path / "IMG_0042.JPG")
    before = given.read_bytes()
    answer = taking(bank, given)
    assert names_in(bank / "bildbank") == ["img-0042.jpg", "img-0042.yml"]
    kept = (bank / "bildbank" / "img-0042.jpg").read_bytes()
    assert [secret for secret in SECRETS if secret in before] == list(SECRETS)
    assert not [secret for secret in SECRETS if secret in kept]
    assert given.read_bytes() == before, "the given file is left as it was"
    assert "Borttaget ur filen: plats, kamerans nummer och andra uppgifter." in answer.lines[0]
    assert answer.code == 0


def test_what_is_to_be_filled_in_is_pointed_at(tmp_path: Path) -> None:
    """Every blank is a line of its own, where it stands."""
    bank = bank_in(tmp_path)
    answer = taking(bank, photo(tmp_path / "a.jpg"))
    text = (bank / "bildbank" / "a.yml").read_text("utf-8").splitlines()
    pointed = [
        (text[int(line.split(":")[1]) - 1].partition(":")[0])
        for line in "\n".join(answer.lines).splitlines()
        if "[saknat-falt]" in line
    ]
    assert pointed == ["typ", "titel", "alt", "fotograf", "licens"]
    assert sum(line.endswith("# FYLL I") for line in text) == 6, (
        "and whether anybody can be recognised"
    )
    assert answer.closing.endswith("Fyll i YAML-filen och kontrollera med python scripts/check.py.")


def test_of_many_pictures_not_every_blank_is_told(tmp_path: Path) -> None:
    """Five lines for each new file would hide what was refused, and which pictures are the same."""
    bank = bank_in(tmp_path)
    given = [photo(tmp_path / f"a{number}.jpg", number) for number in range(4)]
    twin = photo(tmp_path / "b.jpg", image=drawn(3, (120, 80)).resize((240, 160)))
    broken = tmp_path / "c.jpg"
    broken.write_bytes(b"")
    answer = taking(bank, *given, twin, broken)
    assert sorted(rules_of(answer)) == ["bildfil", "dubblett"]
    assert "Fyll i bildbank/a0.yml." in answer.lines[0]


def test_a_yaml_beside_comes_along_as_it_is(tmp_path: Path) -> None:
    """Byte for byte, and checked; a folder stands for the pictures right in it."""
    bank = bank_in(tmp_path)
    given = drawing(tmp_path / "in" / "fika.png")
    photo(tmp_path / "in" / "deeper" / "a.jpg")
    odd = given.with_suffix(".yml").read_bytes().replace(b"\n", b"\r\n") + b"# slut"
    given.with_suffix(".yml").write_bytes(odd)
    answer = taking(bank, given.parent)
    assert answer == Answer(
        0,
        ("bildbank/fika.png är intagen. Uppgifterna står i bildbank/fika.yml.",),
        "1 bild togs in.",
    )
    assert (bank / "bildbank" / "fika.yml").read_bytes() == odd


def test_errors_in_a_yaml_that_comes_along_are_told(tmp_path: Path) -> None:
    """It is taken in as it is, and the answer says which line to mend."""
    bank = bank_in(tmp_path)
    given = drawing(tmp_path / "fika.png")
    given.with_suffix(".yml").write_text(
        WORDS.format(file="fika.png") + "malgrupper: [chef]\n", "utf-8"
    )
    answer = taking(bank, given)
    assert "bildbank/fika.yml:7:1: fel:" in answer.lines[1]
    assert rules_of(answer) == ["okant-falt"]
    assert answer.code == 1


def test_taken_in_twice_it_is_there_once(tmp_path: Path) -> None:
    """Nothing is written over, and no second copy made, with and without a YAML of its own."""
    bank = bank_in(tmp_path)
    given = [drawing(tmp_path / "in" / "fika.png", 1), photo(tmp_path / "in" / "torg.jpg", 2)]
    taking(bank, *given)
    text = bank / "bildbank" / "torg.yml"
    text.write_text(text.read_text("utf-8").replace("titel:  # FYLL I", "titel: Torget"), "utf-8")
    before = {path: path.read_bytes() for path in (bank / "bildbank").iterdir()}
    answer = taking(bank, *given)
    assert {path: path.read_bytes() for path in (bank / "bildbank").iterdir()} == before
    assert answer.closing == "0 bilder togs in. 2 bilder fanns redan."


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    """Other pictures, pages of the site, and names that Windows keeps for itself."""
    bank = bank_in(tmp_path)
    words(bank, "fika", file="torg.jpg")
    photo(bank / "bildbank" / "torg.jpg", 98)
    for seed, name in enumerate(
        ["Fika.jpg", "balans.jpg", "aterkallade.jpg", "con.jpg", "Åäö!.jpg"]
    ):
        taking(bank, photo(tmp_path / "in" / name, seed + 10))
    (tmp_path / "other").mkdir()
    taking(bank, photo(tmp_path / "other" / "Fika.jpg", 99))
    kept = [name for name in names_in(bank / "bildbank") if name.endswith(".jpg")]
    assert kept == [
        "aao.jpg",
        "aterkallade-2.jpg",
        "balans-2.jpg",
        "con-bild.jpg",
        "fika-2.jpg",
        "fika-3.jpg",
        "torg.jpg",
    ]


def test_an_entry_that_waits_gets_its_picture(tmp_path: Path) -> None:
    """Somebody wrote the YAML first; it is kept."""
    bank = bank_in(tmp_path)
    before = words(bank, "fika", file="fika-1.jpg").read_bytes()
    answer = taking(bank, photo(tmp_path / "Fika.jpg"))
    assert names_in(bank / "bildbank") == ["fika-1.jpg", "fika.yml"]
    assert (bank / "bildbank" / "fika.yml").read_bytes() == before
    assert answer.code == 0


def test_another_picture_of_the_same_name_is_refused(tmp_path: Path) -> None:
    """Its YAML says what it is called, so no number can be added."""
    bank = bank_in(tmp_path)
    taking(bank, drawing(tmp_path / "a" / "fika.png", 1))
    before = {path: path.read_bytes() for path in (bank / "bildbank").iterdir()}
    answer = taking(bank, drawing(tmp_path / "b" / "fika.png", 2))
    assert rules_of(answer) == ["krock"]
    assert answer.code == 1
    assert {path: path.read_bytes() for path in (bank / "bildbank").iterdir()} == before


def test_the_good_come_in_and_the_others_say_why(tmp_path: Path) -> None:
    """All problems in one run."""
    bank, folder = bank_in(tmp_path), tmp_path / "in"
    drawing(folder / "fika.png")
    (folder / "telefon.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(90))
    (folder / "kamera.cr2").write_bytes(bytes(600))
    (folder / "logga.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (folder / "arbete.psd").write_bytes(b"8BPS" + bytes(90))
    (folder / "rorlig.gif").write_bytes(b"GIF89a" + bytes(90))
    (folder / "halv.jpg").write_bytes(photo(tmp_path / "hel.jpg").read_bytes()[:3_000])
    (folder / "anteckning.txt").write_text("ingen bild", "utf-8")
    (folder / "genvag.png").symlink_to(tmp_path / "hel.jpg")
    answer = taking(bank, folder, tmp_path / "finns-inte.jpg")
    assert rules_of(answer) == ["bildfil"] * 8
    assert all(" fel: " in line for line in "\n".join(answer.lines[1:]).splitlines())
    assert names_in(bank / "bildbank") == ["fika.png", "fika.yml"]
    assert answer.closing == "1 bild togs in. 8 bilder togs inte in: se raderna med fel."
    assert answer.code == 1


def test_twins_are_told_of(tmp_path: Path) -> None:
    """Of the bank, and of those that come together; both are taken in."""
    image = drawn(5, (300, 200))
    bank = bank_in(tmp_path)
    words(bank, "fika", file="fika.png")
    (bank / "bildbank" / "fika.png").write_bytes(saved(image, "PNG"))
    smaller = image.resize((150, 100))
    files = [photo(tmp_path / f"{name}.jpg", image=smaller) for name in ("a", "b")]
    files[1].write_bytes(saved(smaller, "JPEG", quality=70))
    answer = taking(bank, *files)
    twins = [line for line in "\n".join(answer.lines).splitlines() if "[dubblett]" in line]
    assert "bilden är mycket lik bildbank/fika.png." in twins[0]
    assert "bilden är mycket lik bildbank/fika.png och bildbank/a.jpg." in twins[1]
    assert answer.code == 0


@pytest.mark.parametrize("known_by", ["sha256", "phash"])
def test_a_withdrawn_picture_stays_out(tmp_path: Path, known_by: str) -> None:
    """By its sum or by what it looks like; only who says so takes it in all the same."""
    given = photo(tmp_path / "torg.jpg")
    found = inspect(given)
    assert isinstance(found, PictureFile)
    sums = {"sha256": found.sha256, "phash": found.phash}
    bank = bank_in(tmp_path)
    gone = f'återkallad: 2026-10-01\nkontrollsummor:\n  {known_by}: ["{sums[known_by]}"]\n'
    words(bank, "borta", gone)
    answer = taking(bank, given)
    assert rules_of(answer) == ["aterkallad-bild"]
    assert "bildbank/borta, som återkallades 2026-10-01." in answer.lines[0]
    assert answer.code == 1
    assert names_in(bank / "bildbank") == ["borta.yml"]
    assert taking(bank, given, "--ja").code == 0
    assert names_in(bank / "bildbank") == ["borta.yml", "torg.jpg", "torg.yml"]


def test_photos_of_people_go_outside_the_project(tmp_path: Path) -> None:
    """Those that may show people too; drawings and pictures of nobody do not."""
    outside = tmp_path / "privat"
    outside.mkdir()
    bank = bank_in(tmp_path, {"namn": "Provbanken", "bildmapp": "../privat"})
    folder = tmp_path / "in"
    drawing(folder / "ritad.png", 1)
    photo(folder / "okand.jpg", 2)
    photo(folder / "torg.jpg", 3).with_suffix(".yml").write_text(
        WORDS.format(file="torg.jpg").replace("illustration", "foto") + "igenkännbara: nej\n",
        "utf-8",
    )
    answer = taking(bank, folder)
    assert names_in(bank / "bildbank") == ["ritad.png", "ritad.yml", "torg.jpg", "torg.yml"]
    assert names_in(outside) == ["okand.jpg", "okand.yml"]
    assert "privat/okand.jpg är intagen." in answer.lines[0]
    assert "flytta både bilden och YAML-filen till bildbank" in answer.lines[0]
    taking(bank, photo(tmp_path / "b.jpg", 4), "--till", "bildbank")
    taking(bank, drawing(tmp_path / "c.png", 5), "--till", outside)
    assert "b.jpg" in names_in(bank / "bildbank")
    assert "c.png" in names_in(outside)


def test_a_folder_outside_that_is_not_there_stops_only_its_pictures(tmp_path: Path) -> None:
    """Nothing is put into the repository instead."""
    bank = bank_in(tmp_path, {"namn": "Provbanken", "bildmapp": "../privat"})
    answer = taking(bank, photo(tmp_path / "a.jpg"), drawing(tmp_path / "b.png", 2))
    assert names_in(bank / "bildbank") == ["b.png", "b.yml"]
    assert "bildmapp" in rules_of(answer)
    assert answer.code == 1


def test_a_picture_that_lies_in_the_bank_is_stripped_there(tmp_path: Path) -> None:
    """Whoever uploads a photo first and reads the guide afterwards gets the same."""
    bank = bank_in(tmp_path)
    words(bank, "torg", file="torg.jpg")
    folder = bank / "bildbank"
    photo(folder / "torg.jpg", 1)
    photo(folder / "Min bild.JPG", 2)
    photo(folder / "fika.jpg", 3)
    answer = taking(bank, folder)
    assert names_in(folder) == [
        *("fika.jpg", "fika.yml", "min-bild.jpg", "min-bild.yml", "torg.jpg", "torg.yml"),
    ]
    for path in folder.glob("*.jpg"):
        assert not [secret for secret in SECRETS if secret in path.read_bytes()]
    assert "Min bild.JPG heter nu min-bild.jpg." in answer.lines[0]
    assert taking(bank, folder).closing.startswith("0 bilder togs in. 3 bilder fanns redan.")


@pytest.mark.parametrize("at", [0, 1])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Picture and YAML come together or not at all."""
    bank = bank_in(tmp_path)
    writes = iter(range(9))
    write_through = writing._write_through

    def full(path: Path, content: bytes) -> None:
        if next(writes) == at:
            raise OSError(28, "No space left on device")
        write_through(path, content)

    monkeypatch.setattr(writing, "_write_through", full)
    answer = taking(bank, photo(tmp_path / "a.jpg"))
    assert answer.code == 1
    assert "bilden gick inte att spara. Disken är full." in answer.lines[0]
    assert names_in(bank / "bildbank") == []


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick has none."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a"
    writing.write_together([(path, b"one")])
    assert names_in(tmp_path) == ["a"]
    with pytest.raises(FileExistsError):
        writing.write_together([(tmp_path / "b", b"x"), (path, b"two")])
    assert path.read_bytes() == b"one"
    assert names_in(tmp_path) == ["a"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--till"], ["x.jpg", "--till", "annan"], ["x.jpg", "--okand"], ["tom"]],
    ids=["nothing", "half", "elsewhere", "unknown", "no pictures"],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, in Swedish, with how it is used."""
    bank = bank_in(tmp_path)
    (tmp_path / "tom").mkdir()
    monkeypatch.chdir(tmp_path)
    answer = taking(bank, *arguments)
    assert answer.code == 2
    assert "Så här gör du: python scripts/add_image.py" in answer.closing


def test_settings_that_cannot_be_read_stop_it(tmp_path: Path) -> None:
    """They might name the folder outside the project."""
    bank = bank_in(tmp_path)
    (bank / "bank.yml").write_text("namn: [\n", "utf-8")
    answer = taking(bank, photo(tmp_path / "a.jpg"))
    assert answer.code == 1
    assert not (bank / "bildbank").exists()


def test_hostile_names_and_yaml_are_told_of_in_one_line(tmp_path: Path) -> None:
    """Whatever a file is called or lies beside it, there is a line and no traceback."""
    bank, folder = bank_in(tmp_path), tmp_path / "in"
    photo(folder / "a\nb.jpg", 1)
    photo(folder / f"{'x' * 200}.jpg", 2)
    photo(folder / "utf16.jpg", 3).with_suffix(".yml").write_bytes("titel: x".encode("utf-16"))
    photo(folder / "ut.jpg", 4).with_suffix(".yml").write_text(
        WORDS.format(file="../../ut.jpg"), "utf-8"
    )
    photo(folder / "lank.jpg", 5).with_suffix(".yml").symlink_to("/etc/passwd")
    photo(folder / "stor.jpg", 6).with_suffix(".yml").write_text("x" * 400_000, "utf-8")
    answer = taking(bank, folder)
    assert answer.code == 1
    assert names_in(tmp_path) == ["bank", "in"]
    assert {"genvag", "for-stor-fil"} <= set(rules_of(answer))
    for line in answer.lines:
        assert all(part.isprintable() for part in line.splitlines())


def test_several_pictures_know_of_each_other(tmp_path: Path) -> None:
    """Two files of one name from two folders are both there afterwards."""
    bank = bank_in(tmp_path)
    files = [photo(tmp_path / str(number) / "a.jpg", number) for number in (1, 2)]
    outcome = add(bank, TODAY, files, Way())
    assert [taken.picture for taken in outcome.taken] == ["bildbank/a.jpg", "bildbank/a-2.jpg"]


def test_the_script(tmp_path: Path) -> None:
    """The program does what the function does, in UTF-8 whatever the terminal."""
    bank = bank_in(tmp_path)
    given = drawing(tmp_path / "fika.png")
    script = ROOT / "scripts" / "add_image.py"
    done = subprocess.run(
        [sys.executable, str(script), str(given), "--root", str(bank)],
        capture_output=True,
        check=False,
        env={**os.environ, **ENV, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr.decode()) == (0, "1 bild togs in.\n")
    assert (
        done.stdout.decode()
        == "bildbank/fika.png är intagen. Uppgifterna står i bildbank/fika.yml.\n"
    )
