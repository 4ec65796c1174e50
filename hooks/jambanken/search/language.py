"""Swedish for the search: words, stems, and the looser keys that words are kept under.

A text becomes words, a word becomes stems, and every stem has a *key*. The stem takes inflection
away and keeps å, ä and ö; the key takes diacritics and some derivation away too. The index keeps
stems under their key, so that what is typed without dots, or as a verb where the text has the noun,
is found in the same place and ranked below what is written alike.

The stemmer is built on Snowball's Swedish one (https://snowballstem.org/algorithms/swedish/stemmer.html)
with the endings that it lacks, with what is no ending, and with what inflection changes before one:
``mötet`` and ``elevers`` are found with ``möte`` and ``elev``, ``marknad`` keeps its ``-ad``, and
``artiklar``, ``rummet`` and ``socialt`` meet ``artikel``, ``rum`` and ``social``. What tells them
apart fits words typed without dots too, where no other word is in the way.

``docs/assets/js/search/language.js`` is the same in the browser; a test holds the two together over
a whole dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from sys import intern

#: Raise it when stems, keys or weights change: what is cached was made by the old ones.
VERSION = 4
#: Longer words are cut: no Swedish word is so long, and what is typed may be anything.
LONGEST_WORD = 60

_WORD = re.compile(r"[^\W_]+(?:[-:’'][^\W_]+)*")
_PIECES = re.compile(r"[-’']")
#: What stands around words as a rule. None of it is part of one.
_PUNCTUATION = ".,:;!?()[]{}\"'”’“»«*_–—-…/|#`"
_VOWELS = "aeiouyåäöéèáàüæø"
_REGION = re.compile(rf"[{_VOWELS}][^{_VOWELS}]")

_STOP_WORDS = """
allt att av bara bli blir blev blivit borde bör de dem den denna dess dessa det detta dig din dina
ditt dock du där därför då efter eller en er era ert ett finns få får fick för från ge ger gör göra
gå går ha hade har hur här i icke inför inom inte ja jag ju kan kanske kom kommer kunde kunna med
mellan men mer mig min mina mitt mot mycket måste ni nu någon något några när och också om oss på
redan samma ska skall skulle som så sådan sådana sin sina sitt själv till under upp ut utan vad var
vara varför varit varje vars vem vi vid vilka vilkas vilken vilket vill vår våra vårt än är åt över
ännu
"""
#: Words that say how a sentence hangs together. ``man``, ``hon``, ``han`` and ``hen`` are no such here.
STOP_WORDS = frozenset(_STOP_WORDS.split())

_INFLECTION = """
a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas
ernas ornas es ades andes ens arens hetens erns at andet het ast
an ans et ets ena enas ors arnes heternas
ers ars ares ats heters andena ert it its um
"""
_ENDINGS = frozenset(_INFLECTION.split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
_S_AFTER = frozenset("bcdfghjklmnoprtvy")
_DOUBLES = frozenset({"dd", "gd", "nn", "dt", "gt", "kt", "tt"})
_BEFORE_AT = "sult|riv|klim|kr|vok|mand|sold|did|kamr|par|iplom|utom|^tom|[lsnd]st"
_BEFORE_OR = (
    "kt|[dilknrmsv]at|it|mot|[eo]nt|llk|fess|ces|revis|[eo]ns|aut|hum|uppr|br|[nr]i|rrid|dek"
)
#: After what an ending is a part of the word: marknad, plan, balans, ansvar, resultat, budget, rektor.
_KEPT_AFTER = {
    "ad": "lln|[st]tn|[go]gn|rkn|evn|ydn|[åa]rdn|epn|s?m[åa]n|omen|ggl|hokl|[dgnt]bl"
    "|(?:[^aeiouyåäö]|bo|fri|sj[öo])st",
    "an": "pl|org|[^me]m|..[^h]em|niv|^[smrnh]?e?d|[iå]kad|jap|rom|[iu]k|lk|^lak|^[iku]r|veter|pr",
    "ande andet anden andes": "(?:er|in|em|nn|st|ut|ss|rs)l|[drs]b",
    "ans": "ch|bal|[uyp][ln]|st|r|li|ev|in|pt|ny|^gl|eg|om|og",
    "ar ars aren arens": "[^b]b|sv|llv|^ann|ment|(?:^|[osv])kl",
    "at": _BEFORE_AT,
    "ats": f"pa?l|[lnpt]s|{_BEFORE_AT}",
    "ens": "kv|urr|fer|ellig|[xs]ist|pet|lic|tend|evid|resid|nspar|^ess|^dem|stin|spond|edi",
    "er ers": "papp",
    "et ets": "it|iet|pak|stak|rak|dg|tern|fab|^plan|kom|h|[ens]kr|bask|kult|bert",
    "or ors": _BEFORE_OR,
}
#: After what alone a word has an ending: säkert, skrivit, seminarium.
_ONLY_AFTER = {"ert": "[dgkt]", "it its": "iv|[åa]ll|omm|jud|un[dgn]", "um": "i|e|entr"}
_REST = {
    ending: (re.compile(f"(?:{after})$"), goes)
    for table, goes in ((_KEPT_AFTER, False), (_ONLY_AFTER, True))
    for endings, after in table.items()
    for ending in endings.split()
}
#: A word left by these loses its -er, as it does where it has no ending: kvarteret is kvarter.
_DEFINITE = frozenset({"en", "et", "ens", "ets"})
_BEFORE_D = "[äay]ll|m[äa]l|etal|[^hk][äa]m|(?:[^t]o|[öy])m|yr|h[öo]v|f[öo]lj|(?:^k|[^s]k|^f)ör|(?:.f|h|r)[öo]r"
_BEFORE_T = (
    "iv|[eau]ll|.[inrkmug]al|[^s]tal|[kbpg]el|^hel|[^b]bar|(?:^|[osv])klar|[ulni][äa]r|stor|svår|ern|llm[äa]n"
    "|[gm]n|sam|(?:i|ner|rv)[öo]s|[äa]ttvis|precis|juk|ark|[öo]rk|arp|alv|svag|[^ad]g"
)
_BEFORE_N = (
    f"el|(?:{_BEFORE_OR})or|é|(?:j|sn)ö|(?:niv[åa]|(?:yr|rid)å)|(?:vj|str|^fr)u"
    "|(?:[eort]g|[eo]r|nom|rat|dem)i"
)
_BEFORE_R = (
    ".[^n][bfkpsv]|.[^nx]t|[uyo]m|.n[st]|[äåa]ld|[^aäu]nd|..[^ln]d|(?:h[öo]|lä|[tl][äa]n|yn|fin)g"
)
#: What else inflection does to the end of a word, by the last letter: the first form that fits is mended.
_CHANGES = {
    "t": (
        (f"({_BEFORE_T})t", r"\1"),  # socialt, enkelt, hållbart, gemensamt, seriöst, sjukt
        (
            f"({_BEFORE_D}|j[äa]lp|[äa]pp|.[öo][kp]|l[äy]s)t",
            r"\1",
        ),  # uppfyllt, bestämt, hjälpt, läst
        ("(jor|vär|skil|(?:k|h|s|t|br|sp|anv)än)t", r"\1d"),  # gjort is gjord
    ),
    "d": ((f"({_BEFORE_D})d", r"\1"),),
    "m": (("mm", "m"),),  # rummet
    "n": (
        (f"({_BEFORE_N})n", r"\1"),  # artikeln, rektorn, idén, miljön, nivån, strategin
        # vuxna, bundna, dragna
        ("(..[pvx]|..[^s]t|..[^r]d|..[cn]k|(?:[rl]a|[rt]o|un)g|...l|kom)n", r"\1"),
        ("mann", "man"),
        ("männ", "män"),
    ),
    # artiklar, enkla
    "l": (("(..[bdfgkpstvx])l", r"\1el"), ("h[öo]ll", "håll"), ("gaml", "gammal")),
    "r": (
        ("pappr", "papper"),
        (f"({_BEFORE_R})r", r"\1"),  # föräldrar, vackra, högre, but not andra and ändra
        ("((?:sl|st|g)å)r", r"\1"),  # föreslår
    ),
    "v": (("(skr|dr|kl)ev", r"\1iv"),),
    "k": (("böck", "bok"), ("gick", "gå")),
}
_CHANGED = {
    last: tuple((re.compile(f"{form}$"), other) for form, other in all_)
    for last, all_ in _CHANGES.items()
}
#: What makes adjectives and nouns of words, and how many letters of it go.
_DERIVATION = (("löst", 1), ("lost", 1), ("fullt", 1), ("lig", 3), ("els", 3), ("ig", 2))
_DERIVED = tuple(ending for ending, _ in _DERIVATION)
_SPECIAL_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l", "ð": "d"})
_SHORTEST_ROOT = 4


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, those with hyphens and the like in one piece."""
    return _WORD.findall(_plain(text))


