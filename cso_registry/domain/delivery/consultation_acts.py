"""Recording a consultation, and what was done with what was said (R-63, R-66, R-91)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.delivery.consultations import (
    CITIZENS_PANEL,
    CONSULTED,
    INITIATIVE,
    TOOLS,
    USERS_CONSULTED,
    Consultation,
    ConsultationFile,
    Consulted,
    FeedBack,
)
from cso_registry.domain.delivery.work_acts import BEGINS, BeginsWork, UnderAgreement, put_on_file
from cso_registry.domain.delivery.work_rules import work_is_of_the_agreement
from cso_registry.domain.fields import Code, Day, Line, Lines
from cso_registry.domain.missions.codes import code_is_free
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import ConsultationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@rule("R-63", cite="002 3.3.3(2); 004 Grant 4")
def initiator_is_of_the_list(act: Any, facts: Facts) -> Verdict:
    """Any side may begin; who did is said in the words of the list."""
    known = facts.setting.vocabulary.get(INITIATIVE).by_code
    return None if act.initiator in known else fault("initiator", code=act.initiator)


@rule("R-63", cite="002 3.2; domain 6.4")
def tool_is_of_the_lists(act: Any, facts: Facts) -> Verdict:
    """The tool is one of the study's lists."""
    words = facts.setting.vocabulary
    known = any(act.tool in words.get(one).by_code for one in TOOLS)
    return None if known else fault("tool", code=act.tool)


@rule("R-91", cite="002 3.2(1)")
def panel_was_chosen_openly(act: Any, _facts: Facts) -> Verdict:
    """A citizens' panel says how its members were chosen."""
    unsaid = act.tool == CITIZENS_PANEL and act.selected_how is None
    return fault("selected_how") if unsaid else None


@rule("R-63", cite="domain 6.4")
def somebody_took_part(act: Any, _facts: Facts) -> Verdict:
    """A consultation names who was asked."""
    return None if act.took_part else fault("took_part")


@rule("R-63", cite="002 3.3.3(2)")
def consultation_was_held(act: Any, facts: Facts) -> Verdict:
    """What is recorded has happened."""
    return fault("held") if act.held > facts.today else None


@rule("R-66", cite="002 2ID challenge 2")
def feedback_follows_the_consultation(act: Any, facts: Facts) -> Verdict:
    """Those who gave opinions hear of them after they were asked."""
    file = facts.record("consultation", Consultation).file
    early = file is not None and act.told_on < file.held
    return fault("told_on") if early or act.told_on > facts.today else None


@act("consultation.record", Role.OFFICER, Role.HEAD)
class RecordConsultation(BeginsWork):
    """Records a consultation, which may be held before there is money or a signature (R-63)."""

    writes = (Consultation.file, Agreement.filed)
    makes = (Consultation,)
    reads = BEGINS
    rules = (
        code_is_free,
        initiator_is_of_the_list,
        tool_is_of_the_lists,
        panel_was_chosen_openly,
        somebody_took_part,
        consultation_was_held,
    )

    consultation: ConsultationId
    held: Day
    initiator: Code
    tool: Code
    topic: Line
    took_part: tuple[Consulted, ...]
    users_took_part: bool = False
    selected_how: Lines | None = None
    opinions: Lines
    agreed_on: Lines | None = None
    next_step: Lines | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the record, and what it is for the course."""
        own = ConsultationFile.model_fields.keys() & type(self).model_fields.keys()
        said = {name: getattr(self, name) for name in own} | dict(self.work(facts))
        in_force = facts.record("agreement", Agreement).in_force_from is not None
        opens = [CONSULTED] if in_force else []
        opens += [USERS_CONSULTED] if self.users_took_part else []
        return (
            Consultation.file.set(self.consultation, ConsultationFile(**said)),
            *put_on_file(facts, opens, dated=self.held, summary=self.topic, kept_as=self.code),
        )


@act("consultation.feed_back", Role.OFFICER, Role.HEAD)
class FeedBackConsultation(UnderAgreement):
    """Says what was done with the opinions, and how those who gave them were told (R-66)."""

    writes = (Consultation.feedback,)
    reads = {"consultation": Consultation, "agreement": Agreement}
    rules = (work_is_of_the_agreement, feedback_follows_the_consultation)

    consultation: ConsultationId
    used_for: Lines
    told_on: Day
    told_how: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return what was done."""
        done = FeedBack(
            used_for=self.used_for,
            told_on=self.told_on,
            told_how=self.told_how,
            by=facts.actor.officer,
        )
        return (Consultation.feedback.put(self.consultation, facts.act_id, done),)


ACTS = (RecordConsultation, FeedBackConsultation)
