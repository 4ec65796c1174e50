"""Documents to ask for."""

from __future__ import annotations

from tests.support.searching import document

from jambanken.search.facet_values import FacetValues

DOCUMENTS = [
    document("ploga", "Ploga för den som går", "Jämställd snöröjning i tre steg på mötet."),
    document(
        "tid",
        "Mät talartiden",
        "Vem pratar mest på mötena? Räkna. Klargör i ordning med klockor.",
        facets=FacetValues(
            audiences=("chef",), themes=("moten",), minutes=15, effort="liten", group=(3, 12)
        ),
    ),
    document(
        "pappor",
        "Grupper för pappor",
        "Samtal för föräldrar.",
        facets=FacetValues(audiences=("pedagog",), minutes=90, effort="stor"),
    ),
    document("man", "Män och våld", "Vad män gör."),
    document("mal", "Mal i garderoben", "Man ser en mal. Målet är att den flyttar."),
    document("konst", "Konstruktor", "constructor __proto__ toString"),
    document("karta", "Karta", "Här ligger kvinnojouren."),
    document("jour", "Jour för kvinnor", "Öppet dygnet runt.", kind="filmer"),
    document("plakat", "Affischen om möten", "Beställ affischer.", kind="trycksaker"),
    *(
        document(f"fyll{number}", f"Annat {number}", "Något helt annat om budget.")
        for number in range(40)
    ),
]
#: A sentence that no excerpt has room for.
LONG = f"Om {'sitta ' * 40}länge."
