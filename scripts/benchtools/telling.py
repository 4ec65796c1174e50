"""How all measuring goes: in a folder of its own, and its figures told to people or to programs."""

from __future__ import annotations

import json
import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from benchtools.measure import FailedError
from devtools.console import SetupError

Tell = Callable[[str], None]
_Found = TypeVar("_Found")


def told(
    measured: Callable[[Path], _Found],
    as_json: Callable[[_Found], Mapping[str, Any]],
    as_text: Callable[[_Found], str],
    wanted: Namespace,
    tell: Tell,
) -> int:
    """Measure in a folder that is gone afterwards and print what was found, with ``--json`` as data.

    Returns the exit code: 0 measured, 1 something failed, which ``tell`` has been told.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
            found = measured(Path(folder))
    except (FailedError, SetupError, OSError) as error:
        tell(str(error))
        return 1
    if wanted.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print(as_text(found))
    return 0
