"""An example of every act on the money and the delivery of agreements; all of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.agreements import delivery_acts, envelope_acts, money_acts
from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.delivery_groups import NextStep, Stage
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.selection.evaluators import EvaluatorKind
from cso_registry.kernel.ids import EnvelopeId
from tests.support import examples_missions
from tests.support.examples_agreements import AMOUNT, WHY, begun, in_force, once

if TYPE_CHECKING:
    from cso_registry.kernel.ids import AgreementId
    from tests.support.examples import Example, Scene

YEAR = 2570
FIRST = 80_000_00


def opening(scene: Scene, **fields: Any) -> envelope_acts.OpenEnvelope:
    said: dict[str, Any] = {
        "code": "งบ-1/2570",
        "fiscal_year": YEAR,
        "budget_source": "งบเงินอุดหนุนสมมติ",
        "amount": 3 * AMOUNT,
    }
    return envelope_acts.OpenEnvelope(
        envelope=EnvelopeId(scene.new()), agency=examples_missions.agency(scene), **said | fields
    )


def envelope(scene: Scene, name: str = "envelope", **fields: Any) -> EnvelopeId:
    """A budget of this fiscal year."""

    def make() -> EnvelopeId:
        act = opening(scene, **fields)
        scene.registry.perform(act)
        return act.envelope

    return once(scene, name, make)


def carrying(scene: Scene, **fields: Any) -> envelope_acts.CarryOverEnvelope:
    said: dict[str, Any] = {"code": "งบ-1/2571", "amount": AMOUNT, "request_number": "กง 1/2570"}
    said["envelope"] = fields.get("envelope") or envelope(scene)
    return envelope_acts.CarryOverEnvelope(next_envelope=EnvelopeId(scene.new()), **said | fields)


def put_account(agreement: AgreementId, number: str = "123-4-56789-0") -> money_acts.PutAccount:
    return money_acts.PutAccount(
        agreement=agreement,
        bank="ธนาคารสมมติ",
        branch="สาขาสมมติ",
        account_number=number,
        account_name="กลุ่มสมมติ",
        seen_on="สำเนาสมุดบัญชี",
    )


def check_account(agreement: AgreementId, nth: int = 1) -> money_acts.CheckAccount:
    return money_acts.CheckAccount(agreement=agreement, nth=nth, seen_on="สมุดบัญชีตัวจริง")


def with_account(scene: Scene, name: str = "account") -> AgreementId:
    """An agreement in force whose account an assistant wrote down; nobody checked it."""

    def make() -> AgreementId:
        made = in_force(scene, f"force {name}")
        scene.registry.perform(put_account(made), examples_missions.assistant(scene))
        return made

    return once(scene, name, make)


def ready(scene: Scene, name: str = "ready") -> AgreementId:
    """An agreement in force with an account that two officers looked at."""

    def make() -> AgreementId:
        made = with_account(scene, f"account {name}")
        scene.registry.perform(check_account(made))
        return made

    return once(scene, name, make)


def allocating(agreement: AgreementId, nth: int = 1) -> money_acts.AllocateInstalment:
    return money_acts.AllocateInstalment(
        agreement=agreement, nth=nth, letter_number="พม 1/2570", condition="ข้อตกลงมีผลแล้ว"
    )


def allocated(scene: Scene, name: str = "allocated") -> AgreementId:
    """An agreement whose first instalment is open."""

    def make() -> AgreementId:
        made = ready(scene, f"ready {name}")
        scene.registry.perform(allocating(made))
        return made

    return once(scene, name, make)


def paying(scene: Scene, agreement: AgreementId, **fields: Any) -> money_acts.PayInstalment:
    """A payment, each time under the next number of the vouchers."""
    count = scene.agreements["vouchers"] = scene.agreements.get("vouchers", 0) + 1
    said: dict[str, Any] = {
        "nth": 1,
        "amount": FIRST,
        "envelope": fields.get("envelope") or envelope(scene),
        "voucher_number": f"บจ {count}/2570",
        "paid": scene.today,
    }
    return money_acts.PayInstalment(agreement=agreement, **said | fields)


def paid_first(scene: Scene, name: str = "paid") -> AgreementId:
    """An agreement whose first instalment was paid."""

    def make() -> AgreementId:
        made = allocated(scene, f"allocated {name}")
        scene.registry.perform(paying(scene, made))
        return made

    return once(scene, name, make)


def first_payment(scene: Scene) -> str:
    return next(iter(scene.registry.record(paid_first(scene)).payments))


def evaluating(
    scene: Scene, agreement: AgreementId, **fields: Any
) -> delivery_acts.EvaluateAgreement:
    said: dict[str, Any] = {
        "stage": Stage.MIDTERM,
        "evaluation_kind": "EK1",
        "evaluated": scene.today,
        "site_visit": scene.today,
        "evaluators": (EvaluatorKind.STATE, EvaluatorKind.CIVIL_SOCIETY, EvaluatorKind.USERS),
        "findings": "ดำเนินการตามแผน",
        "users_view": "พอใจ",
        "next_step": NextStep.CONTINUE,
        "kept_as": "แฟ้มประเมิน 1",
    }
    return delivery_acts.EvaluateAgreement(agreement=agreement, **said | fields)


def completing(scene: Scene, agreement: AgreementId) -> delivery_acts.AcceptCompletion:
    return delivery_acts.AcceptCompletion(
        agreement=agreement, completed=scene.today, findings="ครบ", kept_as="แฟ้มตรวจรับ 1"
    )


def completed(scene: Scene) -> AgreementId:
    """An agreement whose work is complete and whose first instalment was paid."""

    def make() -> AgreementId:
        made = paid_first(scene, "paid completed")
        scene.registry.perform(completing(scene, made))
        return made

    return once(scene, "completed", make)


def settling(agreement: AgreementId, **fields: Any) -> delivery_acts.SettleAccounts:
    said: dict[str, Any] = {
        "project_funds": 60_000_00,
        "remuneration": 15_000_00,
        "correctness": "ตรงกับหลักฐาน",
        "use_of_money": "ตามแผน",
        "kept_as": "แฟ้มปิดบัญชี 1",
    }
    return delivery_acts.SettleAccounts(agreement=agreement, **said | fields)


def examples(example: type[Example]) -> dict[str, Example]:
    """An example of every act on money and delivery."""

    made = example.made

    return {
        "agreement.put_account": made(
            lambda s: put_account(begun(s)), "F:E7.agreement_is_not_over", agreement=_ended
        ),
        "agreement.check_account": made(
            lambda s: check_account(with_account(s)), "F:G4.account_is_there", nth=2
        ),
        "agreement.allocate": made(
            lambda s: allocating(ready(s)), "R-42.completion_was_accepted", nth=2
        ),
        "agreement.pay": made(
            lambda s: paying(s, allocated(s)),
            "F:G5.payment_is_within_the_instalment",
            amount=FIRST + 1,
        ),
        "agreement.reverse_payment": made(
            lambda s: money_acts.ReversePayment(
                agreement=paid_first(s), payment=first_payment(s), reason=WHY
            ),
            "F:G5.payment_stands",
            payment="ไม่มีรายการนี้",
        ),
        "agreement.refund": made(
            lambda s: money_acts.RecordRefund(
                agreement=paid_first(s),
                amount=5_000_00,
                received=s.today,
                receipt_number="รบ 1/2570",
                reason=WHY,
            ),
            "F:G5.refund_is_within_what_was_paid",
            amount=FIRST + 1,
        ),
        "agreement.record_training": made(
            lambda s: delivery_acts.RecordTraining(
                agreement=begun(s),
                topic="บัญชีโครงการ",
                held=s.today,
                trained_people=3,
                trained="นายสมมติ หนึ่ง\nนางสมมติ สอง",
            ),
            "R-45.training_has_been",
            trained_people=0,
        ),
        "agreement.evaluate": made(
            lambda s: evaluating(s, in_force(s)),
            "R-50.midterm_looked_on_the_spot",
            site_visit=None,
        ),
        "agreement.accept_completion": made(
            lambda s: completing(s, in_force(s)),
            "R-42.completion_is_accepted_once",
            completed="2029-01-01",
        ),
        "agreement.settle": made(
            lambda s: settling(completed(s)),
            "R-47.settlement_is_within_what_was_paid",
            project_funds=FIRST + 1,
        ),
        "envelope.open": made(opening, "F:G8.budget_is_something", amount=0),
        "envelope.carry_over": made(carrying, "F:G8.carried_over_is_left", amount=4 * AMOUNT),
    }


def _ended(scene: Scene) -> AgreementId:
    def make() -> AgreementId:
        found = begun(scene, "begun ended", code="ส-จบ")
        act = EndAgreement(
            agreement=found,
            effective=scene.today,
            ended_by=Side.AGENCY,
            order_number="1/2570",
            reason=WHY,
        )
        scene.registry.perform(act)
        return found

    return once(scene, "ended", make)
