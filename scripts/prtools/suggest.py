"""Makes a pull request of an issue that a maintainer has put a label on.

The label is the gate: only those who may triage can set it, and the text is as it was when they did.
Two jobs share the work: one reads the stranger's text and picture and may write nothing, the other
writes what the first has left as data.
"""

from __future__ import annotations

import base64
import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jambanken.bank import Memory
from jambanken.images.sorts import ENDINGS, ENOUGH, Sort, sort_of
from jambanken.intake.new import free_name, is_taken, name_of
from jambanken.intake.sound import RefusedError, look_at
from jambanken.pullrequest.change import Action, Change, Standing
from jambanken.pullrequest.inert import inert
from jambanken.pullrequest.issue import NoEntryError, Suggestion, read_issue
from jambanken.pullrequest.reply import suggested, suggested_body
from jambanken.pullrequest.told import Made, MadeFile, problems_in, problems_told, read_made
from jambanken.pullrequest.verdict import judge, look
from prtools.artifact import fetch_artifact
from prtools.github import GitHub, GitHubError
from prtools.pictures import fetch
from prtools.repository import lay

ARTIFACT = "forslag"
_LARGEST = 45_000_000
_TAKEN, _REFUSED = 422, 403


def make(event: Mapping[str, Any], root: Path, today: dt.date) -> Made:
    """Return what an issue becomes: files, or why there are none.

    ``root`` is a work tree of the published branch, which the files are laid into to be checked.
    """
    memory = Memory()
    before = look(root, today, memory)
    try:
        found = read_issue(str(event["issue"]["body"] or ""), before.bank.registry, today)
        files = _files(found, root)
    except (NoEntryError, RefusedError) as refused:
        return Made(refused=f"{refused} {getattr(refused, 'fix', '')}".strip()[:600])
    lay(root, files)
    changes = [Change(path, Action.NEW, Standing.CONTENT) for path in files]
    verdict = judge(changes, before, look(root, today, memory))
    return Made(
        title=f"{found.kind.singular}: {' '.join(found.title.split())}"[:200],
        files=tuple(
            MadeFile(path=path, content=base64.b64encode(held).decode("ascii"))
            for path, held in files.items()
        ),
        problems=problems_told(verdict.problems),
        notes=tuple(note[:600] for note in found.notes),
    )


def suggest(github: GitHub, event: Mapping[str, Any], run: int) -> str:
    """Send what was made of an issue in a run, tell of it in the issue, and return what was done.

    Raises `GitHubError`, and ``NotToldError`` where the run has left something else than agreed.
    """
    number = int(event["issue"]["number"])
    made = read_made(fetch_artifact(github, run, ARTIFACT, _LARGEST))
    if made.refused:
        _comment(github, number, str(inert(f"Det blev inget förslag. {made.refused}")))
        return f"#{number}: refused"
    branch, base = f"forslag/arende-{number}", str(event["repository"]["default_branch"])
    _push(github, branch, base, made, f"Add what issue #{number} suggests")
    problems = problems_in(made)
    body = suggested_body(number, problems)
    pull = _open(github, {"title": made.title, "head": branch, "base": base, "body": body})
    address = f"{event['repository']['html_url']}/compare/{base}...{branch}?expand=1"
    _comment(github, number, suggested(pull, address, problems, made.notes))
    return f"#{number}: {'opened' if pull else 'branch only'}"


def _files(found: Suggestion, root: Path) -> dict[str, bytes]:
    """Return the files of a suggestion by their paths. Raises `NoEntryError` and `RefusedError`."""
    name = name_of(found.kind, found.title)
    if not name:
        raise NoEntryError("Titeln ger inget filnamn. Skriv den med bokstäver a–ö.")
    if is_taken(root, found.kind, name):
        name = free_name(root, found.kind, name)
    text = f"{found.kind.folder}/{name}.yml"
    if not found.picture:
        return {text: found.yaml("").encode()}
    picture, ending = _clean_picture(fetch(found.picture))
    file = f"{name}.{ending}"
    return {text: found.yaml(file).encode(), f"{found.kind.folder}/{file}": picture}


def _clean_picture(held: bytes) -> tuple[bytes, str]:
    """Return a picture without what its file gave away, and its ending. Raises `RefusedError`."""
    fitting = (end for end in ENDINGS if isinstance(sort_of(held[:ENOUGH], end), Sort))
    ending = next(fitting, "jpg")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bild.{ending}"
        path.write_bytes(held)
        return look_at(path).stripped, ending


def _push(github: GitHub, branch: str, base: str, made: Made, message: str) -> None:
    """Make the branch anew from the published one, with the files on it."""
    top = github.get(f"git/ref/heads/{base}")["object"]["sha"]
    try:
        github.send("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": top})
    except GitHubError as refused:
        if refused.status != _TAKEN:
            raise
        github.send("PATCH", f"git/refs/heads/{branch}", {"sha": top, "force": True})
    for file in made.files:
        data = {"message": message, "content": file.content, "branch": branch}
        github.send("PUT", f"contents/{file.path}", data)


def _open(github: GitHub, data: Mapping[str, str]) -> int | None:
    """Return the number of the branch's pull request, opened now if need be; None if that is forbidden."""
    owner = github.repository.partition("/")[0]
    there = github.get("pulls", state="open", head=f"{owner}:{data['head']}")
    if there:
        return int(there[0]["number"])
    try:
        return int(github.send("POST", "pulls", data)["number"])
    except GitHubError as refused:
        if refused.status != _REFUSED:
            raise
        return None


def _comment(github: GitHub, number: int, text: str) -> None:
    github.send("POST", f"issues/{number}/comments", {"body": text})
