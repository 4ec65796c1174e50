"""The command line of ``scripts/withdraw.py``."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from jambanken.intake.answers import (
    ERRORS,
    OK,
    WRONG_USAGE,
    Answer,
    Command,
    Parser,
    UsageError,
    day_of,
    fault,
    printable,
)
from jambanken.intake.withdraw import Hindered, Unknown, Withdrawn, withdraw
from jambanken.nearest import listing
from jambanken.publishing.publish import explain
from jambanken.report import as_text
from jambanken.swedish import and_list, counted

USAGE = """\
Så här gör du: python scripts/withdraw.py NAMN [--datum ÅÅÅÅ-MM-DD] [--root MAPP]

Återkallar en bild: tar bort bildfilen och allt som har gjorts av den på den här datorn, och skriver
dag och kontrollsummor i bildens YAML-fil, så att andra kan känna igen bilden och sluta använda den.
  NAMN      bildens namn, till exempel fika för bildbank/fika.yml
  --datum   dagen då bilden återkallades, om det inte är i dag
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om bilden är återkallad, 1 om något hindrade det, 2 om kommandot är fel."""

_NO_PROMISE = (
    "Jämbanken kan inte nå historiken, kopior, mellanlager, sökmotorer eller nedladdade filer, och "
    "lovar ingenting om dem."
)


def _options(parser: Parser) -> None:
    parser.add_argument("name")
    parser.add_argument("--datum")


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    today = day_of(env)
    date = _date(given.datum, today) if given.datum is not None else None
    try:
        return _answer(withdraw(given.root, today, _slug(given.name), date))
    except OSError as error:
        problem = fault(
            given.name, "olasbar-fil", f"YAML-filen gick inte att ändra. {explain(error)}", ""
        )
        return Answer(ERRORS, (str(problem),), "Ingenting är borttaget.")


def _answer(found: Withdrawn | Unknown | Hindered) -> Answer:
    if isinstance(found, Unknown):
        near = f" Menade du {listing(found.near)}?" if found.near else ""
        return Answer(WRONG_USAGE, (), f'Ingen bild heter "{printable(found.slug)}".{near}')
    if isinstance(found, Hindered):
        return _hindered(found)
    left = tuple(
        f"Gick inte att ta bort: {printable(name)}. Ta bort den själv." for name in found.left
    )
    if not found.is_changed and not found.removed and not left:
        return Answer(
            OK, _to_do(found), f"{found.slug} är redan återkallad, {found.date}. Inget ändrades."
        )
    return Answer(ERRORS if left else OK, (*_done(found), *left, "", *_to_do(found)), _NO_PROMISE)


def _hindered(found: Hindered) -> Answer:
    if found.lines:
        lines = (f"Skriv de här raderna i {found.file}, och kör kommandot igen:", "", *found.lines)
        return Answer(
            ERRORS, lines, "Filen är skriven så att bara en människa kan ändra den. Inget ändrades."
        )
    closing = (
        f"{found.file} går inte att läsa. Rätta den och kör kommandot igen. Är det bråttom: ta bort "
        "bildfilen och YAML-filen, och publicera."
    )
    return Answer(ERRORS, (as_text(found.problems),), closing)


def _done(found: Withdrawn) -> Iterator[str]:
    yield f"{found.slug} är återkallad {found.date}."
    sums = counted(found.sums, "kontrollsumma", "kontrollsummor")
    yield f"{found.file} har fått dagen{f' och {sums}' if found.sums else ''}."
    if found.removed:
        yield f"{counted(found.removed, 'fil', 'filer')} togs bort: bilden och det som hade gjorts av den här."


def _to_do(found: Withdrawn) -> tuple[str, ...]:
    """Return what is left to do, as a numbered list."""
    steps = [*_steps(found)]
    return ("Kvar att göra:", *(f"{number}. {step}" for number, step in enumerate(steps, 1)))


def _steps(found: Withdrawn) -> Iterator[str]:
    folder = PurePosixPath(found.file).parent
    if not found.sums:
        yield from _sums(found)
    if found.about_people:
        fields = and_list([f"{key} (rad {line})" for key, line in found.about_people])
        yield (
            f"Läs igenom {found.file}: ta bort det som säger något om dem som visas i {fields}. titel, alt, "
            "typ, fotograf och licens måste stå kvar, men kan skrivas om så att de inte pekar ut någon."
        )
    if found.used_by:
        yield f"Byt bild i {and_list(found.used_by)}. Till dess visas de utan bild."
    if found.is_inside:
        yield f'Publicera: git add -A {folder}, git commit -m "bild: Återkalla {found.slug}", git push.'
        yield from _history(found)
    else:
        yield "Bygg webbplatsen på nytt och publicera den."
        yield f"Ta bort bilden ur säkerhetskopior av {folder}, och ur andras kopior av mappen."
    yield "Töm mellanlagret hos webbhotellet eller CDN-tjänsten, om ni har något."
    yield (
        "Be sökmotorerna glömma bilden: Borttagningar i Google Search Console, Content Removal i "
        "Bing Webmaster Tools."
    )
    recognised = " Sidan bildbank/aterkallade känner igen den med hjälp av kontrollsummorna."
    yield f"Säg till dem som ni vet har hämtat bilden.{recognised if found.sums else ''}"


def _sums(found: Withdrawn) -> Iterator[str]:
    """Tell how a picture whose file went before it was withdrawn can still be recognised."""
    if not found.picture:
        return
    back = (
        f"git restore --source=HEAD {found.picture} (är borttagningen redan incheckad: skriv i stället för "
        "HEAD den version som hade filen)"
        if found.is_inside
        else f"lägg {found.picture} där igen från en säkerhetskopia"
    )
    yield (
        "Bildfilen var redan borta, så bilden går inte att känna igen. Hämta tillbaka den ett ögonblick: "
        f"{back}. Kör sedan det här kommandot igen: det räknar kontrollsummorna och tar bort filen."
    )


def _history(found: Withdrawn) -> Iterator[str]:
    if not found.picture:
        return
    yield (
        "Bilden finns kvar i Git-historiken. Ta bort den därifrån i en ny klon: "
        f"git filter-repo --invert-paths --path {found.picture}, sedan git push --force --all och "
        "git push --force --tags. Be GitHubs support ta bort sparade kopior. Alla måste sedan klona på nytt."
    )
    yield "Be dem som har en fork eller en klon att göra detsamma eller radera den."


def _slug(name: str) -> str:
    """Return a picture's name from what somebody may write: a file, an address, a reference."""
    return PurePosixPath(name.strip().replace("\\", "/").rstrip("/")).name.removesuffix(".yml")


def _date(text: str, today: dt.date) -> dt.date:
    try:
        date = dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no time zone
    except ValueError:
        raise UsageError(f'"{printable(text)}" är inget datum. Skriv som 2026-11-22.') from None
    if date > today:
        raise UsageError(f"{date} har inte kommit än. En bild återkallas i dag eller tidigare.")
    return date


COMMAND = Command(USAGE, _options, _do)
run = COMMAND.run
main = COMMAND.main
