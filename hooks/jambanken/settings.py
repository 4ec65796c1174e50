"""``bank.yml``: the one settings file of a region."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Self
from urllib.parse import quote, urlsplit

from pydantic import Field

from jambanken.duties import Accessibility, Privacy
from jambanken.kinds.base import DEFAULT_LICENCE
from jambanken.part import Part
from jambanken.values import (
    EmailAddress,
    Licence,
    PathRef,
    Text,
    Value,
    WebAddress,
    of_length,
    shorten,
    wrong,
)

SETTINGS_FILE = "bank.yml"


class Colour(Value):
    """A colour as ``#rrggbb``."""

    _form = re.compile(r"#[0-9a-fA-F]{6}")

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw.lower())
        raise wrong(
            f'"{shorten(raw)}" är ingen färg.', "Skriv # och sex tecken, till exempel #5b2a86."
        )


class RepositoryName(Value):
    """A repository as ``owner/name``."""

    form: ClassVar = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,100}")
    fault: ClassVar = "är inget kodförråd"
    cure: ClassVar = "Skriv ägare/namn, till exempel region-x/jambanken."


class Branch(Value):
    """The name of a branch."""

    _form = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw) and ".." not in raw:
            return cls(raw)
        raise wrong(f'"{shorten(raw)}" är inget namn på en gren.', "Skriv till exempel main.")


class SiteAddress(WebAddress):
    """The address that a site lies at: a host, and folders if any, to which pages are added."""

    _folders = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?")

    @classmethod
    def read(cls, raw: str) -> Self:
        address = super().read(raw)
        parts = urlsplit(address)
        if cls._folders.fullmatch(parts.path) and not (parts.query or parts.fragment):
            return address
        raise wrong(
            f'"{shorten(raw)}" är ingen adress som sidor kan ligga under.',
            "Skriv värden och mapparna, till exempel https://www.region.se/jambanken/.",
        )


class LogoFile(Value):
    """A picture among the files that are published as they are, with forward slashes."""

    form: ClassVar = re.compile(
        r"docs/(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*"
        r"\.(?:svg|png|jpe?g|webp|avif|gif)"
    )
    fault: ClassVar = "är ingen bildfil i mappen docs"
    cure: ClassVar = "Skriv till exempel docs/assets/img/logo.svg."


class FolderPath(Value):
    """A folder anywhere on the machine that builds."""

    longest = 500


class Operator(Part):
    """Who runs the bank and answers for it."""

    organisation: Text = Field(
        alias="organisation", title="Organisation", description="Den som ansvarar för banken."
    )
    address: Text | None = Field(None, alias="adress", title="Adress", description="Postadress.")
    email: EmailAddress | None = Field(
        None, alias="epost", title="E-post", description="En funktionsadress, inte en persons."
    )


class Repository(Part):
    """Where the bank's files are kept and edited."""

    name: RepositoryName = Field(alias="namn", title="Namn", description="Ägare/namn på GitHub.")
    branch: Branch = Field(
        Branch("main"), alias="gren", title="Gren", description="Grenen som publiceras."
    )

    def editing(self, file: str) -> str:
        """Return the address where a file of the repository, by its path there, can be edited."""
        return f"https://github.com/{self.name}/edit/{self.branch}/{quote(file)}"


class Colours(Part):
    """The region's colours; tints and dark tones are made from them."""

    primary: Colour = Field(
        Colour("#4a2a7b"), alias="primär", title="Primär", description="Sidhuvud och knappar."
    )
    accent: Colour = Field(
        Colour("#b3261e"), alias="accent", title="Accent", description="Markeringar."
    )


class Licences(Part):
    """What holds where an entry says nothing."""

    texts: Licence = Field(
        DEFAULT_LICENCE, alias="texter", title="Texter", description="Licens för texter."
    )
    data: Licence = Field(
        Licence("CC0-1.0"), alias="data", title="Data", description="Licens för öppna data."
    )


class Settings(Part):
    """A region's settings."""

    name: Annotated[str, *of_length(2, 60)] = Field(
        "Jämbanken", alias="namn", title="Namn", description="Bankens namn."
    )
    tagline: Annotated[str, *of_length(5, 160)] | None = Field(
        None, alias="devis", title="Devis", description="En mening om vad banken är."
    )
    operator: Operator | None = Field(
        None,
        alias="utgivare",
        title="Utgivare",
        description="Vem som driver banken. Saknas den syns det på webbplatsen.",
    )
    repository: Repository | None = Field(
        None,
        alias="repo",
        title="Kodförråd",
        description="Där filerna finns. Behövs för länken Redigera.",
    )
    address: SiteAddress | None = Field(
        None, alias="webbadress", title="Webbadress", description="Sajtens egen adress."
    )
    colours: Colours = Field(
        Colours(), alias="färger", title="Färger", description="Regionens färger."
    )
    logo: LogoFile | None = Field(
        None, alias="logotyp", title="Logotyp", description="En bildfil i mappen docs."
    )
    counties: tuple[Text, ...] = Field(
        (), alias="län", title="Län", description="Länen som banken är till för."
    )
    accessibility: Accessibility | None = Field(
        None,
        alias="tillgänglighet",
        title="Tillgänglighet",
        description="Uppgifter till tillgänglighetsredogörelsen.",
    )
    privacy: Privacy | None = Field(
        None,
        alias="integritet",
        title="Integritet",
        description="Uppgifter till sidan om personuppgifter.",
    )
    licences: Licences = Field(
        Licences(),
        alias="licenser",
        title="Licenser",
        description="Licenser som gäller om inget annat sägs.",
    )
    featured_path: PathRef | None = Field(
        None,
        alias="lärväg",
        title="Lärväg",
        description="Lärvägen på startsidan, som larvagar/NAMN.",
    )
    second_picture_folder: FolderPath | None = Field(
        None,
        alias="bildmapp",
        title="Andra bildmappen",
        description="En mapp utanför projektet, för foton av verkliga personer.",
    )

    @property
    def base(self) -> str:
        """The site's whole address with a slash at its end, empty where it is not known."""
        return f"{self.address.rstrip('/')}/" if self.address else ""
