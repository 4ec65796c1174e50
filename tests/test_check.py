"""The checker: what it prints, what it leaves out, and the exit codes that programs rely on."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jambanken.check import check
from jambanken.intake.check_command import MEND, MENDABLE, main

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "check.py"
TODAY = dt.date(2026, 11, 22)
ENV = {"SOURCE_DATE_EPOCH": "1795348800"}  # 2026-11-22 in Sweden
_RULE = re.compile(r"\[([a-z-]+)\]$", re.MULTILINE)
MINUTES = "tipsbank/tips/mat-talartiden.yml"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with an error in one tip and a warning in another."""
    cases = ROOT / "tests" / "cases" / "rules"
    shutil.copytree(cases / "tid-over-total" / "bad", tmp_path / "bank")
    tips = tmp_path / "bank" / "tipsbank" / "tips"
    shutil.copy(cases / "ingen-kalla" / "bad" / "tipsbank" / "tips" / "rundan.yml", tips)
    (tmp_path / "bank" / "tipsbank" / "vokabular.yml").write_text(
        "teman:\n- id: moten\n  namn: Möten\n", encoding="utf-8"
    )
    return tmp_path / "bank"


def test_all_problems_in_one_run_sorted(bank: Path) -> None:
    """Reader, model and rules are heard together."""
    (bank / "tipsbank" / "tips" / "avig.yml").write_text("titel: [\n", encoding="utf-8")
    found = [(problem.file.rpartition("/")[2], problem.rule) for problem in check(bank, TODAY)]
    assert found == [
        ("avig.yml", "yaml-syntax"),
        ("mat-talartiden.yml", "tid-over-total"),
        ("rundan.yml", "ingen-kalla"),
    ]


def test_what_can_be_mended_is_told(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a command can mend something, its name is the last line; elsewhere nothing is promised."""
    assert main([], bank, ENV) == 1
    assert "fix.py" not in capsys.readouterr().err
    (bank / "tipsbank" / "tips" / "rundan.yml").write_bytes(b"titel: a\nsteg:\n\t- text: b\n")
    assert main([], bank, ENV) == 1
    assert capsys.readouterr().err.splitlines()[-1] == MEND


def test_every_promise_to_mend_is_kept() -> None:
    """For each rule that is said to be mendable there is a trap that is mended."""
    sources = sorted((ROOT / "tests" / "cases" / "source").iterdir())
    fixed = [case for case in sources if (case / "fixed.yml").exists()]
    rules = {
        rule for case in fixed for rule in _RULE.findall((case / "expected.txt").read_text("utf-8"))
    }
    assert rules | {"inte-en-lista", "kolon-i-text"} >= MENDABLE


def test_files_limit_what_is_reported_not_what_is_read(bank: Path) -> None:
    """A reference to a file that is not asked for still resolves; a folder stands for all in it."""
    rundan = bank / "tipsbank" / "tips" / "rundan.yml"
    rundan.write_text(
        rundan.read_text(encoding="utf-8") + "relaterat: [tips/mat-talartiden]\n", encoding="utf-8"
    )
    assert [p.rule for p in check(bank, TODAY, {"tipsbank/tips/rundan.yml"})] == ["ingen-kalla"]
    assert len(check(bank, TODAY, {"tipsbank"})) == len(check(bank, TODAY, {""})) == 2
    assert check(bank, TODAY, {"tipsbank/tip"}) == ()


def test_an_error_gives_1_and_a_summary(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines go to standard output, the sum of them to standard error."""
    assert main(["--format", "text"], bank, ENV) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(problem) for problem in check(bank, TODAY)]
    assert printed.err == "1 fel, 1 varning och inga tips.\n"


def test_warnings_give_0(bank: Path) -> None:
    """What does not stop a build does not stop a pull request."""
    assert main([str(bank / "tipsbank" / "tips" / "rundan.yml")], bank, ENV) == 0


def test_a_clean_bank_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output where nothing is wrong."""
    assert main([], tmp_path, ENV) == 0
    assert capsys.readouterr() == ("", "Inga fel, varningar eller tips.\n")


def test_a_link_is_what_is_asked_about(bank: Path) -> None:
    """A contributor's file that leads out of the bank is not what it leads to."""
    link = bank / "tipsbank" / "tips" / "lank.yml"
    link.symlink_to("/etc/hostname")
    assert main([str(link)], bank, ENV) == 1


