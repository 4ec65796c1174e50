#!/usr/bin/env python3
"""Asks whether the pages that the bank links to are there: ``python scripts/check_links.py``.

The answers go to docs/rapport/lankar.json, from where the report shows them. Run once a week.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "prtools.links_command"))
