"""A sentence is no longer than it can be read in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.rules.prose import Hit, Prose, hints, registered

#: Words. Advice on plain Swedish is 15 to 20 on average; twice that is hard on whoever reads aloud.
MOST = 30
#: So many characters have fewer words than that, in any text that people write.
_SHORT = 110
_STOP = re.compile(r"[!?:]")


def check(bank: Bank) -> Iterator[Finding]:
    """Find sentences that nobody can read in one breath."""
    return hints(bank, look)


@registered
def look(prose: Prose) -> Iterator[Hit]:
    """Give the long sentences of an entry."""
    if not _may_be_long(prose.raw):
        return
    for path, sentence in prose.sentences():
        if len(sentence.text) > _SHORT and sentence.length > MOST:
            yield Hit(
                path,
                f'meningen som börjar "{sentence.opening}" har {sentence.length} ord.',
                "Dela den i två, eller gör en lista av uppräkningen.",
                sentence.opening,
            )


def _may_be_long(text: str) -> bool:
    """Tell whether anything in a file has that many words between two stops."""
    return any(
        len(part.split()) > MOST
        for piece in text.split(".")
        if len(piece) > _SHORT
        for part in _STOP.split(piece)
    )


RULE = Rule(
    id="lang-mening",
    level=Level.HINT,
    title="Lång mening",
    guide=(
        f"En mening på mer än {MOST} ord måste de flesta läsa två gånger, och ingen kan läsa den högt."
        " Sätt punkt där en ny tanke börjar. Räknar du upp saker blir de en lista."
    ),
    bad=(
        "syfte: När gruppen har räknat inläggen under mötet, vilket en person som inte själv deltar i"
        " samtalet gör på ett papper med tre spalter, går ni tillsammans igenom vad siffrorna visar och"
        " bestämmer vad ni gör annorlunda."
    ),
    good=(
        "syfte: En person räknar inläggen på ett papper med tre spalter och deltar inte själv i samtalet."
        " Efter mötet går ni igenom siffrorna och bestämmer vad ni gör annorlunda."
    ),
    check=check,
    about_language=True,
)
