"""A new kind of entry is one module, one template and one line: shown by making one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.builds import ROOT, build, built, environment, small_bank

CASE = ROOT / "tests" / "cases" / "new-kind"


def with_podcasts(folder: Path) -> Path:
    """Make a small bank that knows podcasts, and has one."""
    project = small_bank(folder)
    package = project / "hooks" / "jambanken"
    shutil.copy(CASE / "podcasts.py", package / "kinds")
    shutil.copy(CASE / "poddar.html.jinja", package / "templates" / "kinds")
    registry = package / "kinds" / "__init__.py"
    text = registry.read_text(encoding="utf-8")
    # The one line, with its import.
    text = text.replace("    tips.KIND,\n", "    tips.KIND,\n    podcasts.KIND,\n")
    registry.write_text(text.replace("    tips,\n", "    podcasts,\n    tips,\n"), encoding="utf-8")
    shutil.copytree(ROOT / "scripts", project / "scripts")
    (project / "tipsbank" / "poddar").mkdir()
    shutil.copy(CASE / "good.yml", project / "tipsbank" / "poddar" / "samtal-om-makt.yml")
    return project


def test_listing_page_field_guide_and_header_follow_from_the_model(tmp_path: Path) -> None:
    """No other file knows the kinds: the site shows the new one everywhere it belongs."""
    project = with_podcasts(tmp_path / "bank")
    site = built(project, tmp_path / "site")

    def page(address: str) -> str:
        return (site / address / "index.html").read_text(encoding="utf-8")

    assert "Leds av Mötesledaren Kim." in page("poddar/samtal-om-makt")
    assert "Samtal om makt" in page("poddar")
    assert "Samtal om makt" in page("teman/moten")
    assert "Poddar" in page("")
    assert "värd" in page("redaktion/falt/poddar")
    assert '"key":"värd"' in page("medverka/poddar"), "the form asks for it"
    assert "../medverka/poddar/" in page("medverka")
    assert "../../poddar/" in page("redaktion/falt/poddar"), "the header leads to the listing"


def test_checks_follow_from_the_model(tmp_path: Path) -> None:
    """An unknown key in the new kind is told of like any other, with the nearest that there is."""
    project = with_podcasts(tmp_path / "bank")
    file = project / "tipsbank" / "poddar" / "samtal-om-makt.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("värd:", "vard:"), encoding="utf-8")
    assert build(project, tmp_path / "site").returncode == 1
    result = subprocess.run(
        [sys.executable, project / "scripts" / "check.py"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 1
    assert 'samtal-om-makt.yml:7:1: fel: "vard" är inget fält. Menade du "värd"?' in result.stdout
