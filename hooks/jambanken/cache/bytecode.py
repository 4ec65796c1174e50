"""Compiled templates, kept as Python keeps its own: compiling Material's takes a second of a build."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from jambanken.cache.store import Store

#: A process that builds again and again compiles once, also where nothing may be written.
_in_this_process: dict[str, bytes] = {}
_FOLDER = Path(__file__).parent / "__pycache__"


def bytecode_store(name: str) -> Store:
    """Return where the compiled templates called ``name`` are kept, beside the compiled modules.

    As with those, nothing is kept where Python is told to write no bytecode.
    """
    return Store(None if sys.dont_write_bytecode else _FOLDER / f"{name}.sqlite")


class StoredBytecode(BytecodeCache):
    """Keeps bytecode in a `Store`, whose checksums guard what `marshal` must not be given."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        key = _key(bucket)
        known = self._store.get(key) or _in_this_process.get(key)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        key = _key(bucket)
        _in_this_process[key] = bucket.bytecode_to_string()
        self._store.put(key, _in_this_process[key])


def _key(bucket: Bucket) -> str:
    return f"template {jinja2.__version__} {bucket.key} {bucket.checksum}"
