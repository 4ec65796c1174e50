"""Sets print files, one after the other: a process of its own, run as ``python -m``.

A job is a line of JSON on standard input, its answer one on standard output. So a text that the
typesetter cannot take ends this process at worst, and never the build; no process that has been
forked from another gets to use the typesetter's threads, which do not survive that.

A job has ``layout`` (a file in ``layout/``), ``data`` (what it sets), ``printer`` (whether colour
goes past the cut), ``pictures`` (paths by the names that the data uses) and ``to``, the file to
write. The answer has ``pages`` and ``size`` (bytes), and ``unset`` where signs are missing in the
fonts; or ``fault``, in the typesetter's own words.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import segno
import typst

from jambanken.printing.boxes import UnknownPdfError, pages, with_bleed

HERE = Path(__file__).parent
LAYOUTS = HERE / "layout"
FONTS = HERE / "fonts"
#: How far colour reaches past the cut, in millimetres; `layout/common.typ` has the same.
BLEED = 3.0
_UNSET = re.compile(r'the text `"(.+?)"` could not be displayed')


class Setter:
    """The typesetter, with its fonts and layouts loaded once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for layout in LAYOUTS.glob("*.typ"):
            shutil.copyfile(layout, folder / layout.name)
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
        )
        self._compiler = typst.Compiler(root=str(folder), font_paths=fonts)

    def answer(self, job: dict[str, Any]) -> dict[str, Any]:
        """Do a job. No content makes this raise; ``OSError`` where a file cannot be written."""
        for name, path in job["pictures"].items():
            if not (self._folder / name).exists():
                shutil.copyfile(path, self._folder / name)
        inputs = {
            "data": json.dumps(_with_codes(job["data"])),
            "printer": "1" if job["printer"] else "",
        }
        unset: list[str] = []
        try:
            made = self._made(job["layout"], inputs, ["ua-1"])
        except typst.TypstError as fault:
            # A sign that no font has is shown as a box; the standard forbids that, readers do not.
            unset = list(dict.fromkeys(_UNSET.findall(str(fault.diagnostic))))
            if not unset:
                return {"fault": str(fault.message)}
            try:
                made = self._made(job["layout"], inputs, [])
            except typst.TypstError as other:
                return {"fault": str(other.message)}
        try:
            whole = with_bleed(made, BLEED) if job["printer"] else made
            count = pages(whole)
        except UnknownPdfError as fault:
            return {"fault": str(fault)}
        Path(job["to"]).write_bytes(whole)
        return {"pages": count, "size": len(whole), "unset": unset}

    def _made(self, layout: str, inputs: dict[str, str], standards: list[Any]) -> bytes:
        made = self._compiler.compile(
            input=str(self._folder / layout),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=0,
        )
        if not isinstance(made, bytes):
            raise TypeError(f"{type(made)} is no file")
        return made


def _with_codes(value: Any) -> Any:
    """Return data with a drawn code in the place of each address under ``qr``."""
    if isinstance(value, dict):
        return {
            key: _code(item) if key == "qr" else _with_codes(item) for key, item in value.items()
        }
    return [_with_codes(item) for item in value] if isinstance(value, list) else value


def _code(address: str) -> str:
    """Return a QR code as SVG. Level M still reads with 15 % of it worn away (ISO/IEC 18004)."""
    if not address:
        return ""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def main() -> None:
    """Answer jobs until there are no more."""
    with tempfile.TemporaryDirectory() as folder:
        setter = Setter(Path(folder))
        for line in sys.stdin.buffer:
            answer = setter.answer(json.loads(line))
            sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
