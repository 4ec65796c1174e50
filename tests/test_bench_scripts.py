"""The bench of scripts: what a page loads, and what two of them add."""

from __future__ import annotations

from benchtools.scripts import Figures, Loaded, as_json, as_text, loaded

_SCRIPTS = {
    "assets/js/terms.js": "term();",
    "assets/js/order/basket.js": 'import{keep}from"../storage.js";',
    "assets/js/order/page.js": (
        'import"./basket.js";button.onclick=()=>import("./finish.js").then((it)=>it.finish());'
    ),
    "assets/js/order/finish.js": 'import{counted}from"./page.js";import{copy}from"../copy.js";',
    "assets/js/storage.js": "",
    "assets/js/copy.js": "",
}
_HTML = """<script type="module" src="../assets/js/terms.js"></script>
<script type="module" src="../assets/js/order/page.js"></script>"""
_AT_ONCE = ("terms.js", "order/page.js", "order/basket.js", "storage.js")


def test_a_page_loads_what_its_scripts_import() -> None:
    """Each file once, whoever asks for it; what waits for a press is told apart."""
    found = loaded("bestall/", _HTML, _SCRIPTS.__getitem__)
    assert found.at_once == tuple(f"assets/js/{name}" for name in _AT_ONCE)
    assert found.later == ("assets/js/order/finish.js", "assets/js/copy.js")


def test_the_goal_is_for_what_the_two_add_at_once() -> None:
    """What both load counts once, and what all pages load anyway does not count."""
    pages = (
        loaded("bestall/", _HTML, _SCRIPTS.__getitem__),
        Loaded("samling/", ("assets/js/terms.js", "assets/js/storage.js", "assets/js/copy.js"), ()),
    )
    sizes = dict.fromkeys(_SCRIPTS, 2_900)
    found = Figures(pages, sizes)
    assert found.added() == (
        [
            f"assets/js/{name}"
            for name in ("copy.js", "order/basket.js", "order/page.js", "storage.js")
        ],
        ["assets/js/order/finish.js"],
    )
    (goal,) = as_json(found)["goals"]
    assert (goal["value"], goal["met"]) == (11.6, True)
    (goal,) = as_json(Figures(pages, dict.fromkeys(_SCRIPTS, 3_100)))["goals"]
    assert goal["met"] is False
    assert "MISSED" in as_text(Figures(pages, dict.fromkeys(_SCRIPTS, 3_100)))
