"""Money to the satang: splits, gates, two officers, no over-payment, reversals (R-41 to R-48)."""

from __future__ import annotations

import itertools
import random
import re
from datetime import timedelta
from functools import partial
from inspect import getsource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.agreements import envelope_acts, money_acts, terms_acts
from cso_registry.domain.agreements.course_acts import EndAgreement
from cso_registry.domain.agreements.delivery_groups import Stage
from cso_registry.domain.agreements.envelope import committed, left_in, paid_from, with_sources
from cso_registry.domain.agreements.gates import SEEN, open_gates
from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.instalments import WHOLE, GivenInstalment, InstalmentWhen, split
from cso_registry.domain.agreements.ledger import all_paid, left_of, paid, refunded, still_owed
from cso_registry.domain.agreements.shadow import AGREEMENT_OF
from cso_registry.domain.organizations.life_acts import SuspendOrganization
from cso_registry.domain.rule import RefusedError
from tests.support import examples_agreements as agreements
from tests.support import examples_delivery as delivery
from tests.support import examples_missions
from tests.support import examples_money as made
from tests.support.examples import refusals


def cut(places):
    """Shares that total the whole, from places where it is cut."""
    ends = [0, *sorted(places), WHOLE]
    return [end - start for start, end in itertools.pairwise(ends)]


@given(st.integers(0, 10**17), st.lists(st.integers(0, WHOLE), max_size=60).map(cut))
def test_any_split_of_any_amount_totals_to_the_satang(amount, shares):
    parts = split(amount, shares)
    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - amount * share / WHOLE) < 1 + amount / 10**15


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (100_000_01, (8_000, 2_000), (80_000_00, 20_000_01)),
        (1, (8_000, 2_000), (0, 1)),
        (100, (3_333, 3_333, 3_334), (33, 33, 34)),
        (7, (5_000, 5_000), (3, 4)),
    ],
)
def test_what_does_not_divide_goes_to_the_later_part(amount, shares, parts):
    assert split(amount, shares) == parts


def test_account_needs_two_officers_and_a_change_is_checked_anew(scene):
    agreement = made.with_account(scene)
    assistant = examples_missions.assistant(scene)
    check = made.check_account(agreement)
    assert refusals(scene, check, assistant) == {"F:G4.another_checks_the_account"}
    assert refusals(scene, made.allocating(agreement)) == {"F:G4.account_was_checked"}
    scene.registry.perform(check)
    assert refusals(scene, check) == {"F:G4.account_is_there"}
    scene.registry.perform(made.allocating(agreement))
    scene.registry.perform(made.put_account(agreement, "999-9-99999-9"), assistant)
    payment = made.paying(scene, agreement)
    assert refusals(scene, payment) == {"F:G4.account_was_checked"}
    scene.registry.perform(made.check_account(agreement, 2))
    scene.registry.perform(payment)
    (kept,) = scene.registry.record(agreement).payments.values()
    assert (kept.account, kept.fiscal_year) == (2, 2570)


def test_nothing_is_paid_before_it_was_allocated_or_beyond_what_was_agreed(scene):
    agreement = made.ready(scene)
    assert "F:G2.instalment_was_allocated" in refusals(scene, made.paying(scene, agreement))
    scene.registry.perform(made.allocating(agreement))
    assert refusals(scene, made.allocating(agreement)) == {"F:G2.instalment_is_opened_once"}
    scene.registry.perform(made.paying(scene, agreement, amount=50_000_00))
    assert refusals(scene, made.paying(scene, agreement, amount=30_000_01)) == {
        "F:G5.payment_is_within_the_instalment"
    }
    assert "F:G5.payment_is_within_the_instalment" in refusals(
        scene, made.paying(scene, agreement, amount=0)
    )
    scene.registry.perform(made.paying(scene, agreement, amount=30_000_00))
    assert left_of(scene.registry.record(agreement), 1) == 0


def test_second_instalment_waits_for_completion_and_the_agreed_evaluations(scene):
    agreement = made.paid_first(scene)
    second = made.allocating(agreement, 2)
    assert refusals(scene, second) == {
        "R-42.completion_was_accepted",
        "F:G2.agreed_evaluations_are_on_file",
    }
    scene.registry.perform(made.completing(scene, agreement))
    assert refusals(scene, second) == {"F:G2.agreed_evaluations_are_on_file"}
    scene.registry.perform(made.evaluating(scene, agreement, stage=Stage.FINAL, site_visit=None))
    assert refusals(scene, second) == {"F:G2.agreed_evaluations_are_on_file"}
    scene.registry.perform(made.evaluating(scene, agreement))
    scene.registry.perform(second)
    scene.registry.perform(made.paying(scene, agreement, nth=2, amount=20_000_01))
    found = scene.registry.record(agreement)
    assert paid(found) == agreements.AMOUNT
    assert open_gates(found, (), scene.today) >= {"in_force"}
    seen = {code for code, is_open in SEEN.items() if is_open(found, (), scene.today)}
    assert seen == {
        "in_force",
        "first_paid",
        "all_paid",
        "completion_accepted",
        "midterm_evaluated",
        "final_evaluated",
    }


