"""The pages that the law asks for: where they are, what they are called, what they are found by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the law. ``words`` are those that people look for it with, beside its title."""

    address: str
    title: str
    description: str
    words: str


STATEMENT = Place(
    "tillganglighet/",
    "Tillgänglighetsredogörelse",
    "Hur tillgänglig webbplatsen är, vad som brister och varför, och hur du säger till.",
    "tillgänglighet tillgänglig DOS-lagen lagen om tillgänglighet till digital offentlig service "
    "WCAG brister funktionsnedsättning skärmläsare tangentbord textning syntolkning alt-text Digg "
    "rapportera fel anmäla",
)
PRIVACY = Place(
    "integritet/",
    "Personuppgifter och kakor",
    "Webbplatsen använder inga kakor, sparar inget hos dig som du inte har valt och skickar inget "
    "till någon annan.",
    "integritet personuppgift GDPR dataskydd dataskyddsombud cookies kaka spårning logg ip-adress "
    "lagring webbläsaren samtycke mina uppgifter IMY",
)
PLACES = (STATEMENT, PRIVACY)
