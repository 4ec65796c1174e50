"""The ways in beside the kinds: for whom, where, about what, according to what, from whom."""

from __future__ import annotations

from dataclasses import dataclass

from jambanken.catalogue import Catalogue
from jambanken.values import AreaId, AudienceId, Id, OrganisationId, SteeringId, ThemeId


@dataclass(frozen=True, slots=True)
class Group:
    """A sort of overview: the folder of its addresses, the ids it goes by, and its words."""

    folder: str
    sort: type[Id]
    singular: str
    plural: str
    lead: str


GROUPS = (
    Group(
        "malgrupper",
        AudienceId,
        "Målgrupp",
        "Målgrupper",
        "Börja med vem du är eller vem du vill nå.",
    ),
    Group(
        "verksamheter", AreaId, "Verksamhet", "Verksamheter", "Börja med var i kommunen ni arbetar."
    ),
    Group("teman", ThemeId, "Tema", "Teman", "Börja med vad ni vill bli bättre på."),
    Group(
        "styrdokument",
        SteeringId,
        "Styrdokument",
        "Styrdokument",
        "Börja med ett mål, en lag eller en artikel i CEMR-deklarationen, och se vad som svarar mot den.",
    ),
    Group(
        "organisationer",
        OrganisationId,
        "Organisation",
        "Organisationer",
        "Kommuner, regioner, myndigheter och andra som banken bygger på.",
    ),
)
GROUP_BY_SORT = {group.sort: group for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to an overview."""

    address: str
    name: str


def chip(catalogue: Catalogue, id_: Id) -> Chip:
    """Return the link to what belongs with an id. An id that no list knows keeps itself as its name."""
    group = GROUP_BY_SORT[type(id_)]
    address = f"{group.folder}/{id_}/"
    if isinstance(id_, OrganisationId):
        organisation = catalogue.organisations.get(id_)
        return Chip(address, organisation.name if organisation else str(id_))
    word = catalogue.words.get((type(id_), str(id_)))
    return Chip(address, word.name if word else str(id_))
