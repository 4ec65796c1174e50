"""The verbs of ``scripts/pull_request.py``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jambanken.pullrequest.inert import inert
from jambanken.pullrequest.told import NotToldError
from jambanken.today import today
from prtools import answer as answering
from prtools import check as checking
from prtools import suggest as suggesting
from prtools.github import GitHub, GitHubError
from prtools.repository import CannotLayError

OK, FAILED = 0, 1
_LARGEST_EVENT = 20_000_000


def main(arguments: Sequence[str], root: Path, env: Mapping[str, str]) -> int:
    """Do what the command line says and return the exit code."""
    parser = ArgumentParser(prog="pull_request.py", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    check = verbs.add_parser("check", help="lay a change over this bank and check it")
    check.add_argument("clone", type=Path, help="a clone that has the change")
    check.add_argument("--before", default="HEAD^1")
    check.add_argument("--after", default="HEAD")
    check.add_argument("--told", type=Path, required=True, help="where data for the answer goes")
    check.add_argument("--pages", type=Path, required=True, help="where changed addresses go")
    check.add_argument("--no-links", action="store_true", help="ask no outside address")
    check.set_defaults(do=_check)
    preview = verbs.add_parser("preview", help="make a PDF of the pages that have changed")
    preview.add_argument("pages", type=Path)
    preview.add_argument("target", type=Path)
    preview.set_defaults(do=_preview)
    verbs.add_parser("answer", help="comment and label, after a check").set_defaults(do=_answer)
    make = verbs.add_parser("make", help="make the files that an issue suggests, as data")
    make.add_argument("target", type=Path)
    make.set_defaults(do=_make)
    suggest = verbs.add_parser("suggest", help="make a pull request of what was made of an issue")
    suggest.set_defaults(do=_suggest)
    given = parser.parse_args(arguments)
    return int(given.do(given, root, env))


def _check(given: Namespace, root: Path, env: Mapping[str, str]) -> int:
    ask = None if given.no_links else checking.asking(env)
    job = checking.Job(root, given.clone.resolve(), given.before, given.after, today(env), ask)
    try:
        outcome = checking.run(job, env)
    except CannotLayError as fault:
        _append(
            env,
            "GITHUB_STEP_SUMMARY",
            f"<h2>Förslaget kan inte kontrolleras</h2><p>{inert(str(fault))}</p>\n\n",
        )
        print("Förslaget kan inte kontrolleras. Sammanfattningen säger varför.")
        return FAILED
    print(outcome.annotations)
    given.told.write_text(outcome.told, encoding="utf-8")
    given.pages.write_text("".join(f"{page}\n" for page in outcome.pages), encoding="utf-8")
    _append(env, "GITHUB_STEP_SUMMARY", outcome.summary)
    _append(env, "GITHUB_OUTPUT", f"code={str(outcome.is_code).lower()}\n")
    _append(env, "GITHUB_OUTPUT", f"pages={str(bool(outcome.pages)).lower()}\n")
    return OK if outcome.passes else FAILED


def _preview(given: Namespace, root: Path, env: Mapping[str, str]) -> int:
    from prtools.preview import pictures_of  # noqa: PLC0415  # its packages are not always there

    pages = given.pages.read_text(encoding="utf-8").split()
    made = pictures_of(root / "site", pages, given.target, env.get("JAMBANKEN_BROWSER") or None)
    print(f"{made} sidor")
    return OK


def _answer(_: Namespace, __: Path, env: Mapping[str, str]) -> int:
    return _with_github(env, answering.answer)


def _make(given: Namespace, root: Path, env: Mapping[str, str]) -> int:
    made = suggesting.make(_event(env), root, today(env))
    given.target.write_text(made.model_dump_json(indent=1), encoding="utf-8")
    return OK


def _suggest(_: Namespace, __: Path, env: Mapping[str, str]) -> int:
    run = int(env["GITHUB_RUN_ID"])
    return _with_github(env, lambda github, event: suggesting.suggest(github, event, run))


def _with_github(env: Mapping[str, str], do: Callable[[GitHub, Any], str]) -> int:
    try:
        print(do(GitHub.of(env), _event(env)))
    except (GitHubError, NotToldError) as refused:
        print(f"{type(refused).__name__}: {refused}", file=sys.stderr)
        return FAILED
    return OK


def _event(env: Mapping[str, str]) -> Any:
    """Return what GitHub tells of the event that started the run."""
    with Path(env["GITHUB_EVENT_PATH"]).open("rb") as file:
        return json.loads(file.read(_LARGEST_EVENT))


def _append(env: Mapping[str, str], name: str, text: str) -> None:
    """Add to a file that GitHub reads; at home, where it is not, do nothing."""
    place = env.get(name)
    if place:
        with Path(place).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
