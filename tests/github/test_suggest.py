"""A label that only we can set turns an issue into a branch, a pull request and an answer."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from tests.github.fake import Fake
from tests.github.test_answer import packed
from tests.support.bank import TODAY, write
from tests.support.drawn import drawn, with_secrets

from jambanken.check import check
from jambanken.images.read import read_metadata
from jambanken.intake.sound import RefusedError
from jambanken.pullrequest.told import NotToldError
from prtools import suggest as suggesting
from prtools.suggest import make

CASES = Path(__file__).parents[1] / "cases" / "github" / "issues"
BRANCH = "forslag/arende-12"
LABEL = "gör till förslag"
WORDS = {
    "målgrupper": [{"id": "chef", "namn": "Chefer"}],
    "teman": [{"id": "moten", "namn": "Möten"}, {"id": "makt", "namn": "Makt och normer"}],
}


def event(name: str, label: str = LABEL) -> dict[str, Any]:
    """Return the event of a label on an issue."""
    return {
        "label": {"name": label},
        "issue": {"number": 12, "body": (CASES / f"{name}.md").read_text(encoding="utf-8")},
        "repository": {"default_branch": "main", "html_url": "https://github.com/region-x/bank"},
    }


def suggest(fake: Fake, name: str, bank: Path) -> str:
    """Let the one job make the files of an issue, and the other send them."""
    made = make(event(name), bank, TODAY)
    fake.answers["GET", "actions/runs/5/artifacts"] = {
        "artifacts": [{"id": 9, "name": "forslag", "expired": False}]
    }
    held = made.model_dump_json().encode()
    fake.answers["GET", "actions/artifacts/9/zip"] = packed(held, "forslag.json")
    return suggesting.suggest(fake.github, event(name), 5)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with a tip of the title that is suggested."""
    return write(tmp_path, {"tips/rakna-rosterna-vem-talar": {"teman": ["moten"]}}, vokabular=WORDS)


@pytest.fixture
def ready(fake: Fake) -> Fake:
    """A GitHub where nothing of the suggestion is there yet."""
    fake.answers = {
        ("GET", "git/ref/heads/main"): {"object": {"sha": "a" * 40}},
        ("POST", "pulls"): {"number": 40},
    }
    return fake


def test_a_tip_becomes_a_pull_request(ready: Fake, bank: Path) -> None:
    """The file is one that the checker reads, under a name that is free, and the issue hears of it."""
    assert suggest(ready, "tip", bank) == "#12: opened"
    assert ready.sent_to("git/refs") == {"ref": f"refs/heads/{BRANCH}", "sha": "a" * 40}
    path = "tipsbank/tips/rakna-rosterna-vem-talar-2.yml"
    sent = ready.sent_to(f"contents/{path}")
    assert sent["branch"] == BRANCH
    assert base64.b64decode(sent["content"]) == (bank / path).read_bytes()
    assert not [problem for problem in check(bank, TODAY, [path]) if problem.level == "fel"]
    opened = ready.sent_to("pulls")
    assert (opened["head"], opened["base"]) == (BRANCH, "main")
    assert opened["title"] == "Tips: Räkna rösterna: vem talar?"
    assert "Förslaget kommer från #12." in opened["body"]
    assert "Stäng den och öppna den igen" in opened["body"]
    said = ready.sent_to("issues/12/comments")["body"]
    assert "Förslaget är nu #40." in said
    assert "Ett borttaget tema" in said


def test_the_second_time_the_branch_is_made_anew(ready: Fake, bank: Path) -> None:
    """Who mends the issue and sets the label again gets the same pull request, with the new text."""
    ready.answers["POST", "git/refs"] = 422
    ready.answers["GET", "pulls"] = [{"number": 40}]
    assert suggest(ready, "film", bank) == "#12: opened"
    assert ready.sent_to(f"git/refs/heads/{BRANCH}") == {"sha": "a" * 40, "force": True}
    assert not [one for one in ready.sent if one.path == "pulls"]


def test_where_we_may_not_open_one_a_link_does(ready: Fake, bank: Path) -> None:
    """A repository whose settings forbid it gets the branch, and a link to press."""
    ready.answers["POST", "pulls"] = 403
    assert suggest(ready, "film", bank) == "#12: branch only"
    said = ready.sent_to("issues/12/comments")["body"]
    assert f"https://github.com/region-x/bank/compare/main...{BRANCH}?expand=1" in said


