"""What stands around every page: the bank's name and who runs it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from jambanken.catalogue import Catalogue
from jambanken.swedish import day


def frame(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the frame's texts as finished HTML, by name.

    The names are the keys that the theme reads: ``name``, ``tagline``, ``address``, ``operator``,
    ``operator_address``, ``operator_email``, ``logo``, ``licence``, ``licence_url``, ``date``,
    ``date_iso``. A value that the settings lack is empty.
    """
    settings, operator = catalogue.settings, catalogue.settings.operator
    texts = {
        "name": settings.name,
        "tagline": settings.tagline,
        "address": settings.address,
        "operator": operator.organisation if operator else None,
        "operator_address": operator.address if operator else None,
        "operator_email": operator.email if operator else None,
        "logo": settings.logo.removeprefix("docs/") if settings.logo else None,
        "licence": settings.licences.texts.label,
        "licence_url": settings.licences.texts.url,
        "date": day(catalogue.today),
        "date_iso": catalogue.today.isoformat(),
    }
    return {name: str(escape(text or "")) for name, text in texts.items()}
