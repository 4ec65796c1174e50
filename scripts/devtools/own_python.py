"""Start a script anew with the Python that has the packages, for whoever typed just ``python``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devtools.environment import ROOT, Environment, child_environment

#: The exit code of wrong usage, as the scripts have it.
WRONG_USAGE = 2
#: Tells the second start from the first, so that there is no third.
_TRIED = "JAMBANKEN_OWN_PYTHON"
_CURE = (
    "Paketen som behövs saknas. Kör python3 scripts/dev.py check en gång, så hämtas de. På Windows "
    "heter python3 oftast py. Kör sedan samma kommando igen.\n"
)


def run_again(script: str, arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run a script with the Python of ``.venv`` and return its exit code.

    Where there is none, or it lacks them too, say in Swedish what to do, and return `WRONG_USAGE`.
    """
    own = Environment(root / ".venv")
    if not own.python.exists() or _TRIED in os.environ:
        sys.stderr.buffer.write(_CURE.encode())
        return WRONG_USAGE
    command = [str(own.python), script, *arguments]
    env = child_environment(os.environ) | {_TRIED: "1"}
    return subprocess.run(command, env=env, check=False).returncode
