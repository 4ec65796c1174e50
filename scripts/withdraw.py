#!/usr/bin/env python3
"""Withdraws a picture: ``python scripts/withdraw.py SLUG [--datum ÅÅÅÅ-MM-DD]``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

try:
    from jambanken.intake.withdraw_command import run
except ImportError:
    sys.stderr.write("Paketen som behövs saknas. Kör först: python3 scripts/dev.py check\n")
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], ROOT, os.environ).give(sys.stdout, sys.stderr))
