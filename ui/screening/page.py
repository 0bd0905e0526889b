"""The page of the room: cases of screening, appeals, and the register of breaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.screening.acts import OpenScreening
from cso_registry.domain.screening.breach_acts import RecordBreach
from ui.cases.cards import FILE_APPEAL
from ui.cases.page import CasesPage
from ui.forms.form import ActForm
from ui.screening.cards import ANSWER, SETTLE
from ui.screening.kind import APPEAL_CASES, BREACH_CASES, BREACHES, CASES, SCREENINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from cso_registry.domain.act import Act
    from cso_registry.workspace.screening.screening_view import ScreeningView
    from ui.cases.page import Maker
    from ui.shell.room import Surroundings

DECLARE: Final = "screening.declare"
REJECT, ACCEPT, REOPEN = "screening.reject", "screening.accept", "screening.reopen"


class ScreeningPage(CasesPage):
    """Screening on the screen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, SCREENINGS, APPEAL_CASES, BREACH_CASES, parent=parent)

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {
            CASES.name: ("ui.screening.open", self.open_screening),
            BREACHES.name: ("ui.screening.record_breach", self.record_breach),
        }

    def open_screening(self) -> ActForm:
        """Open the form that begins a case."""
        return self._begin(OpenScreening)

    def record_breach(self) -> ActForm:
        """Open the form that enters a breach."""
        return self._begin(RecordBreach)

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Do an act by its form, filled with what the case knows."""
        view: Any = self.record.view
        if kind == FILE_APPEAL or view is None or self.kind is not SCREENINGS:
            return super().do(kind, item)
        return self.open_form(ACTS[kind], _prefill(kind, view, item), self._given(kind, item, view))

    def _given(self, kind: str, item: str, view: ScreeningView) -> dict[str, Any]:
        """Return what is known and not asked."""
        session = self.around.tasks.session
        if kind == DECLARE and session is not None:
            return {"reviewer": str(session.officer)}
        if kind == SETTLE:
            return {"declaration": item}
        if kind == REOPEN:
            allowed = [
                appeal.id
                for one in view.case.decisions
                for appeal in one.appeals
                if appeal.status == "allowed"
            ]
            return {"appeal": allowed[-1]} if allowed else {}
        return {}

    def _begin(self, declared: type[Act]) -> ActForm:
        return self.put_form(ActForm(self.around, declared), self.show_list)


def _prefill(kind: str, view: ScreeningView, item: str) -> dict[str, Any]:
    """Return what stands in a form at first: the criteria that it is about."""
    if kind == ANSWER:
        waiting = [item] if item else list(view.waiting)
        return {"answers": [_answered(view, code) for code in waiting]}
    if kind == REJECT:
        return {"grounds": [{"criterion": code} for code in view.failed]}
    if kind == ACCEPT:
        return {"exceptions": [{"criterion": code} for code in view.failed]}
    return {}


def _answered(view: ScreeningView, code: str) -> dict[str, Any]:
    """Return a criterion with what was answered before in this round."""
    found = view.screening.answered(code, view.screening.standing.round)
    if found is None:
        return {"criterion": code}
    plain = found.model_dump(mode="json", exclude_none=True)
    return {name: plain[name] for name in plain if name not in {"round", "by", "answered"}}
