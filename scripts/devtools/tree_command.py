"""The command line of ``scripts/write_tree.py``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from jambanken.build import compile_site, wishes
from jambanken.intake.answers import ERRORS, OK, Answer, Command, Parser, UsageError
from jambanken.memory import SiteMemory
from jambanken.problems import stops_build
from jambanken.publishing.publish import explain
from jambanken.publishing.tree import write_tree
from jambanken.report import as_text, summary

USAGE = """\
Så här gör du: python scripts/write_tree.py MAPP [--root MAPP]

Skriver hela webbplatsen som Markdown och filer, i en mapp som MkDocs utan kod härifrån kan bygga.
Bilder och PDF-filer att skriva ut görs som i ett bygge (JAMBANKEN_TRYCK=alla gör alla).
  MAPP      en mapp som inte finns än
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om mappen är skriven, 1 om innehållet har fel eller mappen inte kunde skrivas, 2 om
kommandot är fel."""


def _options(parser: Parser) -> None:
    parser.add_argument("folder", type=Path)


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    if given.folder.exists():
        raise UsageError(f'Mappen "{given.folder}" finns redan. Välj en som inte finns än.')
    try:
        asked = wishes(given.root, env, preview=False)
    except ValueError as wrong:
        raise UsageError(str(wrong)) from None
    try:
        site = compile_site(
            given.root, asked.today, SiteMemory(), effort=asked.effort, shop=asked.shop
        )
        if stops_build(site.problems):
            return Answer(ERRORS, (as_text(site.problems),), summary(site.problems))
        write_tree(site, given.root, given.folder)
    except OSError as fault:
        said = f'Mappen "{given.folder}" gick inte att skriva. {explain(fault)}'
        return Answer(ERRORS, (), said)
    return Answer(OK, (), "")


main = Command(USAGE, _options, _do).main
