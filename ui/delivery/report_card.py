"""The card of a report: what was done, and the expense table by line and activity."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cso_registry.kernel.money import format_baht
from ui.cases.blocks import card_head, link, pairs
from ui.cases.card import CaseCard
from ui.look.measures import GRID, Type
from ui.look.parts import Hairline, Wrapped, row
from ui.organizations.cards import emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.delivery.reports import ExpenseLine, ProgressReport, Submission
    from cso_registry.workspace.delivery.work_page import WorkPage

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
EMPTY: Final = "–"


class ReportCard(CaseCard):
    """What a report says, the latest submission first; earlier ones stay in reach."""

    _nth: int | None = None
    _of: str = ""

    def show_view(self, view: WorkPage[ProgressReport]) -> None:
        """Show the submission that was chosen, or the latest."""
        body, speech = emptied(self), self.around.speech
        report = view.record
        if self._of != str(report.id):
            self._of, self._nth = str(report.id), None
        came = {one.nth: one for one in report.submissions.values()}
        shown = came.get(self._nth or 0) or report.body
        self.setVisible(shown is not None)
        if shown is None:
            return
        body.addWidget(card_head(self.around, speech.say("ui.delivery.reported")))
        if len(came) > 1:
            body.addWidget(self._choice(view, sorted(came), shown.nth))
        body.addWidget(self._activities(shown))
        body.addWidget(Hairline())
        body.addWidget(Wrapped(speech.say("ui.delivery.expenses"), kind=Type.STRONG))
        if shown.expenses:
            body.addWidget(self._expenses(shown))
        else:
            body.addWidget(Wrapped(speech.say("ui.delivery.no_expenses"), tone="secondary"))
        body.addWidget(Hairline())
        body.addWidget(pairs(self.around.look, self._sums(view, shown)))

    def _choice(self, view: WorkPage[Any], nths: list[int], shown: int) -> QWidget:
        whole = QWidget()
        line = row(self.around.look, whole)
        for nth in nths:
            said = self.around.speech.say("ui.delivery.submission", count=nth)
            made = link(self.around, said, "file-text", partial(self._choose, view, nth))
            made.setEnabled(nth != shown)
            line.addWidget(made)
        line.addStretch(1)
        return whole

    def _choose(self, view: WorkPage[Any], nth: int) -> None:
        self._nth = nth
        self.show_view(view)

    def _activities(self, body: Submission) -> QWidget:
        heads = ("task", "planned", "done", "percent")
        rows = [
            (one.task, one.planned or EMPTY, one.done, f"{one.percent} %")
            for one in body.activities
        ]
        return self._grid(heads, rows, right=frozenset({3}), wide=frozenset({0, 1, 2}))

    def _expenses(self, body: Submission) -> QWidget:
        """Return the lines below their activities, each activity with its sum."""
        say = self.around.speech.say
        heads = ("what", "voucher", "budgeted", "amount")
        rows: list[tuple[str, ...]] = []
        for task in dict.fromkeys(one.task for one in body.expenses):
            lines = [one for one in body.expenses if one.task == task]
            total = sum(one.amount for one in lines)
            planned = sum(one.budgeted for one in lines)
            rows.append((task, "", _baht(planned), format_baht(total)))
            rows += [self._expense(one, say("ui.delivery.is_pay")) for one in lines]
        strong = frozenset(at for at, one in enumerate(rows) if not one[0].startswith(INDENT))
        return self._grid(heads, rows, right=frozenset({2, 3}), wide=frozenset({0}), strong=strong)

    @staticmethod
    def _expense(one: ExpenseLine, pay: str) -> tuple[str, ...]:
        what = f"{INDENT}{one.what} ({pay})" if one.is_pay else f"{INDENT}{one.what}"
        return what, one.voucher or EMPTY, _baht(one.budgeted), format_baht(one.amount)

    def _grid(
        self,
        heads: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        *,
        right: frozenset[int],
        wide: frozenset[int],
        strong: frozenset[int] = frozenset(),
    ) -> QWidget:
        speech, look = self.around.speech, self.around.look
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GRID * 3))
        grid.setVerticalSpacing(look.px(GRID))
        for at, name in enumerate(heads):
            words = speech.texts.field("progress_report.receive", name).say(speech.language)
            head = Wrapped(words, kind=Type.SMALL, tone="secondary")
            head.setAlignment(RIGHT if at in right else LEFT)
            grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, 3 if at in wide else 1)
        for line, cells in enumerate(rows, start=1):
            for at, words in enumerate(cells):
                said = Wrapped(words, kind=Type.STRONG if line - 1 in strong else None)
                said.setAlignment(RIGHT if at in right else LEFT)
                grid.addWidget(said, line, at)
        return whole

    def _sums(self, view: WorkPage[Any], body: Submission) -> list[tuple[str, str]]:
        say, spent = self.around.speech.say, view.spending
        sums = [
            ("total", body.total), ("funds", body.total - body.remuneration),
            ("remuneration", body.remuneration),
        ]  # fmt: skip
        if spent is not None:
            sums += [("agreed", spent.agreed), ("left", spent.left)]
        lines = [
            (say(f"ui.delivery.{name}"), say("ui.agreements.baht", amount=format_baht(satang)))
            for name, satang in sums
        ]
        more = (("obstacles", body.obstacles), ("next_step", body.next_step))
        fields = self.around.speech.texts
        language = self.around.speech.language
        return lines + [
            (fields.field("progress_report.receive", name).say(language), words)
            for name, words in more
            if words
        ]


INDENT: Final = "    "


def _baht(satang: int) -> str:
    return format_baht(satang) if satang else EMPTY
