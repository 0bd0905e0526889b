"""What refuses a call: empty sections, unfixed criteria, an unopened mission (R-17 to R-26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.missions.analyses import Analysis
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.missions.missions import Mission
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.selection.calls import Call, CallTerms, SelectionRules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

MODELS, MODES, CRITERIA = "V-09", "V-11", "V-12"
COMPETITION, ONLY_MAYBE = "SM2", "SC3"
BUDGET, RECEIVED = "budget", "received"
WHOLE = 100
SECTIONS = (
    "scope_of_work",
    "objective",
    "period_starts",
    "period_ends",
    "budget_method",
    "evaluation",
    "qualifications",
    "advice",
)
"""What a call must say (R-22, R-23); the criteria are the sixth section of the source."""


@rule("R-21", cite="004 Grant 2")
def mode_and_model_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """How a partner is sought, and under which model, are terms in use."""
    for name, listed in (("sourcing", MODES), ("model", MODELS)):
        term = facts.setting.vocabulary.get(listed).by_code.get(getattr(act, name))
        if term is None or not term.in_force(facts.today):
            yield fault(name, code=getattr(act, name), listed=listed)


@rule("F:X26", cite="features X26")
def call_areas_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Each area is one of the list."""
    for code in act.areas:
        if facts.setting.areas.get(code) is None:
            yield fault("areas", code=code)


@rule("F:D1", cite="features D1; 004 PBC 1")
def call_is_a_draft(_act: Any, facts: Facts) -> Verdict:
    """What was opened is amended in the open and never rewritten."""
    call = facts.record("call", Call)
    return fault("call") if call.openings or call.is_cancelled else None


@rule("F:D1", cite="features D1; 004 PBC 1")
def call_is_open(_act: Any, facts: Facts) -> Verdict:
    """Only a call that was opened, and not cancelled, goes on."""
    call = facts.record("call", Call)
    return None if call.openings and not call.is_cancelled else fault("call")


@rule("F:D8", cite="features D8")
def call_is_undecided(_act: Any, facts: Facts) -> Verdict:
    """A call is decided once, and not cancelled after that."""
    return fault("call") if facts.record("call", Call).decisions else None


@rule("R-22", cite="004 Grant 1; PBC 1")
def sections_are_filled(_act: Any, facts: Facts) -> Iterable[Fault]:
    """No section of a call is empty when it opens."""
    terms = _terms(facts)
    for name in SECTIONS:
        if getattr(terms, name) is None:
            yield fault("call", section=name)


@rule("R-23", cite="004 PBC 1")
def period_of_call_runs_forward(act: Any, facts: Facts) -> Verdict:
    """The work ends after it starts, and starts after proposals close."""
    terms = _terms(facts)
    if terms.period_starts is None or terms.period_ends is None:
        return None
    runs = act.closes < terms.period_starts <= terms.period_ends
    return None if runs else fault("closes")


@rule("R-22", cite="004 Grant 1")
def closing_day_is_to_come(act: Any, facts: Facts) -> Verdict:
    """There is a day at least to write a proposal."""
    return None if act.closes > facts.today else fault("closes")


@rule("R-21", cite="004 Grant 2; domain B-17")
def approach_has_a_reason(_act: Any, facts: Facts) -> Verdict:
    """Who does not compete openly says why, and whom they approach (R-26)."""
    terms = _terms(facts)
    if terms.sourcing == COMPETITION:
        return None
    return None if terms.sourcing_reason is not None and terms.scouted else fault("call")


@rule("R-17", cite="002 3.3.2")
def all_five_criteria_stand(_act: Any, facts: Facts) -> Verdict:
    """Each of the five criteria stands once."""
    listed = sorted(facts.setting.vocabulary.get(CRITERIA).by_code)
    given = sorted(one.criterion for one in _rules(facts).criteria)
    return None if given == listed else fault("call", given=", ".join(given) or "–")


@rule("F:D1", cite="features D1; domain §12(4)")
def weights_total_a_hundred(_act: Any, facts: Facts) -> Verdict:
    """The weights of the criteria total exactly 100."""
    total = sum(one.weight for one in _rules(facts).criteria)
    return None if total == WHOLE else fault("call", total=total)


@rule("F:D1", cite="features D1; domain §12(4)")
def pass_mark_can_be_reached(_act: Any, facts: Facts) -> Verdict:
    """A pass mark is of the 100 that all criteria come to."""
    mark = _rules(facts).pass_mark
    return None if mark is None or mark <= WHOLE else fault("call", mark=mark)