@pytest.mark.parametrize("name", ["no-form", "fault", "picture-of-people", "picture-elsewhere"])
def test_what_cannot_be_an_entry_is_answered(ready: Fake, bank: Path, name: str) -> None:
    """Nothing is written, and the issue says why."""
    before = sorted(bank.rglob("*"))
    assert suggest(ready, name, bank) == "#12: refused"
    assert [one.path for one in ready.sent] == ["issues/12/comments"]
    assert "Det blev inget förslag." in ready.sent_to("issues/12/comments")["body"]
    assert sorted(bank.rglob("*")) == before


def test_a_hostile_issue_writes_one_file_of_text(ready: Fake, bank: Path) -> None:
    """A path, a tag, a command and an expression in the answers are letters in a file of content."""
    suggest(ready, "hostile", bank)
    written = [one.path for one in ready.sent if one.path.startswith("contents/")]
    name = "tipsbank/tips/github-workflows-evil-x-secrets-github-token-rm-rf-id.yml"
    assert written == [f"contents/{name}"]
    said = ready.sent_to("issues/12/comments")["body"]
    assert '"tid"' not in said
    assert "Kontrollen hittade det här:" in said


def test_a_picture_is_cleaned_on_its_way(
    ready: Fake, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its file told of the place and the camera is not in the file that is sent in."""
    held = with_secrets(drawn(3))
    monkeypatch.setattr(suggesting, "fetch", lambda _: held)
    assert suggest(ready, "picture", bank) == "#12: opened"
    paths = [one.path for one in ready.sent if one.path.startswith("contents/")]
    assert paths == ["contents/bildbank/fika-pa-torget.yml", "contents/bildbank/fika-pa-torget.jpg"]
    sent = base64.b64decode(ready.sent_to(paths[1])["content"])
    assert read_metadata(held, "x.jpg").has_place
    assert not read_metadata(sent, "x.jpg").has_place


@pytest.mark.parametrize("held", [b"<svg/>", b"", b"%PDF-1.7", b"\xff\xd8\xffnonsens"])
def test_what_is_no_picture_is_refused(
    ready: Fake, bank: Path, monkeypatch: pytest.MonkeyPatch, held: bytes
) -> None:
    """A file of another sort is answered with what to do, not committed."""
    monkeypatch.setattr(suggesting, "fetch", lambda _: held)
    assert suggest(ready, "picture", bank) == "#12: refused"
    assert [one.path for one in ready.sent] == ["issues/12/comments"]


def test_a_picture_that_does_not_come_is_refused(
    ready: Fake, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file cannot be fetched the issue says to try again."""

    def fail(_: str) -> bytes:
        raise RefusedError("bildfil", "Bilden gick inte att hämta.", "Bifoga den igen.")

    monkeypatch.setattr(suggesting, "fetch", fail)
    suggest(ready, "picture", bank)
    assert "Bifoga den igen." in ready.sent_to("issues/12/comments")["body"]


@pytest.mark.parametrize(
    "other",
    [
        {"files": [{"path": "hooks/x.py", "content": "eA=="}]},
        {"files": [{"path": "tipsbank/../mkdocs.yml", "content": "eA=="}]},
        {"files": [{"path": f"tipsbank/tips/{n}.yml", "content": "eA=="} for n in "abc"]},
        {"files": []},
        {"refused": "Nej.", "files": [{"path": "tipsbank/tips/a.yml", "content": "eA=="}]},
        {"title": "x" * 201},
        {"branch": "main"},
    ],
)
def test_what_was_made_is_read_with_distrust(ready: Fake, other: dict[str, Any]) -> None:
    """The job that writes sends files of content, two at most, whatever the other leaves."""
    data = {"files": [{"path": "tipsbank/tips/a.yml", "content": "eA=="}], **other}
    ready.answers["GET", "actions/runs/5/artifacts"] = {
        "artifacts": [{"id": 9, "name": "forslag", "expired": False}]
    }
    held = packed(json.dumps(data).encode(), "forslag.json")
    ready.answers["GET", "actions/artifacts/9/zip"] = held
    with pytest.raises(NotToldError):
        suggesting.suggest(ready.github, event("tip"), 5)
    assert ready.sent == []


def test_the_label_is_that_of_the_workflow() -> None:
    """The gate stands in the workflow, by the name that the guide gives it."""
    workflow = Path(".github/workflows/suggest.yml")
    text = (CASES.parents[3] / workflow).read_text(encoding="utf-8")
    assert f"github.event.label.name == '{LABEL}'" in text
