"""What search engines read of an entry: schema.org's CreativeWork as JSON-LD."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from jambanken.bank import Record
from jambanken.pages.environment import script_json
from jambanken.settings import Settings


def head_of(record: Record, settings: Settings) -> Markup:
    """Return the element for an entry's head: a block of data, which the page's policy lets be."""
    data = script_json(creative_work(record, settings))
    return _START + data + _END


_START = Markup('<script type="application/ld+json">')
_END = Markup("</script>")


def creative_work(record: Record, settings: Settings) -> dict[str, Any]:
    """Return an entry as a CreativeWork (https://schema.org/CreativeWork), without empty fields."""
    entry = record.entry
    changed = entry.updated or entry.published
    fields = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": record.card.title,
        "description": entry.summary,
        "inLanguage": "sv",
        "license": entry.licence.url or None,
        "datePublished": entry.published.isoformat() if entry.published else None,
        "dateModified": changed.isoformat() if changed else None,
        "publisher": _operator(settings),
        "citation": [source.title for source in entry.sources] or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _operator(settings: Settings) -> dict[str, str] | None:
    if settings.operator is None:
        return None
    return {"@type": "Organization", "name": settings.operator.organisation}