def test_no_evaluation_agreed_none_asked(scene):
    made_so = agreements.in_force(scene, "no evaluation", evaluation_days=())
    scene.registry.perform(made.put_account(made_so), examples_missions.assistant(scene))
    for act in (made.check_account(made_so), made.allocating(made_so)):
        scene.registry.perform(act)
    scene.registry.perform(made.completing(scene, made_so))
    scene.registry.perform(made.allocating(made_so, 2))


def test_training_comes_before_the_money_where_it_is_asked(scene):
    asked = agreements.in_force(scene, "training", training_required=True)
    scene.registry.perform(made.put_account(asked), examples_missions.assistant(scene))
    scene.registry.perform(made.check_account(asked))
    assert refusals(scene, made.allocating(asked)) == {"R-45.training_comes_first"}
    training = made.delivery_acts.RecordTraining(
        agreement=asked, topic="บัญชีโครงการ", held=scene.today, trained_people=2
    )
    named = training.model_copy(update={"trained": "สมมติ หนึ่ง\nสมมติ สอง\n\nสมมติ สาม"})
    assert refusals(scene, named) == {"R-45.trained_are_no_more_than_counted"}
    scene.registry.perform(training)
    scene.registry.perform(made.allocating(asked))


def test_instalment_by_report_waits_for_its_report(scene):
    whens = (InstalmentWhen.SIGNED, InstalmentWhen.REPORTED, InstalmentWhen.COMPLETED)
    given_ones = tuple(
        GivenInstalment(share=share, when=when)
        for share, when in zip((5_000, 3_000, 2_000), whens, strict=True)
    )
    found = agreements.in_force(
        scene, "by report", instalments=given_ones, shares_reason="ส่งมอบสามครั้ง"
    )
    scene.registry.perform(made.put_account(found), examples_missions.assistant(scene))
    scene.registry.perform(made.check_account(found))
    assert "F:G2.earlier_instalments_are_open" in refusals(scene, made.allocating(found, 2))
    scene.registry.perform(made.allocating(found))
    assert refusals(scene, made.allocating(found, 2)) == {"F:H3.reports_were_accepted"}
    report = delivery.report_act(scene, found)
    scene.registry.perform(report)
    named = report.progress_report
    scene.registry.perform(delivery.returning(scene, named))
    assert refusals(scene, made.allocating(found, 2)) == {"F:H3.reports_were_accepted"}
    scene.registry.perform(delivery.correcting(scene, named))
    scene.registry.perform(delivery.reviewing(scene, named))
    scene.registry.perform(made.allocating(found, 2))


def test_partner_that_is_suspended_gets_no_money(scene):
    agreement = made.allocated(scene)
    partner = agreements.partner(scene)
    scene.registry.perform(SuspendOrganization(**scene.order(partner)))
    assert refusals(scene, made.paying(scene, agreement)) == {"R-03.paid_partner_is_registered"}


def test_payment_is_corrected_only_by_reversing_it_whole(scene):
    agreement = made.paid_first(scene)
    reverse = money_acts.ReversePayment(
        agreement=agreement, payment=made.first_payment(scene), reason="จ่ายผิดบัญชี"
    )
    scene.registry.perform(reverse)
    assert refusals(scene, reverse) == {"F:G5.payment_stands"}
    assert paid(scene.registry.record(agreement)) == 0
    scene.registry.perform(made.paying(scene, agreement, voucher_number="บจ 2/2570"))
    found = scene.registry.record(agreement)
    assert (len(found.payments), paid(found)) == (2, made.FIRST)


def test_amendment_never_takes_back_what_was_paid(scene):
    agreement = made.paid_first(scene)
    act = terms_acts.AmendAgreement(
        agreement=agreement,
        terms=agreements.terms(scene, amount=made.FIRST),
        effective=scene.today,
        why=terms_acts.AmendmentReason.MONEY,
        kept_as="แก้ไข 1",
        reason=made.WHY,
    )
    assert refusals(scene, act) == {"F:G5.amendment_covers_what_was_paid"}


