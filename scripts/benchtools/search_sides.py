"""The searches that are compared: the bank's own, Material's, and Pagefind over the same pages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchtools import builds
from benchtools.measure import FailedError, Usage, run
from benchtools.plan import SHARES
from benchtools.search_browser import Field
from benchtools.search_server import Compress, Served, brotli, serving

PACKAGES = ("pagefind[bin]==1.5.2", "brotli==1.2.0")
OURS, MATERIAL, PAGEFIND = "jambanken", "mkdocs-material", "pagefind"
_PAGEFIND_PAGE_NAME, _PAGEFIND_FILES = "sok.html", "/pagefind/"
#: Pagefind by its own interface, without the third of a second that its ready-made field waits. It
#: shows five hits at once, as that field does, and each as soon as it is there.
_PAGEFIND_PAGE = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Sök</title>
<input type="search"><ol></ol>
<script type="module">
const [field, list] = [document.querySelector("input"), document.querySelector("ol")];
let opened = null;
let turn = 0;
async function ask() {
  const mine = ++turn;
  opened ??= import("./pagefind/pagefind.js");
  const pagefind = await opened;
  const { results } = await pagefind.search(field.value);
  if (mine !== turn) return;
  list.replaceChildren();
  for (const result of results.slice(0, 5)) {
    result.data().then(({ url, meta, excerpt }) => {
      if (mine !== turn) return;
      const item = document.createElement("li");
      item.innerHTML = `<a href="${url}">${meta.title}</a><p>${excerpt}</p>`;
      list.append(item);
    });
  }
}
field.addEventListener("focus", async () => {
  opened ??= import("./pagefind/pagefind.js");
  await (await opened).init();
});
field.addEventListener("input", ask);
</script></html>
"""


@dataclass(frozen=True, slots=True)
class Side:
    """A search that can be asked: what is served, the page it is asked on, and where it is on it."""

    name: str
    served: Served
    page: str
    field: Field


_FIELDS: Mapping[str, Field] = {
    OURS: Field(
        "[data-search-box] [data-search-field]",
        "[data-search-box] [role='listbox']",
        ".jb-suggest__hit",
        ("/assets/sok/", "/assets/js/search/"),
        ("/assets/sok/",),
    ),
    MATERIAL: Field(
        "[data-md-component='search-query']",
        ".md-search-result__list",
        ".md-search-result__item",
        ("/search/", "/assets/javascripts/workers/"),
        ("/search/",),
    ),
    PAGEFIND: Field("input", "ol", "li", (_PAGEFIND_FILES,), (_PAGEFIND_FILES,)),
}


def install(folder: Path, packages: Sequence[str] = PACKAGES) -> Compress:
    """Install packages in a folder of their own; return what compresses. Raises ``FailedError``."""
    options = [
        "-q",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
        "--target",
        str(folder),
    ]
    command = [sys.executable, "-m", "pip", "install", *options, *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"the peers cannot be installed: {done.stderr.strip()[-500:]}")
    return brotli(folder)


def index_of_pagefind(packages: Path, bank: Path) -> Usage:
    """Let Pagefind index the built entries of a bank, what stands in ``main`` alone."""
    target = bank / "pagefind"
    shutil.rmtree(target, ignore_errors=True)
    glob = f"{{{','.join([*SHARES, 'om', 'integritet', 'tillganglighet', 'redaktion'])}}}/*/*.html"
    command = [
        *(sys.executable, "-m", "pagefind", "--site", str(bank / "site"), "--glob", glob),
        *("--root-selector", "main", "--force-language", "sv"),
        *("--output-path", str(target / _PAGEFIND_FILES.strip("/")), "--silent"),
    ]
    used = run(command, bank, {**builds.environment(), "PYTHONPATH": str(packages)})
    (target / _PAGEFIND_PAGE_NAME).write_text(_PAGEFIND_PAGE, encoding="utf-8")
    return used


def index_of_ours(root: Path, bank: Path) -> float:
    """Let the bank make its index alone, and return the processor seconds that took."""
    file = bank / "index.json"
    paths = f"{root / 'hooks'}{';' if sys.platform == 'win32' else ':'}{root / 'scripts'}"
    command = [sys.executable, "-m", "benchtools.search_index", str(bank), str(file)]
    run(command, bank, {**builds.environment(), "PYTHONPATH": paths})
    told: float = json.loads(file.read_text(encoding="utf-8"))["cpu"]
    return told


@contextmanager
def ours(bank: Path, compress: Compress, page: str = "") -> Iterator[Side]:
    """Serve the built bank."""
    with serving(bank / "site", compress) as served:
        yield Side(OURS, served, page, _FIELDS[OURS])


@contextmanager
def sides(bank: Path, peer: Path | None, compress: Compress) -> Iterator[Sequence[Side]]:
    """Serve all that is compared: the built bank, Pagefind's index of it, and the peer if there is one."""
    with ours(bank, compress) as own, serving(bank / "pagefind", compress) as indexed:
        found = [own, Side(PAGEFIND, indexed, _PAGEFIND_PAGE_NAME, _FIELDS[PAGEFIND])]
        if peer is None:
            yield found
            return
        with serving(peer / "site", compress) as theirs:
            yield [*found, Side(MATERIAL, theirs, "", _FIELDS[MATERIAL])]
