#!/usr/bin/env python3
"""Builds made-up banks of any size, or makes pictures, and prints what it costs beside peers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "benchtools.command"))