def test_settlement_says_what_is_left_and_it_is_given_back(scene):
    agreement = made.completed(scene)
    scene.registry.perform(made.settling(agreement))
    (kept,) = scene.registry.record(agreement).settlements.values()
    assert (kept.received_amount, kept.balance) == (made.FIRST, 5_000_00)
    refund = money_acts.RecordRefund(
        agreement=agreement,
        amount=kept.balance,
        received=scene.today,
        receipt_number="รบ 1/2570",
        reason=made.WHY,
    )
    scene.registry.perform(refund)
    assert refunded(scene.registry.record(agreement)) == kept.balance
    assert refusals(scene, made.settling(agreement)) == {"R-46.settled_once_after_activities"}


def test_budget_pays_its_own_year_and_its_own_agency_and_carries_what_is_left(scene):
    agreement = made.allocated(scene)
    small = made.envelope(scene, "small", code="งบ-2", amount=made.FIRST - 1)
    assert refusals(scene, made.paying(scene, agreement, envelope=small)) == {
        "F:G8.budget_covers_the_payment"
    }
    other = made.envelope(scene, "other", code="งบ-3", fiscal_year=2571)
    assert refusals(scene, made.paying(scene, agreement, envelope=other)) == {
        "F:G8.budget_covers_the_payment"
    }
    scene.registry.perform(made.paying(scene, agreement))
    envelope = made.envelope(scene)
    users = scene.registry.reading.records_under(AGREEMENT_OF, envelope)
    found = scene.registry.record(envelope)
    assert paid_from(found, users) == made.FIRST
    assert left_in(found, users) == 3 * agreements.AMOUNT - made.FIRST
    rest = left_in(found, users)
    assert refusals(scene, made.carrying(scene, amount=rest + 1)) == {"F:G8.carried_over_is_left"}
    carry = made.carrying(scene, amount=rest)
    scene.registry.perform(carry)
    after = scene.registry.record(carry.next_envelope)
    assert (after.budget.fiscal_year, after.budget.amount) == (2571, rest)
    assert after.budget.carried_from == envelope
    assert left_in(scene.registry.record(envelope), users) == 0


def test_what_agreements_still_have_to_get_is_committed(scene):
    envelope = made.envelope(scene)
    agreements.in_force(scene, "committed", envelope=envelope)
    users = scene.registry.reading.records_under(AGREEMENT_OF, envelope)
    assert committed(scene.registry.record(envelope), users) == agreements.AMOUNT


def bound(scene, envelope):
    """What is bound in a budget, as its page and the acts see it."""
    return committed(scene.registry.record(envelope), held(scene.registry.reading, envelope))


def held(reading, envelope):
    return with_sources(
        reading.record(envelope), reading.record, partial(reading.records_under, AGREEMENT_OF)
    )


def test_early_end_binds_its_budget_until_the_accounts_are_settled(scene):
    """What was paid up to the last day is recorded after it, too; nothing once it is settled."""
    budget = made.envelope(scene, "bound", code="งบ-2", amount=agreements.AMOUNT)
    ended = agreements.in_force(scene, "ended", envelope=budget)
    scene.registry.perform(made.put_account(ended), examples_missions.assistant(scene))
    for act in (made.check_account(ended), made.allocating(ended)):
        scene.registry.perform(act)
    last = scene.today + timedelta(days=10)
    scene.registry.perform(ending(scene, ended, last))
    other = agreements.signed(scene, "other", envelope=budget)
    force = terms_acts.BringIntoForce(agreement=other, effective=scene.today)
    assert left_told(scene, force) == ("budget_can_be_committed", "0.00")
    scene.registry.clock.pass_days(11)
    assert bound(scene, budget) == agreements.AMOUNT
    scene.registry.perform(made.paying(scene, ended, envelope=budget, amount=50_000_00, paid=last))
    scene.registry.perform(made.settling(ended, project_funds=45_000_00, remuneration=0))
    assert bound(scene, budget) == 0
    again = made.paying(scene, ended, envelope=budget, amount=1, paid=last)
    assert refusals(scene, again) == {"F:G5.payment_is_within_the_instalment"}
    assert left_told(scene, force) == ("budget_can_be_committed", "50,000.01")


