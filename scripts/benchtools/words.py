"""Made-up Swedish prose: grammatical enough to look like the bank's own, the same for a seed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

PEOPLE = (
    *("kvinnor och män", "flickor och pojkar", "medarbetarna", "cheferna", "besökarna"),
    *("de förtroendevalda", "eleverna", "brukarna", "handläggarna", "arbetslaget", "nämnden"),
    *("ledningsgruppen", "kollegorna", "invånarna", "föräldrarna", "deltagarna", "ordföranden"),
    *("strategen", "rektorn", "enheten", "de nyanställda", "kommunikatörerna", "planerarna"),
)
VERBS = (
    *("räknar", "jämför", "granskar", "använder", "väljer", "fördelar", "planerar", "beskriver"),
    *("prioriterar", "diskuterar", "prövar", "mäter", "dokumenterar", "påverkar", "beställer"),
    *("förklarar", "ändrar", "samlar", "presenterar", "bedömer", "föreslår", "förbereder"),
)
THINGS = (
    *("talartiden", "statistiken", "halltiderna", "bidragen", "platserna vid bordet"),
    *("snöröjningen", "kallelsen", "blanketten", "beslutsunderlaget", "bemötandet", "bilderna"),
    *("rekryteringen", "budgeten", "mötesordningen", "introduktionen", "schemat", "lönerna"),
    *("väntetiden", "upphandlingen", "gatubelysningen", "lekmiljön", "skolskjutsen", "enkäten"),
    *("medborgardialogen", "arbetskläderna", "öppettiderna", "ansökningarna", "biståndet"),
    *("telefonsvaren", "kursutbudet", "reseavtalet", "friskvården", "bokinköpen", "matsedeln"),
)
TIMES = (
    *(
        "före mötet",
        "under en vecka",
        "i varje nämnd",
        "på nästa arbetsplatsträff",
        "en gång om året",
    ),
    *("innan beslutet tas", "i vardagen", "vid varje bokning", "tillsammans med en annan enhet"),
    *(
        "när terminen börjar",
        "efter sommaren",
        "i lugn och ro",
        "på tio minuter",
        "med öppna frågor",
    ),
)
IMPERATIVES = (
    "Räkna",
    "Jämför",
    "Granska",
    "Fördela",
    "Mät",
    "Pröva",
    "Ändra",
    "Beskriv",
    "Följ upp",
)
_TERM_STARTS = (
    *("jämställdhets", "köns", "norm", "makt", "delaktighets", "bemötande", "likabehandlings"),
    *("rättighets", "medborgar", "arbetsmiljö", "representations", "resurs", "inflytande"),
    *("tillgänglighets", "mångfalds", "livsvillkors", "inkluderings", "samråds", "kvalitets"),
)
_TERM_ENDS = (
    *("analys", "kartläggning", "budgetering", "kedjan", "mått", "indikator", "plan", "modell"),
    *("perspektiv", "granskning", "konsekvens", "dialog", "nyckeltal", "redovisning", "spegel"),
    *("trappa", "kompass", "samordning", "revision", "prövning", "inventering", "uppföljning"),
)
#: Out of this many things in a text, one is a term that the bank explains.
_TERM_EVERY = 14
_LETTERS = str.maketrans("åäö ", "aao-")


def term_names(count: int) -> tuple[str, ...]:
    """Return so many compound words, each of them once; then numbered ones."""
    words = [start + end for end, start in product(_TERM_ENDS, _TERM_STARTS)]
    numbered = (f"{words[at % len(words)]} {at}" for at in range(len(words), count))
    return (*words[:count], *numbered)


def ascii_slug(text: str) -> str:
    """Return a heading of this module's words as a file name."""
    return text.lower().translate(_LETTERS)


def heading(rng: Random) -> str:
    """Return a few words that say what to do."""
    return f"{rng.choice(IMPERATIVES)} {rng.choice(THINGS)}"


def question(rng: Random, terms: Sequence[str]) -> str:
    """Return something to ask a group."""
    return f"Hur {rng.choice(VERBS)} {rng.choice(PEOPLE)} {_thing(rng, terms)} {rng.choice(TIMES)}?"


def sentence(rng: Random, terms: Sequence[str]) -> str:
    """Return one sentence of some ten words."""
    people, verb, time = rng.choice(PEOPLE), rng.choice(VERBS), rng.choice(TIMES)
    thing = _thing(rng, terms)
    return (
        lambda: f"{people.capitalize()} {verb} {thing} {time}.",
        lambda: f"{time.capitalize()} {verb} {people} {thing} och {_thing(rng, terms)}.",
        lambda: f"{rng.choice(IMPERATIVES)} {thing} {time} och skriv upp vad {people} {verb}.",
        lambda: f"Säg: ”I dag talar vi om {thing}, och {rng.choice(PEOPLE)} {verb} först.”",
        lambda: f"Om {people} {verb} {thing} är det {rng.randint(2, 90)} procent som märker det.",
    )[rng.randrange(5)]()


def aside(rng: Random, rare: Sequence[str]) -> str:
    """Return a sentence with two words of a long list, the first of them the most often (Zipf)."""
    one, other = (rare[int(len(rare) ** rng.random()) - 1] for _ in range(2))
    return f"Det rör {one} och {other}."


def prose(rng: Random, terms: Sequence[str], words: int, rare: Sequence[str] = ()) -> str:
    """Return a paragraph of at least ``words`` words, up to the end of its last sentence."""
    found: list[str] = []
    left = words
    while left > 0:
        found.append(sentence(rng, terms))
        if rare:
            found[-1] += f" {aside(rng, rare)}"
        left -= len(found[-1].split())
    return " ".join(found)


def _thing(rng: Random, terms: Sequence[str]) -> str:
    if terms and not rng.randrange(_TERM_EVERY):
        return rng.choice(terms)
    return rng.choice(THINGS)
