#!/usr/bin/env python3
"""Writes what helps editors while they write: ``python scripts/editor_files.py``.

Schemas in .vscode/, and the forms of issues in .github/. Run it when a model or a vocabulary has
changed.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "scripts")]

try:
    from jambanken.editors import editor_files
    from jambanken.intake.new import known_words
    from jambanken.pullrequest.forms import form_files
except ImportError:
    from devtools.own_python import run_again

    sys.exit(run_again(__file__, sys.argv[1:]))

if __name__ == "__main__":
    known = known_words(ROOT)
    for name, text in {**editor_files(known.known_ids()), **form_files(known, ROOT)}.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(name)