def test_settled_accounts_take_the_right_payment_in_place_of_a_wrong_one(scene):
    agreement = made.completed(scene)
    scene.registry.perform(made.settling(agreement))
    (wrong,) = scene.registry.record(agreement).payments
    reverse = money_acts.ReversePayment(agreement=agreement, payment=wrong, reason=made.WHY)
    scene.registry.perform(reverse)
    more = made.paying(scene, agreement, amount=made.FIRST + 1)
    assert refusals(scene, more) == {"F:G5.payment_is_within_the_instalment"}
    scene.registry.perform(made.paying(scene, agreement))
    found = scene.registry.record(agreement)
    assert (paid(found), still_owed(found), all_paid(found)) == (made.FIRST, 0, True)


def test_what_is_bound_follows_the_money_that_was_carried_over(scene):
    budget = made.envelope(scene, "old", code="งบ-2", amount=2 * agreements.AMOUNT)
    agreements.in_force(scene, "bound", envelope=budget)
    carry = made.carrying(scene, envelope=budget, code="งบ-3", amount=agreements.AMOUNT + 40_000_00)
    scene.registry.perform(carry)
    after = carry.next_envelope
    assert bound(scene, budget) == agreements.AMOUNT
    assert bound(scene, after) == 40_000_00
    new = agreements.signed(scene, "new", envelope=after)
    force = terms_acts.BringIntoForce(agreement=new, effective=scene.today)
    scene.registry.perform(force)
    assert bound(scene, after) == agreements.AMOUNT + 40_000_00
    more = agreements.signed(scene, "more", envelope=after)
    force = terms_acts.BringIntoForce(agreement=more, effective=scene.today)
    assert left_told(scene, force) == ("budget_can_be_committed", "0.00")


def left_told(scene, act):
    """The one reason for which an act is refused, and how much it says is left."""
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(act)
    (why,) = refused.value.reasons
    return why.key.rpartition(".")[2], why.params["left"]


def test_no_more_is_promised_than_the_named_budget_has(scene):
    """Neither an agreement, nor an amendment, nor an allocation letter promises it."""
    budget = made.envelope(scene, "named", code="งบ-2", amount=agreements.AMOUNT)
    first = agreements.in_force(scene, "first", envelope=budget)
    second = agreements.signed(scene, "second", envelope=budget)
    force = terms_acts.BringIntoForce(agreement=second, effective=scene.today)
    assert left_told(scene, force) == ("budget_can_be_committed", "0.00")
    amend = terms_acts.AmendAgreement(
        agreement=first,
        terms=agreements.terms(scene, amount=agreements.AMOUNT + 1, envelope=budget),
        effective=scene.today,
        why=terms_acts.AmendmentReason.MONEY,
        kept_as="แก้ไข 1",
        reason=made.WHY,
    )
    assert left_told(scene, amend) == ("budget_covers_the_amendment", "100,000.01")
    scene.registry.perform(made.put_account(first), examples_missions.assistant(scene))
    scene.registry.perform(made.check_account(first))
    other = made.allocated(scene)
    scene.registry.perform(made.paying(scene, other, envelope=budget))
    allocate = made.allocating(first)
    assert left_told(scene, allocate) == ("budget_covers_the_allocation", "20,000.01")


def ending(scene, agreement, day):
    return EndAgreement(
        agreement=agreement,
        effective=day,
        ended_by=Side.PARTNER,
        ending_reason="CONSENT",
        kept_as="หนังสือยินยอม",
        order_number="1/2570",
        reason=made.WHY,
    )


def test_what_was_paid_before_an_early_end_is_settled_and_nothing_is_paid_after_it(scene):
    agreement = made.allocated(scene)
    last = scene.today + timedelta(days=10)
    scene.registry.perform(ending(scene, agreement, last))
    scene.registry.perform(made.paying(scene, agreement, amount=50_000_00))
    early = made.settling(agreement, project_funds=45_000_00, remuneration=0)
    assert refusals(scene, early) == {"R-46.settled_once_after_activities"}
    scene.registry.clock.pass_days(11)
    assert "F:G2.agreement_holds_for_money" in refusals(
        scene, made.paying(scene, agreement, amount=1)
    )
    scene.registry.perform(early)
    (kept,) = scene.registry.record(agreement).settlements.values()
    assert kept.balance == 5_000_00


def test_voucher_and_receipt_are_of_a_payment_that_was(scene):
    agreement = made.allocated(scene)
    scene.registry.perform(made.paying(scene, agreement, amount=1_00, voucher_number="บจ 9"))
    again = made.paying(scene, agreement, amount=1_00, voucher_number="บจ 9")
    assert refusals(scene, again) == {"F:G3.voucher_is_used_once"}
    refund = {
        "agreement": agreement, "amount": 1_00, "receipt_number": "รบ 1", "reason": made.WHY,
    }  # fmt: skip
    for day in (scene.today + timedelta(days=1), scene.today - timedelta(days=1)):
        act = money_acts.RecordRefund(received=day, **refund)
        assert refusals(scene, act) == {"F:G5.refund_has_come"}


