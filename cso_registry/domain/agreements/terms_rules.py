"""What refuses the terms of an agreement, or that they are signed (R-28 to R-45, R-55, R-79)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.clauses import lacking
from cso_registry.domain.agreements.groups import (
    AgreementTerms,
    GivenTerms,
    Instrument,
    Side,
    TermsCore,
)
from cso_registry.domain.agreements.instalments import PERCENT, WHOLE, planned, usual_whens
from cso_registry.domain.agreements.questions import linked
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.notice.law import law_of
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

EVALUATION = "V-15"
SHARES = ("money.first_instalment_percent", "money.second_instalment_percent")


def terms_of(facts: Facts) -> AgreementTerms:
    """Return the terms of the agreement, empty ones when nothing was written yet."""
    agreement = facts.record("agreement", Agreement)
    by = facts.actor.officer
    return agreement.terms or AgreementTerms(revision=0, written=facts.today, by=by)


def usual_shares(facts: Facts) -> tuple[int, ...]:
    """Return the shares when the sides say none, in hundredths of a percent.

    A performance contract has 80 and 20 (002 3.3.1(2.5)(2.7)), which are settings; for the
    other models the sources give no split (domain 12(8)): all at once.
    """
    file = facts.record("agreement", Agreement).file
    if file is None or file.model != "PBC":
        return (WHOLE,)
    policies = facts.setting.policies
    return tuple(policies.number(key, facts.today) * PERCENT for key in SHARES)


def written(given: GivenTerms, facts: Facts) -> AgreementTerms:
    """Return the terms as they are kept: the next revision, with the satang of instalments."""
    agreement = facts.record("agreement", Agreement)
    before = 0 if agreement.terms is None else agreement.terms.revision
    shared = {name: getattr(given, name) for name in TermsCore.model_fields}
    return AgreementTerms(
        **shared,
        revision=before + 1,
        written=facts.today,
        by=facts.actor.officer,
        instalments=planned(given.amount, given.instalments, usual_shares(facts)),
        serve_by=None if given.ends is None else law_of(facts).last_receipt(given.ends),
    )


def terms_after(act: Any, facts: Facts) -> AgreementTerms:
    """Return the terms that an act leaves: those that it writes, or the present ones."""
    return written(act.terms, facts) if hasattr(act, "terms") else terms_of(facts)


def place_of_terms(act: Any) -> str:
    """Return the field of an act beside which a fault of its terms is told."""
    return "terms" if hasattr(act, "terms") else "agreement"


@rule("R-79", cite="004 Grant, รูปแบบวิธีการ; domain C-20")
def days_run_forward(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Work begins, activities end, the agreement ends; evaluations lie after the beginning."""
    days = [
        (name, getattr(act.terms, name))
        for name in ("starts", "activities_end", "ends")
        if getattr(act.terms, name) is not None
    ]
    for (_, before), (_, after) in pairwise(days):
        if after < before:
            yield fault("terms")
            return
    starts = act.terms.starts
    early = (day for day in act.terms.evaluation_days if starts is not None and day < starts)
    yield from (fault("terms") for _ in list(early)[:1])


@rule("R-41", cite="002 3.3.1(2.5)(2.7)")
def shares_total_a_hundred(act: Any, _facts: Facts) -> Verdict:
    """Instalments total exactly 100 %, each is something, and there is money to share."""
    total = sum(one.share for one in act.terms.instalments)
    nothing = any(one.share == 0 for one in act.terms.instalments)
    if not act.terms.instalments or (total == WHOLE and act.terms.amount and not nothing):
        return None
    return fault("terms", total=f"{total // 100}.{total % 100:02}")


@rule("R-41", cite="002 3.3.1(2.5)(2.7); domain C-02, R-42")
def other_shares_have_a_reason(act: Any, facts: Facts) -> Verdict:
    """Under a performance contract all but 80 at first and 20 on completion needs a reason."""
    file, given = facts.record("agreement", Agreement).file, act.terms.instalments
    if file is None or file.model != "PBC" or not given or act.terms.shares_reason is not None:
        return None
    shares = usual_shares(facts)
    usual = list(zip(shares, usual_whens(len(shares)), strict=True))
    return None if [(one.share, one.when) for one in given] == usual else fault("terms")


