"""What has a last day: entries to look through again, and grounds on which pictures are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jambanken.bank import Bank, Record
from jambanken.catalogue import Catalogue, is_visible
from jambanken.coordination.values import Section, Subject, Task, in_order, subject_of
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import LegalBasis, LegalBasisType, Use
from jambanken.rules.samtycke import FIRST_NOTICE
from jambanken.swedish import counted

#: How long before its day of review an entry is told of.
REVIEW_NOTICE = dt.timedelta(days=90)
_NOUNS = {
    LegalBasisType.CONSENT: "samtycket",
    LegalBasisType.CONTRACT: "avtalet",
    LegalBasisType.PUBLIC_INTEREST: "grunden",
    LegalBasisType.NOT_APPLICABLE: "grunden",
}
_COMMAND = "python scripts/report.py"


def reviews(catalogue: Catalogue) -> Section:
    """Return the entries whose day of review has passed or comes soon. The day itself is in time."""
    today = catalogue.today
    tasks: list[Task] = []
    for record in catalogue.listed:
        day = record.entry.review
        if day is not None and day <= today + REVIEW_NOTICE:
            state = "skulle ha granskats" if day < today else "ska granskas"
            tasks.append(Task(subject_of(record), state, 0, day))
    without = sum(record.entry.review is None for record in _articles(catalogue))
    note = (
        f"{counted(without, 'post', 'poster')} utöver bilderna har ingen granskningsdag."
        if without
        else ""
    )
    return Section(
        id="granskning",
        title="Granskning",
        short="att granska",
        lead="Poster vars granskningsdag har passerat eller kommer inom 90 dagar.",
        cure="Läs posten, rätta det som har ändrats och sätt en ny dag i fältet granskas.",
        done="Ingen granskningsdag har passerat, och ingen kommer inom 90 dagar.",
        tasks=in_order(tasks),
        total=len(catalogue.listed),
        note=note,
    )


def _articles(catalogue: Catalogue) -> Iterator[Record]:
    return (one for one in catalogue.listed if one.kind.model is not Picture)


def consents(bank: Bank, catalogue: Catalogue, hidden: int) -> Section:
    """Return the visible pictures whose ground runs out or has to be tried soon.

    ``hidden`` is how many pictures may not be shown. They are counted and never named: nothing of
    them may be on the site, not even an id.
    """
    tasks: list[Task] = []
    total = 0
    for record in catalogue.listed:
        picture = record.entry
        basis = picture.legal_basis if isinstance(picture, Picture) else None
        if basis is not None and basis.basis is not LegalBasisType.NOT_APPLICABLE:
            total += 1
            tasks += _of(subject_of(record), basis, bank.today)
    note = (
        f"{counted(hidden, 'bild', 'bilder')} visas inte alls, eftersom grunden har gått ut eller "
        f"inte omfattar webben. Därför står de inte här. {_COMMAND} räknar upp dem."
        if hidden
        else ""
    )
    return Section(
        id="samtycke",
        title="Samtycken och avtal",
        short="samtycken och avtal",
        lead="Bilder på personer som går att känna igen, där grunden går ut inom 90 dagar eller "
        "ska prövas igen. Den som finns på bilden nämns aldrig här.",
        cure="Förnya grunden och ändra gäller_till, eller ta bort bilden. Dagen efter den sista "
        "dagen tas bilden bort från webbplatsen av sig själv.",
        done="Inget samtycke och inget avtal går ut inom 90 dagar.",
        tasks=in_order(tasks),
        total=total,
        note=note,
    )


def _of(subject: Subject, basis: LegalBasis, today: dt.date) -> Iterator[Task]:
    """Give what there is to do about a ground that holds today."""
    noun, soon = _NOUNS[basis.basis], today + FIRST_NOTICE
    if basis.valid_to is not None and basis.valid_to <= soon:
        yield Task(subject, f"{noun} går ut", 0, basis.valid_to)
    if basis.review_by is not None and basis.review_by <= soon:
        state = "skulle ha prövats" if basis.review_by < today else "ska prövas"
        yield Task(subject, f"{noun} {state}", 0, basis.review_by)


def next_day(catalogue: Catalogue) -> dt.date | None:
    """Return the first day, from today on, on which something has to be looked at."""
    entries = [record.entry for record in catalogue.listed]
    days = [entry.review for entry in entries]
    bases = [entry.legal_basis for entry in entries if isinstance(entry, Picture)]
    days += [day for basis in bases if basis for day in (basis.valid_to, basis.review_by)]
    return min((day for day in days if day and day >= catalogue.today), default=None)


def hidden_pictures(bank: Bank) -> tuple[Task, ...]:
    """Return the pictures whose ground has run out or leaves out the web; for those with the files.

    Withdrawn ones are done with, and in the recall list.
    """
    tasks = [
        task
        for record in bank.records.values()
        if isinstance(record.entry, Picture)
        and record.entry.withdrawn is None
        and not record.entry.is_draft(bank.today)
        and not is_visible(record, bank.today)
        for task in _reason(subject_of(record), record.entry.legal_basis, bank.today)
    ]
    return in_order(tasks)


def _reason(subject: Subject, basis: LegalBasis | None, today: dt.date) -> Iterator[Task]:
    if basis is None:
        return
    noun = _NOUNS[basis.basis]
    if basis.valid_to is not None and basis.valid_to < today:
        yield Task(subject, f"{noun} har gått ut", 0, basis.valid_to)
    elif Use.WEB not in basis.covers:
        yield Task(subject, f"{noun} omfattar inte webben", 1)
    else:
        yield Task(subject, f"{noun} räcker inte för igenkännbara personer", 1)
