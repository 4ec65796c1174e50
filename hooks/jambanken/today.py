"""What day it is: the one place that asks a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def today(environment: Mapping[str, str]) -> dt.date:
    """Return today in Sweden.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970-01-01 UTC) decides where it is set, so that the same
    content and day give the same site. Raises ``ValueError`` where it is no whole number or no date.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), STOCKHOLM).date()
        except (OverflowError, OSError) as fault:
            raise ValueError(f"{epoch} is outside the calendar") from fault
    return dt.datetime.now(STOCKHOLM).date()
