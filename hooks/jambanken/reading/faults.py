"""The reader's rules, and the words its problems are made of."""

from __future__ import annotations

from dataclasses import replace

from jambanken.problems import Level, Mark, Problem

READER_RULES: dict[str, str] = {
    "avklippt-varde": 'Ett "#" efter ett mellanslag börjar en kommentar, så resten av texten på raden försvinner.',
    "dolt-tecken": "Tecken som inte syns eller som byter skrivriktning får inte finnas i filen.",
    "dubbel-nyckel": "Samma nyckel får bara stå en gång i varje grupp.",
    "flera-dokument": 'En fil är en post, så en rad med "---" får inte börja ett nytt dokument.',
    "for-djupt": "Filen får ha högst åtta nivåer av listor och grupper i varandra.",
    "for-manga-delar": "Filen får ha högst 20 000 nycklar och värden.",
    "for-stor-fil": "Filen får vara högst 300 kB.",
    "hart-blanksteg": "Hårda blanksteg ser ut som vanliga mellanslag men räknas inte som indrag eller avstånd.",
    "kodning": "Filen ska vara sparad som UTF-8, och inga bokstäver får ha gått förlorade på vägen.",
    "liststreck": "En punkt i en lista börjar med ett bindestreck och ett mellanslag.",
    "styrtecken": "Styrtecken får inte finnas i filen.",
    "tabb": "Indrag görs med mellanslag, aldrig med tabb.",
    "tom-fil": "Filen ska ha ett innehåll.",
    "typografiska-citattecken": "Böjda citattecken runt ett helt värde blir en del av texten.",
    "yaml-ankare": 'Ankare ("&") och alias ("*") får inte användas.',
    "yaml-direktiv": 'Rader som börjar med "%" får inte användas.',
    "yaml-nyckel": "En nyckel är ett enda ord följt av kolon.",
    "yaml-sammanslagning": 'Sammanslagning ("<<") får inte användas.',
    "yaml-syntax": "Filen ska följa YAML:s skrivsätt.",
    "yaml-tagg": 'Taggar ("!") får inte användas.',
    "yaml-toppniva": "Filen ska bestå av fält eller av en lista.",
}
"""The id of every rule the reader has, with a sentence for the editors' guide."""

LONGEST_QUOTE = 60
"""The most characters of a file that a message repeats."""


def fault(rule: str, file: str, mark: Mark, message: str, fix: str) -> Problem:
    """Return an error under one of the reader's own rules; any other rule is a ``KeyError``."""
    if rule not in READER_RULES:
        raise KeyError(rule)
    return Problem(file, mark, Level.ERROR, rule, message, fix)


def warning(rule: str, file: str, mark: Mark, message: str, fix: str) -> Problem:
    """Return the same as a warning."""
    return replace(fault(rule, file, mark, message, fix), level=Level.WARNING)


def in_quotes(text: str) -> str:
    """Return the text in quotes, to copy, if it is short enough and needs no more care."""
    text = text.strip()
    plain = (
        len(text) <= LONGEST_QUOTE and '"' not in text and "\\" not in text and text.isprintable()
    )
    return f': "{text}".' if plain else "."


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return ``text`` in straight quotes: on one line, cut at ``longest``, nothing invisible left in it."""
    line = " ".join(text[: 4 * longest].split())
    if len(line) > longest or len(text) > 4 * longest:
        line = line[: longest - 1].rstrip() + "…"
    visible = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in line)
    return f'"{visible}"'
