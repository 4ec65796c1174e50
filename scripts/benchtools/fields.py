"""Writes the fields of one entry of any kind, with dice of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from random import Random

from benchtools.entry import Fields, Md, Plain, Ref, Value
from benchtools.plan import FIRST_DAY, TODAY, Plan
from benchtools.words import heading, prose, question, sentence

#: Share of the steps in the bank's own tips that hold more than plain paragraphs.
RICH_SHARE = 0.3


def fields_of(wanted: Plan, kind: str, at: int) -> Fields:
    """Return the fields of a kind's entry number ``at``."""
    writer = _Writer(wanted, kind, at)
    return {**writer.common(), **_MAKERS[kind](writer)}


class _Writer:
    """Writes the parts of one entry, with dice of its own."""

    def __init__(self, wanted: Plan, kind: str, at: int) -> None:
        self.plan = wanted
        self.kind = kind
        self.at = at
        title = Random(f"{wanted.seed} {kind} {at}")  # noqa: S311  # no secret
        self.title = f"{heading(title)} ({at})" if kind != "begrepp" else wanted.terms[at]
        if wanted.rare and kind != "begrepp":
            self.title = f"{heading(title)}: {title.choice(wanted.rare)} ({at})"
        self.rng = title

    def common(self) -> dict[str, Value]:
        """Return the fields that every kind has; the first of a kind are the oldest."""
        ids, rng = self.plan.ids, self.rng
        day = FIRST_DAY + dt.timedelta(days=rng.randrange((TODAY - FIRST_DAY).days))
        sources: list[Fields] = [
            {
                "titel": self.sentence(),
                "länk": Plain(f"https://exempel.se/kalla/{self.at}"),
                "år": 2023,
            },
            {"titel": "Egen sammanställning", "utgivare": "Redaktionen"},
        ]
        return {
            "titel": self.title,
            "sammanfattning": self.sentence()[:200] + " " + question(rng, ())[:70],
            "publicerad": Plain(day.isoformat()),
            "granskas": Plain("2028-01-15"),
            "målgrupper": self.some(ids.audiences, 3),
            "verksamheter": self.some(ids.areas, 2),
            "teman": self.some(ids.themes, 2),
            "styrdokument": self.some(ids.steering, 1),
            "avsändare": self.some(ids.organisations, 1),
            "källor": sources,
            "relaterat": self.refs(("tips", "exempel", "begrepp", "filmer"), 4),
            "nyckelord": [self.rng.choice(self.plan.terms) for _ in range(4)],
        }

    def some(self, known: Sequence[str], count: int) -> tuple[Plain, ...]:
        """Return up to ``count`` different ids."""
        return tuple(map(Plain, self.rng.sample(known, min(count, len(known)))))

    def refs(self, kinds: Sequence[str], count: int) -> tuple[Ref, ...]:
        """Return up to ``count`` different references to entries of some kinds."""
        found = dict.fromkeys(self.ref(kind) for kind in self.rng.choices(kinds, k=count))
        return tuple(
            ref for ref in found if ref != f"{self.kind}/{self.plan.slugs[self.kind][self.at]}"
        )

    def ref(self, kind: str) -> Ref:
        """Return a reference to any entry of a kind."""
        return Ref(f"{kind}/{self.rng.choice(self.plan.slugs[kind])}")

    def sentence(self) -> str:
        return sentence(self.rng, self.plan.terms)

    def texts(self, count: int) -> list[str]:
        """Return plain texts of a sentence each."""
        return [self.sentence() for _ in range(count)]

    def questions(self, count: int) -> list[str]:
        return [question(self.rng, self.plan.terms) for _ in range(count)]

    def prose(self, words: int) -> str:
        return prose(self.rng, self.plan.terms, words, self.plan.rare)

    def paragraphs(self, words: int) -> Md:
        """Return plain paragraphs, as most Markdown fields of the bank are."""
        half = words // 2
        return Md("\n\n".join(self.prose(part) for part in (half, words - half)))

    def rich(self, words: int) -> Md:
        """Return a text with a heading, a list, bold words and a link into the bank."""
        points = "\n".join(f"- **{heading(self.rng)}.** {self.sentence()}" for _ in range(3))
        link = f"Läs också [{heading(self.rng).lower()}](/{self.ref('tips')}/)."
        return Md(
            f"{self.prose(words)}\n\n### {heading(self.rng)}\n\n{points}\n\n"
            f"> {self.sentence()}\n\n{link}"
        )

    def md(self, words: int) -> Md:
        """Return a text that needs a Markdown parser as often as the bank's own do."""
        needs_parser = self.rng.random() < RICH_SHARE
        return self.rich(max(10, words - 50)) if needs_parser else self.paragraphs(words)


def _tip(w: _Writer) -> Fields:
    steps: list[Fields] = [{"rubrik": heading(w.rng), "tid": 5, "text": w.md(30)} for _ in range(3)]
    return {
        "tid": 5 * len(steps) + 5,
        "deltagare": {"minst": 2, "högst": w.rng.randint(8, 30)},
        "insats": Plain(w.rng.choice(("liten", "mellan", "stor"))),
        "syfte": w.paragraphs(35),
        "förberedelser": w.texts(1),
        "steg": steps,
        "diskussionsfrågor": w.questions(2),
        "fallgropar": w.texts(1),
        "trycksaker": w.refs(("trycksaker",), 1),
    }


