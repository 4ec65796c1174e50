#!/usr/bin/env python3
"""Checks the content of the bank: ``python scripts/check.py [FILES] [--format text|github|json]``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "jambanken.intake.check_command"))
