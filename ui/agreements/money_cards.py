"""The cards of money: instalments with what keeps each closed, and a budget in sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.kernel.money import format_baht
from ui.cases.blocks import add_acts, card_head, link, pairs
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Card, Hairline, Wrapped, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.domain.agreements.money_groups import Payment
    from cso_registry.workspace.agreements.agreement_page import AgreementPage
    from cso_registry.workspace.agreements.money_view import EnvelopeView, InstalmentLine
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

ALLOCATE: Final = "agreement.allocate"
PAY: Final = "agreement.pay"
REVERSE: Final = "agreement.reverse_payment"
PLACED: Final = (ALLOCATE, PAY, REVERSE)
"""Acts of money that stand beside the instalment or the payment that they are about."""


class MoneyCard(Card):
    """Every instalment: its share, what was paid, and what keeps it closed (R-41, R-42).

    Attributes:
        asked: An act is to be done: its kind, and the number of the instalment or nothing.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_view(self, view: AgreementPage) -> None:
        """Show the instalments; an agreement without money has none."""
        body, say, money = emptied(self), self._around.speech.say, view.money
        self.setVisible(bool(money.instalments))
        body.addWidget(card_head(self._around, say("ui.agreements.money")))
        for one in money.instalments:
            body.addWidget(self._instalment(view, one))
            body.addWidget(Hairline())
        key = "checked" if money.account_checked else "unchecked" if money.account_given else "none"
        sums = [
            (say("ui.agreements.account"), say(f"ui.agreements.account_{key}")),
            (say("ui.agreements.paid"), self._baht(money.paid)),
        ]
        if money.refunded:
            sums.append((say("ui.agreements.refunded"), self._baht(money.refunded)))
        body.addWidget(pairs(self._around.look, sums))
        for key, payment in money.payments:
            body.addWidget(self._payment(view, key, payment))
        add_acts(self, self._around, view.case, Aspect.MONEY, self.asked.emit, placed=PLACED)

    def _instalment(self, view: AgreementPage, one: InstalmentLine) -> QWidget:
        speech, look = self._around.speech, self._around.look
        when = speech.texts.value(f"instalment_when.{one.planned.when.value}").say(speech.language)
        share = speech.say(
            "ui.agreements.instalment", nth=one.planned.nth,
            share=format_baht(one.planned.share), amount=format_baht(one.planned.amount),
        )  # fmt: skip
        whole = QWidget()
        lines = column(look, whole, gap=2)
        head = row(look)
        head.addWidget(Wrapped(share, kind=Type.STRONG), 1)
        state, tone = self._state(one)
        badge = Badge(speech.say(f"ui.agreements.instalment_{state}"), tone)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        lines.addWidget(Wrapped(when, kind=Type.SMALL, tone="secondary"))
        if one.paid:
            told = speech.say("ui.agreements.paid_of", amount=format_baht(one.paid))
            lines.addWidget(Wrapped(told, kind=Type.SMALL))
        for name in one.waits:
            told = speech.say(f"ui.agreements.waits_{name}")
            lines.addWidget(Wrapped(f"• {told}", kind=Type.SMALL, tone="soon"))
        kind = PAY if one.is_open and one.left else "" if one.is_open or one.waits else ALLOCATE
        offer = view.case.offer(kind) if kind else None
        if offer is not None and offer.is_open:
            words = speech.texts.act(kind).say(speech.language)
            made = link(
                self._around, words, "cash", lambda: self.asked.emit(kind, str(one.planned.nth)),
                f"{words} {one.planned.nth}",
            )  # fmt: skip
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addSpacing(look.px(GRID))
        return whole

    def _payment(self, view: AgreementPage, key: str, one: Payment) -> QWidget:
        speech = self._around.speech
        whole = QWidget()
        line = row(self._around.look, whole)
        said = speech.say(
            "ui.agreements.payment", nth=one.nth, day=speech.day(one.paid),
            voucher=one.voucher_number, amount=format_baht(one.amount),
        )  # fmt: skip
        line.addWidget(Wrapped(said, kind=Type.SMALL), 1)
        offer = view.case.offer(REVERSE)
        if offer is not None and offer.is_open:
            words = speech.texts.act(REVERSE).say(speech.language)
            made = link(
                self._around, words, "arrow-back-up", lambda: self.asked.emit(REVERSE, key),
                f"{words} {one.voucher_number}",
            )  # fmt: skip
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    @staticmethod
    def _state(one: InstalmentLine) -> tuple[str, Tone]:
        if one.is_open:
            return ("open", "accent") if one.left else ("paid", "good")
        return ("waits", "secondary") if one.waits else ("ready", "soon")

    def _baht(self, satang: int) -> str:
        return self._around.speech.say("ui.agreements.baht", amount=format_baht(satang))


class BudgetCard(Card):
    """A budget in sums: all of it, paid, committed, carried over, left.

    Attributes:
        asked: Nothing is asked here.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_view(self, view: EnvelopeView) -> None:
        """Show the sums."""
        body, say, budget = emptied(self), self._around.speech.say, view.envelope.budget
        self.setVisible(budget is not None)
        if budget is None:
            return
        body.addWidget(card_head(self._around, say("ui.agreements.budget")))
        sums = (
            ("amount", budget.amount), ("paid", view.paid), ("committed", view.committed),
            ("carried", view.envelope.carried), ("left", view.left),
        )  # fmt: skip
        lines = [
            (say(f"ui.agreements.{name}"), say("ui.agreements.baht", amount=format_baht(satang)))
            for name, satang in sums
        ]
        body.addWidget(pairs(self._around.look, lines))
