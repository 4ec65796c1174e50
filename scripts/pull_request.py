#!/usr/bin/env python3
"""What the workflows on GitHub run: ``python scripts/pull_request.py check|preview|answer|suggest``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "prtools.command"))
