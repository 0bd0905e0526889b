"""Every date that an act can write is a clock of the calendar, or is named as none (F:I3, I4).

A new date fails here until somebody says which of the two it is.
"""

from __future__ import annotations

import pytest

from cso_registry.domain.catalogue import RECORDS
from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.field_types import groups_in, holds_date
from cso_registry.workspace.means import this_program

CLOCKS = {
    "agreement.terms.starts": ("agreement:sign",),
    "agreement.terms.activities_end": ("agreement:settlement",),
    "agreement.terms.ends": ("agreement:ends", "agreement:final_evaluation"),
    "agreement.terms.serve_by": ("serve_notice",),
    "agreement.terms.review_dates": ("agreement:review",),
    "agreement.terms.evaluation_days": ("agreement:evaluation", "late_evaluation"),
    "agreement.effects.effective": ("agreement:report", "agreement:consultation"),
    "agreement.allocations.pay_by": ("agreement:payment",),
    "agreement.notices.may_end_from": ("agreement:may_end",),
    "agreement.evaluations.evaluated": ("ending_evaluation",),
    "appeal.filing.decide_by": ("appeal:decide",),
    "appeal.extensions.decide_by": ("appeal:decide",),
    "breach.entry.weighs_until": ("breach:weighs_until",),
    "call.openings.closes": ("call:closes",),
    "call.amendments.closes": ("call:closes",),
    "call.questions.due": ("question:answer",),
    "certificate.issues.ends": ("certificate:expires",),
    "committee.members.ends": ("seat:member",),
    "complaint.file.answer_by": ("complaint:answer",),
    "contact_note.spoken.next_day": ("next_step",),
    "finding.file.correct_by": ("finding:correct",),
    "finding.steps.correct_by": ("finding:correct",),
    "meeting.call.held": ("meeting",),
    "meeting.call.answer_by": ("answers",),
    "notice.file.reply_by": ("notice:opened",),
    "notice.file.wanted_end": ("notice:heard",),
    "notice.file.serve_by": ("notice:heard",),
    "notice.decisions.last_day": ("notice:decided", "notice:not_served"),
    "notice.decisions.serve_by": ("notice:decided", "notice:not_served"),
    "notice.overrides.last_day": ("notice:overridden",),
    "organization.documents.expires": ("document:articles",),
    "organization.life.effective": ("return:first",),
    "organization.posts.ends": ("term:chair",),
    "problem.file.answer_by": ("problem:answer", "problem:answer_of_partner"),
    "progress_report.reviews.correct_by": ("progress_report:correct",),
    "proposal.requests.due": ("proposal:papers",),
    "return.filed.next_due": ("return",),
    "screening.decisions.due": ("screening:correction",),
}
"""Which clock of the calendar a date is, or begins."""

HAPPENED = "happened"
"""When something was done, found, said or came: it lies behind."""
TABLE = "table"
"""From when or until when an edition, a setting or a right holds: it ends by itself."""
REPEATED = "repeated"
"""The same day stands in another record, or was judged and is told there."""
PERIOD = "period"
"""The bounds of what is reported, asked, planned or costed; its deadline is another date."""
TOLD_BY = {
    HAPPENED: """
        admitted adopted allocated amended annexed answered asked assessed began begun born
        cancelled checked chosen cleared closed collected completed confirmed contacted dated
        decided declared done_on drawn ended ended_on evaluated evidence_date extended filed
        found_on founded granted happened heard_on held imported issued kept left linked_on
        listed measured merged_on moved named noticed notified opened order_date ordered paid
        partner_told printed proposed put_on received recorded recovered released_on reopened
        replied resolved result_on reviewed sent set_on settled settled_on signed since
        site_visit spoiled submitted taken_back tallied their_date tied_on told_on undone
        visited voided withdrawn written effective day
    """,
    TABLE: "effective_from effective_to starts ends last_day until",
    REPEATED: """
        counted due earliest_end ends_before file_by lawful_end recounted safer_end stood_before
        weighs_until
    """,
    PERIOD: "asked_from asked_to covers_from covers_to period_starts period_ends price_date",
}
NO_CLOCK = {name: why for why, names in TOLD_BY.items() for name in names.split()}
"""Why a date is no clock, by its name; a date of `CLOCKS` is one nevertheless."""


def dates() -> set[str]:
    """Every date that a record can hold: type, group and name."""
    return {
        f"{kind}.{slot}.{path}"
        for kind, record in RECORDS.items()
        for slot, group in record.slots.items()
        for path in _dates_in(group.model, ())
    }


def _dates_in(model, above):
    for name, field in model.model_fields.items():
        if holds_date(field.annotation):
            yield name
        for inner in groups_in(field.annotation):
            if inner not in above:
                yield from (f"{name}.{path}" for path in _dates_in(inner, (*above, inner)))


def test_every_date_is_a_clock_or_is_named_as_none():
    known = dates()
    assert len(known) > 250
    assert CLOCKS.keys() <= known
    unnamed = {one for one in known - CLOCKS.keys() if one.rpartition(".")[2] not in NO_CLOCK}
    assert unnamed == set()
    assert set(NO_CLOCK) <= {one.rpartition(".")[2] for one in known}


@pytest.mark.parametrize("what", sorted({what for whats in CLOCKS.values() for what in whats}))
def test_every_clock_has_its_kind_its_group_and_its_words(what):
    program = this_program()
    kinds = program.delivered.clock_kinds
    kind = kinds.of(what)
    assert kind is not None
    assert kind.group in kinds.groups
    for language in ("th", "en"):
        words = duty_words(what, program, language)
        assert words
        assert words != what.partition(":")[0]
        assert program.texts.value(f"clock_group.{kind.group}").say(language)


def test_every_kind_of_clock_begins_with_a_date_that_is_named():
    """No kind is left over: each stands for a date of some record."""
    kinds = this_program().delivered.clock_kinds
    held = {kinds.of(what).code for whats in CLOCKS.values() for what in whats}
    # A duty that the office writes into a course of its own is counted like the delivered ones.
    assert {one.code for one in kinds.clocks} - held == {"agreement"}
