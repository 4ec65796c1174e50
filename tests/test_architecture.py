"""The house keeps its shape: layers, sizes, and every part in its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.models import CASES

from jambanken.kinds import KINDS

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / "hooks"
PACKAGE = HOOKS / "jambanken"
MODULES = sorted(PACKAGE.rglob("*.py"))
GENERATORS = {"mkdocs", "properdocs", "material", "zensical"}
#: From the ground up. A part may use those in the rows above its own, and nothing else.
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split())
    for row in (
        "problems nearest swedish today html forked cache disk processors progress",
        "reading values report part pdf quick",
        "pictures",
        "source kinds markdown images duties",
        "messages cards salvage settings shared folder output schema",
        "astray meant parse publishing history",
        "bank",
        "catalogue last_good",
        "forms groups terms facets counting gallery ordering feeds meeting colours law",
        "addresses balance darkroom social",
        "search opendata printing",
        "rules",
        "coordination",
        "pages check mending editors",
        "memory",
        "build intake",
        "pullrequest",
    )
)
LONGEST_MODULE = 350
LONGEST_FUNCTION = 50


def name_of(module: Path) -> str:
    """Return a module's path in the package."""
    return module.relative_to(PACKAGE).as_posix()


def imports(module: Path) -> Iterator[str]:
    """Give the full names of what a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say where from"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(module: Path) -> str:
    """Return the part of the house that a module belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_what_lies_below_is_used(module: Path) -> None:
    """What depends on what can be read from the top of this file."""
    part = part_of(module)
    if part == "__init__":
        assert list(imports(module)) == ["__future__.annotations"] or not list(imports(module))
        return
    level = next(number for number, row in enumerate(LAYERS) if part in row)
    allowed = {part}.union(*LAYERS[:level])
    for name in imports(module):
        if name.startswith("jambanken."):
            assert name.split(".")[1] in allowed, name


def test_every_part_has_its_layer() -> None:
    """A new part says where it stands, once, and a part that is gone is not remembered."""
    parts = [part for row in LAYERS for part in row]
    assert len(parts) == len(set(parts))
    assert set(parts) == {part_of(module) for module in MODULES} - {"__init__"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_the_package_knows_no_generator(module: Path) -> None:
    """The content outlives the generator: the package hands over values and imports none of it."""
    for name in imports(module):
        assert name.split(".")[0] not in GENERATORS
        if name.split(".")[0] == "PIL":
            assert part_of(module) == "images"


def test_one_file_knows_mkdocs() -> None:
    """The adapter is the only one, beside the package."""
    knowing = {
        path.name
        for path in HOOKS.glob("*.py")
        if any(name.split(".")[0] in GENERATORS for name in imports(path))
    }
    assert knowing == {"mkdocs_adapter.py"}


@pytest.mark.parametrize("module", [*MODULES, *HOOKS.glob("*.py")], ids=lambda path: path.name)
def test_modules_and_functions_are_short(module: Path) -> None:
    """What does not fit on some screens has more than one task."""
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_the_package_prints_nothing(module: Path) -> None:
    """Problems are values; the program that checks is the one that says them."""
    calls = [
        node
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not calls or name_of(module) == "check.py"


def test_every_kind_is_registered_and_has_its_parts() -> None:
    """A kind is a module, a template, a line in the registry, and cases."""
    modules = {path.stem for path in (PACKAGE / "kinds").glob("*.py")} - {"__init__", "base"}
    templates = {
        path.name.partition(".")[0] for path in (PACKAGE / "templates" / "kinds").iterdir()
    }
    names = {kind.name for kind in KINDS}
    assert len(KINDS) == len(names)
    assert modules == templates == names
    for name in names:
        assert {path.stem for path in (CASES / name / "good").iterdir()} >= {"smallest", "fullest"}
        assert any((CASES / name / "bad").glob("*.yml"))


@pytest.mark.parametrize(
    "template", sorted((PACKAGE / "templates").rglob("*.jinja")), ids=lambda path: path.name
)
def test_no_template_turns_escaping_off(template: Path) -> None:
    """What is HTML already says so by its type; a template cannot decide it."""
    text = template.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", text), "the page's policy forbids it"


def test_every_template_is_used() -> None:
    """No page is made by a template that nobody asks for."""
    folder = PACKAGE / "templates"
    sources = [path.read_text("utf-8") for path in (*MODULES, *folder.rglob("*.jinja"))]
    for template in folder.rglob("*.jinja"):
        name = template.relative_to(folder).as_posix()
        asked = "kinds/{record.kind.name}.html.jinja" if name.startswith("kinds/") else name
        assert any(f'"{asked}"' in source for source in sources), name
