"""What search engines read of a page, as JSON-LD: the entry, the picture or the site that it shows."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.gallery import EMPTY, Gallery, Made, Shown
from jambanken.pages.environment import script_json
from jambanken.pages.picture import SCRIPT
from jambanken.pages.schema_org import Around, creative_work, thing_of, without_empty
from jambanken.pages.search import ADDRESS as SEARCH
from jambanken.pages.search import site_base
from jambanken.settings import Settings


def head_of(record: Record, known: Catalogue, pictures: Gallery = EMPTY) -> Markup:
    """Return what an entry's head holds: a block of data, which the page's policy lets be.

    For a picture with files that is an ImageObject, and its page's script comes with it.
    """
    shown = pictures.find(record.ref)
    if shown is None:
        return _START + script_json(thing_of(record, Around(known, pictures))) + _END
    return _START + script_json(image_object(shown, known.settings)) + _END + SCRIPT


def head_of_home(settings: Settings) -> Markup:
    """Return what the home page's head holds: how the site is searched, where its address is known."""
    base = site_base(settings)
    return _START + script_json(web_site(settings, base)) + _END if base else Markup()


def web_site(settings: Settings, base: str) -> dict[str, Any]:
    """Return the site at ``base`` as a WebSite with a SearchAction (https://schema.org/SearchAction)."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.name,
        "url": base,
        "inLanguage": "sv",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{base}{SEARCH}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


_START = Markup('<script type="application/ld+json">')
_END = Markup("</script>")


def image_object(shown: Shown, settings: Settings) -> dict[str, Any]:
    """Return a picture as an ImageObject (https://schema.org/ImageObject), without empty fields.

    The fields are those that mark a picture as licensable
    (https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata).
    Addresses are whole where the site's own is known, else relative to the page.
    """
    picture = shown.picture
    base = site_base(settings) or "../" * shown.address.count("/")
    page = base + shown.address
    holder = picture.rights_holder or picture.maker
    whole = shown.sources("jpg")
    fields = creative_work(shown.record, settings) | {
        "@type": "ImageObject",
        "url": page,
        **_media(whole[-1], base),
        "description": picture.alt,
        "caption": picture.caption,
        "license": picture.licence.url or f"{page}#villkor",
        "acquireLicensePage": f"{page}#villkor",
        "creditText": picture.credit,
        "creator": {"@type": _sort_of(picture.maker, settings), "name": picture.maker},
        "copyrightNotice": f"{holder}. {picture.licence.label}",
        "keywords": ", ".join(picture.tags) or None,
        "dateCreated": str(picture.date) if picture.date else None,
        "thumbnail": {"@type": "ImageObject", **_media(whole[0], base)},
    }
    return without_empty(fields)


def _media(made: Made, base: str) -> dict[str, Any]:
    return {
        "contentUrl": base + made.address,
        "encodingFormat": made.output.format.media_type,
        "width": made.output.width,
        "height": made.output.height,
    }


def _sort_of(maker: str, settings: Settings) -> str:
    """Return what a maker is: an organisation where it is the bank itself, else a person."""
    own = {settings.name, settings.operator.organisation if settings.operator else ""}
    return "Organization" if maker in own else "Person"
