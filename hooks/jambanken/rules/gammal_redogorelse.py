"""The accessibility statement is looked at every year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find a statement whose assessment or last update lies more than a year back."""
    source, said = bank.settings_source, bank.settings.accessibility
    if source is None or said is None:
        return
    limit = a_year_before(bank.today)
    days = (
        ("bedömd", said.assessed, "webbplatsen bedömdes senast"),
        ("uppdaterad", said.updated, "redogörelsen ändrades senast"),
    )
    for key, day, what in days:
        if day < limit:
            yield Finding(
                source,
                ("tillgänglighet", key),
                f"{what} {day}, för mer än ett år sedan.",
                "Bedöm webbplatsen på nytt, rätta redogörelsen och skriv dagen.",
            )


def a_year_before(day: dt.date) -> dt.date:
    """Return the same day a year earlier, 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


RULE = Rule(
    id="gammal-redogorelse",
    level=Level.WARNING,
    title="Tillgänglighetsredogörelsen är mer än ett år",
    guide=(
        "Webbplatser ändras, och Digg vill att redogörelsen hålls aktuell. Bedöm webbplatsen på nytt "
        "minst en gång om året. Är allt som förut räcker det att skriva de nya dagarna."
    ),
    bad="bedömd: 2025-11-21",
    good="bedömd: 2025-11-22",
    check=check,
)
