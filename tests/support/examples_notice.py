"""An example of every act about notices of an end; what is found and said is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements.groups import AmendmentReason
from cso_registry.domain.agreements.terms_acts import AmendAgreement
from cso_registry.domain.letters.acts import IssueLetter, SendLetter
from cso_registry.domain.letters.records import Way
from cso_registry.domain.notice import begin_acts, serving_acts
from cso_registry.domain.notice.groups import HeardHow, Outcome, ServiceResult, Trigger
from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.ids import AgreementId, LetterId, NoticeId
from tests.support import examples_agreements
from tests.support.examples_agreements import in_force, once

if TYPE_CHECKING:
    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
LAST = date(2028, 1, 31)
"""The end of the term of the agreement of the scene."""
EARLY = date(2027, 1, 31)
"""An end that no notice of the scene can reach."""


def of(scene: Scene, notice: NoticeId) -> AgreementId:
    """The agreement of a file."""
    found = scene.registry.record(notice)
    assert isinstance(found, Notice)
    assert found.file is not None
    return found.file.agreement


def opening(scene: Scene, agreement: AgreementId, **fields: Any) -> begin_acts.OpenNotice:
    said: dict[str, Any] = {
        "code": f"สส-{scene.new()[-6:]}",
        "trigger": Trigger.EXPIRY,
        "notice_reason": "EXPIRY",
        "findings": "ข้อตกลงจะครบกำหนด และไม่มีงบประมาณปีถัดไป",
        "wanted_end": LAST,
    }
    named = {"notice": NoticeId(scene.new()), "agreement": agreement}
    return begin_acts.OpenNotice(**named | said | fields)


def opened(scene: Scene, name: str = "opened", **fields: Any) -> NoticeId:
    """A file in which the partner was not heard yet, about an agreement of its own name."""

    def make() -> NoticeId:
        act = opening(scene, in_force(scene, f"in force {name}"), **fields)
        scene.registry.perform(act)
        return act.notice

    return once(scene, f"notice {name}", make)


def hearing(scene: Scene, notice: NoticeId, **fields: Any) -> begin_acts.HearPartner:
    said: dict[str, Any] = {
        "heard_how": HeardHow.CONSULTATION,
        "heard_on": scene.today,
        "held_at": "ศาลากลางจังหวัดสมมติ",
        "said": "ภาคีขอส่งต่อผู้สูงอายุ 12 คนก่อน",
        "kept_as": "แฟ้ม 4",
    }
    named = {"notice": notice, "agreement": of(scene, notice)}
    return begin_acts.HearPartner(**named | said | fields)


def heard(scene: Scene, name: str = "heard", **fields: Any) -> NoticeId:
    """A file that waits for its decision."""
    notice = opened(scene, name, **fields)
    once(scene, f"hearing {name}", lambda: scene.registry.perform(hearing(scene, notice)))
    return notice


def deciding(scene: Scene, notice: NoticeId, **fields: Any) -> serving_acts.DecideEnd:
    said: dict[str, Any] = {
        "outcome": Outcome.END,
        "last_day": LAST,
        "order_number": "ที่ สม 21/2570",
        "reason": WHY,
    }
    named = {"notice": notice, "agreement": of(scene, notice)}
    return serving_acts.DecideEnd(**named | said | fields)


def decided(scene: Scene, name: str = "decided", **fields: Any) -> NoticeId:
    """A file whose end was decided, and nothing was sent."""
    notice = heard(scene, name)
    act = deciding(scene, notice, **fields)
    once(scene, f"decision {name}", lambda: scene.registry.perform(act))
    return notice


def letter_of(scene: Scene, notice: NoticeId, **fields: Any) -> LetterId:
    """The letter D-24 of a file, in the book."""

    def make() -> LetterId:
        said: dict[str, Any] = {"code": "D-24", "tied": notice}
        letter = IssueLetter(
            letter=LetterId(scene.new()),
            topic="แจ้งการสิ้นสุดข้อตกลงล่วงหน้า",
            recipient="กลุ่มสมมติ",
            subject=examples_agreements.partner(scene),
            **said | fields,
        )
        scene.registry.perform(letter)
        return letter.letter

    return once(scene, f"letter {notice} {fields}", make)


def send(scene: Scene, letter: LetterId, way: Way = Way.REGISTERED_POST, **fields: Any) -> None:
    tracking = "EB123456789TH" if way is Way.REGISTERED_POST else None
    said: dict[str, Any] = {"sent": scene.today, "way": way, "tracking": tracking}
    scene.registry.perform(SendLetter(letter=letter, **said | fields))


def sent(scene: Scene, name: str = "sent") -> NoticeId:
    """A file whose letter is on its way."""
    notice = decided(scene, name)
    once(scene, f"sending {name}", lambda: send(scene, letter_of(scene, notice)))
    return notice


def serving(scene: Scene, notice: NoticeId, **fields: Any) -> serving_acts.ServeNotice:
    said: dict[str, Any] = {
        "letter": fields.get("letter") or letter_of(scene, notice),
        "result": ServiceResult.RECEIVED,
        "result_on": scene.today,
        "received_by": "นางบุญเรือน สมมติ",
        "kept_as": "ใบตอบรับ EB123456789TH",
    }
    named = {"notice": notice, "agreement": of(scene, notice)}
    return serving_acts.ServeNotice(**named | said | fields)


def served(scene: Scene, name: str = "served", **fields: Any) -> NoticeId:
    """A file whose notice the partner received today."""
    notice = sent(scene, name)
    act = serving(scene, notice, **fields)
    once(scene, f"service {name}", lambda: scene.registry.perform(act))
    return notice


def ordering(scene: Scene, notice: NoticeId, **fields: Any) -> serving_acts.OverrideNotice:
    said: dict[str, Any] = {"last_day": EARLY, "order_number": "ที่ สม 30/2570", "reason": WHY}
    named = {"notice": notice, "agreement": of(scene, notice)}
    return serving_acts.OverrideNotice(**named | said | fields)


def withdrawing(scene: Scene, notice: NoticeId, **fields: Any) -> serving_acts.WithdrawNotice:
    said: dict[str, Any] = {"order_number": "ที่ สม 31/2570", "reason": WHY}
    named = {"notice": notice, "agreement": of(scene, notice)}
    return serving_acts.WithdrawNotice(**named | said | fields)


def reviewing(scene: Scene, notice: NoticeId, **fields: Any) -> serving_acts.ReviewCount:
    named = {"notice": notice, "agreement": of(scene, notice)}
    return serving_acts.ReviewCount(**named | {"counts_anew": True, "reason": WHY} | fields)


def amending(scene: Scene, agreement: AgreementId, ends: date) -> AmendAgreement:
    return AmendAgreement(
        agreement=agreement,
        terms=examples_agreements.terms(scene, ends=ends),
        effective=scene.today,
        why=AmendmentReason.TIME,
        kept_as="บันทึกแก้ไข 2/2570",
        reason=WHY,
    )


def doubted(scene: Scene) -> NoticeId:
    """A notice whose agreement was made longer after the partner received it."""
    notice = served(scene, "doubted")
    later = amending(scene, of(scene, notice), LAST + timedelta(days=90))
    once(scene, "made longer", lambda: scene.registry.perform(later))
    return notice


def ending_soon(scene: Scene) -> AgreementId:
    """An agreement in force whose last lawful receipt is some weeks ahead."""
    days = {
        "starts": scene.today,
        "activities_end": scene.today + timedelta(days=100),
        "ends": scene.today + timedelta(days=120),
        "evaluation_days": (),
    }
    return in_force(scene, "ending soon", **days)


def short(scene: Scene) -> AgreementId:
    """A signed agreement of two months."""
    days = {
        "starts": scene.today,
        "activities_end": scene.today + timedelta(days=50),
        "ends": scene.today + timedelta(days=60),
        "evaluation_days": (),
    }
    return examples_agreements.signed(scene, "signed short", **days)


def short_act(scene: Scene, **fields: Any) -> begin_acts.GiveNoticeWithContract:
    said = {"code": "สส-สั้น", "findings": "สัญญาสองเดือน ข้อ 9 แจ้งวันสิ้นสุดไว้แล้ว"}
    named = {"notice": NoticeId(scene.new()), "agreement": short(scene)}
    return begin_acts.GiveNoticeWithContract(**named | said | fields)


def examples(example: type[Example]) -> dict[str, Example]:
    """One example for each act about notices."""

    made = example.made

    return {
        "notice.open": made(
            lambda s: opening(s, in_force(s)), "F:X9.reason_needs_the_notice", notice_reason="OWN"
        ),
        "notice.give_with_contract": made(
            short_act, "R-56.contract_is_shorter_than_the_months", agreement=in_force
        ),
        "notice.hear": made(
            lambda s: hearing(s, opened(s)), "F:I6.hearing_says_what_was_said", said=None
        ),
        "notice.decide": made(
            lambda s: deciding(s, heard(s)),
            "R-56.end_can_still_be_served",
            last_day=EARLY.isoformat(),
        ),
        "notice.serve": made(lambda s: serving(s, sent(s)), "F:X7.service_is_proved", kept_as=None),
        "notice.withdraw": made(
            lambda s: withdrawing(s, decided(s)),
            "F:E7.work_is_of_the_agreement",
            agreement=in_force,
        ),
        "notice.override": made(
            lambda s: ordering(s, served(s)), "R-56.order_is_needed", last_day=LAST.isoformat()
        ),
        "notice.review_count": made(
            lambda s: reviewing(s, doubted(s)),
            "R-57.count_is_in_doubt",
            notice=served,
            agreement=lambda s: of(s, served(s)),
        ),
    }
