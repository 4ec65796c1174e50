#!/usr/bin/env python3
"""Writes the site as a folder that MkDocs without hooks and Zensical build: write_tree.py FOLDER."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools.start import start

if __name__ == "__main__":
    sys.exit(start(__file__, "devtools.tree_command"))
