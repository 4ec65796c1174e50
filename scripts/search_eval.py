#!/usr/bin/env python3
"""Measures the search on a judged set: ``search_eval.py --corpus FILE --queries FILE --qrels FILE``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "evaltools.command"))
