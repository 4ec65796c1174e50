"""What the law asks a region to say of its site: how accessible it is, and who sees what of visitors."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jambanken.part import Part
from jambanken.values import Choice, Date, EmailAddress, PartialDate, Text, WebAddress


class Conformance(Choice):
    """How far the site conforms to the law, in the three words that Digg asks for.

    https://www.digg.se/kunskap-och-stod/digital-tillganglighet/skapa-en-tillganglighetsredogorelse
    """

    FULLY = "helt_förenlig"
    PARTLY = "delvis_förenlig"
    NOT = "inte_förenlig"


class Situation(Choice):
    """Whom a fault meets: the ways of use in EN 301 549 V3.2.1, 4.2, which statements are grouped by."""

    NO_SIGHT = "utan_syn"
    LOW_SIGHT = "nedsatt_syn"
    NO_COLOUR = "utan_färgseende"
    NO_HEARING = "utan_hörsel"
    LOW_HEARING = "nedsatt_hörsel"
    VOICE = "nedsatt_tal"
    MOVEMENT = "nedsatt_rörlighet"
    SEIZURES = "anfallskänslighet"
    COGNITION = "nedsatt_kognition"
    ALL = "alla"


class Fault(Part):
    """Something that is not accessible, and why."""

    situations: Annotated[tuple[Situation, ...], Field(min_length=1)] = Field(
        alias="situationer",
        title="Situationer",
        description=(
            "Vem bristen drabbar: utan_syn, nedsatt_syn, utan_färgseende, utan_hörsel, nedsatt_hörsel, "
            "nedsatt_tal, nedsatt_rörlighet, anfallskänslighet, nedsatt_kognition eller alla."
        ),
    )
    what: Text = Field(alias="vad", title="Vad", description="Det som inte går att använda.")
    why: Text = Field(alias="varför", title="Varför", description="Skälet till att det är så.")
    mended_by: PartialDate | None = Field(
        None, alias="åtgärdas", title="Åtgärdas", description="När bristen ska vara borta."
    )


class Burden(Part):
    """Something left out because making it accessible would ask too much (12 § of the law)."""

    what: Text = Field(alias="vad", title="Vad", description="Det som inte anpassas.")
    why: Text = Field(
        alias="varför", title="Varför", description="Varför det är oskäligt betungande."
    )


class Accessibility(Part):
    """What the accessibility statement must say, after Digg's list of contents."""

    conformance: Conformance = Field(
        alias="följsamhet",
        title="Följsamhet",
        description="Välj helt_förenlig, delvis_förenlig eller inte_förenlig.",
    )
    assessed: Date = Field(
        alias="bedömd", title="Bedömd", description="När ni senast bedömde webbplatsen."
    )
    updated: Date = Field(
        alias="uppdaterad",
        title="Uppdaterad",
        description="När redogörelsen senast ändrades. Minst en gång om året.",
    )
    method: Text = Field(
        alias="metod",
        title="Metod",
        description="Hur ni bedömde den: självskattning eller granskning av någon utanför, och hur.",
    )
    launched: Date | None = Field(
        None, alias="publicerad", title="Publicerad", description="När webbplatsen gavs ut."
    )
    report_at: WebAddress | None = Field(
        None,
        alias="meddela",
        title="Meddela",
        description="Adressen till ett formulär för brister. Utan den används utgivarens epost.",
    )
    answer_time: Text | None = Field(
        None,
        alias="svarstid",
        title="Svarstid",
        description="Inom vilken tid den som hör av sig får svar, till exempel två arbetsdagar.",
    )
    known_faults: tuple[Fault, ...] = Field(
        (),
        alias="kända_brister",
        title="Kända brister",
        description="Det som inte är tillgängligt, och varför.",
    )
    burdens: tuple[Burden, ...] = Field(
        (),
        alias="oskäligt_betungande",
        title="Oskäligt betungande",
        description="Det som ni inte anpassar med stöd av 12 §, och varför.",
    )
    outside_the_law: tuple[Text, ...] = Field(
        (),
        alias="utanför_lagen",
        title="Utanför lagen",
        description="Innehåll som lagen inte gäller (9 §), utöver det som finns hos andra.",
    )


class Privacy(Part):
    """What a region knows of its visitors' data and the site cannot know itself."""

    host: Text | None = Field(
        None,
        alias="webbhotell",
        title="Webbhotell",
        description="Vem som har servern och i vilket land, till exempel Region Exempel, Sverige.",
    )
    logs: Text | None = Field(
        None,
        alias="loggar",
        title="Loggar",
        description="Hur länge serverns loggar sparas, till exempel 30 dagar.",
    )
    officer: EmailAddress | None = Field(
        None,
        alias="dataskyddsombud",
        title="Dataskyddsombud",
        description="Ombudets adress, en funktion och inte en person.",
    )
