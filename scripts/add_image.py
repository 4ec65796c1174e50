#!/usr/bin/env python3
"""Takes pictures into the bank: ``python scripts/add_image.py FILE … [--till MAPP] [--ja]``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "jambanken.intake.add_command"))
