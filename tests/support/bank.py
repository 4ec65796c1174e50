"""Small banks in a folder, for tests that need a whole one."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from tests.support.models import CASES, data_of

from jambanken.bank import Bank, Memory, load
from jambanken.build import compile_site
from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue, catalogue
from jambanken.kinds import KIND_BY_NAME
from jambanken.memory import SiteMemory
from jambanken.output import Site

#: Keeps compiled templates between the banks of a test run.
_TEMPLATES = Store(None)
TODAY = dt.date(2026, 11, 22)
#: Every shared file of a bank that has something of each sort.
SHARED: Mapping[str, Any] = {
    "bank.yml": {"namn": "Provbanken", "repo": {"namn": "region-x/bank"}},
    "tipsbank/vokabular.yml": {
        "målgrupper": [{"id": "chef", "namn": "Chefer"}],
        "verksamheter": [{"id": "forskola", "namn": "Förskola"}],
        "teman": [
            {"id": "bemotande", "namn": "Bemötande"},
            {"id": "chef", "namn": "Ett tema med samma id som en målgrupp"},
        ],
        "styrdokument": [{"id": "cemr-6", "namn": "Artikel 6", "typ": "cemr"}],
    },
    "tipsbank/organisationer.yml": [{"id": "skane", "namn": "Region Skåne", "typ": "region"}],
    "tipsbank/bestallning.yml": [
        {"id": "tryck", "namn": "Tryckeriet", "typ": "epost", "adress": "tryck@skane.example"}
    ],
    "tipsbank/synonymer.yml": [["möte", "apt"]],
}


def smallest(kind: str, **fields: Any) -> dict[str, Any]:
    """Return the data of the smallest entry of a kind, with other ``fields`` instead or besides."""
    data = data_of(CASES / kind / "good" / "smallest.yml")
    assert isinstance(data, dict)
    return {key: value for key, value in {**data, **fields}.items() if value is not None}


def write(root: Path, entries: Mapping[str, Mapping[str, Any]], **shared: Any) -> Path:
    """Write a bank of ``entries`` (data by ``KIND/SLUG``) below ``root``.

    Fields that an entry lacks are those of the smallest one. ``shared`` has other data for a shared
    file, by its name without ``.yml``.
    """
    for name, data in SHARED.items():
        _put(root / name, shared.get(Path(name).stem, data))
    for ref, fields in entries.items():
        kind, slug = ref.split("/")
        data = smallest(kind, **fields)
        _put(root / KIND_BY_NAME[kind].folder / f"{slug}.yml", data)
        if kind == "bildbank" and "fil" in data:
            put_picture(root / kind / data["fil"])
    return root


def put_picture(path: Path, size: tuple[int, int] = (24, 16)) -> None:
    """Write a small picture, another one for each name; one that is there stays."""
    if not path.exists():
        noise = random.Random(path.name).randbytes(3 * size[0] * size[1])  # noqa: S311  # no secret
        Image.frombytes("RGB", size, noise).save(path)


def _put(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML, and has no surprises
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")


def read(root: Path, today: dt.date = TODAY) -> Bank:
    """Read a bank that must not have errors of its own."""
    bank = load(root, today, Memory())
    assert [str(problem) for problem in bank.problems] == []
    return bank


def shown(root: Path, today: dt.date = TODAY, *, preview: bool = False) -> Catalogue:
    """Return what is to be seen of a bank without errors."""
    return catalogue(read(root, today), preview=preview)


def compiled(root: Path, today: dt.date = TODAY, *, preview: bool = False) -> Site:
    """Compile a bank, whatever is wrong with it."""
    return compile_site(root, today, SiteMemory(), preview=preview, store=_TEMPLATES)


def pages(site: Site) -> dict[str, str]:
    """Return what each page shows, by address: title, description, head and body."""
    return {
        page.address: f"{page.title}\n{page.description}\n{page.head}\n{page.body}"
        for page in site.pages
    }
