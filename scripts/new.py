#!/usr/bin/env python3
"""Writes a new entry to fill in: ``python scripts/new.py KIND "TITLE"``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "jambanken.intake.new_command"))
