"""Causes of syntax errors in a value: quotes, brackets, signs and colons."""

from __future__ import annotations

import re

import yaml

from jambanken.reading.faults import LONGEST_QUOTE, in_quotes, quoted
from jambanken.reading.nodes import At, tokens
from jambanken.reading.stop import KEY, Cause, Edit, Stop, indent_of

_CURLY = "“”„‟«»\u2018\u2019"

_SIGNS = (
    ("scanning an alias", "yaml-ankare"),
    ("scanning an anchor", "yaml-ankare"),
    ("a tag", "yaml-tagg"),
    ("block scalar", "yaml-syntax"),
    ("cannot start any token", "yaml-syntax"),
    ("node content", "yaml-syntax"),
    ("mapping keys are not allowed", "yaml-syntax"),
)


def endless_quote(stop: Stop) -> Cause | None:
    """A quote that is never closed, or closed by a curly one."""
    ended = re.search("end of stream|document (?:indicator|separator)", stop.saying)
    if "quoted scalar" not in stop.saying or not ended or not stop.context:
        return None
    rest = stop.lines[stop.context.line][stop.context.column :]
    never = "aldrig" if ended.group() == "end of stream" else f"inte före raden {quoted(stop.line)}"
    fix = "Avsluta texten med samma sorts citattecken som den börjar med."
    edit = None
    text = rest.rstrip()
    if text.endswith(tuple(_CURLY)):
        fix = f"Byt det böjda citattecknet i slutet mot ett rakt ({rest[0]})."
        if rest[0] not in text[1:-1]:
            edit = _replaced(stop, stop.context, f"{text[:-1]}{rest[0]}")
    message = f"Citattecknet {rest[0]} som börjar här avslutas {never}."
    return Cause("yaml-syntax", stop.context, message, fix, edit)


def text_after_quote(stop: Stop) -> Cause | None:
    """``"Hej" sa hon``, or a quote closed by the one that was to open another text."""
    token = stop.last
    if not isinstance(token, yaml.ScalarToken) or token.style not in {"'", '"'}:
        return None
    if token.end_mark.line != stop.at.line:
        return None
    start = At(token.start_mark.line, token.start_mark.column)
    if start.line < stop.at.line:
        message = (
            f"Citattecknet {token.style} som börjar här avslutas först på rad {stop.at.line + 1}."
        )
        fix = "Avsluta texten med samma sorts citattecken på den rad där den ska sluta."
        return Cause("yaml-syntax", start, message, fix)
    message = (
        f"Efter det avslutande citattecknet står mer text: {quoted(stop.line[stop.at.column :])}."
    )
    fix = "Skriv kommatecken mellan delarna, eller sätt hela texten inom citattecken."
    edit = None
    if "flow" not in stop.saying:
        text = stop.line[start.column :].strip()
        fix = _requote(text, stop.char)
        if stop.char != ",":
            edit = _replaced(stop, start, _in_single(_inside_quotes(text)))
    return Cause("yaml-syntax", start, message, fix, edit)


def _inside_quotes(text: str) -> str:
    """Return what the outer quotes were meant to hold: all of it, where they do not reach around it."""
    return text[1:-1] if text[0] == text[-1] else text


def _in_single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _requote(text: str, after: str) -> str:
    """Say how to write a text with quotes in it, as an example to copy where it is short."""
    if len(text) > LONGEST_QUOTE or not text.isprintable():
        return "Sätt hela texten inom enkla citattecken (') och skriv varje ' i den två gånger."
    if after == ",":
        return f"Är det en lista, skriv klamrar runt den: [{text}]."
    if text[0] == text[-1] == "'" and '"' not in text:
        return f'Sätt texten inom dubbla citattecken: "{text[1:-1]}".'
    return f"Sätt hela texten inom enkla citattecken: {_in_single(_inside_quotes(text))}."


def backslash(stop: Stop) -> Cause | None:
    """A backslash in double quotes that is no escape, as in a Windows path."""
    if (
        "quoted scalar" not in stop.saying
        or not re.search("escape|hex", stop.saying)
        or not stop.context
    ):
        return None
    message = "Ett bakstreck (\\) inom citattecken går inte att tolka."
    return Cause(
        "yaml-syntax",
        stop.context,
        message,
        "Skriv två bakstreck (\\\\), eller byt till enkla citattecken (').",
        _without_escapes(stop, stop.context),
    )