def pieces(text: str) -> list[str]:
    """Return a text cut at white space, each piece in lower case: what `STEMS` knows the stems of."""
    return list(map(_PIECES_OF_TEXT.__getitem__, text.split()))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    # İ in lower case is i with a dot of its own, which no word holds
    return unicodedata.normalize("NFC", text).lower().replace("\u0307", "")


class _Pieces(dict[str, str]):
    """Pieces of text in lower case, each the same object wherever it stands: quick to count."""

    def __missing__(self, written: str) -> str:
        found = self[written] = intern(_plain(written))
        return found


class _Stems(dict[str, str]):
    """The stems of every piece of text that was asked for, worked out once.

    Nearly all pieces have one or none. Where there are ``several``, they stand here with a space
    between, and apart in that dictionary under what stands here.
    """

    def __init__(self) -> None:
        super().__init__()
        self.several: dict[str, tuple[str, ...]] = {}

    def __missing__(self, piece: str) -> str:
        word = piece.strip(_PUNCTUATION)
        if word.isalnum():
            said = stems(word) if word == piece else (self[word],)
        else:
            said = tuple(
                dict.fromkeys(stem_ for word in _WORD.findall(piece) for stem_ in stems(word))
            )
        found = self[piece] = intern(" ".join(said))
        if len(said) > 1:
            self.several[found] = said
        return found


