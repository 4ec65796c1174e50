"""The whole way from a folder of content to a site, one line a step."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment

from jambanken.addresses import HAND_WRITTEN, Addresses
from jambanken.bank import Bank, Memory, load
from jambanken.cache.bytecode import StoredBytecode, bytecode_store
from jambanken.cache.code import code_digest
from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue, catalogue
from jambanken.coordination.report import Coordination
from jambanken.darkroom import (
    DRAFT,
    Effort,
    develop,
    profile_of,
    remembered_looks,
    unusable,
)
from jambanken.feeds.bank import feed_assets
from jambanken.feeds.courses import calendar_assets
from jambanken.gallery import EMPTY, Gallery
from jambanken.groups import GROUPS
from jambanken.history import history
from jambanken.images.recipe import Profile
from jambanken.kinds import KINDS
from jambanken.kinds.bildbank import Picture
from jambanken.last_good import with_last_good
from jambanken.law.findings import pdf_files
from jambanken.memory import SiteMemory
from jambanken.opendata.entries import OpenData
from jambanken.opendata.files import open_data_assets
from jambanken.output import Asset, Assets, Group, Page, Section, Site
from jambanken.pages.balance import balance_page
from jambanken.pages.collection import collection_page
from jambanken.pages.contribute import contribute_pages
from jambanken.pages.coordination import report_assets, report_making
from jambanken.pages.data import data_page
from jambanken.pages.entry import Done, EntryPages, Shared
from jambanken.pages.environment import environment
from jambanken.pages.files import attached_files
from jambanken.pages.frame import frame
from jambanken.pages.gallery import gallery_assets, gallery_pages
from jambanken.pages.guide import guide_pages
from jambanken.pages.home import home_page
from jambanken.pages.law import privacy_page, statement_making
from jambanken.pages.meetings import meetings_assets, meetings_making
from jambanken.pages.memory import Making, PageMemory, PagesByAddress
from jambanken.pages.news import news_making
from jambanken.pages.order import open_channels, order_assets, order_page
from jambanken.pages.overview import group_pages, listing_assets, listing_pages
from jambanken.pages.recall import recall_assets, recall_page
from jambanken.pages.search import opensearch_assets, search_page
from jambanken.pages.search_words import search_words_page
from jambanken.pages.style import stylesheet
from jambanken.pages.weekly import weekly_assets, weekly_making
from jambanken.printing.content import Desk
from jambanken.printing.latest import LatestPlan
from jambanken.printing.plan import Plan
from jambanken.printing.prints import NOTHING_PRINTED, Prints, Shop, making_of
from jambanken.problems import Problem, in_order, stops_build
from jambanken.progress import progress
from jambanken.rules import run as run_rules
from jambanken.search.build import search_assets
from jambanken.social import Sharing
from jambanken.terms import phrases_of
from jambanken.today import today

Search = Callable[[Catalogue, Gallery, Path], Iterable[Asset]]
COLOURS_FILE = "assets/css/farger.css"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the environment asks for: the day, how pictures are made, and who makes print files."""

    today: dt.date
    effort: Effort
    shop: Shop


def wishes(root: Path, env: Mapping[str, str], *, preview: bool) -> Wishes:
    """Return what ``env`` asks for. Raises ``ValueError``, in Swedish, where it cannot be had."""
    effort = Effort(profile_of(env, preview=preview), progress())
    return Wishes(today(env), effort, Shop(root, making_of(env), progress(what="Tryckfiler")))


def compile_site(  # noqa: PLR0913  # all that decides what a site holds
    root: Path,
    today: dt.date,
    memory: SiteMemory,
    *,
    preview: bool = False,
    store: Store | None = None,
    effort: Effort = DRAFT,
    shop: Shop | None = None,
) -> Site:
    """Compile the bank below ``root`` as it is to be seen on the day ``today``.

    ``store`` may know compiled templates and the bodies of entries' pages from an earlier build, by
    keys that name all they are made from. ``effort`` says how pictures are made,
    ``shop`` makes the print files; without it there are none.
    ``preview`` shows drafts, and entries with errors as they last were. Content never makes this
    raise: see ``Site.problems``, and build nothing for visitors where one of them is an error.
    Raises ``OSError`` where the files of pictures cannot be written.
    """
    store = store or Store(None)
    bank, problems = _read(root, today, memory.bank, store, preview=preview)
    left_out = unusable(bank, problems)
    shown = catalogue(bank, preview=preview, unusable=left_out, history=history(root, store))
    pictures: Gallery = EMPTY
    faults: tuple[Problem, ...] = ()
    is_sound = preview or not stops_build(problems)
    if is_sound:
        pictures, faults = develop(bank, shown, effort)
    prints = NOTHING_PRINTED
    if shop and is_sound and not faults:
        prints, faults = _printed(
            shop, Plan(Desk(shown, pictures)), memory.prints if preview else None
        )
    search = partial(search_assets, store=store, memory=memory.search if preview else None)
    addresses = frozenset(Addresses(shown, bank.root))
    data = OpenData(shown, pictures, addresses, memory.data if preview else None)
    sharing = Sharing(shown, pictures, is_drawn=effort.profile is Profile.PUBLISH and not preview)
    care = Coordination(bank, shown)
    rendered = _Rendered(care, data, prints, sharing, store, memory.pages if preview else None)
    cards = partial(sharing.assets, store)
    return Site(
        sections=(Section("Start", ""), *(Section(kind.plural, kind.address) for kind in KINDS)),
        frame={**frame(shown), **sharing.frame},
        pages=rendered,
        assets=_assets(care, data, prints, search, cards) if is_sound else Assets(),
        problems=in_order([*problems, *faults]),
        stylesheets=(COLOURS_FILE,),
    )


