#!/usr/bin/env python3
"""Says what needs looking after: ``python scripts/report.py [--format text|json|csv]``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "scripts")]

try:
    from jambanken.intake.report_command import run
except ImportError:
    from devtools.own_python import run_again

    sys.exit(run_again(__file__, sys.argv[1:]))

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], ROOT, os.environ).give(sys.stdout, sys.stderr))
