"""Small things that templates ask of the model and that are too much for a template."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote

from jambanken.kinds.trycksaker import Printed
from jambanken.kinds.utbildningar import Participation
from jambanken.shared import Channel, ChannelType
from jambanken.values import WebAddress

_NEW_PANEL = re.compile(r"^(?=## )", re.MULTILINE)


def host(address: str) -> str:
    """Return the host that an address leads to, without www."""
    return WebAddress(address).host


def panels(content: str) -> list[str]:
    """Split the text of a printed thing into its panels or pages; each new one begins with ``## ``."""
    return [panel.strip() for panel in _NEW_PANEL.split(content) if panel.strip()]


_LANGUAGES = {
    "svenska": "sv",
    "engelska": "en",
    "finska": "fi",
    "arabiska": "ar",
    "somaliska": "so",
    "tigrinja": "ti",
    "persiska": "fa",
    "dari": "prs",
    "ukrainska": "uk",
    "polska": "pl",
    "franska": "fr",
    "spanska": "es",
    "ryska": "ru",
    "turkiska": "tr",
    "thailändska": "th",
    "nordsamiska": "se",
    "sydsamiska": "sma",
    "lulesamiska": "smj",
    "meänkieli": "fit",
    "tyska": "de",
    "norska": "no",
    "danska": "da",
    "jiddisch": "yi",
    "kurmanji": "kmr",
}
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


def language_code(name: str) -> str:
    """Return the BCP 47 tag of a language given by its Swedish name or its tag, empty if unknown."""
    known = _LANGUAGES.get(name.lower(), "")
    return known or (name if _LANGUAGE_TAG.fullmatch(name) else "")


def share_of(row: Participation) -> Decimal | None:
    """Return the share that took part, in percent: as the source gives it, else worked out."""
    if row.share is not None:
        return row.share
    if row.count is None or not row.out_of:
        return None
    return (Decimal(100 * row.count) / row.out_of).quantize(Decimal(1))


def order_link(channel: Channel, printed: Printed) -> str:
    """Return the link that orders one thing, without a basket, from a channel with an address.

    An e-mail gets subject and body as of RFC 6068, every character that could end a field encoded.
    """
    address = str(channel.address)
    if channel.type is ChannelType.EMAIL:
        subject = channel.subject or "Beställning av tryckt material"
        fields = f"subject={_encoded(subject)}&body={_encoded(order_text(channel, printed))}"
        return f"mailto:{quote(address, safe='@')}?{fields}"
    if channel.type is ChannelType.FORM:
        filled = address.replace("{artiklar}", _encoded(printed.article_number))
        return re.sub(r"\{[^{}]*\}", "", filled)
    return address


def order_text(channel: Channel, printed: Printed) -> str:
    """Return the body of an order by e-mail: the article, and what the channel asks for."""
    lines = [f"Jag vill beställa: {printed.article_number} {printed.title}", "Antal: "]
    lines += [f"{field.label.capitalize()}: " for field in channel.fields]
    return "\r\n".join(lines)


def _encoded(text: str) -> str:
    return quote(text, safe="")
