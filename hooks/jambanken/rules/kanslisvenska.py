"""An easier word is used where there is one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from jambanken.bank import Bank
from jambanken.nearest import listing
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.rules.prose import Hit, Prose, hints, lines, registered


def check(bank: Bank) -> Iterator[Finding]:
    """Find officialese that ``words/kanslisvenska.txt`` has easier words for."""
    return hints(bank, look)


@registered
def look(prose: Prose) -> Iterator[Hit]:
    """Give the officialese of an entry, each word once for each text."""
    known = _by_rarest_word()
    forms = (form for word in known.keys() & prose.tokens for form in known[word])
    if not any(" " not in form or _spaced(form).search(prose.lowered) for form in forms):
        return
    for path, text, written in prose.texts:
        first: dict[str, str] = {}
        for found in _pattern().finditer(text):
            first.setdefault(_form(found[0]), written[slice(*found.span())])
        for form, quote in first.items():
            if words := easier()[form]:
                better = listing((f'"{word}"' for word in words), "eller")
                line = quote.partition("\n")[0]
                yield Hit(path, f'"{form}" är kanslisvenska.', f"Skriv hellre {better}.", line)


@cache
def easier() -> Mapping[str, tuple[str, ...]]:
    """Return the easier words for each form; none where the form is right as it is."""
    pairs = (pair.partition(":") for line in lines("kanslisvenska") for pair in line.split(";"))
    return {
        form.strip(): tuple(filter(None, (word.strip() for word in words.split("/"))))
        for form, _, words in pairs
    }


@cache
def _by_rarest_word() -> Mapping[str, list[str]]:
    """Return the forms by their longest word, which a text without any of them seldom has."""
    made: dict[str, list[str]] = defaultdict(list)
    for form in easier():
        made[max(form.split(), key=len)].append(form)
    return made


@cache
def _spaced(form: str) -> re.Pattern[str]:
    return re.compile(re.escape(form).replace(r"\ ", r"\s+"))


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(easier(), key=lambda form: (-len(form), form))
    words = "|".join(_spaced(form).pattern for form in longest_first)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _form(found: str) -> str:
    return " ".join(found.lower().split())


RULE = Rule(
    id="kanslisvenska",
    level=Level.HINT,
    title="Krångligt ord",
    guide=(
        "Skriv som du skulle säga det till en kollega. Orden som kontrollen känner till står i"
        " hooks/jambanken/rules/words/kanslisvenska.txt, med enklare ord bredvid. Citat och titlar"
        " får stå som de är."
    ),
    bad="syfte: Gruppen erhåller en gemensam bild innan åtgärder vidtas i enlighet med planen.",
    good="syfte: Gruppen får en gemensam bild innan ni gör det som står i planen.",
    check=check,
)
