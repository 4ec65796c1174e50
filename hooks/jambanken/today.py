"""What day it is: the one place that asks a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_WRONG = "SOURCE_DATE_EPOCH ska vara ett heltal: sekunder sedan 1970-01-01."


def today(environment: Mapping[str, str]) -> dt.date:
    """Return today in Sweden.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970-01-01 UTC) decides where it is set, so that the same
    content and day give the same site. Raises ``ValueError``, in Swedish, where it is no day.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), STOCKHOLM).date()
        except (ValueError, OverflowError, OSError) as fault:
            raise ValueError(_WRONG) from fault
    return dt.datetime.now(STOCKHOLM).date()
