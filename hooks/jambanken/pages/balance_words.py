"""What the balance page says in words: each indicator as a sentence, what is needed, what to order."""

from __future__ import annotations

from jambanken.balance import Balance
from jambanken.counting.headcount import Sex, Tally
from jambanken.counting.shortage import INDICATOR_OF_ROLE, Need, Order, needs
from jambanken.counting.values import FEWEST, Measure, Verdict
from jambanken.counting.words import percent
from jambanken.pictures import CodedFrom, ShownRole
from jambanken.swedish import and_list, counted, sentence

_NUMBERS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex"),
    *("sju", "åtta", "nio", "tio", "elva", "tolv"),
)
_ANY = {
    Sex.WOMEN: ("kvinna eller flicka", "kvinnor eller flickor"),
    Sex.MEN: ("man eller pojke", "män eller pojkar"),
}
_ADULT = {Sex.WOMEN: ("kvinna", "kvinnor"), Sex.MEN: ("man", "män")}
_YOUNG = {Sex.WOMEN: "flicka", Sex.MEN: "pojke"}
#: A share is of K and M alone: of all who are shown it would be another.
_OF_ALL = "av de kvinnor, flickor, män och pojkar som"
_OF_BOTH = "av de kvinnor och män som"
_OUTSIDE = {Verdict.BELOW, Verdict.ABOVE}
#: For each indicator: who is needed, and what stands before and after one of them and several.
_WHO = {
    "I1": (_ANY, "", "", "", ""),
    "I1b": (_ANY, "bild med bara ", "", "bilder med bara ", ""),
    "I2": (_ANY, "", " i förgrunden", "", " i förgrunden"),
    "I3": (_ANY, "aktiv ", "", "aktiva ", ""),
    "I4": (_ADULT, "", " i ledande roll", "", " i ledande roller"),
    "I5": (_ADULT, "", " som ger omsorg", "", " som ger omsorg"),
    "I6": (_ADULT, "", " i teknisk roll", "", " i tekniska roller"),
    "I7": (_ADULT, "äldre ", "", "äldre ", ""),
    "I8": (_ANY, "", " som inte ser ut ur bilden", "", " som inte ser ut ur bilden"),
}
_IN_ROLE = {
    ShownRole.LEADER: "i ledande roll",
    ShownRole.CARE: "som ger omsorg",
    ShownRole.TECHNICAL: "i teknisk roll",
    ShownRole.PERFORMER: "som utför arbetet",
    ShownRole.ELECTED: "som förtroendevald",
    ShownRole.EMPLOYEE: "som medarbetare",
    ShownRole.PUPIL: "som elev",
    ShownRole.USER: "som brukare",
    ShownRole.RESIDENT: "som invånare",
    ShownRole.PRACTITIONER: "som utövare",
}
CODED_FROM = {
    CodedFrom.ORDERED: (
        "Beställning",
        "Uppgiften kommer från dem som lät göra bilden. Den är ingen oberoende granskning.",
    ),
    CodedFrom.SELF_STATED: ("Självuppgift", "De som visas har själva sagt det."),
    CodedFrom.EDITORIAL: (
        "Redaktionell tolkning",
        "Redaktionen har tolkat bilden. Det säger något om bilden, inte om personerna.",
    ),
    CodedFrom.UNKNOWN: ("Okänt", "Det är inte känt hur uppgiften har kommit till."),
    None: ("Inte angivet", "Det står inte hur uppgiften har kommit till."),
}


def clause(measure: Measure) -> str:
    """Return what an indicator says, as a part of a sentence; of too few pictures, that they are."""
    found, value = measure.found, measure.value
    if measure.verdict is Verdict.TOO_FEW:
        return f"måttet bygger på {shown(found.base)}, och det behövs minst {FEWEST} K och M"
    share = percent(value, measure.indicator.band)
    women, men, older = percent(found.women), percent(found.men), found.hits or Tally()
    return {
        "I1": f"{_OF_ALL} visas är {share} kvinnor och flickor",
        "I1b": f"i en genomsnittlig bild är {share} av K och M kvinnor eller flickor",
        "I2": f"{_OF_ALL} står i förgrunden är {share} kvinnor och flickor",
        "I3": f"{women} av kvinnorna och flickorna är aktiva, och {men} av männen och pojkarna",
        "I4": f"{_OF_BOTH} leder är {share} kvinnor",
        "I5": f"{_OF_BOTH} ger omsorg är {share} män",
        "I6": f"{_OF_BOTH} har tekniska roller är {share} kvinnor",
        "I7": f"{older.women} äldre kvinnor och {older.men} äldre män visas i "
        f"{counted(found.whole or 0, 'bild', 'bilder')}",
        "I8": f"{women} av kvinnorna och flickorna ser ut ur bilden, och {men} av männen och pojkarna",
        "I9": f"både K och M står i förgrunden i {found.part} av "
        f"{counted(found.whole or 0, 'verksamhet', 'verksamheter')}",
        "I10": f"{women} av bilderna visar minst två aktiva kvinnor eller flickor, "
        f"och {men} minst två aktiva män eller pojkar",
        "I11": f"{found.part} av {counted(found.whole or 0, 'bild', 'bilder')} är motbilder, "
        "alltså visar kvinnor där män är normen eller tvärtom",
        "I12": f"för {found.part} av {counted(found.whole or 0, 'bild', 'bilder')} står det hur "
        "uppgiften om dem som visas är känd",
    }[measure.indicator.id]


