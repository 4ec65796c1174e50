"""The Content Security Policy that stands first in every page.

No page holds inline code or styles: the theme's own scripts are left out, and what the site adds
lies in files. So the policy needs no hash and no exception.
"""

from __future__ import annotations

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",  # the theme's icons are data: images in its stylesheet
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "object-src 'none'",
)
POLICY = "; ".join(_DIRECTIVES)

#: What every page begins its head with; a policy counts only for what comes after it.
META = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
