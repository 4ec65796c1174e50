#!/usr/bin/env python3
"""Writes what helps editors while they write: ``python scripts/editor_files.py``.

Schemas in .vscode/, and the forms of issues in .github/. Run it when a model or a vocabulary has
changed.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "devtools.editor_files_command"))
