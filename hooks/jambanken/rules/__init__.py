"""The checks of the content that need more than one value. A new rule is a module here and a line in ``RULES``."""

from __future__ import annotations

from collections.abc import Sequence

from jambanken.bank import Bank
from jambanken.problems import Problem, in_order
from jambanken.rules import (
    aktivitet_utan_matt,
    antal_over_av,
    barn_utan_granskning,
    bestallning_saknas,
    bild_utan_fil,
    bild_utan_yaml,
    bildfil,
    bildmapp,
    delad_bildfil,
    dubbel_rad,
    dubbelt_artikelnummer,
    dubbelt_id,
    dubblett,
    ersatts_i_cirkel,
    fil_saknas,
    fil_sort,
    film_adress,
    film_utan_text,
    gammal_redogorelse,
    gemensam_fil_saknas,
    granskningsdag,
    hanvisar_till_sig,
    hittas_inte,
    ingen_kalla,
    ingen_redogorelse,
    kanslisvenska,
    kontrast,
    lang_mening,
    lang_text,
    liten_bild,
    mal_upprepar_syfte,
    mal_utan_matt,
    matt_utan_kon,
    minst_over_hogst,
    motespaket_utan_tid,
    motsagd_redogorelse,
    okant_id,
    opublicerad_hanvisning,
    passiva_verb,
    person_i_forradet,
    personuppgift,
    prose,
    rattslig_grund,
    redogorelse_saknar,
    ryms_inte_i_motet,
    samtycke,
    slut_fore_start,
    snarlika_filnamn,
    tid_over_total,
    trasig_hanvisning,
    trasig_lank,
    tryck_utan_innehall,
    upptagen_adress,
)
from jambanken.rules.base import Rule
from jambanken.rules.saved import is_known, with_what_is_saved

#: In the order of the editors' guide: errors, warnings, hints.
RULES: tuple[Rule, ...] = (
    trasig_hanvisning.RULE,
    trasig_lank.RULE,
    hanvisar_till_sig.RULE,
    ersatts_i_cirkel.RULE,
    okant_id.RULE,
    gemensam_fil_saknas.RULE,
    dubbelt_id.RULE,
    dubbelt_artikelnummer.RULE,
    upptagen_adress.RULE,
    snarlika_filnamn.RULE,
    tid_over_total.RULE,
    minst_over_hogst.RULE,
    slut_fore_start.RULE,
    antal_over_av.RULE,
    bestallning_saknas.RULE,
    fil_saknas.RULE,
    fil_sort.RULE,
    film_adress.RULE,
    film_utan_text.RULE,
    bild_utan_fil.RULE,
    bildfil.RULE,
    delad_bildfil.RULE,
    rattslig_grund.RULE,
    redogorelse_saknar.RULE,
    samtycke.RULE,
    barn_utan_granskning.RULE,
    opublicerad_hanvisning.RULE,
    bild_utan_yaml.RULE,
    bildmapp.RULE,
    dubblett.RULE,
    dubbel_rad.RULE,
    granskningsdag.RULE,
    ingen_kalla.RULE,
    tryck_utan_innehall.RULE,
    hittas_inte.RULE,
    personuppgift.RULE,
    kontrast.RULE,
    ingen_redogorelse.RULE,
    gammal_redogorelse.RULE,
    motsagd_redogorelse.RULE,
    person_i_forradet.RULE,
    mal_upprepar_syfte.RULE,
    mal_utan_matt.RULE,
    aktivitet_utan_matt.RULE,
    matt_utan_kon.RULE,
    motespaket_utan_tid.RULE,
    ryms_inte_i_motet.RULE,
    lang_text.RULE,
    lang_mening.RULE,
    kanslisvenska.RULE,
    passiva_verb.RULE,
    liten_bild.RULE,
)


def run(bank: Bank, *, language: bool = True) -> tuple[Problem, ...]:
    """Return what all rules have against the bank, sorted by file and place.

    ``language`` asks for advice on plain language too, which takes as long as all else together.
    """
    seen = with_what_is_saved(bank)
    if language:
        prose.read(seen)
    wanted = [rule for rule in RULES if language or not rule.about_language]
    return in_order(_problems(seen, wanted))


def _problems(bank: Bank, rules: Sequence[Rule]) -> list[Problem]:
    findings = [
        (rule, finding) for rule in rules for finding in rule.check(bank) if is_known(finding, bank)
    ]
    # File by file: a source works out its places once and forgets them soon.
    findings.sort(key=lambda pair: pair[1].file)
    return [rule.problem(finding) for rule, finding in findings]
