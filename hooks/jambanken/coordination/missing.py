"""What entries lack: captions, audio description, tags, a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jambanken.bank import Bank
from jambanken.catalogue import Catalogue
from jambanken.coordination.values import Section, Task, in_order, subject_of
from jambanken.kinds.bildbank import Picture
from jambanken.kinds.filmer import Captions, DescriptionState, Film
from jambanken.law.findings import elsewhere, pdf_files, pdfs_of
from jambanken.swedish import and_list, counted

_CAPTIONS = {Captions.MISSING: (0, "saknar text"), Captions.UNKNOWN: (1, "oklart om den är textad")}
_DESCRIPTIONS = {
    DescriptionState.MISSING: (0, "saknar syntolkning"),
    DescriptionState.UNKNOWN: (1, "oklart om den är syntolkad"),
}
_UNTAGGED = {False: "saknar taggar", None: "oklart om den har taggar"}


def films(catalogue: Catalogue) -> Section:
    """Return the films without captions or audio description, or where nobody knows."""
    shown = catalogue.of_kind("filmer")
    tasks = [
        Task(subject_of(record), _said(lacks), min(lacks)[0])
        for record in shown
        if isinstance(record.entry, Film) and (lacks := list(_lacks(record.entry)))
    ]
    return Section(
        id="filmer",
        title="Filmer utan text eller syntolkning",
        short="filmer utan text eller syntolkning",
        lead="Filmer som den som inte hör eller inte ser inte säkert kan ta del av.",
        cure="Ta reda på vad som gäller, ordna text och syntolkning eller välj en annan film. "
        "Ändra sedan textning och syntolkning.",
        done="Alla filmer har text, och syntolkning eller ett skäl till att den inte behövs.",
        tasks=in_order(tasks),
        total=len(shown),
    )


def _said(lacks: Sequence[tuple[int, str]]) -> str:
    """Return what a film lacks as one clause, without saying the same verb twice."""
    texts = [text for _, text in lacks]
    for verb in ("saknar", "oklart om den är"):
        if len(texts) > 1 and all(text.startswith(verb) for text in texts):
            return f"{verb} {and_list([text.removeprefix(verb).strip() for text in texts])}"
    return and_list(texts)


def _lacks(film: Film) -> Iterator[tuple[int, str]]:
    """Give what a film lacks, with how much it matters."""
    if film.captions in _CAPTIONS and not film.subtitles:
        yield _CAPTIONS[film.captions]
    description = film.description
    if description.state in _DESCRIPTIONS:
        yield _DESCRIPTIONS[description.state]
    elif description.state is DescriptionState.NOT_NEEDED and description.reason is None:
        yield 2, "säger inte varför syntolkning inte behövs"


def untagged(bank: Bank, catalogue: Catalogue) -> Section:
    """Return the PDF files without tags, and those where that cannot be seen."""
    records = catalogue.listed
    files = list(pdfs_of(records, pdf_files(bank)))
    tasks = [
        Task(
            subject_of(file.record),
            f"{_UNTAGGED[file.tagged]}: {file.name}",
            int(file.tagged is None),
        )
        for file in files
        if file.tagged is not True
    ]
    others = elsewhere(records)
    there = counted(others, "PDF ligger", "PDF:er ligger")
    return Section(
        id="pdf",
        title="PDF-filer utan taggar",
        short="PDF-filer utan taggar",
        lead="Taggar talar om vad som är rubrik, lista och bild. Utan dem kan den som "
        "använder skärmläsare inte läsa filen i ordning.",
        cure="Spara filen på nytt som tillgänglig PDF och byt ut den.",
        done="Alla PDF-filer som ligger i banken har taggar."
        if files
        else "Banken har inga egna PDF-filer.",
        tasks=in_order(tasks),
        total=len(files),
        note=(f"{there} på andra webbplatser och är inte kontrollerade. " if others else "")
        + "PDF:er som banken själv gör av tips och trycksaker har alltid taggar.",
    )


def without_picture(catalogue: Catalogue) -> Section:
    """Return the entries without a picture that can be shown. Terms do without."""
    tasks, total = [], 0
    for record in catalogue.listed:
        if record.kind.model is Picture or record.kind.name == "begrepp":
            continue
        total += 1
        image = record.entry.image
        if image is None:
            tasks.append(Task(subject_of(record), "ingen bild vald", 1))
        elif catalogue.find(image) is None:
            tasks.append(Task(subject_of(record), "bilden får inte eller kan inte visas", 0))
    return Section(
        id="bilder",
        title="Poster utan bild",
        short="poster utan bild",
        lead="Poster som inte har någon bild ur bildbanken. Begrepp räknas inte.",
        cure="Välj en bild i bildbanken och skriv den i fältet bild.",
        done="Alla poster har en bild.",
        tasks=in_order(tasks),
        total=total,
    )
