#!/usr/bin/env python3
"""What the workflows on GitHub run: ``python scripts/pull_request.py check|preview|answer|suggest``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "scripts")]

from prtools.command import main  # noqa: E402  # found by the line above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT, os.environ))
