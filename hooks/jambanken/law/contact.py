"""Where a visitor says that something is wrong."""

from __future__ import annotations

from jambanken.settings import Settings

#: What the form's question of which page it is about is called, in links that fill it in.
PAGE_FIELD = "sida"


def fault_form(settings: Settings) -> str:
    """Return the form for faults on GitHub, empty where the bank has no repository.

    The address of the page that has the fault is added to it, escaped for a query. The form is
    ``.github/ISSUE_TEMPLATE/fel.yml``.
    """
    repository = settings.repository
    if repository is None:
        return ""
    return f"https://github.com/{repository.name}/issues/new?template=fel.yml&{PAGE_FIELD}="


def can_be_reached(settings: Settings) -> bool:
    """Tell whether somebody without an account anywhere can report what is not accessible."""
    said, operator = settings.accessibility, settings.operator
    return bool((said and said.report_at) or (operator and operator.email))