def amending(scene, agreement, chance):
    """An amendment to some other amount, more or less than was agreed or paid."""
    amount = chance.choice((1, made.FIRST, agreements.AMOUNT + 7, 2 * agreements.AMOUNT))
    return terms_acts.AmendAgreement(
        agreement=agreement,
        terms=agreements.terms(scene, amount=amount, costing=agreements.costing(scene)),
        effective=scene.today,
        why=terms_acts.AmendmentReason.MONEY,
        kept_as="แก้ไข",
        reason=made.WHY,
    )


def random_act(scene, agreement, chance, turn):
    """Any act of money, right or wrong."""
    found = scene.registry.record(agreement)
    nth, left = chance.choice((1, 2, 3)), left_of(found, 1)
    amount = chance.choice((1, 10_000_00, left_of(found, nth), left_of(found, nth) + 1, left))
    key = chance.choice([*found.payments, "ไม่มี"])
    refund = {"receipt_number": f"รบ {turn}", "received": scene.today, "reason": "สุ่ม"}
    makers = {
        "agreement.allocate": lambda: made.allocating(agreement, nth),
        "agreement.pay": lambda: made.paying(scene, agreement, nth=nth, amount=amount),
        "agreement.reverse_payment": lambda: money_acts.ReversePayment(
            agreement=agreement, payment=key, reason="สุ่ม"
        ),
        "agreement.refund": lambda: money_acts.RecordRefund(
            agreement=agreement, amount=amount, **refund
        ),
        "agreement.amend": lambda: amending(scene, agreement, chance),
        "agreement.put_account": lambda: made.put_account(agreement, f"1-{turn}"),
        "agreement.check_account": lambda: made.check_account(agreement, len(found.accounts)),
        "agreement.settle": lambda: made.settling(agreement, project_funds=amount, remuneration=0),
        "envelope.carry_over": lambda: made.carrying(scene, code=f"งบ-{turn}", amount=amount),
        "agreement.end": lambda: ending(scene, agreement, scene.today),
    }
    weights = (2, 10, 2, 2, 2, 0.5, 2, 1, 1, turn > 20)
    (name,) = chance.choices([*makers], weights)
    return makers[name]()


def test_random_acts_are_all_acts_of_money():
    """A new act of money is tried at random, too."""
    tried = set(re.findall(r'"((?:agreement|envelope)\.\w+)": lambda', getsource(random_act)))
    of_money = {one.kind for one in (*money_acts.ACTS, *envelope_acts.ACTS)}
    assert of_money - tried == {"envelope.open"}


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_acts_pays_more_than_agreed(scene, seed):
    """Random acts, right and wrong: what is paid never passes an instalment or the whole.

    Nor is more drawn from a budget than it holds, nor more given back than was paid.
    """
    chance, agreement = random.Random(seed), made.ready(scene)
    registry, envelope = scene.registry, made.envelope(scene)
    work = (made.evaluating(scene, agreement), made.completing(scene, agreement))
    for act in (*work, made.allocating(agreement), made.paying(scene, agreement, amount=1)):
        registry.perform(act)
    done = set()
    for turn in range(30):
        act = random_act(scene, agreement, chance, turn)
        who = examples_missions.assistant(scene) if act.kind == "agreement.put_account" else None
        try:
            registry.perform(act, who)
            done.add(act.kind)
        except RefusedError:
            pass
        found = registry.record(agreement)
        agreed = {one.nth: one.amount for one in found.terms.instalments}
        assert sum(agreed.values()) == found.terms.amount
        assert paid(found) <= found.terms.amount
        assert all(paid(found, one) <= agreed.get(one, 0) for one in (1, 2, 3))
        assert refunded(found) <= paid(found)
        users = registry.reading.records_under(AGREEMENT_OF, envelope)
        assert left_in(registry.record(envelope), users) >= 0
    assert len(done) > 3
    assert done & {"agreement.pay", "agreement.amend"}


def test_payment_is_not_dated_ahead(scene):
    act = made.paying(scene, made.allocated(scene), paid=scene.today + timedelta(days=1))
    assert refusals(scene, act) == {"F:G8.payment_is_not_to_come"}
