"""Hands the compiled bank to MkDocs, and MkDocs' finished pages to where they are published.

MkDocs builds the theme, the hand-written pages and one shell for each sort of bank page, into a
folder beside the site's place. The bank's pages are joined into the shells and written there, the
whole is checked and swapped in. No other file knows of MkDocs; ProperDocs runs this one unchanged.

MkDocs takes every function here whose name begins with ``on_`` for an event.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler

#: New objects between two searches for reference cycles; Python's 700 cost a build five per cent,
#: and a tenth of the time of the imports below.
SELDOM = 50_000
gc.set_threshold(SELDOM)

from jambanken.cache.bytecode import StoredBytecode, bytecode_store
from jambanken.cache.store import CACHE, Store
from jambanken.memory import SiteMemory
from jambanken.output import Site
from jambanken.problems import Level, stops_build
from jambanken.publishing.assemble import Around, UnsoundSiteError, finish, write_bank
from jambanken.publishing.files import files_below, stamps
from jambanken.publishing.links import Document, dead_ends, links_in
from jambanken.publishing.loader import LeanLoader
from jambanken.publishing.publish import Staging, explain
from jambanken.publishing.refresh import Refresh, Waiting
from jambanken.publishing.shell import Shell, Slot, Spot, marks, spots
from jambanken.publishing.theming import UNUSED, WATCHED, theming
from jambanken.publishing.waiting import with_waiting
from jambanken.report import as_text, summary

if TYPE_CHECKING:  # a build does without the server, which takes 16 ms to import
    from mkdocs.livereload import LiveReloadServer

LIVE_SCRIPT = Path(__file__).parent / "preview" / "live.js"
LIVE = "jb-live.js"
LIVE_STATE = "jb-live.json"


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What MkDocs made of what is not content; made anew when any of ``key`` changes.

    ``standing`` says what the preview's files were made from.
    """

    key: object
    around: Around
    files: tuple[str, ...]
    standing: Mapping[str, object]


@dataclass(slots=True)
class _Run:
    """One build. ``reused`` is what an earlier build in this process made, where it still holds."""

    site: Site
    target: str
    staging: Staging
    store: Store
    key: object
    reused: _Remembered | None
    bytecode: Store = field(default_factory=partial(bytecode_store, "theme"))
    shells: dict[Spot, Shell] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)


@dataclass(slots=True)
class _Process:
    """What outlives a build; MkDocs loads this file once and builds many times in ``serve``."""

    memory: SiteMemory = field(default_factory=SiteMemory)
    waiting: Waiting = field(default_factory=Waiting)
    preview: bool = False
    remembered: _Remembered | None = None
    run: _Run | None = None
    told: str = ""


_process = _Process()


def on_startup(*, command: str, **_: object) -> None:
    """Note whether visitors or an editor will see the site."""
    _process.preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Compile the bank, and tell MkDocs its name, its sections and where to build."""
    _abandon()
    root = Path(config.config_file_path).parent
    store = Store(root / CACHE)
    _process.memory.begin(root)
    site = _compiled(root, store)
    _tell(site)
    if stops_build(site.problems) and not _process.preview:
        raise Abort(f"Bygget avbröts. {summary(site.problems)}")
    _configure(config, site)
    key = _key(config)
    reused = _process.remembered if _process.remembered and _process.remembered.key == key else None
    staging = Staging.begin(Path(config.site_dir))
    _process.run = run = _Run(site, config.site_dir, staging, store, key, reused)
    config.site_dir = str(run.staging.folder)
    config.theme = _LeanTheme(config.theme, run.bytecode)
    config.theme.static_templates.discard("sitemap.xml")
    config.watch.extend(str(root / name) for name in WATCHED if (root / name).exists())
    if reused:
        config.nav = []
        config.theme.static_templates.clear()
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add a shell for every spot, and leave out what the site does not use."""
    run = _current()
    if run.reused:
        return Files([])
    for file in list(files):
        if UNUSED.match(file.src_uri) and file.src_dir != config.docs_dir:
            files.remove(file)
    titles = {section.address: section.title for section in run.site.sections}
    for spot in spots(run.site.sections):
        file = File.generated(config, f"{spot.address}index.md", content="")
        _ShellPage(escape(titles.get(spot.address, "")), file, config, spot)
        files.append(file)
    return files


