"""The card of an indicator: a small drawing from baseline to target, and every figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.cases.blocks import add_act, card_head, pairs
from ui.cases.card import CaseCard
from ui.look.measures import Type
from ui.look.parts import Hairline, Wrapped
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cso_registry.domain.delivery.indicators import Indicator
    from cso_registry.workspace.delivery.work_page import WorkPage
    from ui.shell.room import Surroundings

MEASURE: Final = "indicator.measure"
HEIGHT: Final = 120
MARGIN: Final = 14
DOT: Final = 5


class FiguresDrawing(QWidget):
    """Figures over time between a line for the baseline and one for the target.

    What it shows is said in words, too: in its accessible name and in the lines below it.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._baseline = self._target = Decimal(0)
        self._figures: list[tuple[int, Decimal]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, indicator: Indicator) -> None:
        """Draw the figures of an indicator."""
        file = indicator.file
        if file is None:
            return
        self._baseline, self._target = Decimal(file.baseline), Decimal(file.target)
        self._figures = [
            (one.measured.toordinal(), Decimal(one.actual)) for one in indicator.measured
        ]
        said = ", ".join(one.actual for one in indicator.measured) or "–"
        name = self._around.speech.say(
            "ui.delivery.drawn", baseline=file.baseline, target=file.target, figures=said
        )
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its size in the size of text that is chosen."""
        return QSize(self._around.look.px(320), self._around.look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the two lines and the figures."""
        look = self._around.look
        margin, painter = look.px(MARGIN), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        say = self._around.speech.say
        # Figures go from the baseline to the target: at these ends the words stand free of them.
        for value, tone, style, words, side in (
            (
                self._baseline,
                "secondary",
                Qt.PenStyle.DashLine,
                say("ui.delivery.baseline"),
                area.right(),
            ),
            (self._target, "good", Qt.PenStyle.SolidLine, say("ui.delivery.target"), area.left()),
        ):
            painter.setPen(QPen(look.color(tone), look.px(2), style))
            at = self._height(value, area)
            painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
            self._write(painter, QPointF(side, at), words, ends=side == area.right())
        points = [QPointF(self._across(day, area), self._height(figure, area))
                  for day, figure in self._figures]  # fmt: skip
        painter.setPen(QPen(look.color("accent"), look.px(2)))
        painter.drawPolyline(points)
        painter.setBrush(look.color("accent"))
        for point in points:
            painter.drawEllipse(point, look.px(DOT), look.px(DOT))
        painter.end()

    def _write(self, painter: QPainter, at: QPointF, words: str, *, ends: bool) -> None:
        """Write words above a line, or below it where there is no room; they begin or end there."""
        painter.setFont(self._around.look.font(Type.SMALL))
        metrics, gap = painter.fontMetrics(), self._around.look.px(4)
        above = at.y() - gap - metrics.descent()
        low = at.y() + gap + metrics.ascent()
        y = above if above > metrics.ascent() else low
        back = metrics.horizontalAdvance(words) if ends else 0
        painter.drawText(QPointF(at.x() - back, y), words)

    def _height(self, value: Decimal, area: QRectF) -> float:
        all_values = [self._baseline, self._target, *(one for _, one in self._figures)]
        low, high = min(all_values), max(all_values)
        share = float((value - low) / (high - low)) if high > low else 0.5
        return area.bottom() - share * area.height()

    def _across(self, day: int, area: QRectF) -> float:
        days = [one for one, _ in self._figures]
        first, last = min(days), max(days)
        share = (day - first) / (last - first) if last > first else 0.5
        return area.left() + share * area.width()


class FiguresCard(CaseCard):
    """Baseline, target, and what was measured.

    Attributes:
        drawn: The drawing in front.
    """

    drawn: FiguresDrawing

    def show_view(self, view: WorkPage[Indicator]) -> None:
        """Show the figures."""
        body, speech = emptied(self), self.around.speech
        indicator = view.record
        file = indicator.file
        if file is None:
            return
        body.addWidget(card_head(self.around, speech.say("ui.delivery.figures")))
        self.drawn = FiguresDrawing(self.around)
        self.drawn.show_figures(indicator)
        body.addWidget(self.drawn)

        def field(name: str) -> str:
            return speech.texts.field("indicator.set", name).say(speech.language)

        ends = ((field(name), f"{getattr(file, name)} {file.unit}") for name in ENDS)
        body.addWidget(pairs(self.around.look, ends))
        body.addWidget(Hairline())
        found = [
            (speech.day(one.measured), f"{one.actual} {file.unit} · {one.seen_in}")
            for one in reversed(indicator.measured)
        ]
        if found:
            body.addWidget(pairs(self.around.look, found))
        else:
            body.addWidget(Wrapped(speech.say("ui.delivery.not_measured"), tone="secondary"))
        offer = view.case.offer(MEASURE)
        if offer is not None and offer.is_open:
            add_act(self, self.around, MEASURE)


ENDS: Final = ("baseline", "target")