@rule("R-18", cite="002 3.3.2(3)")
def only_the_area_may_not_apply(_act: Any, facts: Facts) -> Iterable[Fault]:
    """Only SC3 may not apply, then with a reason and no weight; all others weigh."""
    for one in _rules(facts).criteria:
        wrong = one.criterion != ONLY_MAYBE if not one.applies else False
        if wrong or one.applies != (one.weight > 0):
            yield fault("call", criterion=one.criterion)


@rule("F:D2", cite="features D2, X11")
def levels_are_anchored(_act: Any, facts: Facts) -> Iterable[Fault]:
    """Every criterion says what each level from 0 up means, and what evidence is asked."""
    for one in _rules(facts).scored:
        levels = [anchor.level for anchor in one.anchors]
        whole = len(levels) > 1 and sorted(levels) == list(range(len(levels)))
        if not whole or one.evidence_asked is None:
            yield fault("call", criterion=one.criterion)


@rule("F:D6", cite="features D6; domain §12(4)")
def tie_rules_are_known(_act: Any, facts: Facts) -> Verdict:
    """What decides a tie is named before opening: criteria that apply, budget, or arrival."""
    rules = _rules(facts)
    known = {one.criterion for one in rules.scored} | {BUDGET, RECEIVED}
    given = rules.tie_rules
    fits = bool(given) and len(set(given)) == len(given) and set(given) <= known
    return None if fits else fault("call", known=", ".join(sorted(known)))


@rule("R-08", cite="002 1E-dim")
def mission_was_opened(_act: Any, facts: Facts) -> Verdict:
    """The mission of the call was analysed, and opened."""
    analysis, terms = facts.record("analysis", Analysis), _terms(facts)
    fits = analysis.file is not None and analysis.file.mission == terms.mission
    return None if fits and analysis.id == terms.analysis and analysis.opens else fault("analysis")


@rule("R-33", cite="002 3.3.3(3)")
def standards_are_set(_act: Any, facts: Facts) -> Verdict:
    """Partners are told the standards, statutory first."""
    return fault("mission") if facts.record("mission", Mission).standards is None else None


@rule("R-34", cite="002 3.3.3(4)")
def amount_rests_on_a_costing(act: Any, facts: Facts) -> Verdict:
    """An amount is fixed only where a costing sheet of the mission was chosen."""
    terms = _terms(facts)
    if terms.budget is None:
        return None
    named = act.costing
    found = [one for one in facts.answers.get("costing_sheet", ()) if isinstance(one, Costing)]
    chosen = any(
        one.choices
        and one.id == named == terms.costing
        and one.sheet is not None
        and one.sheet.mission == terms.mission
        for one in found
    )
    return None if chosen else fault("costing")


@rule("F:D1", cite="features D1")
def records_are_those_of_the_call(act: Any, facts: Facts) -> Verdict:
    """Mission and analysis that are looked at are those the call names."""
    return None if act.mission == _terms(facts).mission else fault("mission")


@rule("R-24", cite="004 Grant 2")
def question_is_in_time(_act: Any, facts: Facts) -> Verdict:
    """Questions are taken until proposals close, so that answers reach everyone."""
    closes = facts.record("call", Call).closes
    return fault("call") if closes is None or facts.today > closes else None


@rule("R-24", cite="004 Grant 2")
def question_waits(act: Any, facts: Facts) -> Verdict:
    """A question is answered once; what is to be said anew is an amendment."""
    waits = act.question in facts.record("call", Call).open_questions
    return None if waits else fault("question")


@rule("R-22", cite="004 Grant 1; R-74")
def closing_is_only_put_off(act: Any, facts: Facts) -> Verdict:
    """Before proposals close the closing day may become later, never earlier."""
    closes = facts.record("call", Call).closes
    late = closes is None or facts.today > closes
    wrong = late or (act.closes is not None and act.closes <= closes)
    return fault("closes") if wrong else None


def _terms(facts: Facts) -> CallTerms:
    terms = facts.record("call", Call).terms
    if terms is None:
        raise TypeError("call")
    return terms


def _rules(facts: Facts) -> SelectionRules:
    return facts.record("call", Call).selection or SelectionRules(criteria=(), tie_rules=())
