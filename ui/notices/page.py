"""The page of the room: files about ends, ends that are near, one file, a form on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.notice.begin_acts import OpenNotice
from cso_registry.kernel.ids import RecordId
from ui.cases.page import CasesPage
from ui.forms.form import ActForm
from ui.notices.kinds import NOTICE_CASES
from ui.notices.lists import DOUBTED, NEAR, NOTICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.workspace.notice.notice_page import NoticePage
    from ui.cases.page import Maker
    from ui.shell.room import Surroundings
    from ui.upkeep.watching import WatchPane

SERVE: Final = "notice.serve"


class NoticesPage(CasesPage):
    """Notices of ends on the screen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, NOTICE_CASES, more={NEAR.name: self._near, DOUBTED.name: self._doubted}
        )

    def begin(self, agreement: str = "") -> ActForm:
        """Open the form that opens a file, about the agreement in front if there is one."""
        given = {"agreement": agreement} if agreement else {}
        return self.put_form(ActForm(self.around, OpenNotice, given=given), self.show_list)

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {NOTICES.name: ("ui.notices.open", self.begin)}

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Open the form of an act, filled with what the file says now."""
        del item
        view: Any = self.record.view
        file = None if view is None else view.notice.file
        if view is None or file is None:
            return None
        given = {"agreement": str(file.agreement)}
        return self.open_form(ACTS[kind], _prefill(kind, view), given)

    def _near(self) -> WatchPane:
        from ui.upkeep.watching import WatchPane  # noqa: PLC0415 - not at the start

        made = WatchPane(self.around, NEAR)
        made.opened.connect(partial(self.around.shell.open_record, "agreement"))
        made.act.connect(lambda _kind, agreement: self.begin(agreement))
        made.printed.connect(lambda _province: self._print_register())
        return made

    def _doubted(self) -> WatchPane:
        from ui.upkeep.watching import WatchPane  # noqa: PLC0415 - not at the start

        made = WatchPane(self.around, DOUBTED)
        made.opened.connect(partial(self.around.shell.open_record, "notice"))
        made.act.connect(lambda _kind, notice: self.around.shell.open_record("notice", notice))
        made.printed.connect(lambda _province: self._print_register())
        return made

    def _print_register(self) -> None:
        office = self.around.tasks.office
        if office is not None:
            self.paper.offer(RecordId(office), (NEAR.paper,), {"year": "all"})
            self.show_page(self.paper)


def _prefill(kind: str, view: NoticePage) -> dict[str, Any]:
    """Return what stands in a form at first."""
    notice = view.notice
    if kind == SERVE and view.stands.letters:
        return {"letter": str(view.stands.letters[-1].id)}
    if kind == "notice.decide" and notice.file is not None:
        return {"last_day": notice.file.wanted_end.isoformat()}
    return {}
