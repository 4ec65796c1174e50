"""Where hand-written pages lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from jambanken.addresses import OF_CONTENT
from jambanken.problems import Level, Mark
from jambanken.publishing.links import Document, dead_ends, links_in


def test_only_links_within_the_site_are_followed() -> None:
    """Other hosts, mail and places on the page itself are not ours to check."""
    html = (
        '<a href="../tips/">a</a> <a href="https://b.se/">b</a> <a href="mailto:a@b.se">c</a>'
        '<a href="#h">d</a> <a href="//c.se/x">e</a> <img src="a%20b.png?x=1&amp;y"> <a href="../tips/">f</a>'
    )
    assert links_in(html) == ("../tips/", "a%20b.png?x=1&y")


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("../tips/", False),
        ("../tips", False),
        ("../tips/#steg", False),
        ("../", False),
        ("bild ett.png", False),
        ("bild%20ett.png", False),
        ("/tips/", False),
        ("../filmer/", True),
        ("../tips/ett/", True),
        ("bild.png", True),
    ],
)
def test_a_link_to_nothing_is_named(tmp_path: Path, link: str, *, dead: bool) -> None:
    """An editor who writes a wrong address is told which one, and in which file."""
    for name in ("index.html", "tips/index.html", "om/index.html", "om/bild ett.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "om.md").write_text(f"# Om\n\n[Läs]({link})\n", "utf-8")
    found = dead_ends(tmp_path, [Document("om.md", "om/", (link,))], tmp_path, OF_CONTENT)
    said = f'Länken "{link}" leder till en sida eller fil som inte finns.'
    assert [(it.file, it.mark, it.message) for it in found] == (
        [("docs/om.md", Mark(3, 7), said)] if dead else []
    )


@pytest.mark.parametrize(
    ("link", "level"),
    [
        ("../tips/ett/", Level.WARNING),
        ("/bildbank/b/", Level.WARNING),
        ("../teman/x/", Level.WARNING),
        ("../tipss/ett/", Level.ERROR),
        ("bild.png", Level.ERROR),
    ],
)
def test_content_that_is_taken_away_stops_no_build(tmp_path: Path, link: str, level: Level) -> None:
    """A picture whose consent is over must leave the site, whatever a hand-written page links to."""
    (tmp_path / "om.md").write_text(link, "utf-8")
    (found,) = dead_ends(tmp_path, [Document("om.md", "om/", (link,))], tmp_path, OF_CONTENT)
    assert found.level is level
