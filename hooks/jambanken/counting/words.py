"""An indicator's value as a reader sees it: rounded, but never to the wrong side of a limit."""

from __future__ import annotations

from fractions import Fraction

from jambanken.counting.values import Band, Measure, Verdict

_SPACE = "\N{NARROW NO-BREAK SPACE}"
_MOST_DECIMALS = 6


def value_of(measure: Measure) -> str:
    """Return a value in short: ``56 %``, ``−2 procentenheter``, ``12 % av K, 16 % av M``."""
    found, value = measure.found, measure.value
    if measure.verdict is Verdict.TOO_FEW:
        return "för få bilder"
    if measure.indicator.compares_points and value is not None:
        return points(value, measure.indicator.band)
    if value is not None:
        return percent(value, measure.indicator.band)
    return f"{percent(found.women)} av K, {percent(found.men)} av M"


def verdict_of(measure: Measure) -> str:
    """Return how a value stands to its band: ``Inom 40–60 %``, ``Över 60 %``."""
    band, verdict = measure.indicator.band, measure.verdict
    if verdict is Verdict.TOO_FEW:
        return "För få bilder"
    if verdict is Verdict.NO_BAND:
        return "Ingen gräns, jämför andelarna"
    if band is None:
        enough = verdict is Verdict.WITHIN
        return f"{'Minst' if enough else 'Färre än'} en av varje per tio bilder"
    return {Verdict.BELOW: band.under, Verdict.ABOVE: band.over}.get(verdict, band.inside)


def percent(value: Fraction | None, band: Band | None = None) -> str:
    """Return a share: ``56 %``, and ``60,4 %`` where ``60 %`` would be on the other side of a limit."""
    return f"{_rounded(value or Fraction(0), band)}{_SPACE}%"


def points(value: Fraction, band: Band | None = None) -> str:
    """Return a difference between shares, with its sign: ``+3 procentenheter``."""
    # The only band of differences lies evenly around nought, so the size alone has the same verdict.
    digits = _rounded(abs(value), band)
    sign = "" if not digits.strip("0,") else "+" if value > 0 else "\N{MINUS SIGN}"
    unit = "procentenhet" if digits == "1" else "procentenheter"
    return f"{sign}{digits} {unit}"


def _rounded(value: Fraction, band: Band | None) -> str:
    """Return hundredths with as many decimals as it takes to keep the value's verdict."""
    for decimals in range(_MOST_DECIMALS + 1):
        scale = 100 * 10**decimals
        units = int(value * scale + Fraction(1, 2))
        if band is None or band.verdict(Fraction(units, scale)) is band.verdict(value):
            break
    whole, part = divmod(units, 10**decimals)
    return f"{whole},{part:0{decimals}}" if decimals else str(whole)
