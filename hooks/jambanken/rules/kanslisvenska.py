"""An easier word is used where there is one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from jambanken.bank import Bank
from jambanken.nearest import listing
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.rules.prose import Hit, Prose, hints, lines, registered

_COMMON = frozenset(
    {
        *("alla", "att", "beslut", "chefer", "det", "efter", "fråga", "flickor", "kvinnor"),
        *("om", "som", "syfte", "till", "under"),
    }
)


def check(bank: Bank) -> Iterator[Finding]:
    """Find officialese that ``words/kanslisvenska.txt`` has easier words for."""
    return hints(bank, look)


@registered
def look(prose: Prose) -> Iterator[Hit]:
    """Give the officialese of an entry, each word once for each text."""
    known = _by_rarest_word()
    words = () if known.keys().isdisjoint(prose.tokens) else known.keys() & prose.tokens
    forms = {form for word in words for form in known[word] if _in_latin_1(form) in prose.joined}
    if not forms:
        return
    pattern = _pattern(frozenset(forms))
    for path, text, written in prose.texts:
        first: dict[str, str] = {}
        for found in pattern.finditer(text):
            first.setdefault(_form(found[0]), written[slice(*found.span())])
        for form, quote in first.items():
            if easier()[form]:
                better = listing((f'"{word}"' for word in easier()[form]), "eller")
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
def _by_rarest_word() -> Mapping[bytes, list[str]]:
    """Return the forms by a word in them that few texts have, as `Prose.tokens` has it."""
    made: dict[bytes, list[str]] = defaultdict(list)
    for form in easier():
        rarest = max(form.split(), key=lambda word: (word not in _COMMON, len(word)))
        made[rarest.encode("latin-1")].append(form)
    return made


@cache
def _in_latin_1(form: str) -> bytes:
    return f" {form} ".encode("latin-1")


def _spaced(form: str) -> str:
    return re.escape(form).replace(r"\ ", r"\s+")


@lru_cache(maxsize=256)
def _pattern(forms: frozenset[str]) -> re.Pattern[str]:
    # Of the few forms that a text seems to have: one of all forms takes a hundred times as long.
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(map(_spaced, longest_first))
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
    about_language=True,
)
