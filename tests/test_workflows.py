"""The automation on GitHub asks for little, runs what was reviewed, and is spelt right."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from jambanken.pullrequest.outside import ANSWERS_FILE
from prtools import answer, suggest

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
CHOOSER = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
FORMS = sorted(set(CHOOSER.parent.glob("*.yml")) - {CHOOSER})
CASES = ROOT / "tests" / "cases" / "workflows"


def lint(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool that was installed beside this Python."""
    program = shutil.which(tool, path=str(Path(sys.executable).parent))
    assert program, f"{tool} is not installed: tests/requirements.txt names it"
    command = [program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Look for security faults, as strictly as the tool can without the network."""
    return lint("zizmor", "--offline", "--persona=auditor", "--no-progress", *paths)


def schema(name: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Compare files with a schema that the tool carries."""
    return lint("check-jsonschema", "--builtin-schema", f"vendor.{name}", *paths)


def test_workflows_have_no_security_fault() -> None:
    """No pull request can reach more than its own files."""
    found = zizmor(GITHUB)
    assert found.returncode == 0, found.stdout + found.stderr


def test_workflows_are_sound() -> None:
    """Expressions, shell lines, runners and actions are such as GitHub knows."""
    found = lint("actionlint", "-no-color", *WORKFLOWS)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [CHOOSER]),
    ],
)
def test_files_follow_their_schemas(name: str, paths: list[Path]) -> None:
    """A misspelt key, which GitHub may pass over in silence, fails here."""
    found = schema(name, *paths)
    assert found.returncode == 0, found.stdout + found.stderr


def test_linters_bite() -> None:
    """The linters find what they are there for, so that their silence means something."""
    careless, misspelt = CASES / "careless.yml", CASES / "misspelt.yml"
    assert "dangerous-triggers" in zizmor(careless).stdout
    assert "untrusted" in lint("actionlint", "-no-color", careless).stdout
    assert schema("github-workflows", misspelt).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_content_cannot_speak_to_github(path: Path) -> None:
    """What a build repeats of the content is no command, whatever a stranger calls a tip."""
    builds = [
        step["run"].splitlines()
        for step in steps_of(path)
        if re.search(r"mkdocs|check_links", step.get("run", ""))
    ]
    assert bool(builds) == (path.stem in {"ci", "publish", "links"})
    assert all(run[0].startswith('echo "::stop-commands::$(') for run in builds)


#: What each job may write, and nothing else.
WRITES = {
    ("publish", "deploy"): {"pages", "id-token"},
    ("answer", "answer"): {"issues", "pull-requests", "statuses"},
    ("suggest", "suggest"): {"contents", "issues", "pull-requests"},
}
#: What may start each: a pull request's own files are seen by no run that may write.
TRIGGERS = {
    "ci": {"pull_request", "push"},
    "review": {"pull_request_review"},
    "answer": {"workflow_run"},
    "suggest": {"issues"},
    "links": {"schedule", "workflow_dispatch"},
    "publish": {"push", "schedule", "workflow_dispatch"},
}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_allowed_that_is_not_asked_for(path: Path) -> None:
    """Every workflow starts from no rights, and each job has those that are listed here."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert set(workflow[True]) == TRIGGERS[path.stem]  # YAML 1.1 reads the key "on" as yes
    for name, job in workflow["jobs"].items():
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        assert writes == WRITES.get((path.stem, name), set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_stranger_reaches_a_shell_or_a_secret(path: Path) -> None:
    """No text of an event stands in a command, and the only token is GitHub's own, at one step."""
    for step in steps_of(path):
        assert "${{" not in step.get("run", "")
        token = [
            name for name, value in step.get("env", {}).items() if "github.token" in str(value)
        ]
        assert token in ([], ["GITHUB_TOKEN"], ["GH_TOKEN"])
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
    assert "secrets." not in path.read_text(encoding="utf-8")


def test_a_fork_is_checked_by_our_code() -> None:
    """Only who could change the branch anyway is checked by the code that he sends in."""
    code, change = [
        step["with"]
        for step in steps_of(GITHUB / "workflows" / "ci.yml")
        if "checkout@" in step.get("uses", "")
    ][:2]
    assert code["path"] == "banken"
    assert "head.repo.full_name != github.repository" in code["ref"]
    assert "github.event.pull_request.base.sha" in code["ref"]
    assert (change["path"], "ref" in change) == ("forslaget", False)
    answer = steps_of(GITHUB / "workflows" / "answer.yml")
    assert not any("ref" in step.get("with", {}) for step in answer)


def test_what_is_handed_over_is_what_is_fetched() -> None:
    """The names by which workflows and program know each other are the same on both sides."""
    names = {read(path)["name"]: path for path in WORKFLOWS}
    waited_for = read(GITHUB / "workflows" / "answer.yml")[True]["workflow_run"]["workflows"]
    assert answer.CHECK in waited_for
    assert set(waited_for) <= set(names)
    for artifact, path in (
        (answer.ARTIFACT, names[answer.CHECK]),
        (suggest.ARTIFACT, GITHUB / "workflows" / "suggest.yml"),
        ("lankar", GITHUB / "workflows" / "links.yml"),
    ):
        left = [step.get("with", {}) for step in steps_of(path)]
        assert {"name": artifact, "path": f"{artifact}.json"}.items() <= next(
            given.items() for given in left if given.get("name") == artifact
        )
    fetched = "\n".join(step.get("run", "") for step in steps_of(GITHUB / "workflows/publish.yml"))
    assert "--workflow links.yml" in fetched
    assert f"--name lankar --dir {Path(ANSWERS_FILE).parent.as_posix()}" in fetched


def read(path: Path) -> Any:
    """Return what a workflow says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps_of(path: Path) -> list[Any]:
    """Return the steps of all jobs of a workflow."""
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_site_is_published_every_day() -> None:
    """A consent that ran out takes effect within a day, without anybody's push."""
    text = (GITHUB / "workflows" / "publish.yml").read_text(encoding="utf-8")
    minute, hour, *days = yaml.safe_load(text)[True]["schedule"][0]["cron"].split()
    assert (minute.isdigit(), hour.isdigit(), days) == (True, True, ["*", "*", "*"])
    assert "SOURCE_DATE_EPOCH:" not in text


def test_template_is_short() -> None:
    """An editor meets at most five boxes to tick."""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert 1 <= text.count("- [ ]") <= 5
