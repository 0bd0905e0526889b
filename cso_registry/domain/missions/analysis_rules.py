"""What refuses an analysis or its decision (R-08 to R-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.missions.analyses import Analysis, Outcome
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault

DIMENSIONS, ANSWERS = "V-08", "answer"
DIRECT, IN_STAGES, NOT_SUITABLE = "DM2-A", "DM2-B", "DM2-C"
FORMS, ORGANIZATION_FORMS = "V-06", "V-05"
_CITE = "002 1E-dim"


@rule("R-08", cite=_CITE)
def analysis_is_open(_act: Any, facts: Facts) -> Verdict:
    """What was decided is not answered again; a new analysis is opened."""
    return fault("analysis") if facts.record("analysis", Analysis).decisions else None


@rule("R-08", cite=_CITE)
def no_other_analysis_is_open(_act: Any, facts: Facts) -> Verdict:
    """A mission has one open analysis at a time."""
    found = [one for one in facts.answer("analyses", tuple) if isinstance(one, Analysis)]
    others = [one.file for one in found if one.decision is None and one.file is not None]
    return fault("mission", other=others[0].code) if others else None


@rule("R-08", cite="002 1E-class(1)(2); 1E-dim(1)")
def analysed_classes_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Type and process are terms in use."""
    for name, listed in (("mission_type", "V-01"), ("process", "V-02")):
        if not _in_force(facts, listed, getattr(act, name)):
            yield fault(name, code=getattr(act, name), listed=listed)


@rule("R-11", cite="002 1E-dim(2)")
def opening_is_one_of_three(act: Any, facts: Facts) -> Verdict:
    """The second dimension has exactly three answers."""
    term = facts.setting.vocabulary.get(DIMENSIONS).by_code.get(act.opening)
    known = term is not None and term.group == ANSWERS and term.in_force(facts.today)
    return None if known else fault("opening", code=act.opening)


@rule("R-11", cite="002 1E-dim(2)")
def opening_says_how(act: Any, facts: Facts) -> Iterable[Fault]:
    """What opens says in which form, and what opens in stages says which stages."""
    if act.opening == NOT_SUITABLE:
        if act.participation_form is not None:
            yield fault("participation_form")
        return
    if not _in_force(facts, FORMS, act.participation_form):
        yield fault("participation_form")
    if act.opening == IN_STAGES and act.stages is None:
        yield fault("stages")


@rule("R-08", cite="002 1E-cso(2); 1E-dim(2)(3)")
def organization_forms_are_known(act: Any, facts: Facts) -> Iterable[Fault]:
    """Forms of organisation are terms in use."""
    for code in act.forms:
        if not _in_force(facts, ORGANIZATION_FORMS, code):
            yield fault("forms", code=code)


@rule("R-08", cite=_CITE)
def three_dimensions_are_answered(_act: Any, facts: Facts) -> Iterable[Fault]:
    """No mission is decided on before all three dimensions have answers and reasons."""
    analysis = facts.record("analysis", Analysis)
    for name in ("mission_side", "level_side", "people_side"):
        if getattr(analysis, name) is None:
            yield fault("analysis", missing=name)


@rule("R-09", cite="002 1E-dim(1)")
def opening_is_lawful(act: Any, facts: Facts) -> Verdict:
    """Nothing lifts this one: what touches legality is not opened."""
    side = facts.record("analysis", Analysis).mission_side
    breaks = side is not None and not side.lawful and act.outcome is not Outcome.NOT_OPEN
    return fault("outcome") if breaks else None


@rule("R-10", cite="002 1E-dim(1)")
def risk_is_carried_by_a_resolution(act: Any, facts: Facts) -> Verdict:
    """A risk to the results needs a resolution of the committee."""
    side = facts.record("analysis", Analysis).mission_side
    risks = side is not None and not side.safe and act.outcome is not Outcome.NOT_OPEN
    return fault("resolution") if risks and act.resolution is None else None


@rule("R-11", cite="002 1E-dim(2)")
def outcome_follows_the_answers(act: Any, facts: Facts) -> Verdict:
    """Not suitable closes the file; in stages is joint action; only direct may be delegated."""
    analysis = facts.record("analysis", Analysis)
    if analysis.level_side is None or act.outcome in outcomes_of_level(analysis):
        return None
    return fault("outcome", opening=analysis.level_side.opening)


def outcomes_of_level(analysis: Analysis) -> frozenset[Outcome]:
    """Return what the second dimension allows; a guard that fails also allows to close."""
    if analysis.level_side is None:
        return frozenset()
    fitting = {
        DIRECT: {Outcome.DELEGATED, Outcome.JOINT},
        IN_STAGES: {Outcome.JOINT},
        NOT_SUITABLE: {Outcome.NOT_OPEN},
    }[analysis.level_side.opening]
    side = analysis.mission_side
    fails = side is not None and not (side.lawful and side.safe)
    return frozenset(fitting | {Outcome.NOT_OPEN} if fails else fitting)


def fitting_outcomes(analysis: Analysis) -> frozenset[Outcome]:
    """Return what may be decided once all three dimensions are answered (R-08 to R-11)."""
    mission, level, people = analysis.mission_side, analysis.level_side, analysis.people_side
    if mission is None or level is None or people is None:
        return frozenset()
    fitting = outcomes_of_level(analysis)
    return fitting if mission.lawful else fitting & {Outcome.NOT_OPEN}


@rule("F:B2", cite="R-74; features B2")
def another_decides_the_analysis(_act: Any, facts: Facts) -> Verdict:
    """Who answered does not decide."""
    answered = facts.record("analysis", Analysis).answered_by
    me = {facts.actor.officer, facts.actor.acting_for}
    return fault("analysis") if answered & me else None


def _in_force(facts: Facts, listed: str, code: str | None) -> bool:
    term = facts.setting.vocabulary.get(listed).by_code.get(code or "")
    return term is not None and term.in_force(facts.today)