@pytest.mark.skipif(os.name != "posix", reason="POSIX has pipes with names")
def test_a_pipe_is_no_entry(bank: Path) -> None:
    """What would be waited for without end is refused."""
    os.mkfifo(bank / "tipsbank" / "tips" / "ror.yml")
    found = [it for it in check(bank, TODAY) if it.file.endswith("ror.yml")]
    assert [it.rule for it in found] == ["olasbar-fil"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a full disk to try")
def test_an_answer_that_nobody_hears_is_no_traceback(bank: Path) -> None:
    """A reader that has gone, or a full disk, ends the command with a code and no more."""
    command = [sys.executable, str(SCRIPT), f"--root={bank}"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_json_is_the_contract_s(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs read a list, and nothing else is printed."""
    assert main(["--format=json", MINUTES], bank, ENV) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out) == [
        {
            "file": MINUTES,
            "line": 8,
            "column": 6,
            "level": "fel",
            "rule": "tid-over-total",
            "message": 'stegen tar tillsammans 20 minuter, men "tid" är 15.',
            "fix": "Ändra tid till 20, eller korta stegen.",
        }
    ]
    assert printed.err == ""


def test_annotations_are_chosen_on_github(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pull request shows each problem at its line without being asked."""
    assert main([], bank, ENV | {"GITHUB_ACTIONS": "true"}) == 1
    assert capsys.readouterr().out.startswith(
        f"::error file={MINUTES},line=8,col=6,title=tid-over-total::"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["finns-inte.yml"], 'Filen "finns-inte.yml" finns inte.'),
        (["--format", "xml"], 'Formatet "xml" finns inte. Välj text, github eller json.'),
        (["--format"], "Kommandot går inte att förstå."),
        (["--nonsens"], "Kommandot går inte att förstå."),
        (["--root", "finns-inte"], 'Mappen "finns-inte" finns inte.'),
    ],
)
def test_wrong_usage_gives_2_in_swedish(
    bank: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """What cannot be followed is said, with how to do it, and nothing is checked."""
    assert main(arguments, bank, ENV) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{told}\n\nSå här gör du: ")


@pytest.mark.parametrize("epoch", ["i dag", "9" * 30])
def test_a_clock_that_cannot_be_read_gives_2(bank: Path, epoch: str) -> None:
    """A wrong SOURCE_DATE_EPOCH is told, not traced."""
    assert main([], bank, {"SOURCE_DATE_EPOCH": epoch}) == 2


def test_help_gives_0(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks is answered on standard output."""
    assert main(["--help"], bank, ENV) == 0
    assert "--format" in capsys.readouterr().out


def test_files_of_a_second_picture_folder(tmp_path: Path) -> None:
    """Pictures outside the project are named by their folder, as problems name them."""
    outside = tmp_path / "foton"
    outside.mkdir()
    (outside / "fel.yml").write_text("titel: Bara en titel\n", encoding="utf-8")
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "bank.yml").write_text("bildmapp: ../foton\n", encoding="utf-8")
    (tmp_path / "bank" / "las-mig.md").touch()
    assert main([str(outside / "fel.yml")], tmp_path / "bank", ENV) == 1
    assert main(["las-mig.md"], tmp_path / "bank", ENV) == 0


def run(
    *arguments: str | Path, cwd: Path, python: str = sys.executable
) -> subprocess.CompletedProcess[bytes]:
    """Run the script as a person does, with a console that is not UTF-8."""
    env = os.environ | ENV | {"PYTHONIOENCODING": "cp1252", "GITHUB_ACTIONS": ""}
    command = [python, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)


def test_the_script_works_from_anywhere_in_utf_8(bank: Path) -> None:
    """Files may be named from the current folder, with the bank elsewhere."""
    answer = run(SCRIPT, "--root", bank, "mat-talartiden.yml", cwd=bank / "tipsbank" / "tips")
    assert (answer.returncode, answer.stderr.decode()) == (
        1,
        "1 fel, inga varningar och inga tips.\n".replace("\n", os.linesep),
    )
    assert 'men "tid" är 15. Ändra' in answer.stdout.decode()
