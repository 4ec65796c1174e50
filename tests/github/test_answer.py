"""The job that may write answers the right pull request, once, and believes nothing but GitHub."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from tests.github.fake import Fake
from tests.github.test_told import GOOD

from jambanken.pullrequest.labels import NEEDS_MAINTAINER
from jambanken.pullrequest.reply import MARK
from prtools.answer import BOT, STATUS, answer
from prtools.github import GitHubError

COMMIT = "c" * 40
RUN: dict[str, Any] = {
    "id": 5,
    "name": "Kontroll",
    "head_sha": COMMIT,
    "head_branch": "patch-1",
    "head_repository": {"owner": {"login": "en-redaktor"}},
    "html_url": "https://github.com/region-x/bank/actions/runs/5",
    "conclusion": "failure",
    "event": "pull_request",
}
PULL: dict[str, Any] = {
    "number": 17,
    "author_association": "MEMBER",
    "labels": [{"name": "film"}, {"name": "fråga"}],
    "head": {"sha": COMMIT, "repo": {"full_name": "en-redaktor/bank"}},
}


def packed(held: bytes, name: str = "kontroll.json") -> bytes:
    """Return an archive as GitHub packs what a run has left."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, held)
    return made.getvalue()


@pytest.fixture
def ready(fake: Fake) -> Fake:
    """A GitHub with a pull request of one tip, and what its check has left."""
    fake.answers = {
        ("GET", "pulls"): [{**PULL, "number": 16, "head": {"sha": "d" * 40, "repo": None}}, PULL],
        ("GET", "pulls/17/files"): [{"filename": "tipsbank/tips/a.yml", "status": "added"}],
        ("GET", "actions/runs/5/artifacts"): {
            "artifacts": [{"id": 9, "name": "kontroll", "expired": False}]
        },
        ("GET", "actions/artifacts/9/zip"): packed(json.dumps(GOOD).encode()),
    }
    return fake


def run(fake: Fake, **other: Any) -> str:
    """Answer a run."""
    return answer(fake.github, {"workflow_run": {**RUN, **other}})


def test_the_pull_request_at_the_commit_is_answered(ready: Fake) -> None:
    """It gets a comment, the labels of its files and a status; other labels stay."""
    assert run(ready) == "#17: answered"
    assert ready.sent_to("issues/17/comments")["body"].startswith(MARK)
    assert ready.sent_to("issues/17/labels") == {"labels": ["tips"]}
    deleted = [one.path for one in ready.sent if one.method == "DELETE"]
    assert deleted == ["issues/17/labels/film"]
    status = ready.sent_to(f"statuses/{COMMIT}")
    assert (status["state"], status["context"]) == ("success", STATUS)


def test_the_comment_is_written_over(ready: Fake) -> None:
    """The second check leaves no second comment, and a stranger's look-alike is not touched."""
    ready.answers["GET", "issues/17/comments"] = [
        {"id": 1, "body": f"{MARK} lurad", "user": {"login": "någon"}},
        {"id": 2, "body": f"{MARK}\n\nTack!", "user": {"login": BOT}},
    ]
    run(ready)
    comments = [(one.method, one.path) for one in ready.sent if "comments" in one.path]
    assert comments == [("PATCH", "issues/comments/2")]


@pytest.mark.parametrize("conclusion", ["cancelled", "success"])
def test_a_commit_that_has_been_followed_is_left_alone(ready: Fake, conclusion: str) -> None:
    """What belongs to a newer commit is answered by its own check."""
    run(ready, head_sha="e" * 40, conclusion=conclusion)
    assert ready.sent == []


@pytest.mark.parametrize(
    "left",
    [
        packed(b"{}"),
        packed(b"x", "annat.json"),
        packed(b" " * 1_000_001),
        b"PK\x03\x04nonsens",
        b"",
        404,
    ],
)
def test_what_cannot_be_read_is_no_answer(ready: Fake, left: Any) -> None:
    """A bomb, another file and none at all give one calm sentence, not a stopped job."""
    ready.answers["GET", "actions/artifacts/9/zip"] = left
    run(ready)
    assert "kunde inte köras klart" in ready.sent_to("issues/17/comments")["body"]


