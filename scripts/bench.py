#!/usr/bin/env python3
"""Builds made-up banks of any size and prints time, memory and growth beside a peer's."""

import sys
from pathlib import Path

from benchtools.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).parents[1]))
