#!/usr/bin/env python3
"""Measures the search on a judged set: ``search_eval.py --corpus FILE --queries FILE --qrels FILE``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from evaltools.command import main  # noqa: E402  # it needs the path above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT))
