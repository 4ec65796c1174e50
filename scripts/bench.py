#!/usr/bin/env python3
"""Builds made-up banks of any size, or makes pictures, and prints what it costs beside peers."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from benchtools.command import main  # noqa: E402  # it needs the path above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT))
