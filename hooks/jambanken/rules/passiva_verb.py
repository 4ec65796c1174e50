"""It is said who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jambanken.bank import Bank
from jambanken.nearest import listing
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.rules.prose import Hit, Prose, hints, lines, registered

#: So many passives in one sentence hide who does anything in it.
HEAP = 3
#: Words within which a heap stands; whoever spreads it over more has too long a sentence anyway.
_NEAR = 50
_WORD = re.compile(r"[a-zåäö]{3,}")


def check(bank: Bank) -> Iterator[Finding]:
    """Find sentences where one s-passive follows the other."""
    return hints(bank, look)


@registered
def look(prose: Prose) -> Iterator[Hit]:
    """Give the heaps of passives of an entry."""
    if not _may_have_heap(prose.tokens):
        return
    for path, sentence in prose.sentences():
        found = [word for word in _WORD.findall(sentence.text.lower()) if word in passives()]
        if len(found) >= HEAP:
            names = listing((f'"{word}"' for word in dict.fromkeys(found)), "och")
            yield Hit(
                path,
                f"meningen har {len(found)} passiva verb: {names}.",
                'Skriv vem som gör det: "nämnden beslutar", "vi följer upp".',
                sentence.opening,
            )


def _may_have_heap(words: Sequence[bytes]) -> bool:
    known = _tokens()
    places = [at for at, word in enumerate(words) if word in known]
    return any(
        last - first < _NEAR for first, last in zip(places, places[HEAP - 1 :], strict=False)
    )


@cache
def _tokens() -> frozenset[bytes]:
    return frozenset(form.encode("latin-1") for form in passives())


@cache
def passives() -> frozenset[str]:
    """Return the passive forms in ``words/passiver.txt``, where a verb by itself stands for three."""
    rows = (line.split() for line in lines("passiver"))
    return frozenset(
        form
        for verb, *others in rows
        for form in ((verb, *others) if others else (f"{verb}s", f"{verb}des", f"{verb}ts"))
    )


RULE = Rule(
    id="passiva-verb",
    level=Level.HINT,
    title="Många passiva verb",
    guide=(
        "Står verben på s syns det inte vem som ska göra något: besluten fattas och arbetet genomförs,"
        " men av vem? Ett sådant verb stör sällan. Tre i samma mening gör att ingen vet vems jobbet är."
    ),
    bad="syfte: Statistiken sammanställs, resultatet redovisas och åtgärder beslutas.",
    good="syfte: Controllern sammanställer statistiken. Chefen visar resultatet, och ni beslutar vad ni gör.",
    check=check,
    about_language=True,
)
