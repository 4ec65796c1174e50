"""The small values that entries are made of, each read from text at the border.

The reader hands every scalar over as text. What a text must look like to become a date, a
reference or a web address is decided here and nowhere else; inside the package the types say
what has been checked. All of them but numbers and dates are kinds of ``str``, so that an entry
can be walked and each value asked what it is.
"""

from __future__ import annotations

from jambanken.values.measures import (
    MINUTES_PER_HOUR,
    Date,
    FilmLength,
    Length,
    Moment,
    Number,
    PartialDate,
    Whole,
    YesNo,
)
from jambanken.values.names import (
    LONGEST_SLUG,
    SLUG,
    AreaId,
    AudienceId,
    ChannelId,
    Id,
    Licence,
    OrganisationId,
    PathRef,
    PictureRef,
    PrintRef,
    Ref,
    SteeringId,
    ThemeId,
)
from jambanken.values.texts import (
    LONGEST_MARKDOWN,
    LONGEST_TEXT,
    Choice,
    Markdown,
    Text,
    Value,
    of_length,
    shorten,
    wrong,
)
from jambanken.values.web import (
    LONGEST_ADDRESS,
    CaptionsOrAddress,
    EmailAddress,
    FileName,
    FileOrAddress,
    FilmOrAddress,
    PdfOrAddress,
    WebAddress,
)

__all__ = [
    "LONGEST_ADDRESS",
    "LONGEST_MARKDOWN",
    "LONGEST_SLUG",
    "LONGEST_TEXT",
    "MINUTES_PER_HOUR",
    "SLUG",
    "AreaId",
    "AudienceId",
    "CaptionsOrAddress",
    "ChannelId",
    "Choice",
    "Date",
    "EmailAddress",
    "FileName",
    "FileOrAddress",
    "FilmLength",
    "FilmOrAddress",
    "Id",
    "Length",
    "Licence",
    "Markdown",
    "Moment",
    "Number",
    "OrganisationId",
    "PartialDate",
    "PathRef",
    "PdfOrAddress",
    "PictureRef",
    "PrintRef",
    "Ref",
    "SteeringId",
    "Text",
    "ThemeId",
    "Value",
    "WebAddress",
    "Whole",
    "YesNo",
    "of_length",
    "shorten",
    "wrong",
]
