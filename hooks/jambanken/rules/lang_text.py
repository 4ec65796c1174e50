"""A text is no longer than it can be used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from jambanken.bank import Bank
from jambanken.kinds.base import Entry
from jambanken.kinds.begrepp import Term
from jambanken.kinds.exempel import Example
from jambanken.kinds.projektplaner import Plan
from jambanken.kinds.tips import Tip
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule

#: The most characters of a text, by the keys that lead to it, for each model. List numbers left out.
_MOST: dict[type[Entry], dict[tuple[str, ...], int]] = {
    Tip: {
        ("syfte",): 900,
        ("steg", "text"): 900,
        ("förberedelser",): 300,
        ("diskussionsfrågor",): 300,
        ("fallgropar",): 400,
    },
    Plan: {
        ("syfte",): 300,
        ("mål",): 200,
        ("aktiviteter", "mått"): 300,
        ("aktiviteter", "målmått"): 300,
    },
    Example: {("råd",): 400},
    Term: {("definition",): 2_000},
}


def check(bank: Bank) -> Iterator[Finding]:
    """Find texts that are markedly longer than a reader in a corridor can use."""
    for record in bank.records.values():
        for keys, most in _MOST.get(type(record.entry), {}).items():
            for path, text in _follow(record.entry, keys, ()):
                if len(text) > most:
                    yield Finding(
                        record.source,
                        path,
                        f'en text i "{keys[-1]}" är {len(text)} tecken.',
                        f"Dela upp den eller korta till ungefär {most}.",
                    )


def _follow(part: Any, keys: tuple[str, ...], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Give the texts that ``keys`` lead to, each with its path in the YAML file."""
    if isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _follow(item, keys, (*path, index))
    elif isinstance(part, BaseModel):
        yield from _follow(getattr(part, _names(type(part))[keys[0]]), keys[1:], (*path, keys[0]))
    elif part is not None:
        yield path, part


@cache
def _names(model: type[BaseModel]) -> dict[str, str]:
    return {field.alias or name: name for name, field in model.model_fields.items()}


RULE = Rule(
    id="lang-text",
    level=Level.HINT,
    title="Lång text",
    guide="Den som läser har ont om tid. Dela ett långt steg i två, och skriv målet i en mening.",
    bad=(
        "- Politiken, ledningen och verksamheterna har kunskap om hur makt, stereotyper och motstånd påverkar "
        "styrningen, om de globala målen, om lagarna som styr kommunen och om vägen från regionens strategier "
        "till kommunens egna mål."
    ),
    good="- Senast i juni 2027 har alla nämnder gått utbildningen om makt och styrning.",
    check=check,
)
