"""What things are called by: references, ids, licences."""

from __future__ import annotations

import re
from typing import ClassVar, Self, TypeVar

from jambanken.nearest import nearest
from jambanken.values.texts import Value, shorten, wrong

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_SLUG = 80


class Ref(Value):
    """The identity of an entry, ``KIND/SLUG``."""

    repeats = True
    form: ClassVar = re.compile(rf"[a-z]+/{SLUG}")
    example: ClassVar[str] = "till exempel tips/mat-talartiden"

    @property
    def kind(self) -> str:
        return self.partition("/")[0]

    @property
    def slug(self) -> str:
        return self.partition("/")[2]

    @classmethod
    def read(cls, raw: str) -> Self:
        if Ref.form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är ingen hänvisning.',
            f"Skriv mapp och namn med snedstreck emellan, {cls.example}.",
        )


_RefType = TypeVar("_RefType", bound=Ref)


class PictureRef(Ref):
    """A reference to a picture in the bank."""

    form: ClassVar = re.compile(f"bildbank/{SLUG}")
    example: ClassVar = "som bildbank/NAMN"

    @classmethod
    def read(cls, raw: str) -> Self:
        return _of_kind(super().read(raw), "bildbank")


class PrintRef(Ref):
    """A reference to printed material."""

    form: ClassVar = re.compile(f"trycksaker/{SLUG}")
    example: ClassVar = "som trycksaker/NAMN"

    @classmethod
    def read(cls, raw: str) -> Self:
        return _of_kind(super().read(raw), "trycksaker")


class PathRef(Ref):
    """A reference to a learning path."""

    form: ClassVar = re.compile(f"larvagar/{SLUG}")

    @classmethod
    def read(cls, raw: str) -> Self:
        return _of_kind(super().read(raw), "larvagar")


def _of_kind(ref: _RefType, kind: str) -> _RefType:
    if ref.kind == kind:
        return ref
    raise wrong(f'"{ref}" hör inte hemma här.', f"Hänvisa till en post i {kind}: {kind}/NAMN.")


class Id(Value):
    """An id in one of the shared files; subclasses say in which."""

    longest = LONGEST_SLUG
    repeats = True
    form: ClassVar = re.compile(SLUG)
    fault: ClassVar = "är inget id"
    cure: ClassVar = (
        "Ett id har bara små bokstäver a–z, siffror och bindestreck, till exempel vard-och-omsorg."
    )


class AudienceId(Id):
    """A ``målgrupp``."""


class AreaId(Id):
    """A ``verksamhet``."""


class ThemeId(Id):
    """A ``tema``."""


class SteeringId(Id):
    """A ``styrdokument``."""


class OrganisationId(Id):
    """An organisation in ``organisationer.yml``."""


class ChannelId(Id):
    """An order channel in ``bestallning.yml``."""


def _spdx_id(raw: str) -> str | None:
    """Return the id on the list of SPDX (https://spdx.org/licenses/) that is ``raw`` but for its case."""
    from packaging.licenses import (  # noqa: PLC0415  # few banks ever need the whole list
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    if not re.fullmatch(r"(?!(?i:licenseref-))[A-Za-z0-9.-]{1,60}", raw):
        return None
    try:
        return str(canonicalize_license_expression(raw))
    except InvalidLicenseExpression:
        return None


class Licence(Value):
    """An SPDX id of a licence for texts, pictures or data, ``PDM-1.0``, or ``© NAME``."""

    repeats = True
    #: Those most used, and one that SPDX lacks: what forms and editors propose. No pattern has them all.
    form: ClassVar = re.compile(
        r"© \S.{0,150}"
        r"|CC0-1\.0|PDM-1\.0|CC-BY(?:-NC)?(?:-ND|-SA)?-(?:1\.0|2\.0|2\.5|3\.0|4\.0)"
        r"|ODbL-1\.0|OGL-UK-3\.0|LAL-1\.3|GFDL-1\.3-(?:only|or-later)|EUPL-1\.2|MIT|Apache-2\.0"
    )
    _known: ClassVar[dict[str, tuple[str, str]]] = {
        "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"),
        "PDM-1.0": (
            "Public Domain Mark",
            "https://creativecommons.org/publicdomain/mark/1.0/deed.sv",
        ),
        "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.sv"),
        "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.sv"),
        "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/deed.sv"),
        "CC-BY-ND-4.0": ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/deed.sv"),
        "CC-BY-NC-ND-4.0": (
            "CC BY-NC-ND 4.0",
            "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.sv",
        ),
        "CC-BY-NC-SA-4.0": (
            "CC BY-NC-SA 4.0",
            "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.sv",
        ),
        "CC-BY-3.0": ("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/deed.sv"),
        "CC-BY-SA-3.0": ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/deed.sv"),
    }

    @property
    def label(self) -> str:
        return self._known.get(self, (str(self), ""))[0]

    @property
    def url(self) -> str:
        """The licence's page in Swedish, empty where the licence has none."""
        return self._known.get(self, ("", ""))[1]

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls.form.fullmatch(raw) or _spdx_id(raw) == raw:
            return cls(raw)
        near = _spdx_id(raw.replace(" ", "-")) or nearest(raw, cls._known)
        raise wrong(
            f'"{shorten(raw)}" är ingen licens.',
            f'Menade du "{near}"?'
            if near
            else "Skriv en beteckning som CC-BY-4.0 eller CC0-1.0, eller © och rättighetshavarens namn.",
        )
