"""The summary of a check on GitHub: every problem with its cure, what the change does, how it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from jambanken.problems import Level, Problem
from jambanken.pullrequest.change import Action, Standing, in_words
from jambanken.pullrequest.entry_text import changed_fields, entry_html, picture_of
from jambanken.pullrequest.inert import inert
from jambanken.pullrequest.verdict import Verdict
from jambanken.report import summary as counts
from jambanken.swedish import counted, sentence

#: GitHub cuts a step's summary at 1 MiB: https://docs.github.com/actions (job summaries).
_LARGEST = 900_000
_MOST_PROBLEMS = 1_000
_MOST_ENTRIES = 50
#: Where files of the change can be fetched, by their paths.
Raw = Mapping[str, str]


_NOT_CONTENT = {
    Standing.REFUSED: (
        "De här filerna kan inte tas emot: de är genvägar, eller har namn som inte går."
    ),
    Standing.OUTSIDE: (
        "De här filerna ligger utanför innehållet. En ansvarig läser dem innan förslaget kan tas in."
    ),
}


def summary_of(verdict: Verdict, raw: Raw) -> str:
    """Return the summary as HTML that GitHub's Markdown leaves alone, one block a paragraph.

    ``raw`` has the addresses where the change's own pictures can be fetched.
    """
    text = ""
    for block in _blocks(verdict, raw):
        if len(text.encode()) + len(block.encode()) > _LARGEST:
            return f"{text}<p>Här tar platsen slut. Resten står i loggen.</p>\n"
        text += f"{block}\n\n"
    return text


def problem_rows(problems: Sequence[Problem], place: Callable[[Problem], Markup]) -> Markup:
    """Return problems as rows of a list: where, how bad, what and what to do."""
    return Markup().join(
        Markup("<li>{}: <strong>{}</strong>: {} <em>[{}]</em></li>").format(
            place(problem),
            str(problem.level),
            inert(f"{sentence(problem.message)} {problem.fix}".strip()),
            inert(problem.rule),
        )
        for problem in problems
    )


def plain_place(problem: Problem) -> Markup:
    """Return where a problem is, as text."""
    return Markup("<code>{}</code>, rad {}").format(inert(problem.file), problem.mark.line)


def _blocks(verdict: Verdict, raw: Raw) -> Iterator[Markup]:
    yield Markup("<h2>{}</h2>").format(_headline(verdict))
    yield Markup("<p>Förslaget innehåller: {}</p>").format(in_words(verdict.changes))
    yield from _files(verdict)
    yield from _problems(verdict)
    yield from _outside(verdict)
    yield from _entries(verdict, raw)


def _headline(verdict: Verdict) -> str:
    errors = sum(problem.level is Level.ERROR for problem in verdict.problems)
    if errors:
        return f"{counted(errors, 'sak', 'saker')} att rätta"
    return "Några filer kan inte tas emot" if verdict.stops else "Inget behöver rättas"


def _files(verdict: Verdict) -> Iterator[Markup]:
    for standing, words in _NOT_CONTENT.items():
        names = [change.path for change in verdict.changes if change.standing is standing]
        if names:
            rows = Markup().join(
                Markup("<li><code>{}</code></li>").format(inert(name))
                for name in names[:_MOST_ENTRIES]
            )
            yield Markup("<p>{}</p><ul>{}</ul>").format(words, rows)


def _problems(verdict: Verdict) -> Iterator[Markup]:
    if verdict.problems:
        yield Markup("<p>{}</p>").format(counts(verdict.problems))
        rows = problem_rows(verdict.problems[:_MOST_PROBLEMS], plain_place)
        yield Markup("<ul>{}</ul>").format(rows)
    errors = [problem for problem in verdict.known if problem.level is Level.ERROR]
    if errors:
        rows = problem_rows(errors[:_MOST_PROBLEMS], plain_place)
        yield Markup("<p>{}</p><ul>{}</ul>").format(
            "Det här fanns redan i banken. Du behöver inte göra något åt det.", rows
        )


def _outside(verdict: Verdict) -> Iterator[Markup]:
    if verdict.hosts:
        hosts = Markup(", ").join(Markup("<code>{}</code>").format(inert(h)) for h in verdict.hosts)
        yield Markup("<p>Nya webbplatser som banken länkar till: {}.</p>").format(hosts)
    if verdict.dead:
        rows = Markup().join(
            Markup("<li><code>{}</code>: {}</li>").format(inert(one.url), inert(one.fault or ""))
            for one in verdict.dead
        )
        words = "Länkarna nedan svarade inte som de ska när vi prövade. Kontrollera dem."
        yield Markup("<p>{}</p><ul>{}</ul>").format(words, rows)


def _entries(verdict: Verdict, raw: Raw) -> Iterator[Markup]:
    bank = verdict.after.bank
    for number, (ref, action) in enumerate(verdict.entries.items()):
        record = bank.records.get(ref)
        if number == _MOST_ENTRIES:
            yield Markup("<p>Fler poster än så visas inte här.</p>")
            return
        if action is Action.REMOVED or record is None:
            continue
        if not record.entry.may_be_shown(bank.today):
            yield Markup(
                "<p><code>{}</code> får inte visas, så den visas inte här heller.</p>"
            ).format(inert(ref))
            continue
        yield Markup("<h3>{}: {}</h3>").format(record.kind.singular, inert(record.entry.title))
        fields = changed_fields(verdict.before.bank.records.get(ref), record)
        if action is Action.CHANGED and fields:
            yield Markup("<p>Ändrat: {}.</p>").format(inert(fields))
        picture = picture_of(bank, record)
        if picture is not None and (address := raw.get(picture[0])):
            yield Markup('<p><img src="{}" alt="{}" width="360"></p>').format(address, picture[1])
        yield entry_html(record)
