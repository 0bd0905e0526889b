"""An example of every act of the letter book and of the end of a fiscal year; all invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.batches.print_acts import FilePrinting, OpenPrinting
from cso_registry.domain.letters import acts
from cso_registry.domain.letters.records import Way
from cso_registry.domain.offices.acts import ConfirmClock
from cso_registry.domain.offices.year_acts import CloseYear
from cso_registry.domain.organizations.records import Attachment
from cso_registry.kernel.ids import BatchId, LetterId, RecordId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.act import Act
    from cso_registry.kernel.ids import OfficerId
    from tests.support.examples import Example, Scene

R = TypeVar("R", bound=RecordId)
WHY = "ตามเอกสารสมมติ"
NEXT_YEAR = 330
"""Days from the first day of the scene to the next fiscal year."""


def issuing(scene: Scene, **fields: Any) -> acts.IssueLetter:
    """An outgoing letter about the foundation."""
    return acts.IssueLetter(
        letter=LetterId(scene.new()),
        topic="ขอให้ส่งเอกสารเพิ่มเติม",
        recipient="ประธานมูลนิธิสมมติเพื่อป่าต้นน้ำ",
        recipient_address="12/3 หมู่ที่ 4\nอำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่ 50200",
        subject=scene.foundation,
        enclosures=("รายการเอกสาร จำนวน 1 ฉบับ",),
        **fields,
    )


def receiving(scene: Scene, **fields: Any) -> acts.ReceiveLetter:
    """An incoming letter of the foundation."""
    said: dict[str, Any] = {
        "letter": LetterId(scene.new()),
        "received": scene.today,
        "sender": "มูลนิธิสมมติเพื่อป่าต้นน้ำ",
        "topic": "ส่งเอกสารเพิ่มเติม",
        "their_number": "มส ๑๒/๒๕๖๙",
        "their_date": scene.today - timedelta(days=2),
        "subject": scene.foundation,
        "scans": (
            Attachment(sha256="5c" * 32, size=9, name="หนังสือ.pdf", media_type="application/pdf"),
        ),
    }
    return acts.ReceiveLetter(**said | fields)


def _once(scene: Scene, name: str, make: Callable[[], R]) -> R:
    """What `make` made when it was first asked for in this scene."""
    known: dict[str, R] = vars(scene).setdefault("letters", {})
    return known[name] if name in known else known.setdefault(name, make())


def _entered(scene: Scene, act: acts.IssueLetter | acts.ReceiveLetter) -> LetterId:
    scene.registry.perform(act)
    return act.letter


def issued(scene: Scene) -> LetterId:
    """An outgoing letter that has its number."""
    return _once(scene, "issued", lambda: _entered(scene, issuing(scene)))


def received(scene: Scene) -> LetterId:
    """An incoming letter that has its number."""
    return _once(scene, "received", lambda: _entered(scene, receiving(scene)))


def sending(scene: Scene, letter: LetterId) -> acts.SendLetter:
    """A letter goes by registered post."""
    return acts.SendLetter(
        letter=letter, sent=scene.today, way=Way.REGISTERED_POST, tracking="EX123456789TH"
    )


def sent(scene: Scene) -> LetterId:
    """An outgoing letter that has left."""

    def make() -> LetterId:
        letter = _entered(scene, issuing(scene))
        scene.registry.perform(sending(scene, letter))
        return letter

    return _once(scene, "sent", make)


def opening(scene: Scene, count: int) -> OpenPrinting:
    """A print batch for invented records."""
    records = tuple(RecordId(scene.new()) for _ in range(count))
    return OpenPrinting(batch=BatchId(scene.new()), code="L-00", records=records, asked=("a=b",))


def opened(scene: Scene) -> BatchId:
    """A print batch of two papers, none of them in a file."""

    def make() -> BatchId:
        act = opening(scene, 2)
        scene.registry.perform(act)
        return act.batch

    return _once(scene, "opened", make)


def last_year(scene: Scene) -> LetterId:
    """A letter that was numbered in a fiscal year that is over."""

    def make() -> LetterId:
        letter = issued(scene)
        scene.registry.clock.pass_days(NEXT_YEAR)
        scene.registry.perform(ConfirmClock(office=scene.registry.office, reason=WHY))
        return letter

    return _once(scene, "last year", make)


def closing(scene: Scene, _me: OfficerId) -> Act:
    """The year in which a letter was numbered is over."""
    last_year(scene)
    return CloseYear(office=scene.registry.office, year=2570, document="บันทึกสมมติ 1/2571")


def examples(example: Callable[..., Example]) -> Mapping[str, Example]:
    """Return the examples, made by `example`."""
    a_day = {"day": "2026-11-20"}
    return {
        "letter.issue": example(
            lambda s, _: issuing(s, tied=s.foundation, references=("ที่ ชม/2570/0001",)),
            lambda s, _: {"subject": s.new()},
            "F:J4.tied_records_are_held",
        ),
        "letter.receive": example(
            lambda s, _: receiving(s),
            lambda *_: {"their_date": "2026-11-21"},
            "F:J4.letter_days_are_not_of_the_future",
        ),
        "letter.void": example(
            lambda s, _: acts.VoidLetter(letter=issued(s), reason=WHY),
            lambda s, _: {"letter": sent(s)},
            "F:J4.letter_stands_so",
        ),
        "letter.send": example(
            lambda s, _: sending(s, issued(s)),
            lambda *_: {"tracking": None},
            "F:J4.registered_post_names_its_number",
        ),
        "letter.delivered": example(
            lambda s, _: acts.LetterDelivered(
                letter=sent(s), day=s.today, received_by="นางสาวสมมติ รับหนังสือ"
            ),
            lambda s, _: {"letter": issued(s), **a_day},
            "F:J4.letter_stands_so",
        ),
        "letter.returned": example(
            lambda s, _: acts.LetterReturned(letter=sent(s), day=s.today, cause="ไม่มีผู้รับตามจ่าหน้า"),
            lambda *_: {"day": "2026-11-19"},
            "F:J4.letter_days_follow_each_other",
        ),
        "letter.tie": example(
            lambda s, _: acts.TieLetter(letter=received(s), tied=issued(s)),
            lambda s, _: {"tied": s.foundation},
            "F:J4.record_is_not_tied_yet",
        ),
        "batch.open_printing": example(
            lambda s, _: opening(s, 2),
            lambda *_: {"records": []},
            "F:C4.printing_names_each_record_once",
        ),
        "batch.file_printing": example(
            lambda s, _: FilePrinting(batch=opened(s), papers=1, pdf_sha256="7d" * 32),
            lambda *_: {"papers": 3},
            "F:C4.papers_of_the_batch_are_left",
        ),
        "office.close_year": example(closing, lambda *_: {"year": 2571}, "F:X22.year_is_over"),
    }
