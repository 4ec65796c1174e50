#!/usr/bin/env python3
"""Asks whether the pages that the bank links to are there: ``python scripts/check_links.py``.

The answers go to docs/rapport/lankar.json, from where the report shows them. Run once a week.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "scripts")]

try:
    from prtools.links_command import main
except ImportError:
    from devtools.own_python import run_again

    sys.exit(run_again(__file__, sys.argv[1:]))

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT, os.environ))