@rule("R-48", cite="002 1D-7")
def pay_is_part_of_the_amount(act: Any, _facts: Facts) -> Verdict:
    """Pay of persons is a part of the amount, kept apart from project funds."""
    return fault("terms") if act.terms.remuneration > act.terms.amount else None


@rule("R-55", cite="002 3.3.3(5)(6)")
def evaluation_is_of_the_list(act: Any, facts: Facts) -> Iterable[Fault]:
    """Kind and time frame of evaluation are those of the list."""
    known = facts.setting.vocabulary.get(EVALUATION).by_code
    timing = act.terms.evaluation_timing
    given = [(one, "kind") for one in act.terms.evaluation_kinds]
    given += [] if timing is None else [(timing, "timing")]
    for code, group in given:
        term = known.get(code)
        if term is None or term.group != group or not term.in_force(facts.today):
            yield fault("terms", code=code)


@rule("F:X26", cite="features X26")
def terms_areas_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Areas are those of the State."""
    for code in act.terms.areas:
        if facts.setting.areas.get(code) is None:
            yield fault("terms", code=code)


@rule("F:E2", cite="domain 5.4; features E2")
def chosen_clauses_are_offered(act: Any, facts: Facts) -> Iterable[Fault]:
    """What is chosen stands in the clause library and fits the instrument."""
    agreement = facts.record("agreement", Agreement)
    instrument = "" if agreement.file is None else agreement.file.instrument.value
    library = agreement.own_clauses(facts.setting.clauses)
    offered = {one.code for one in library if instrument in (*one.optional, *one.compulsory)}
    for code in act.terms.chosen_clauses:
        if code not in offered:
            yield fault("terms", code=code)


@rule("R-28", cite="004 concept; domain 5.4")
def compulsory_clauses_are_filled(act: Any, facts: Facts) -> Iterable[Fault]:
    """Nothing is signed or amended so that a compulsory clause of the instrument is empty."""
    agreement = facts.record("agreement", Agreement)
    file = agreement.file
    instrument = Instrument.NO_DOCUMENT if file is None else file.instrument
    own = agreement.own_clauses(facts.setting.clauses)
    empty, place = lacking(own, instrument, terms_after(act, facts)), place_of_terms(act)
    return (fault(place, clause=one.th, clause_en=one.en) for one, _ in empty)


@rule("R-80", cite="004 Grant, รูปแบบวิธีการ")
def both_sides_contribute(act: Any, facts: Facts) -> Verdict:
    """Each side says what it brings; what the State pays is what the agency brings."""
    file, terms = facts.record("agreement", Agreement).file, terms_after(act, facts)
    if file is None or file.model is None or file.instrument is Instrument.NO_DOCUMENT:
        return None
    sides = {one.side for one in terms.contributions}
    if terms.amount:
        sides.add(Side.AGENCY)
    return None if sides == set(Side) else fault(place_of_terms(act))


@rule("R-34", cite="002 3.3.3(4)")
def amount_rests_on_a_chosen_costing(act: Any, facts: Facts) -> Verdict:
    """The amount is not fixed before one costing of the mission was chosen with a reason."""
    agreement, terms = facts.record("agreement", Agreement), terms_after(act, facts)
    if not terms.amount:
        return None
    named = "costing" if hasattr(act, "terms") else "linked"
    costing = None if terms.costing is None else linked(facts, Costing, named)
    file = agreement.file
    sheet = None if costing is None else costing.sheet
    fits = sheet is not None and file is not None and sheet.mission == file.mission
    chosen = fits and costing is not None and costing.choices
    return None if chosen else fault(place_of_terms(act))


@rule("R-39", cite="001 1; domain C-15")
def public_money_has_a_document(act: Any, facts: Facts) -> Verdict:
    """Cooperation that came into force without a document never gets public money."""
    agreement = facts.record("agreement", Agreement)
    file = agreement.file
    without = file is not None and file.instrument is Instrument.NO_DOCUMENT
    runs = agreement.in_force_from is not None
    bad = without and runs and terms_after(act, facts).amount
    return fault(place_of_terms(act)) if bad else None
