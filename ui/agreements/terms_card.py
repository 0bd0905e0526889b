"""The cards of terms, and of what falls due beside the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.delivery.consultations import CONSULTED
from cso_registry.domain.delivery.reports import REPORT
from cso_registry.kernel.money import format_baht
from ui.agreements.course_card import FILE_PAPER, said_in
from ui.cases.blocks import add_acts, card_head, link, pairs
from ui.cases.cards import clock_words
from ui.look.measures import Type
from ui.look.parts import Card, Wrapped, column
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QVBoxLayout

    from cso_registry.domain.agreements.groups import AgreementTerms
    from cso_registry.domain.workflow.model import Duty
    from cso_registry.workspace.agreements.agreement_page import AgreementPage
    from ui.shell.room import Surroundings


BY_RECORD: Final = {REPORT: "progress_report.receive", CONSULTED: "consultation.record"}
"""Duties that a record of delivery fulfils by itself, and the act that begins it."""


class TermsCard(Card):
    """What was agreed in short, what a signature still needs, and the next act on it.

    Attributes:
        asked: An act is to be done: its kind, and nothing.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_view(self, view: AgreementPage) -> None:
        """Show the terms, or that none were written."""
        body, say, terms = emptied(self), self._around.speech.say, view.agreement.terms
        body.addWidget(card_head(self._around, say("ui.agreements.terms")))
        if terms is None:
            body.addWidget(Wrapped(say("ui.agreements.no_terms"), tone="secondary"))
        else:
            self._show(body, view, terms)
        if view.stands.empty_clauses:
            body.addWidget(Wrapped(say("ui.agreements.empty_clauses"), kind=Type.STRONG))
        for one in view.stands.empty_clauses:
            said = f"{said_in(self._around.speech, one)} · {one.cite}"
            body.addWidget(Wrapped(said, tone="soon"))
        for name in view.stands.warnings:
            told = self._around.speech.texts.value(f"agreement_warning.{name}")
            body.addWidget(Wrapped(told.say(self._around.speech.language), tone="soon"))
        add_acts(self, self._around, view.case, Aspect.TERMS, self.asked.emit)

    def _show(self, body: QVBoxLayout, view: AgreementPage, terms: AgreementTerms) -> None:
        speech = self._around.speech
        days = [
            speech.day(one) if one else speech.say("ui.agreements.open_day")
            for one in (terms.starts, terms.ends)
        ]
        lines = [(speech.say("ui.agreements.period"), " – ".join(days))]
        begins = view.agreement.in_force_from
        if begins is not None:
            lines.append((speech.say("ui.agreements.in_force_from"), speech.day(begins)))
        if terms.amount:
            amount = speech.say("ui.costing.total_is", amount=format_baht(terms.amount))
            lines.append((speech.say("ui.agreements.amount"), amount))
        body.addWidget(pairs(self._around.look, lines))


class DuesCard(Card):
    """What falls due beside the steps, each with its clock (R-43, R-47).

    Attributes:
        asked: A paper is to be put on file: the act, and the duty that it fulfils.
    """

    asked = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.look)
        self._around = around

    def show_view(self, view: AgreementPage) -> None:
        """Show the duties, the next one first."""
        body, speech = emptied(self), self._around.speech
        dues = sorted(view.stands.dues, key=lambda one: one[1])
        self.setVisible(bool(dues))
        body.addWidget(card_head(self._around, speech.say("ui.agreements.dues")))
        offer = view.case.offer(FILE_PAPER)
        may_file = offer is not None and offer.is_open
        for duty, day in dues:
            body.addWidget(self._due(duty, day, may_file=may_file))

    def _due(self, duty: Duty, day: date, *, may_file: bool) -> QWidget:
        speech = self._around.speech
        name, left = said_in(speech, duty), (day - self._around.tasks.today).days
        whole = QWidget()
        lines = column(self._around.look, whole, gap=2)
        lines.addWidget(Wrapped(name))
        said, tone = clock_words(speech, day, left)
        paper = f" · {duty.paper}" if duty.paper else ""
        lines.addWidget(Wrapped(f"{said}{paper}", kind=Type.SMALL, tone=tone))
        kind = BY_RECORD.get(duty.code, FILE_PAPER)
        if may_file:
            made = link(
                self._around, speech.texts.act(kind).say(speech.language), "paperclip",
                lambda: self.asked.emit(kind, duty.code),
                speech.say("ui.agreements.file_for", what=name),
            )  # fmt: skip
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return whole
