"""The office: what it is called, its desks, keys, series and closed years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.certification.list_acts import IssueStatusList
from cso_registry.domain.offices.acts import FoundOffice, OpenDesk, RenewKeys
from ui.settings.sight import SightPane
from ui.settings.stage import Stage

if TYPE_CHECKING:
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings

ELSEWHERE: Final = frozenset(
    {FoundOffice.kind, OpenDesk.kind, RenewKeys.kind, IssueStatusList.kind}
)
"""Acts that need more than a form: at the first run, after a restore, of keys, with a list."""


class OfficePart(Stage):
    """The office of this registry."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sight = SightPane(around, ELSEWHERE, hidden=frozenset({"keys", "key_endings"}))
        self.sight.next_steps.asked.connect(self.do)
        around.speech.put(self.sight, self.sight.title.setText, "ui.settings.office")
        page = self.page()
        page.body.addWidget(self.sight)
        page.body.addStretch(1)
        self.add_page(page)
        self.sight.show_record(around.tasks.office or "")

    def do(self, kind: str) -> ActForm:
        """Open the form of an act on the office."""
        return self.open_form(ACTS[kind], {"office": self.sight.identity})