def _without_escapes(stop: Stop, at: At) -> Edit | None:
    """Return the line with its text in single quotes, where that is as it was typed."""
    whole = re.fullmatch(r"\"([^\"']*)\"\s*", stop.lines[at.line][at.column :])
    return _replaced(stop, at, f"'{whole[1]}'") if whole else None


def first_sign(stop: Stop) -> Cause | None:
    """A sign with a meaning of its own first in a text: ``@kommun``, ``**Obs**``."""
    rule = next((rule for words, rule in _SIGNS if words in stop.saying), None)
    at = stop.context or stop.at
    sign = stop.lines[at.line][at.column : at.column + 1]
    if rule is None or sign not in set("@`%,]}>|&*!?[{"):
        return None
    text = stop.lines[at.line][at.column :]
    before = stop.lines[at.line][: at.column]
    if sign == "*" and text.startswith("* ") and not before.strip():
        message = "En rad i en lista börjar med ett bindestreck, inte med en stjärna."
        dash = Edit(at.line, f"{before}-{text[1:]}", "streck i listor")
        return Cause("liststreck", at, message, "Byt stjärnan mot ett bindestreck.", dash)
    if sign == "," and before.rstrip()[-1:] in {"[", "{", ","}:
        message = "Före kommatecknet står inget värde."
        return Cause("yaml-syntax", at, message, "Ta bort kommatecknet.")
    message = f"En text får inte börja med {sign} utan citattecken: {quoted(text)}."
    fix = f"Sätt texten inom citattecken{in_quotes(text)}"
    return Cause(rule, at, message, fix, _as_text(stop, at))


def list_on_key_line(stop: Stop) -> Cause | None:
    """``titel: - punkt``."""
    if "sequence entries are not allowed" not in stop.saying:
        return None
    message = "Ett streck direkt efter kolonet börjar en lista på fel plats."
    fix = "Lägg varje punkt på en egen rad under, eller sätt texten inom citattecken."
    return Cause("yaml-syntax", stop.at, message, fix)


def colon_in_value(stop: Stop) -> Cause | None:
    """``titel: Jämställdhet: så``, the commonest of all."""
    if "unexpected ':'" in stop.saying:
        message = "Ett kolon inom klamrar delar texten, så den går inte att läsa."
        return Cause("yaml-syntax", stop.at, message, "Sätt texten inom citattecken.")
    key = KEY.match(stop.line)
    if "mapping values are not allowed" not in stop.saying or not key or key.end() > stop.at.column:
        return None
    value = stop.line[key.end() :]
    text = value.strip()
    at = At(stop.at.line, key.end() + len(value) - len(value.lstrip()))
    if text[:1] in tuple(_CURLY):
        message = "De böjda citattecknen räknas inte som citattecken, så kolonet delar texten."
        fix = f"Byt till raka citattecken{in_quotes(text[1:-1])}"
        return Cause("yaml-syntax", at, message, fix, _without_curly(stop, at, text))
    message = "Ett kolon följt av mellanslag delar texten, så den går inte att läsa."
    fix = f"Sätt texten inom citattecken{in_quotes(text)}"
    return Cause("yaml-syntax", at, message, fix, _as_text(stop, at))


def _without_curly(stop: Stop, at: At, text: str) -> Edit | None:
    inner = text[1:-1]
    is_whole = text[-1:] in tuple(_CURLY) and not any(sign in inner for sign in _CURLY)
    return _as_text(stop, at, inner) if is_whole else None


