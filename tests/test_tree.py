"""The folder that needs no hook: what it builds is what the shells build."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from tests.support.builds import ROOT, built, environment

SCRIPT = """
import sys, datetime as dt
from pathlib import Path
from jambanken.memory import SiteMemory
from jambanken.build import compile_site
from jambanken.publishing.tree import write_tree
project = Path(sys.argv[1])
write_tree(compile_site(project, dt.date(2026, 11, 22), SiteMemory()), project, Path(sys.argv[2]))
"""
_ADDRESS = re.compile(r'\b(href|src|action)="(?!https?:|mailto:|data:|#)([^"]*)"')


def tree_of(project: Path, folder: Path) -> Path:
    """Write a project as a folder."""
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(project), str(folder)],
        env=environment(PYTHONPATH=str(project / "hooks")),
        check=True,
        timeout=120,
    )
    return folder


@pytest.fixture(scope="session")
def tree(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own bank as a folder."""
    return tree_of(project_copy, tmp_path_factory.mktemp("tree") / "tree")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Give every page as a browser sees it: white space between tags aside, addresses resolved.

    From a page two folders down, ``../`` and ``../../tips/`` may lead to the same place.
    """
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        html = re.sub(r"\s*(<[^>]*>)\s*", r"\1", path.read_text("utf-8"))
        yield name, _ADDRESS.sub(partial(_resolved, name), html)


def _resolved(name: str, found: re.Match[str]) -> str:
    return f'{found[1]}="{urljoin("/" + name, found[2])}"'


def unlike(one: Path, other: Path) -> list[str]:
    """Return the names of pages that only one of two sites has, or that differ."""
    first, second = dict(pages(one)), dict(pages(other))
    names = sorted({*first, *second})
    assert names, "the sites have pages"
    return [name for name in names if first.get(name) != second.get(name)]


def test_the_folder_builds_the_same_pages_without_the_hook(
    tree: Path, built_site: Path, tmp_path: Path
) -> None:
    """Every page that went the long way through MkDocs and the theme equals the one by shell."""
    assert "hooks" not in yaml.safe_load((tree / "mkdocs.yml").read_text("utf-8"))
    assert unlike(built(tree, tmp_path / "site"), built_site) == []


def test_the_folder_is_honest_about_odd_texts(
    small_project: Path, small_site: Path, tmp_path: Path
) -> None:
    """Titles with < and &, a site below a path and a hand-written page come out alike."""
    tree = tree_of(small_project, tmp_path / "tree")
    assert unlike(built(tree, tmp_path / "site"), small_site) == []


def test_properdocs_builds_the_project_unchanged(
    project_copy: Path, built_site: Path, tmp_path: Path
) -> None:
    """The maintained successor of MkDocs runs the same hook and gives the same pages."""
    site = built(project_copy, tmp_path / "site", generator="properdocs")
    assert unlike(site, built_site) == []


def test_zensical_builds_every_page_of_the_folder(
    project_copy: Path, built_site: Path, tmp_path: Path
) -> None:
    """It ignores hooks without a word, so the pages are counted: none may be missing."""
    folder = tree_of(project_copy, tmp_path / "tree")
    subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=folder,
        env=environment(),
        check=True,
        capture_output=True,
        timeout=300,
    )
    names = {name for name, _ in pages(built_site)}
    assert {name for name, _ in pages(folder / "site")} == names


@pytest.mark.parametrize(
    ("arguments", "epoch", "said"),
    [([], "", "går inte att förstå"), (["."], "", "finns redan"), (["new"], "x", "heltal")],
)
def test_the_script_refuses_what_it_cannot_do(
    tmp_path: Path, arguments: list[str], epoch: str, said: str
) -> None:
    """Nothing is overwritten by a slip of the hand, and what is wrong is one line of Swedish."""
    result = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "write_tree.py"), *arguments],
        cwd=tmp_path,
        env=environment(SOURCE_DATE_EPOCH=epoch),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 2
    assert said in result.stderr.splitlines()[0]
    assert list(tmp_path.iterdir()) == []
