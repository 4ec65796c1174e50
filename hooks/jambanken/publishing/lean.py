"""Scripts and stylesheets as visitors get them: without comments and without needless white space.

A browser must read the same program, so no name is changed and no line break goes that could end a
statement (ECMAScript, 12.10). Packages were weighed: rjsmin 1.3 takes a template within a template
for code and changes its text, tdewolff-minify has no wheels for Apple's processors, and minify-html
0.18 keeps all comments. Comments that begin with ``/*!`` or name a licence stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

#: Where the bank's own scripts and stylesheets lie; those of the theme are small already.
_OWN = ("assets/js/", "assets/css/")

#: What stands for a text while the code around it is written closer: for a whole one (or the end of
#: a template), for one that a hole in a template follows, and for a regular expression.
_TEXT, _OPEN, _REGEX = "\ue000", "\ue001", "\ue002"
_STAND_INS = re.compile(f"[{_TEXT}{_OPEN}{_REGEX}]")

_COMMENT = r"//[^\n]*|/\*.*?\*/"
_QUOTED = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
_TEMPLATE = r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)"
_PIECE, _PIECE_IN_HOLE = (
    re.compile(rf"(?P<comment>{_COMMENT})|(?P<text>{_QUOTED}|`{_TEMPLATE})|{code}", re.DOTALL)
    for code in (r"""(?P<code>[^"'`/]+|/)""", r"""(?P<code>[^"'`/{}]+|[/{}])""")
)
_REST = re.compile(_TEMPLATE, re.DOTALL)
_EXPRESSION = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_DIVIDING = re.compile(r"(?P<code>/(?=[\s=]))")
_DEEPER = {"{": 1, "}": -1}
#: What a slash follows where an expression begins; after anything else it divides.
_BEFORE_EXPRESSION = re.compile(
    rf"(?:^|[-+*%=<>!?:&|^~({{\[;,{_OPEN}]|(?<![\w$.])"
    r"(?:return|typeof|case|in|of|else|do|void|delete|throw|await|yield))\s*$"
)
_KEPT = re.compile(r"/\*(?:!|.*@(?:license|preserve))", re.DOTALL)
#: Around these signs white space means nothing; not so around + and -, which may double, and < / .
_SIGNS = rf"{{}}()\[\];,>=?:&|*%^~{_TEXT}{_OPEN}"
_CLOSER = (
    (re.compile(r"[^\S\n]*\n\s*"), "\n"),
    (re.compile(r"[^\S\n]+"), " "),
    (re.compile(rf" (?:(?<=[{_SIGNS}] )|(?=[{_SIGNS}]))"), ""),
    (re.compile(r"\n(?:(?<=[;,({\[]\n)|(?=[)}\]]))"), ""),
)
_STYLE_PIECE = re.compile(rf"(?P<comment>/\*.*?\*/)|(?P<text>{_QUOTED})", re.DOTALL)
_STYLE_CLOSER = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?:(?<=[{};,] )|(?=[{};,]))"), ""),
    (re.compile(r";\}"), "}"),
)


def lean_script(source: str) -> str:
    """Return a script without what only people read; one that is not understood comes back as it is."""
    pieces = None if _STAND_INS.search(source) else _pieces(source)
    return source if pieces is None else _closer(*pieces, _CLOSER)


def lean_style(source: str) -> str:
    """Return a stylesheet without comments, and with white space only where it means something."""
    if _STAND_INS.search(source):
        return source
    texts: list[str] = []

    def stand_in(found: re.Match[str]) -> str:
        piece = found[0]
        if found.lastgroup == "comment" and not _KEPT.match(piece):
            return " "
        texts.append(piece)
        return _TEXT

    return _closer(_STYLE_PIECE.sub(stand_in, source), texts, _STYLE_CLOSER)


def make_lean(folder: Path, names: Iterable[str]) -> None:
    """Write the bank's own scripts and stylesheets among ``names`` below ``folder`` anew, smaller.

    Raises ``OSError``.
    """
    for name in names:
        if name.startswith(_OWN) and (ways := _WAYS.get(name.rpartition(".")[2])):
            path = folder / name
            path.write_bytes(ways(path.read_bytes().decode()).encode())


_WAYS = {"js": lean_script, "css": lean_style}


def _pieces(source: str) -> tuple[str, list[str]] | None:
    """Return the code with a sign for each text in it, and the texts; None where it makes no sense."""
    code: list[str] = []
    texts: list[str] = []
    # For each template that a hole is open in, how many braces are open in the hole.
    holes: list[int] = []
    at = 0
    while at < len(source):
        found = (_PIECE_IN_HOLE if holes else _PIECE).match(source, at)
        sign = _TEXT
        if found and found[0] == "/":
            found, sign = _slash(source, at, "".join(code[-3:])), _REGEX
        elif found and found[0] == "}" and holes[-1] == 0:
            holes.pop()
            found = _REST.match(source, at + 1)
        if found is None:
            return None
        piece = source[at : found.end()]
        at = found.end()
        if found.lastgroup == "comment" and not _KEPT.match(piece):
            code.append("\n" if "\n" in piece else " ")
        elif found.lastgroup == "code":
            code.append(piece)
            if holes:
                holes[-1] += _DEEPER.get(piece, 0)
        else:
            is_open = piece.endswith("${") and piece[0] in "`}"
            holes.extend([0] if is_open else [])
            code.append(_OPEN if is_open else sign)
            texts.append(piece)
    return None if holes else ("".join(code), texts)


def _slash(source: str, at: int, before: str) -> re.Match[str] | None:
    """Return a regular expression or what divides; None where only a parser could tell which it is."""
    if _BEFORE_EXPRESSION.search(before):
        return _EXPRESSION.match(source, at)
    return _DIVIDING.match(source, at)


def _closer(code: str, texts: list[str], rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """Return code without needless white space, the texts put back in it."""
    for pattern, by in rules:
        code = pattern.sub(by, code)
    parts = _STAND_INS.split(code.strip())
    rest = (f"{text}{part}" for text, part in zip(texts, parts[1:], strict=True))
    return "".join((parts[0], *rest, "\n"))
