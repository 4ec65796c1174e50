#!/usr/bin/env python3
"""Checks the content of the bank: ``python scripts/check.py [FILES] [--format text|github|json]``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "scripts")]

try:
    from jambanken.check import main
except ImportError:
    from devtools.own_python import run_again

    sys.exit(run_again(__file__, sys.argv[1:]))

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT, os.environ))
