"""The beginning of the scripts for editors: they run with whatever Python somebody types."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TextIO

from devtools.environment import ROOT
from devtools.own_python import run_again

_OURS = frozenset({"jambanken", *(path.name for path in (ROOT / "scripts").glob("*tools"))})


def is_ours(module: str) -> bool:
    """Tell whether a module is the project's own: it is never missing, only wrongly named."""
    return module.partition(".")[0] in _OURS


def start(script: str, module: str) -> int:
    """Return what ``main(arguments, root, environment)`` of a module returns: an exit code.

    Where the packages are missing, the script runs again with the Python that has them.
    """
    sys.path.insert(0, str(ROOT / "hooks"))
    try:
        main = import_module(module).main
    except ModuleNotFoundError as missing:
        if is_ours(missing.name or ""):
            raise
        return run_again(script, sys.argv[1:])
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    code: int = main(sys.argv[1:], ROOT, os.environ)
    return code


def _nowhere() -> TextIO:
    """Return what stands in for a stream that somebody closed (``>&-``): Python has None there."""
    return Path(os.devnull).open("w", encoding="utf-8")
