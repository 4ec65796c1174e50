"""What stands around every page: the bank's name and who runs it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from jambanken.catalogue import Catalogue
from jambanken.law.contact import fault_form
from jambanken.swedish import and_list, day


def frame(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the frame's texts as finished HTML, by name.

    The names are the keys that the theme reads: ``name``, ``tagline``, ``address``, ``operator``,
    ``operator_address``, ``operator_email``, ``counties``, ``logo``, ``licence``, ``licence_url``,
    ``data_licence``, ``data_licence_url``, ``repository``, ``fault_form``, ``date``, ``date_iso``. A
    value that the settings lack is empty.
    """
    settings, operator = catalogue.settings, catalogue.settings.operator
    repository = settings.repository
    texts = {
        "name": settings.name,
        "tagline": settings.tagline,
        "address": settings.base,
        "operator": operator.organisation if operator else None,
        "operator_address": operator.address if operator else None,
        "operator_email": operator.email if operator else None,
        "counties": and_list(settings.counties),
        "logo": settings.logo.removeprefix("docs/") if settings.logo else None,
        "licence": settings.licences.texts.label,
        "licence_url": settings.licences.texts.url,
        "data_licence": settings.licences.data.label,
        "data_licence_url": settings.licences.data.url,
        "repository": f"https://github.com/{repository.name}" if repository else None,
        "fault_form": fault_form(settings),
        "date": day(catalogue.today),
        "date_iso": catalogue.today.isoformat(),
    }
    return {name: str(escape(text or "")) for name, text in texts.items()}
