"""Until when a notice is received, as the calendar tells it; and when it tells no more (R-56)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.letters.acts import LetterDelivered, LetterReturned
from cso_registry.domain.notice.groups import ServiceResult
from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.storage.duties import AskedDuties
from cso_registry.workspace.supervision.compliance import MOST
from tests.notice.test_notices import ending
from tests.support import examples_notice as made
from tests.support.desk import founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.registry import SetClock

RECEIPT_BY = date(2027, 10, 31)
"""The latest receipt that reaches the last day of the examples."""
NATION = ""


def dues(scene, notice):
    asked = scene.registry.reading.duties(scene.today, AskedDuties())
    _, rows = asked.between(date.min, date.max, MOST)
    return {row.what: row.day for row in rows if row.id == notice}


def test_what_is_due_is_the_last_receipt_that_reaches_the_end_and_never_the_end(scene):
    """R-57: on the last day itself it would be three months too late to serve it."""
    asked = made.opened(scene, "asked")
    reply_by = scene.registry.record(asked).file.reply_by
    assert dues(scene, asked) == {"notice:opened": reply_by.isoformat()}
    for make, what in ((made.heard, "heard"), (made.decided, "decided"), (made.sent, "decided")):
        notice = make(scene, f"now {make.__name__}")
        assert dues(scene, notice) == {f"notice:{what}": RECEIPT_BY.isoformat()}
    returned = {"result": ServiceResult.RETURNED, "received_by": None, "cause": "ไม่มีผู้รับ"}
    scene.registry.perform(made.serving(scene, notice, **returned))
    assert dues(scene, notice) == {"notice:not_served": RECEIPT_BY.isoformat()}
    assert dues(scene, made.served(scene)) == {}
    ordered = made.decided(scene, "ordered")
    scene.registry.perform(made.ordering(scene, ordered))
    assert dues(scene, ordered) == {"notice:overridden": made.EARLY.isoformat()}


def test_where_a_last_day_on_a_holiday_moves_the_receipt_is_due_sooner(tmp_path):
    """Section 193/8: an end that is wanted on a Sunday would move to Monday and lie after it."""
    clock, sunday = SetClock(), date(2028, 1, 30)
    founded(tmp_path / "registry", training=False, clock=clock)
    with open_desk(tmp_path / "registry", clock) as desk:
        scene = scene_at(desk)
        scene.registry.perform(
            DecidePolicy(
                key="notice.extend_over_holidays",
                value=True,
                citation="คำสั่งสมมติ",
                effective_from=date(2020, 1, 1),
                reason=made.WHY,
            )
        )
        file = scene.registry.record(made.opened(scene, "moves", wanted_end=sunday)).file
    # Received from Friday, 29 October 2027, on, the months end on Saturday and move to Monday.
    assert file.serve_by == date(2027, 10, 28)


def test_file_of_an_older_program_is_due_on_the_day_counted_back(scene):
    held, nothing = scene.registry.record(made.decided(scene)), {"serve_by": None}
    ((key, decision),) = held.decisions.items()
    plain = {
        "file": held.file.model_copy(update=nothing),
        f"decisions/{key}": decision.model_copy(update=nothing),
    }
    older = Notice(held.id, held.scope, plain)
    assert (older.decision.serve_by, older.file.serve_by) == (None, None)
    assert [due.day for due in older.shadow().dues] == [RECEIPT_BY.isoformat()]


@pytest.mark.parametrize("make", [made.heard, made.sent], ids=["heard", "sent"])
def test_file_of_an_agreement_that_ended_otherwise_asks_nothing_more(scene, make):
    """Both sides parted: nobody is told for ever to serve a notice that nobody needs."""
    notice = make(scene)
    agreement = made.of(scene, notice)
    assert dues(scene, notice)
    consent = {"ending_reason": "CONSENT", "ended_by": Side.AGENCY, "kept_as": "บันทึก 3 (สมมติ)"}
    leaves = scene.today + timedelta(days=5)
    scene.registry.perform(ending(scene, agreement, leaves, **consent))
    assert dues(scene, notice)
    scene.registry.clock.pass_days(5)
    assert dues(scene, notice) == {}
    overdue = scene.registry.reading.sums.overdue(date(2031, 1, 1), NATION, MOST)
    assert str(notice) not in {one.id for one in overdue}
    assert scene.registry.record(notice).status in {"heard", "decided"}


@pytest.mark.parametrize(
    ("declared", "said"),
    [(LetterDelivered, {"received_by": "นางสมมติ"}), (LetterReturned, {"cause": "ไม่มีผู้รับ"})],
)
def test_what_became_of_a_notice_is_recorded_in_its_file_and_nowhere_else(scene, declared, said):
    """R-57: a receipt in the letter book alone would start no months, and be recorded once."""
    notice = made.sent(scene)
    act = declared(letter=made.letter_of(scene, notice), day=scene.today, **said)
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(act)
    assert [one.key for one in refused.value.reasons] == ["R-57.notice_is_recorded_in_its_file"]
    scene.registry.perform(made.serving(scene, notice))
    assert scene.registry.record(notice).earliest_end == date(2027, 2, 20)