def on_page_content(html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Note where a hand-written page leads."""
    del config, files
    if not isinstance(page, _ShellPage):
        document = Document(page.file.src_uri, page.url, links_in(html))
        _current().documents.append(document)
    return html


def on_post_page(output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Cut a finished shell at its marks."""
    del config
    if isinstance(page, _ShellPage):
        _current().shells[page.spot] = Shell.cut(output)
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the bank's pages, check the whole and swap it in."""
    run = _current()
    made = run.reused or _made_by_mkdocs(run)
    if _process.preview:
        made = _refresh(run, made, config)
    else:
        finish(run.staging, run.site, made.around, made.files, config.site_url)
        _tell_of_docs(config, run.staging.folder, made.around)
        run.staging.publish()
    run.store.close(prune=run.store.is_complete)
    run.bytecode.close(prune=not run.reused)
    config.site_dir = run.target
    _process.remembered, _process.run = made, None


def on_build_error(*, error: Exception) -> None:
    """Leave the last site as it was, and say in plain words what can be said so."""
    _abandon()
    if isinstance(error, UnsoundSiteError):
        raise Abort(
            "Bygget avbröts, webbplatsen är som förut.\n" + "\n".join(error.args)
        ) from error
    if isinstance(error, OSError):
        raise Abort(f"Bygget avbröts, webbplatsen är som förut. {explain(error)}") from error


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
) -> LiveReloadServer:
    """Keep the last good site up, with the reason shown, when a rebuild fails.

    Left to itself, MkDocs answers no request at all until a rebuild succeeds.
    """

    def rebuild() -> None:
        try:
            builder()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, the site must stay
            reason = f"Förhandsvisningen kunde inte uppdateras. {error}"
            sys.stderr.write(f"{reason}\n")
            Path(config.site_dir, LIVE_STATE).write_bytes(_live_state(reason))

    from jambanken.printing.serving import with_prints  # noqa: PLC0415  # a build does without

    server.builder = rebuild
    app = with_prints(server.serve_request, _process.memory.prints, server.mount_path)
    site = Path(config.site_dir)
    server.set_app(with_waiting(app, _process.waiting, site, server.mount_path))
    return server


class _ShellPage(MkDocsPage):
    """A page with marks for its contents. It never passes Markdown, which would change them."""

    def __init__(self, title: str, file: File, config: MkDocsConfig, spot: Spot) -> None:
        super().__init__(title or None, file, config)
        self.spot = spot
        if config.site_url:
            self.canonical_url = config.site_url + Slot.ADDRESS.mark

    def read_source(self, config: MkDocsConfig) -> None:
        del config
        self.markdown = ""
        self.meta = marks(self.spot)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        del config, files
        self.content = Slot.BODY.mark


class _LeanTheme(Theme):
    """The same theme, its templates from the cache and its files without the icons' folders."""

    def __init__(self, theme: Theme, store: Store) -> None:
        # A new Theme would read the theme's own settings again and forget what plugins set.
        self.__dict__.update(vars(theme))
        self._store = store

    def get_env(self) -> jinja2.Environment:
        env = super().get_env()
        env.loader = LeanLoader(self.dirs)
        env.bytecode_cache = StoredBytecode(self._store)
        return env


def _compiled(root: Path, store: Store) -> Site:
    """Compile the bank; half of all code is loaded here, while other processes read the entries."""
    from jambanken.build import compile_site, wishes  # noqa: PLC0415  # see above

    preview = _process.preview
    try:
        asked = wishes(root, os.environ, preview=preview)
    except ValueError as wrong:
        raise Abort(str(wrong)) from None
    known = (root, asked.today, _process.memory)
    return compile_site(*known, preview=preview, store=store, effort=asked.effort, shop=asked.shop)


