"""The automation on GitHub asks for little, runs what was reviewed, and is spelt right."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
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
    [("github-workflows", WORKFLOWS), ("dependabot", [GITHUB / "dependabot.yml"])],
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
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    lines = [step.get("run", "").splitlines() for job in jobs for step in job["steps"]]
    builds = [run for run in lines if any("mkdocs" in line for line in run)]
    assert builds
    assert all(run[0].startswith('echo "::stop-commands::$(') for run in builds)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_allowed_that_is_not_asked_for(path: Path) -> None:
    """Every workflow starts from no rights, and only the deployment may write."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    writes = {
        (name, right)
        for name, job in workflow["jobs"].items()
        for right, level in job["permissions"].items()
        if level == "write"
    }
    assert writes <= {("deploy", "pages"), ("deploy", "id-token")}


def test_site_is_published_every_day() -> None:
    """A consent that ran out takes effect within a day, without anybody's push."""
    text = (GITHUB / "workflows" / "publish.yml").read_text(encoding="utf-8")
    triggers = yaml.safe_load(text)[True]  # YAML 1.1 reads the key "on" as yes
    minute, hour, *days = triggers["schedule"][0]["cron"].split()
    assert (minute.isdigit(), hour.isdigit(), days) == (True, True, ["*", "*", "*"])
    assert "SOURCE_DATE_EPOCH:" not in text


def test_template_is_short() -> None:
    """An editor meets at most five boxes to tick."""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert 1 <= text.count("- [ ]") <= 5
