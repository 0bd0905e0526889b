"""The cards of a certificate: what it said beside what is true now, and its prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Text, Wrapped, button, column, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from cso_registry.workspace.certification.certificate_view import CertificateView, PrintMade
    from ui.look.parts import Tone

LABEL_WIDTH = 130


class ComparedCard(CaseCard):
    """What the certificate said on its day, beside what would be said today."""

    def show_view(self, view: CertificateView) -> None:
        """Show every field; what differs stands out."""
        body, speech, look = emptied(self), self.around.speech, self.around.look
        self.setVisible(bool(view.compared))
        if not view.compared:
            return
        changed = sum(one.has_changed for one in view.compared)
        head = QWidget()
        line = row(look, head)
        line.addWidget(Wrapped(speech.say("ui.certification.compared"), kind=Type.SECTION), 1)
        key = "ui.certification.nothing_changed"
        said = speech.say("ui.certification.changed", count=changed) if changed else speech.say(key)
        line.addWidget(Badge(said, "soon" if changed else "good"))
        body.addWidget(head)
        body.addWidget(self._grid(view))

    def _grid(self, view: CertificateView) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(GRID))
        for at, name in enumerate(("certificate.said", "certificate.now"), start=1):
            heading = Wrapped(speech.say(name), kind=Type.SMALL, tone="secondary")
            grid.addWidget(heading, 0, at)
            grid.setColumnStretch(at, 1)
        for at, one in enumerate(view.compared, start=1):
            label = Wrapped(speech.say(f"claim.{one.field}"), tone="secondary")
            label.setFixedWidth(look.px(LABEL_WIDTH))
            now = one.now or "–" if one.has_changed else speech.say("ui.certification.same")
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Wrapped(one.said or "–"), at, 1, Qt.AlignmentFlag.AlignTop)
            tone: Tone = "soon" if one.has_changed else "secondary"
            grid.addWidget(Wrapped(now, tone=tone), at, 2, Qt.AlignmentFlag.AlignTop)
        return whole


class PrintsCard(CaseCard):
    """The sheets that left the printer; a spoilt one is recorded here."""

    def show_view(self, view: CertificateView) -> None:
        """Show the prints, the last one first."""
        body, say = emptied(self), self.around.speech.say
        self.setVisible(bool(view.prints))
        if not view.prints:
            return
        body.addWidget(Text(say("ui.certification.prints"), kind=Type.SECTION))
        offer = view.case.offer("certification.spoil_print")
        for one in view.prints:
            body.addWidget(self._line(one, can_spoil=offer is not None and offer.denied is None))

    def _line(self, one: PrintMade, *, can_spoil: bool) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        line = row(look, whole)
        said = column(look, gap=0)
        edition = speech.texts.value(f"edition.{one.edition}").say(speech.language)
        if one.copy_number:
            edition = f"{edition} {one.copy_number}"
        said.addWidget(Wrapped(edition, kind=Type.STRONG))
        sheet = speech.say("ui.certification.on_sheet", sheet=one.sheet) if one.sheet else ""
        parts = (speech.day(one.printed), one.by, sheet, one.spoiled)
        small = " · ".join(part for part in parts if part)
        said.addWidget(Wrapped(small, kind=Type.SMALL, tone="secondary"))
        line.addLayout(said, 1)
        if one.spoiled:
            line.addWidget(Badge(speech.say("ui.certification.spoiled"), "late"))
        elif can_spoil:
            spoil = button(speech.say("ui.certification.spoil"), role="link")
            spoil.setAccessibleName(f"{spoil.text()}: {edition} {one.sheet or ''}".strip())
            spoil.clicked.connect(
                lambda _=False: self.asked.emit("certification.spoil_print", one.key)
            )
            line.addWidget(spoil)
        look_at = button(speech.say("ui.certification.look_at"), role="link")
        look_at.setAccessibleName(f"{look_at.text()}: {edition} {one.sheet or ''}".strip())
        look_at.clicked.connect(lambda _=False: self.asked.emit("paper", one.paper))
        line.addWidget(look_at)
        return whole