def shown(tally: Tally) -> str:
    """Return how many of each are shown: ``57 K, 44 M och 12 Ö``."""
    return f"{tally.women} K, {tally.men} M och {tally.others} Ö"


def need(measure: Measure) -> str:
    """Return what would bring an indicator into its band: ``två män i ledande roller``; else nothing."""
    return and_list([_needed(measure, one) for one in needs(measure)])


def _needed(measure: Measure, one: Need) -> str:
    id_ = measure.indicator.id
    if one.sex is not None:
        words, before_one, after_one, before_many, after_many = _WHO[id_]
        single, several = words[one.sex]
        if id_ == "I1b":
            single = several
        return amount(
            one.number, f"{before_one}{single}{after_one}", f"{before_many}{several}{after_many}"
        )
    if id_ == "I9":
        few = "verksamhet till", "verksamheter till"
        return f"{amount(one.number, *few)} med både K och M i förgrunden"
    if id_ == "I12":
        return f"uppgift om underlaget för {amount(one.number, 'bild', 'bilder')}"
    if measure.verdict is Verdict.BELOW:
        return amount(one.number, "motbild till", "motbilder till")
    return amount(
        one.number, "bild till som inte är en motbild", "bilder till som inte är motbilder"
    )


def amount(number: int, one: str, many: str) -> str:
    """Return a number of things, small numbers in letters: ``två män``, ``13 män``."""
    if number < len(_NUMBERS):
        return f"{_NUMBERS[number]} {one if number == 1 else many}"
    return counted(number, one, many)


def summary(found: Balance) -> tuple[str, ...]:
    """Return what the figures say, in three sentences or fewer."""
    people = found.people
    first = (
        f"Banken har {counted(found.pictures, 'bild', 'bilder')} av människor, som visar "
        f"{counted(people.women, 'kvinna eller flicka', 'kvinnor och flickor')}, "
        f"{counted(people.men, 'man eller pojke', 'män och pojkar')} och "
        f"{counted(people.others, 'annan eller okänd', 'andra eller okända')}."
    )
    judged = [one for one in found.measures if one.verdict in _OUTSIDE | {Verdict.WITHIN}]
    outside = [one for one in judged if one.verdict in _OUTSIDE]
    if not [one for one in judged if one.indicator.fewest]:
        return (first, f"Det är för få för att räkna andelar: det behövs minst {FEWEST} K och M.")
    if not outside:
        return (first, "Alla mått som går att räkna ligger inom sina gränser.")
    second = (
        f"{sentence(_number(len(outside)))} av {_number(len(judged))} mått ligger utanför "
        f"sina gränser: {and_list([clause(one) for one in outside])}."
    )
    return (first, second, f"Det som saknas mest är {and_list([need(one) for one in outside])}.")


def _number(number: int) -> str:
    return {1: "ett"}.get(number, _NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def order_text(order: Order) -> str:
    """Return whom to order: ``En man i ledande roll, aktiv, i förgrunden``."""
    who = _YOUNG[order.sex] if order.young else _ADULT[order.sex][0]
    return f"En {who} {_IN_ROLE[order.role]}, aktiv, i förgrunden"


def order_reason(order: Order, names: dict[str, str]) -> str:
    """Return why: who is shown now, and what the picture would do to an indicator."""
    now = f"Nu visas {shown(order.shown)} i den rollen."
    name = names[INDICATOR_OF_ROLE.get(order.role, "I1")]
    pull = {
        1: f" En sådan bild för måttet {name} närmare balans.",
        -1: f" En sådan bild för måttet {name} längre från balans, så beställ den sist.",
    }
    return now + pull.get(order.helps, "")
