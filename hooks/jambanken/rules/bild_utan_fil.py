"""A picture's YAML has its picture beside it."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.rules.files import fault_of, names_beside


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures whose file is not there, or is called otherwise in case.

    Of a file that is there but is a link or a folder it is enough to say so once.
    """
    beside = names_beside(bank, "bildbank")
    known = {problem.file.rpartition("/")[2] for problem in bank.folders["bildbank"].problems}
    for source, picture in entries_of(bank, Picture):
        if picture.file is None or picture.withdrawn is not None or picture.file in known:
            continue
        fault = fault_of(picture.file, beside)
        if fault:
            yield Finding(source, ("fil",), *fault, about=(("återkallad",),))


RULE = Rule(
    id="bild-utan-fil",
    level=Level.ERROR,
    title="Bildfilen saknas",
    guide=(
        "Bildfilen ska ligga i samma mapp som YAML-filen och heta exakt som det står i fil, också"
        " stora och små bokstäver."
    ),
    bad="fil: fika.jpeg",
    good="fil: fika.jpg",
    check=check,
)
