#!/usr/bin/env python3
"""Checks the content of the bank: ``python scripts/check.py [FILES] [--format text|github|json]``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

try:
    from jambanken.check import main
except ImportError:
    sys.stderr.write(
        "Paketen som kontrollen behöver saknas. Kör i stället: python3 scripts/dev.py check\n"
    )
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT, os.environ))
