#!/usr/bin/env python3
"""Mends YAML files without changing what they say: ``python scripts/fix.py [FILES] [--check]``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "jambanken.intake.fix_command"))
