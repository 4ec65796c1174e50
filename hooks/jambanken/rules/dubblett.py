"""A picture is in the bank once, and not at all when it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.images.alike import alike
from jambanken.images.values import PictureFile
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of, knows


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures that are the same as another, in another size, format or quality too."""
    files = {
        slug: found
        for slug, found in sorted(bank.pictures.items())
        if isinstance(found, PictureFile)
    }
    sums, hashes, withdrawn_in = _withdrawn(bank)
    hashes |= {slug: found.phash for slug, found in files.items()}
    like = alike(hashes)
    for slug, found in files.items():
        other = sums.get(found.sha256) or like.get(slug)
        if other is None:
            continue
        source = bank.records[f"bildbank/{slug}"].source
        if other in withdrawn_in:
            message = f"bilden är densamma som den återkallade i {withdrawn_in[other]}."
            yield Finding(source, ("fil",), message, "Ta bort den, eller dra tillbaka den också.")
            continue
        same = "densamma" if found.sha256 == files[other].sha256 else "nästan likadan"
        message = f"bilden är {same} som den i {bank.records[f'bildbank/{other}'].source.file}."
        fix = "Behåll en av dem, helst den som är störst och har rätt uppgifter."
        yield Finding(source, ("fil",), message, fix)


def _withdrawn(bank: Bank) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return what withdrawn pictures are known by, under names of their own.

    These are the names by sum, the hashes by name, and the files they stand in by name.
    """
    sums: dict[str, str] = {}
    hashes: dict[str, str] = {}
    files: dict[str, str] = {}
    for source, picture in entries_of(bank, Picture):
        if picture.withdrawn is None or picture.checksums is None:
            continue
        name = f"{source.file} "
        files[name] = source.file
        sums |= {str(value): name for value in picture.checksums.sha256}
        for number, value in enumerate(picture.checksums.phash):
            if not knows(bank, source, ("kontrollsummor", "phash", number)):
                continue
            hashes[f"{name}{number}"] = str(value)
            files[f"{name}{number}"] = source.file
    return sums, hashes, files


RULE = Rule(
    id="dubblett",
    level=Level.WARNING,
    title="Samma bild två gånger, eller en återkallad bild",
    guide=(
        "Bilder jämförs också när de är sparade i olika storlek, format och kvalitet. Ligger samma"
        " bild i banken två gånger visas den vidare när den ena dras tillbaka. En återkallad bild"
        " känns igen på kontrollsummorna i sin YAML-fil."
    ),
    bad="fil: fika-liten.png",
    good="fil: rast.png",
    check=check,
)
