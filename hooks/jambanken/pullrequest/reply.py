"""The one comment that a pull request gets, written over at each check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup

from jambanken.problems import Level, Problem
from jambanken.pullrequest.change import in_words
from jambanken.pullrequest.inert import inert
from jambanken.pullrequest.summary import plain_place, problem_rows
from jambanken.pullrequest.told import Told, changes_in, problems_in
from jambanken.swedish import counted

MARK = "<!-- jambanken: kontroll -->"
#: GitHub takes 65,536 characters.
LARGEST = 60_000
_MOST_SHOWN = 25
#: A pull request that was made by a workflow starts none.
#: https://docs.github.com/actions/using-workflows/triggering-a-workflow
_NOT_CHECKED = (
    "En pull request som GitHub gör åt oss kontrolleras inte av sig själv. Stäng den och öppna den "
    "igen, så körs kontrollen."
)
#: Gives the address where a line of a file can be mended.
Edit = Callable[[str, int], str]


def editing(repository: str, branch: str) -> Edit:
    """Return what gives the addresses of GitHub's editor, for files of a branch."""
    base = f"https://github.com/{quote(repository)}/edit/{quote(branch)}"
    return lambda path, line: f"{base}/{quote(path)}#L{line}"


def reply(told: Told, outside: Sequence[str], run: str, edit: Edit) -> str:
    """Return the comment. ``outside`` are the changed files that are no content, ``run`` the check."""
    text = "\n\n".join([MARK, *_blocks(told, outside, run, edit)])
    return text if len(text) <= LARGEST else "\n\n".join([MARK, *_short(told, run)])


def unfinished(run: str, *, waits: bool) -> str:
    """Return the comment where a check has not told anything: it waits for somebody, or broke off."""
    if waits:
        words = (
            "Tack för förslaget! Det är ditt första här, så någon av oss startar kontrollen. "
            "Du behöver inte göra något."
        )
    else:
        words = "Kontrollen kunde inte köras klart. Det är inte säkert att felet är ditt: vi tittar på det."
    return f"{MARK}\n\n{words}\n\n{_link(run, 'Se kontrollen')}"


def _blocks(told: Told, outside: Sequence[str], run: str, edit: Edit) -> Iterator[str]:
    yield _opening(told)
    yield f"Förslaget innehåller: {in_words(changes_in(told))}"
    problems = problems_in(told)
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    others = [problem for problem in problems if problem.level is not Level.ERROR]
    if errors:
        yield Markup("<ul>{}</ul>").format(_rows(errors, edit))
    if others:
        words = "Det här stoppar inte förslaget, men titta gärna på det"
        yield Markup("<details><summary>{} ({})</summary><ul>{}</ul></details>").format(
            words, told.warnings + told.hints, _rows(others, edit)
        )
    yield from _notes(told, outside)
    yield _link(run, "Se hela kontrollen och hur sidorna blir")


def _opening(told: Told) -> str:
    if not told.errors:
        return "Tack! Kontrollen är klar, och **inget behöver rättas**. Nu läser någon av oss förslaget."
    things = counted(told.errors, "sak behöver", "saker behöver")
    return (
        f"Tack! **{things} rättas** innan förslaget kan publiceras. Välj raden för att rätta den. "
        "När du har sparat körs kontrollen igen av sig själv."
    )


def _notes(told: Told, outside: Sequence[str]) -> Iterator[str]:
    if told.hosts:
        hosts = Markup(", ").join(
            Markup("<code>{}</code>").format(inert(one)) for one in told.hosts
        )
        yield Markup("<p>Nya webbplatser som banken länkar till: {}.</p>").format(hosts)
    if told.dead:
        rows = Markup().join(
            Markup("<li><code>{}</code>: {}</li>").format(inert(one.url), inert(one.fault))
            for one in told.dead
        )
        yield Markup("<p>Länkar som inte svarade som de ska:</p><ul>{}</ul>").format(rows)
    if outside:
        names = Markup(", ").join(
            Markup("<code>{}</code>").format(inert(path)) for path in outside[:_MOST_SHOWN]
        )
        yield Markup("<p><strong>Behöver en ansvarig.</strong> {} {}.</p>").format(
            "Förslaget ändrar också filer utanför tipsbank och bildbank. Någon som ansvarar för koden "
            "läser dem innan förslaget kan tas in:",
            names,
        )


def _rows(problems: Sequence[Problem], edit: Edit) -> Markup:
    def place(problem: Problem) -> Markup:
        return Markup('<a href="{}"><code>{}</code>, rad {}</a>').format(
            edit(problem.file, problem.mark.line), inert(problem.file), problem.mark.line
        )

    rows = problem_rows(problems[:_MOST_SHOWN], place)
    more = len(problems) - _MOST_SHOWN
    return rows + (Markup("<li>… och {} till.</li>").format(more) if more > 0 else Markup())


def _short(told: Told, run: str) -> Iterator[str]:
    yield _opening(told)
    yield _link(run, "Se hela kontrollen")


def _link(address: str, words: str) -> str:
    return Markup('<a href="{}">{}</a>').format(address, words)


def suggested_body(issue: int, problems: Sequence[Problem]) -> str:
    """Return the text of a pull request that was made of an issue."""
    return "\n\n".join(
        [
            f"Förslaget kommer från #{issue}. Texten är orörd: läs den och rätta det som behövs.",
            *_found(problems),
            _NOT_CHECKED,
        ]
    )


def suggested(
    pull: int | None, compare: str, problems: Sequence[Problem], notes: Sequence[str]
) -> str:
    """Return the comment in an issue that has become a pull request, or a branch where that is forbidden."""
    if pull is None:
        link = _link(compare, "Gör en pull request av dem")
        opening = f"Tack! Filerna är skrivna, men vi får inte öppna en pull request. {link}."
    else:
        opening = f"Tack! Förslaget är nu #{pull}. Följ det där."
    return "\n\n".join([opening, *(str(inert(note)) for note in notes), *_found(problems)])


def _found(problems: Sequence[Problem]) -> Iterator[str]:
    if not problems:
        yield "Kontrollen hittade inget att rätta."
        return
    yield "Kontrollen hittade det här:"
    yield Markup("<ul>{}</ul>").format(problem_rows(problems[:_MOST_SHOWN], plain_place))
