#!/usr/bin/env python3
"""Withdraws a picture: ``python scripts/withdraw.py SLUG [--datum ÅÅÅÅ-MM-DD]``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "jambanken.intake.withdraw_command"))
