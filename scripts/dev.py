#!/usr/bin/env python3
"""Sets everything up and does the job: ``python3 scripts/dev.py serve`` or ``test``.

Needs Python 3.11 or later and nothing else. This file is kept so plain that an older Python
can read it, and say so; the work is in ``devtools``.
"""

import sys

OLDEST = (3, 11)


def main() -> int:
    """Return the exit code: 0 done, 1 a check failed, 2 wrong usage, 3 the set-up failed."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        sys.stderr.write(
            f"This needs Python 3.11 or later, and this is Python {found}.\n"
            f"Det behövs Python 3.11 eller senare, och det här är Python {found}.\n"
        )
        return 3
    from devtools.verbs import run  # noqa: PLC0415 - only a new Python can read it

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
