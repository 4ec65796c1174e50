#!/usr/bin/env python3
"""Says what needs looking after: ``python scripts/report.py [--format text|json|csv]``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "jambanken.intake.report_command"))
