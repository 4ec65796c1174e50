"""Every file below ``/data/``."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.opendata.dcat import dcat_assets
from jambanken.opendata.entries import OpenData, data_assets
from jambanken.opendata.schemas import schema_assets
from jambanken.opendata.tables import table_assets
from jambanken.output import Asset


def open_data_assets(data: OpenData) -> Iterator[Asset]:
    """Give the data, their schemas, the tables and the catalogue for data portals."""
    yield from data_assets(data)
    yield from schema_assets(data.shown.settings)
    yield from table_assets(data)
    yield from dcat_assets(data)