def _read(
    root: Path, today: dt.date, memory: Memory, store: Store, *, preview: bool
) -> tuple[Bank, tuple[Problem, ...]]:
    """Read the bank and check it. A build for visitors then forgets its files: none comes after it."""
    with remembered_looks(memory, store):
        bank = load(root, today, memory, keep_last_good=preview)
    if not preview:
        memory.parsed.clear()
    # Who builds a site for visitors is past the time for advice on how to write.
    problems = in_order([*bank.problems, *run_rules(bank, language=preview)])
    return (with_last_good(bank, problems, memory) if preview else bank), problems


def _printed(
    shop: Shop, plan: Plan, latest: LatestPlan | None
) -> tuple[Prints, tuple[Problem, ...]]:
    """Make the print files; in a preview, which remembers their plan, only when they are asked for."""
    return (shop.preview(plan, latest), ()) if latest else shop.print_all(plan)


def _assets(
    care: Coordination,
    data: OpenData,
    prints: Prints,
    search: Search,
    cards: Callable[[], Iterable[Asset]],
) -> Assets:
    bank, shown, pictures = care.bank, data.shown, data.pictures
    beside: tuple[Group, ...] = (
        partial(open_data_assets, data),
        partial(report_assets, care),
        partial(listing_assets, shown),
        partial(attached_files, bank, shown),
        pictures.assets,
        prints.assets,
        partial(gallery_assets, shown, pictures),
        partial(recall_assets, bank),
        partial(feed_assets, shown),
        partial(calendar_assets, shown),
        partial(weekly_assets, shown),
        partial(meetings_assets, shown),
        partial(order_assets, shown),
        partial(opensearch_assets, shown),
        lambda: [Asset(COLOURS_FILE, stylesheet(shown.settings.colours))],
    )
    return Assets(partial(search, shown, pictures, bank.root / HAND_WRITTEN), beside, cards)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """Pages that are rendered anew each time they are gone through."""

    care: Coordination
    data: OpenData
    prints: Prints
    sharing: Sharing
    store: Store
    memory: PagesByAddress | None

    @property
    def bank(self) -> Bank:
        return self.care.bank

    @property
    def shown(self) -> Catalogue:
        return self.data.shown

    @property
    def pictures(self) -> Gallery:
        return self.data.pictures

    def __iter__(self) -> Iterator[Page]:
        return self.each(lambda page: page)

    def each(
        self, do: Callable[[Page], Done], beside: Sequence[Callable[[], object]] = ()
    ) -> Iterator[Done]:
        """Give ``do(page)`` for every page, and call each function of ``beside``."""
        shared = self._shared()
        pages = EntryPages(shared)
        broken: list[Making] = [partial(pages.broken, entry) for entry in self.shown.broken]
        data: Making = partial(data_page, shared.templates, self.data)
        report = report_making(shared.templates, self.care, shared.memory)
        others = [*_overviews(shared), *_picture_pages(self.bank, shared), data, report, *broken]
        with_image = self.sharing.with_image
        records = list(self.shown.records.values())
        yield from pages.each(records, others, lambda page: do(with_image(page)), beside)

    def _shared(self) -> Shared:
        bank, shown = self.bank, self.shown
        terms, addresses = phrases_of(shown), Addresses(shown, bank.root)
        templates = _templates(addresses, self.pictures, open_channels(shown))
        shared = (
            *(bank.settings, bank.registry, bank.today, shown.preview),
            *(terms, list(addresses), self.pictures.key),
        )
        key = hashlib.sha256(f"{code_digest()}{shared!r}".encode()).hexdigest()
        return Shared(
            shown,
            self.pictures,
            templates,
            terms,
            addresses.__contains__,
            self.store,
            PageMemory(key, self.memory),
            self.prints,
            self.sharing,
        )


def _templates(
    addresses: Addresses, pictures: Gallery, takes_orders: frozenset[str]
) -> Environment:
    """Return all templates, compiled: processes that pages are shared with must not each do it."""
    kept = bytecode_store("pages")
    templates = environment(
        addresses.__contains__, pictures.find, StoredBytecode(kept), takes_orders
    )
    for name in templates.list_templates(extensions=["jinja"]):
        templates.get_template(name)
    kept.close()
    return templates


def _overviews(shared: Shared) -> Iterator[Making]:
    templates, shown, memory = shared.templates, shared.catalogue, shared.memory
    yield partial(home_page, templates, shown, shared.pictures)
    yield weekly_making(templates, shown, memory)
    yield news_making(templates, shown, memory)
    yield meetings_making(templates, shown, memory)
    for kind in KINDS:
        if kind.model is not Picture:
            yield from listing_pages(templates, shown, kind, memory)
    for group in GROUPS:
        yield from group_pages(templates, shown, group, memory, shared.prints)
    yield from guide_pages(templates, memory)
    yield partial(search_words_page, templates, shown)


def _picture_pages(bank: Bank, shared: Shared) -> Iterator[Making]:
    templates, shown, memory = shared.templates, shared.catalogue, shared.memory
    yield from gallery_pages(templates, shown, shared.pictures, memory)
    yield partial(balance_page, templates, shown, shown.of_kind("bildbank"), memory)
    yield partial(recall_page, templates, bank)
    yield from contribute_pages(templates, bank.settings, bank.registry, memory)
    yield partial(collection_page, templates)
    yield partial(search_page, templates, shown)
    yield partial(order_page, templates, shown)
    yield statement_making(templates, shown, pdf_files(bank), memory)
    yield partial(privacy_page, templates, shown)