def _example(w: _Writer) -> Fields:
    figures: list[Fields] = [
        {
            "etikett": heading(w.rng),
            "enhet": "procent",
            "år": 2025,
            "kvinnor": w.rng.randint(1, 99),
            "män": w.rng.randint(1, 99),
        }
    ]
    return {
        "organisation": Plain(w.rng.choice(w.plan.ids.organisations)),
        "period": {"från": Plain("2023"), "till": Plain("2025-06")},
        "utmaning": w.paragraphs(30),
        "gjorde": w.md(75),
        "resultat": w.paragraphs(30),
        "råd": w.texts(2),
        "siffror": figures,
    }


def _film(w: _Writer) -> Fields:
    return {
        "längd": Plain(f"{w.rng.randint(1, 9)}:30"),
        "medverkande": [{"roll": "Strateg"}, {"roll": "Chef"}],
        "visning": {"typ": Plain("extern"), "adress": Plain(f"https://film.exempel.se/{w.at}")},
        "textning": Plain("valbar"),
        "transkription": w.paragraphs(90),
        "syntolkning": {"läge": Plain("i_ljudet")},
        "kapitel": [{"tid": Plain("0:10"), "rubrik": heading(w.rng)}],
        "diskussionsfrågor": w.questions(4),
        "inspelad": Plain("2024-05"),
    }


def _printed(w: _Writer) -> Fields:
    return {
        "artikelnummer": f"MJB-{w.at}",
        "typ": Plain(w.rng.choice(("affisch", "folder", "kort", "broschyr", "handbok"))),
        "format": Plain(w.rng.choice(("A3", "A4", "A5", "A6"))),
        "sidor": 4,
        "år": 2026,
        "innehåll": Md(
            f"## {heading(w.rng)}\n\n{w.rich(30)}\n\n## {heading(w.rng)}\n\n{w.paragraphs(30)}"
        ),
        "minst": 5,
        "högst": 100,
        "lager": Plain("finns"),
        "beställning": Plain(w.plan.ids.channels[0]),
    }


def _course(w: _Writer) -> Fields:
    occasions: list[Fields] = [
        {
            "rubrik": heading(w.rng),
            "start": Plain(f"2027-0{month}-12 09:00"),
            "slut": Plain(f"2027-0{month}-12 16:00"),
        }
        for month in range(1, 4)
    ]
    return {
        "form": Plain(w.rng.choice(("webb", "kurs", "program", "seminarium"))),
        "omfattning": "3 dagar",
        "innehåll": w.rich(110),
        "arrangör": w.some(w.plan.ids.organisations, 1),
        "tillfällen": occasions,
        "deltagande": [
            {"organisation": id_, "datum": Plain("2026-05"), "andel": w.rng.randint(1, 100)}
            for id_ in w.some(w.plan.ids.organisations, 3)
        ],
    }


def _project(w: _Writer) -> Fields:
    activities: list[Fields] = [
        {
            "namn": heading(w.rng),
            "från": Plain("2025-02"),
            "mått": ["Antal kvinnor och antal män som deltog"],
            "jämställdhetsmål": w.sentence(),
            "målmått": ["Andel kvinnor och andel män, i procent"],
        }
        for _ in range(3)
    ]
    return {
        "period": {"från": Plain("2025"), "till": Plain("2027-12")},
        "organisation": [{"roll": "Projektledare", "befattning": "Strateg"}],
        "bakgrund": w.rich(60),
        "syfte": w.texts(2),
        "mål": [f"Andelen kvinnor och andelen män ska vara {n} procent." for n in (40, 45)],
        "nivåer": [{"namn": "Nivå 1", "innehåll": w.texts(2), "grupper": [{"namn": "Grupp A"}]}],
        "tidplan": [{"från": Plain("2025-02"), "text": w.sentence()}],
        "aktiviteter": activities,
        "uppföljning": [
            {
                "mått": heading(w.rng),
                "datum": Plain("2026-06"),
                "kvinnor": 41,
                "män": 59,
                "enhet": "procent",
            }
        ],
        "lärdomar": w.md(60),
    }


def _term(w: _Writer) -> Fields:
    return {"definition": w.rich(70)}


def _path(w: _Writer) -> Fields:
    steps: list[Fields] = [
        {
            "rubrik": heading(w.rng),
            "text": w.md(35),
            "tid": 20,
            "poster": w.refs(("tips", "filmer", "trycksaker"), 3),
        }
        for _ in range(5)
    ]
    return {"typ": Plain(w.rng.choice(("lärväg", "mötespaket"))), "steg": steps}


_MAKERS: Mapping[str, Callable[[_Writer], Fields]] = {
    "tips": _tip,
    "exempel": _example,
    "filmer": _film,
    "trycksaker": _printed,
    "utbildningar": _course,
    "projektplaner": _project,
    "begrepp": _term,
    "larvagar": _path,
}
