"""Answers a pull request after its check: one comment, its labels, and who has to look.

Runs with the right to write, on the code of the published branch, and looks at nothing of the pull
request but data: what GitHub says of it, and one JSON file that the check has left. Which pull
request it is follows from the commit that was checked, never from that file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jambanken.pullrequest.change import Action, Change, standing_of
from jambanken.pullrequest.labels import MANAGED, labels_for, outside_of
from jambanken.pullrequest.reply import MARK, editing, reply, unfinished
from jambanken.pullrequest.told import LARGEST, NotToldError, Told, read_told
from prtools.artifact import fetch_artifact
from prtools.github import GitHub, GitHubError

CHECK = "Kontroll"
ARTIFACT = "kontroll"
STATUS = "Ansvarig"
#: Who wrote the comment that is written over. Anybody can write a comment that begins as it does.
BOT = "github-actions[bot]"
_MAY_APPROVE = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_ACTIONS = {"added": Action.NEW, "removed": Action.REMOVED}
_PLAIN_MODE = "100644"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a workflow for a pull request, as GitHub tells of it."""

    id: int
    name: str
    commit: str
    owner: str
    branch: str
    address: str
    waits: bool

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Run:
        """Read a run in a ``workflow_run`` event."""
        run = event["workflow_run"]
        head = run["head_repository"] or {"owner": {"login": ""}}
        return cls(
            int(run["id"]),
            str(run["name"]),
            str(run["head_sha"]),
            str(head["owner"]["login"]),
            str(run["head_branch"]),
            str(run["html_url"]),
            run["conclusion"] == "action_required",
        )


def answer(github: GitHub, event: Mapping[str, Any]) -> str:
    """Answer the pull request that a run was for, and return what was done, for the log.

    Raises `GitHubError`.
    """
    run = Run.of(event)
    if event["workflow_run"]["conclusion"] == "cancelled":
        return "cancelled: a later run answers"
    pull = _pull_of(github, run)
    if pull is None:
        return "no open pull request is at this commit"
    number = int(pull["number"])
    changes = _changes(github, number)
    _label(github, number, pull, changes)
    _say_who_looks(github, pull, run, changes)
    if run.name != CHECK:
        return f"#{number}: looked at who has approved"
    told = _check_result(github, run)
    if told is None:
        text = unfinished(run.address, waits=run.waits)
    else:
        source = pull["head"]["repo"] or {"full_name": github.repository}
        edit = editing(str(source["full_name"]), run.branch)
        text = reply(told, outside_of(changes), run.address, edit)
    _comment(github, number, text)
    return f"#{number}: answered"


def _pull_of(github: GitHub, run: Run) -> Mapping[str, Any] | None:
    """Return the open pull request whose latest commit was checked, None where there is none."""
    if not run.owner:
        return None
    found = github.pages("pulls", state="open", head=f"{run.owner}:{run.branch}")
    return next((pull for pull in found if pull["head"]["sha"] == run.commit), None)


def _changes(github: GitHub, number: int) -> tuple[Change, ...]:
    """Return the files of a pull request; a file that was moved is one that came and one that went."""
    found: list[Change] = []
    for file in github.pages(f"pulls/{number}/files"):
        path, status = str(file["filename"]), str(file["status"])
        action = Action.NEW if status == "renamed" else _ACTIONS.get(status, Action.CHANGED)
        found.append(Change(path, action, standing_of(path, _PLAIN_MODE)))
        if status == "renamed":
            old = str(file["previous_filename"])
            found.append(Change(old, Action.REMOVED, standing_of(old, _PLAIN_MODE)))
    return tuple(found)


def _label(
    github: GitHub, number: int, pull: Mapping[str, Any], changes: tuple[Change, ...]
) -> None:
    there = {str(label["name"]) for label in pull["labels"]}
    wanted = labels_for(changes)
    if wanted - there:
        github.send("POST", f"issues/{number}/labels", {"labels": sorted(wanted - there)})
    for name in sorted((there & MANAGED) - wanted):
        github.send("DELETE", f"issues/{number}/labels/{name}")


def _say_who_looks(
    github: GitHub, pull: Mapping[str, Any], run: Run, changes: tuple[Change, ...]
) -> None:
    """Set a status that no workflow of the pull request's own can set."""
    if not outside_of(changes):
        state, words = "success", "Bara innehåll är ändrat."
    elif _is_ours(github, pull):
        state, words = "success", "Ändringen kommer från en ansvarig."
    elif _is_approved(github, int(pull["number"]), run.commit):
        state, words = "success", "En ansvarig har godkänt ändringen."
    else:
        state, words = "failure", "Ändrar mer än innehåll: en ansvarig ska godkänna det."
    data = {"state": state, "description": words, "context": STATUS, "target_url": run.address}
    github.send("POST", f"statuses/{run.commit}", data)


def _is_ours(github: GitHub, pull: Mapping[str, Any]) -> bool:
    """Tell whether somebody of the house has sent it from a branch of the repository itself."""
    source = pull["head"]["repo"] or {"full_name": ""}
    is_inside = source["full_name"] == github.repository
    return is_inside and pull["author_association"] in _MAY_APPROVE


def _is_approved(github: GitHub, number: int, commit: str) -> bool:
    """Tell whether somebody of the house has approved this very commit, and nobody's latest is no."""
    latest = {
        review["user"]["login"]: review["state"]
        for review in github.pages(f"pulls/{number}/reviews")
        if review["user"]
        and review["author_association"] in _MAY_APPROVE
        and review["commit_id"] == commit
        and review["state"] in {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}
    }
    return "APPROVED" in latest.values() and "CHANGES_REQUESTED" not in latest.values()


def _check_result(github: GitHub, run: Run) -> Told | None:
    """Return what the check has left, None where it has left nothing that can be read."""
    try:
        return read_told(fetch_artifact(github, run.id, ARTIFACT, LARGEST))
    except (GitHubError, NotToldError):
        return None


def _comment(github: GitHub, number: int, text: str) -> None:
    """Write the comment, over the one that is there."""
    mine = next(
        (
            one["id"]
            for one in github.pages(f"issues/{number}/comments")
            if str(one["body"]).startswith(MARK) and one["user"] and one["user"]["login"] == BOT
        ),
        None,
    )
    if mine is None:
        github.send("POST", f"issues/{number}/comments", {"body": text})
    else:
        github.send("PATCH", f"issues/comments/{mine}", {"body": text})