def test_a_first_contribution_waits_for_us(ready: Fake) -> None:
    """Who has to wait for a button of ours is told so."""
    ready.answers["GET", "actions/runs/5/artifacts"] = {"artifacts": []}
    run(ready, conclusion="action_required")
    assert "någon av oss startar kontrollen" in ready.sent_to("issues/17/comments")["body"]


REVIEW = {
    "user": {"login": "u"},
    "author_association": "MEMBER",
    "commit_id": COMMIT,
    "state": "APPROVED",
}


@pytest.mark.parametrize(
    ("reviews", "state"),
    [
        ([], "failure"),
        ([REVIEW], "success"),
        ([{**REVIEW, "author_association": "CONTRIBUTOR"}], "failure"),
        ([{**REVIEW, "commit_id": "e" * 40}], "failure"),
        ([REVIEW, {**REVIEW, "state": "DISMISSED"}], "failure"),
        ([REVIEW, {**REVIEW, "user": {"login": "v"}, "state": "CHANGES_REQUESTED"}], "failure"),
        ([REVIEW, {**REVIEW, "state": "COMMENTED"}], "success"),
    ],
)
def test_code_needs_somebody_of_the_house(ready: Fake, reviews: list[Any], state: str) -> None:
    """A change of a hook or a setting has a red status until one of us approves that very commit."""
    ready.answers["GET", "pulls/17/files"] = [
        {"filename": "tipsbank/tips/x.yml", "status": "renamed", "previous_filename": "hooks/x.py"}
    ]
    ready.answers["GET", "pulls/17/reviews"] = reviews
    assert run(ready, name="Granskning") == "#17: looked at who has approved"
    assert ready.sent_to(f"statuses/{COMMIT}")["state"] == state
    assert NEEDS_MAINTAINER in ready.sent_to("issues/17/labels")["labels"]
    assert not any("comments" in one.path for one in ready.sent)


@pytest.mark.parametrize(
    ("source", "who", "state"),
    [
        ("region-x/bank", "MEMBER", "success"),
        ("region-x/bank", "NONE", "failure"),
        ("en-redaktor/bank", "MEMBER", "failure"),
    ],
)
def test_our_own_code_needs_nobody_else(ready: Fake, source: str, who: str, state: str) -> None:
    """Who can write here is one of those who are asked for; a program's branch is not somebody."""
    ready.answers["GET", "pulls/17/files"] = [{"filename": "hooks/x.py", "status": "modified"}]
    head = {"sha": COMMIT, "repo": {"full_name": source}}
    ready.answers["GET", "pulls"] = [{**PULL, "head": head, "author_association": who}]
    run(ready)
    assert ready.sent_to(f"statuses/{COMMIT}")["state"] == state


def test_the_token_stays_at_github(ready: Fake) -> None:
    """A file that lies at another host is fetched without it."""
    ready.answers["GET", "actions/artifacts/9/zip"] = f"{ready.base}/elsewhere"
    ready.answers["GET", "/elsewhere"] = packed(json.dumps(GOOD).encode())
    run(ready)
    assert "saker" not in ready.sent_to("issues/17/comments")["body"]
    for one, headers in zip(ready.asked, ready.headers, strict=True):
        assert ("Authorization" in headers) == (one.path != "/elsewhere")
    assert "/elsewhere" in [one.path for one in ready.asked]
    assert "hemlig" not in repr(ready.github)


def test_a_refusal_is_said(ready: Fake) -> None:
    """Where GitHub forbids something the job fails, with the number."""
    ready.answers["POST", "issues/17/labels"] = 403
    with pytest.raises(GitHubError, match="403"):
        run(ready)