def unclosed_bracket(stop: Stop) -> Cause | None:
    """``[a, b`` and ``[Utkast] Plan``."""
    if "flow" in stop.saying and stop.context:
        at = _open_bracket(stop) or stop.context
        sign = stop.lines[at.line][at.column : at.column + 1]
        other = {"[": "]", "{": "}"}.get(sign, "]")
        message = f"Klammern {sign} som börjar här avslutas inte som den ska."
        fix = f"Skriv kommatecken mellan delarna och {other} sist, eller sätt texten inom citattecken."
        return Cause("yaml-syntax", at, message, fix)
    if isinstance(stop.last, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
        key = KEY.match(stop.line)
        if stop.last.end_mark.line == stop.at.line and key and key.end() < stop.at.column:
            at = At(stop.at.line, key.end() + 1)
            text = stop.line[at.column :]
            message = f"Efter klammern står mer text: {quoted(text)}."
            fix = f"Sätt hela texten inom citattecken{in_quotes(text)}"
            return Cause("yaml-syntax", at, message, fix, _as_text(stop, at))
    return None


def _open_bracket(stop: Stop) -> At | None:
    """Return where the innermost bracket stands that is still open at the stop.

    The parser does not say so where it waits for a value.
    """
    still_open: list[At] = []
    for token in tokens("\n".join(stop.lines)):
        at = At(token.start_mark.line, token.start_mark.column)
        if at >= stop.at:
            break
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            still_open.append(at)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            del still_open[-1:]
    return still_open[-1] if still_open else None


def sign_in_brackets(stop: Stop) -> Cause | None:
    """``{primär: #4b2e83}``: the number sign makes a comment of the value and the closing bracket."""
    if "flow" not in stop.saying or stop.last is None or _open_bracket(stop) is None:
        return None
    end = stop.last.end_mark
    line = stop.lines[end.line] if end.line < len(stop.lines) else ""
    cut = re.compile(r"\s*(#[^\s,\]}\"'\\#]{1,60})(?=\s*[,\]}])").match(line, end.column)
    if cut is None:
        return None
    value = f'"{cut[1]}"'
    message = f'Ett "#" här börjar en kommentar: {quoted(line[cut.start(1) :])} kommer inte med.'
    edit = Edit(end.line, line[: cut.start(1)] + value + line[cut.end(1) :])
    at = At(end.line, cut.start(1))
    return Cause("avklippt-varde", at, message, f"Sätt värdet inom citattecken: {value}.", edit)


def stray_bracket(stop: Stop) -> Cause | None:
    """A closing bracket that closes nothing."""
    if stop.char not in {"]", "}"}:
        return None
    message = f"Klammern {stop.char} avslutar något som aldrig har börjat."
    return Cause(
        "yaml-syntax", stop.at, message, "Ta bort den, eller sätt hela texten inom citattecken."
    )


def after_comment(stop: Stop) -> Cause | None:
    """A text over more than one line, cut by a number sign."""
    token = stop.last
    if not isinstance(token, yaml.ScalarToken) or not token.plain:
        return None
    end = token.end_mark
    rest = stop.lines[end.line][end.column :] if end.line < len(stop.lines) else ""
    if end.line >= stop.at.line or not re.match(r"\s+#", rest):
        return None
    message = f'Ett "#" efter ett mellanslag börjar en kommentar och bryter texten: {quoted(rest.strip())}.'
    return Cause("avklippt-varde", token.start_mark, message, "Sätt hela texten inom citattecken.")


#: What may stand before a text for it to be one text up to the end of its line: an item of a list, or
#: a key that could be one of the model's.
_PLACE_OF_A_TEXT = re.compile(r"( *+(?:- ++)*+)([a-zåäö0-9_]+: ++)?")


def _as_text(stop: Stop, at: At, text: str | None = None) -> Edit | None:
    """Return the line with what stands from ``at`` in quotes, None where that may not be all that was meant."""
    line = stop.lines[at.line]
    text = line[at.column :].strip() if text is None else text
    place = _PLACE_OF_A_TEXT.fullmatch(line, 0, at.column)
    if place is None or not text or re.search(r"\s#", text):
        return None
    return _replaced(stop, at, f'"{text}"' if not set('"\\') & set(text) else _in_single(text))


def _replaced(stop: Stop, at: At, value: str) -> Edit | None:
    """Return the line with another value from ``at``, None where the value goes on below."""
    line = stop.lines[at.line]
    below = next((one for one in stop.lines[at.line + 1 :] if one.strip()), "")
    place = _PLACE_OF_A_TEXT.fullmatch(line, 0, at.column)
    parent = len(place[1]) - (0 if place[2] else 2) if place else 0
    goes_on = indent_of(below) > parent and not below.lstrip().startswith("#")
    return None if goes_on else Edit(at.line, line[: at.column] + value)