def _configure(config: MkDocsConfig, site: Site) -> None:
    """Set what MkDocs and the theme's templates know of the bank."""
    known = theming(site, Path(config.docs_dir), live=LIVE if _process.preview else "")
    config.site_name = known.site_name
    config.site_description = known.site_description
    config.site_url = config.site_url or known.site_url
    config.nav = known.nav
    config.extra_css = [*config.extra_css, *known.extra_css]
    config.extra["bank"] = known.bank


def _refresh(run: _Run, made: _Remembered, config: MkDocsConfig) -> _Remembered:
    """Bring the preview up to date; the first time it is built aside and swapped in."""
    folder = Path(run.target) if run.reused else run.staging.folder
    _process.remembered = None  # until all is written, nobody knows what stands there
    place = Refresh(folder, made.standing, made.files, _process.waiting)
    state = _live_state(as_text([one for one in run.site.problems if one.level is Level.ERROR]))
    place.put(LIVE, None, LIVE_SCRIPT.read_bytes)
    place.put(LIVE_STATE, state, lambda: state)
    write_bank(place, run.site, made.around, config.site_url)
    place.finish()
    _tell_of_docs(config, folder, made.around)
    if run.reused:
        run.staging.abandon()
    else:
        run.staging.publish()
    return replace(made, standing=place.made)


def _key(config: MkDocsConfig) -> object:
    """Name everything that MkDocs' own part of the site is made from."""
    folders = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
    files = [path for folder in folders for path in files_below(folder)]
    bank = json.dumps(config.extra["bank"], sort_keys=True)
    stood = stamps([Path(config.config_file_path), *files])
    return stood, config.site_url, tuple(config.extra_css), bank


def _made_by_mkdocs(run: _Run) -> _Remembered:
    """Take away the shells, which are no pages, and remember what is left."""
    folder = run.staging.folder
    for spot in sorted(run.shells, key=lambda spot: -spot.depth):
        (folder / spot.address / "index.html").unlink()
        if "jb-skal/" in spot.address:
            (folder / spot.address).rmdir()
    files = tuple(path.relative_to(folder).as_posix() for path in files_below(folder))
    return _Remembered(run.key, Around(run.shells, tuple(run.documents)), files, {})


def _tell_of_docs(config: MkDocsConfig, folder: Path, around: Around) -> None:
    """Stop a strict build at what is wrong in docs/. MkDocs stops when all is in its place already."""
    from jambanken.addresses import OF_CONTENT  # noqa: PLC0415  # with the compiler, see `_compiled`

    docs = Path(config.docs_dir)
    dead = dead_ends(folder, around.documents, docs, OF_CONTENT, _process.waiting)
    handlers = logging.getLogger("mkdocs").handlers
    counts = [handler.get_counts() for handler in handlers if isinstance(handler, CountHandler)]
    sys.stderr.writelines(f"{problem}\n" for problem in dead)
    if config.strict and (any(counts) or stops_build(dead)):
        raise UnsoundSiteError("Något i docs/ är fel, se raderna ovan.")


def _tell(site: Site) -> None:
    """Print the problems to those who wait for the build, the same ones only once."""
    text = as_text(site.problems)
    if text and text != _process.told:
        sys.stderr.write(f"{text}\n{summary(site.problems)}\n")
    _process.told = text


def _current() -> _Run:
    if _process.run is None:
        raise RuntimeError("an event outside a build")
    return _process.run


def _abandon() -> None:
    if _process.run is not None:
        _process.run.staging.abandon()
        _process.run.store.close(prune=False)
        _process.run = None


def _live_state(fault: str) -> bytes:
    return json.dumps({"fault": fault}, ensure_ascii=False).encode()