class _Words(dict[str, str]):
    """The word that a piece of text is, "" for one that is none or several."""

    def __missing__(self, piece: str) -> str:
        word = piece.strip(_PUNCTUATION)
        if not word.isalnum():
            found = _WORD.findall(piece)
            word = found[0] if len(found) == 1 else ""
        said = self[piece] = intern(word)
        return said


_PIECES_OF_TEXT = _Pieces()
#: Pieces, as `pieces` gives them, that are one word.
WORDS = _Words()
#: The stems of a piece of text, as `pieces` gives it.
STEMS = _Stems()


def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a word as `words` gives it: none for a stop word.

    A word with a hyphen is found as a whole and by its pieces; an ending after a colon is none.
    """
    if word.isalnum():
        return () if word in STOP_WORDS else (stem(word),)
    parts = _PIECES.split(word.partition(":")[0])
    found = ["".join(parts), *parts] if len(parts) > 1 else parts
    kept = (stem(part) for part in found if part not in STOP_WORDS and len(part) > 1)
    return tuple(dict.fromkeys(kept))


@cache  # asked for a word's sake, and again for its parts and its key
def stem(word: str) -> str:
    """Return a word in lower case without its inflection."""
    word = word[:LONGEST_WORD]
    match = _REGION.search(word)
    if match is None:
        return word
    region = max(match.end(), 3)
    word = _without_s(_without_ending(word, region), region)
    if word[-2:] in _DOUBLES and len(word) - 2 >= region:
        word = word[:-1]
    word = _mended(word)
    if word.endswith(_DERIVED):
        for ending, rest in _DERIVATION:
            if word.endswith(ending) and len(word) - len(ending) >= region:
                return word[:-rest]
    return word


def _without_ending(word: str, region: int) -> str:
    for length in range(min(_LONGEST_ENDING, len(word) - region), 0, -1):
        ending = word[-length:]
        if ending in _ENDINGS and _may_go(rest := word[:-length], ending):
            is_er = ending in _DEFINITE and rest.endswith("er") and len(rest) - 2 >= region
            return rest[:-2] if is_er and _may_go(rest[:-2], "er") else rest
    return word


def _mended(word: str) -> str:
    for form, other in _CHANGED.get(word[-1], ()):
        if form.search(word):
            return form.sub(other, word)
    return word


def _without_s(word: str, region: int) -> str:
    """Take the ``s`` of the genitive, and that of ``plats`` and ``platsen`` alike."""
    is_one = word.endswith("s") and len(word) > region and word[-2] in _S_AFTER
    return word[:-1] if is_one else word


def _may_go(rest: str, ending: str) -> bool:
    if ending not in _REST:
        return True
    form, goes = _REST[ending]
    return bool(form.search(rest)) is goes


@cache
def fold(text: str) -> str:
    """Return lower-case text without diacritics."""
    plain = text.replace("å", "a").replace("ä", "a").replace("ö", "o")
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain.translate(_SPECIAL_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))


@cache
def key(stem_: str) -> str:
    """Return what a stem is kept under: without diacritics, ``w`` as ``v``, ``c`` as ``k``, no ``-ning``."""
    folded = fold(stem_).replace("w", "v").replace("c", "k")
    if folded.endswith("ing"):
        root = folded.removesuffix("ing").removesuffix("n")
        return _mended(root) if len(root) >= _SHORTEST_ROOT else folded
    # kafé and kaféer keep their é as a stem, and cafe has lost its e as an ending
    return folded[:-1] if folded.endswith("e") and len(folded) >= _SHORTEST_ROOT else folded
