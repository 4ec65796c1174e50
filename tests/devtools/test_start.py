"""How a script begins: what is missing is fetched, what is broken is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import start as starting


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What was started anew, by script; modules are also looked for in ``tmp_path``."""
    seen: list[str] = []
    monkeypatch.syspath_prepend(str(tmp_path))

    def run_again(script: str, _: list[str]) -> int:
        seen.append(script)
        return 2

    monkeypatch.setattr(starting, "run_again", run_again)
    return seen


def test_a_missing_package_starts_another_python(again: list[str], tmp_path: Path) -> None:
    """Whoever types just python gets the one that has the packages."""
    (tmp_path / "wants_a_package.py").write_text("import a_package_that_nobody_has\n", "utf-8")
    assert starting.start("x.py", "wants_a_package") == 2
    assert again == ["x.py"]


@pytest.mark.parametrize(
    "fault", ["import jambanken.no_such_room", "from jambanken.check import no_such_name"]
)
def test_a_fault_of_our_own_is_no_missing_package(
    again: list[str], tmp_path: Path, fault: str
) -> None:
    """It is shown as what it is, or nobody would find it."""
    name = f"faulty_{len(fault)}"
    (tmp_path / f"{name}.py").write_text(f"{fault}\n", "utf-8")
    with pytest.raises(ImportError, match="no_such"):
        starting.start("x.py", name)
    assert again == []
