"""Made-up entries of any kind, from the tree of controls that its form is made of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jambanken.forms import Control

#: What YAML, or a careless program, takes for something else than the text it is.
TRAPS = (
    *(
        "NO",
        "on",
        "yes",
        "null",
        "~",
        "true",
        "12:30:45",
        "0123",
        "1.10",
        "1_000",
        "2026-13-45",
        "=",
    ),
    *("Jämställdhet: så gör vi", "Punkt #1 i listan", "”Allt inom citattecken”", "Ja: # nej"),
    *("@kommun", "% av alla", "--- nytt dokument", "!!python/object x", "*alias", "&ankare här"),
    *("- streck", "? fråga", "[a, b]", "{a: b}", "'enkla'", '"raka"', "bak\\streck\\n", "| rör"),
    *("> större", "slutar med kolon:", "a, b: c", "<b>fet</b> & <script>", "- [ ] ruta", "k:v"),
    *(
        "👩\u200d🔬 forskar",
        "½ portion",
        "en – två",
        "C:\\mapp",
        "{{ mall }}",
        "${x}",
        "x#y",
        "#1 först",
    ),
)
#: What no file may hold: the form takes it away.
HIDDEN = (
    "a\u200bb mellan",
    "\u00admjukt",
    "bel\x07",
    "m\u0061\u030algrupp",
    "hårt\u00a0blank",
    "tabb\there",
)
#: What is left of them.
SEEN = ("ab mellan", "mjukt", "bel", "målgrupp", "hårt blank", "tabb here")
_WORDS = tuple("möte kön makt chef rum tid fråga ordet snö buss skola vård hem norm mål".split())  # noqa: SIM905  # easier to read


#: Texts of certain forms; a field takes those that its form fits.
_FORMED = (
    *("2012", "2012-04", "2012-04-18", "2026-11-22 13:30", "4:30", "1:04:30", "okänd", "A4"),
    *("850x2000 mm", "KS-2026-0123", "CC-BY-4.0", "CC0-1.0", "© Åsa: #1 & Co", "bild-1.jpg"),
)
_ADDRESSES = (
    "https://example.se/a?b=c#d",
    "https://www.åland.example/väg/",
    "HTTPS://Example.org/x,y:z",
)
_BY_COMMAND = {"återkallad", "kontrollsummor"}
_OFTEN = 0.6


class Maker:
    """Makes entries, the same ones for the same seed. ``refs`` are the entries that there are."""

    def __init__(self, seed: int, lists: Mapping[str, Any], refs: Sequence[str]) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # no secret
        self._lists, self._refs = lists, refs

    def entry(self, kind: str, controls: Iterable[Control], number: int) -> dict[str, Any]:
        """Return the data of an entry that is right, as a file has it: texts, lists and groups."""
        made = self._group([one for one in controls if one["key"] not in _BY_COMMAND])
        if kind in _MENDERS:
            _MENDERS[kind](made, number)
        return made

    def _group(self, fields: Sequence[Control]) -> dict[str, Any]:
        chosen = [one for one in fields if one.get("must") or self._often()]
        return {one["key"]: self._any(one) for one in chosen or fields[:1]}

    def _any(self, control: Control) -> Any:
        if control["sort"] == "group":
            return self._group(control["fields"])
        if control["sort"] == "list":
            rows = [self._any(control["item"]) for _ in range(self._chance.randint(1, 3))]
            named = control["item"]["sort"] in {"id", "ref", "choice"}
            return list(dict.fromkeys(rows)) if named else rows
        return str(getattr(self, f"_{control['sort']}")(control))

    def _often(self) -> bool:
        return self._chance.random() < _OFTEN

    def _text(self, control: Control) -> str:
        text = self._sentence()
        while len(text) < control["shortest"]:
            text = f"{text} {self._sentence()}"
        return text[: control["longest"]].strip()

    def _sentence(self) -> str:
        if self._often():
            return self._chance.choice(TRAPS)
        words = self._chance.choices(_WORDS, k=self._chance.randint(1, 9))
        return " ".join(words).capitalize() + self._chance.choice(["", ".", "!", "?", ":", " –"])

    def _markdown(self, _: Control) -> str:
        starts = self._chance.choices(
            ["", "- ", "## ", "1. ", "  - ", "> ", "| a | ", "**", "\n"], k=5
        )
        lines = [f"{start}{self._sentence()}" for start in starts[: self._chance.randint(0, 5)]]
        return "\n".join([self._sentence(), *lines]) + "\n"

    def _choice(self, control: Control) -> str:
        return str(self._chance.choice(control["choices"])[0])

    def _yesno(self, _: Control) -> str:
        return self._chance.choice(["ja", "nej"])

    def _whole(self, control: Control) -> int:
        return self._chance.randint(control.get("least", -5), control.get("most", 9_999))

    def _number(self, control: Control) -> str:
        least, most = control.get("least", 0), control.get("most", 5_000)
        whole = self._chance.randint(least, most - 1)
        return self._chance.choice([f"{whole}", f"{whole}.5", f"{whole},25"])

    def _date(self, _: Control) -> str:
        year, month, day = (
            self._chance.randint(*span) for span in ((2001, 2026), (1, 12), (1, 28))
        )
        return f"{year}-{month:02}-{day:02}"

    def _id(self, control: Control) -> str:
        return str(self._chance.choice(self._lists[control["list"]])[0])

    def _ref(self, control: Control) -> str:
        kind = control.get("kind", "")
        return self._chance.choice([ref for ref in self._refs if ref.startswith(kind)])

    def _address(self, _: Control) -> str:
        return self._chance.choice(_ADDRESSES)

    _file = _address

    def _value(self, control: Control) -> str:
        fitting = [text for text in _FORMED if re.fullmatch(control["form"], text)]
        return self._chance.choice(fitting)


def _in_order(part: Mapping[str, Any] | None, first: str, last: str) -> None:
    """Let two days, or two numbers, not stand the wrong way round."""
    if isinstance(part, dict) and first in part and last in part:
        part[last] = part[first]


def _tip(made: dict[str, Any], _: int) -> None:
    for step in made["steg"]:
        step.pop("tid", None)
    made["steg"][0]["tid"] = made["tid"]
    _in_order(made.get("deltagare"), "minst", "högst")


def _film(made: dict[str, Any], _: int) -> None:
    made["visning"] = {"typ": "extern", "adress": "https://example.se/film"}


def _plan(made: dict[str, Any], _: int) -> None:
    for part in (made["period"], *made.get("tidplan", ()), *made.get("aktiviteter", ())):
        _in_order(part, "från", "till")


def _printed(made: dict[str, Any], number: int) -> None:
    made["artikelnummer"] = f"PROV-{number}"
    made["lager"], made["beställning"] = "finns", made.get("beställning", "")
    if not made["beställning"]:
        made["lager"] = "endast_pdf"
        made.pop("beställning")
    for version in made.get("versioner", ()):
        version.pop("artikelnummer", None)
    _in_order(made, "minst", "högst")


def _course(made: dict[str, Any], _: int) -> None:
    for part in made.get("tillfällen", ()):
        _in_order(part, "start", "slut")
    for row in made.get("deltagande", ()):
        _in_order(row, "antal", "av")


def _example(made: dict[str, Any], _: int) -> None:
    _in_order(made.get("period"), "från", "till")


def _picture(made: dict[str, Any], number: int) -> None:
    made |= {"fil": f"bild-{number}.png", "igenkännbara": "nej"}
    if made.get("rättslig_grund", {}).get("typ") in {"samtycke", "avtal"}:
        made["igenkännbara"] = "ja"
    if "personer" in made:
        made.pop("antal", None)


_MENDERS = {
    "tips": _tip,
    "filmer": _film,
    "projektplaner": _plan,
    "trycksaker": _printed,
    "utbildningar": _course,
    "exempel": _example,
    "bildbank": _picture,
}
