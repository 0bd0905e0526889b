"""The way through the desktop on which its pictures are taken, one part after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from build_spec.screenshot_offices import befriend
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.opening import training_folder
from ui.cases.page import CasesPage
from ui.exchange.places import keep
from ui.gate import start
from ui.guided.page import MOVE, PERSON, RESTORE
from ui.guided.person import PersonLead
from ui.settings.parts import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from build_spec.photographer import Photographer
    from cso_registry.workspace.workspace import Workspace
    from ui.app import Desktop
    from ui.shell.room import Room

INVENTED = "สมมติ"
GATE, PALETTE, SIGN_IN = "gate", "palette", "sign-in"


class Walk:
    """Shows the pages of one part of the desktop after the other and gives their names.

    Attributes:
        parts: The parts, each with what walks through it.
    """

    def __init__(self, desktop: Desktop, photographer: Photographer) -> None:
        self._desktop, self._photographer = desktop, photographer
        self._house = desktop.window.house
        own: Mapping[str, Callable[[], Iterator[str]]] = {
            "organizations": self._organizations,
            "certification": self._certification,
            "letters": self._letters,
            "upkeep": self._upkeep,
            "exchange": self._exchange,
            "journal": self._journal,
            "guided": self._guided,
            "settings": self._settings,
        }
        self.parts: dict[str, Callable[[], Iterator[str]]] = {
            GATE: self._gate,
            **{
                room.name: partial(self._room, room, own.get(room.name))
                for room in self._house.rooms.values()
            },
            PALETTE: self._palette,
            SIGN_IN: self._sign_in,
        }

    def enter(self) -> None:
        """Go in, as an officer of a registry that trusts two offices."""
        self._befriend()
        self._desktop.window.gate.start.choices[start.TRAINING].click()
        self._wait(lambda: self._desktop.window.is_inside)
        self._wait(lambda: bool(self._house.title.office.plain))

    @property
    def _page(self) -> Any:
        return self._house.page

    def _wait(self, is_ready: Callable[[], object]) -> None:
        self._photographer.wait(is_ready)

    def _settle(self) -> None:
        self._photographer.settle()

    def _gate(self) -> Iterator[str]:
        gate = self._desktop.window.gate
        yield "gate-start"
        gate.wizard.begin(joins=True)
        for page in gate.wizard.pages:
            if page is gate.wizard.summary:
                page.offer(gate.wizard.lines())
            gate.show_page(page)
            yield f"gate-{page.name}"
        gate.show_page(gate.start)

    def _room(self, room: Room, more: Callable[[], Iterator[str]] | None) -> Iterator[str]:
        self._house.go(room.name)
        self._settle()
        yield f"room-{room.name}"
        page = self._page
        if isinstance(page, CasesPage):
            for tab in page.tabs.names[1:]:
                page.tabs.choose(tab)
                self._settle()
                yield f"list-{tab}"
            page.tabs.choose(page.tabs.names[0])
        for kind in room.records:
            identity = self._newest(kind)
            if identity:
                self._house.open_record(kind, identity)
                self._settle()
                yield f"record-{kind}"
        if more is not None:
            yield from more()

    def _newest(self, kind: str) -> str:
        """Return the identity of the newest record of a kind; nothing when there is none."""
        found: list[str] = []

        def look(workspace: Workspace) -> str:
            lists = workspace.read.lists
            keys = lists.keys(Wanted(kind), workspace.today)
            return str(lists.identities([max(keys)])[0]) if keys else ""

        self._desktop.tasks.ask(self._desktop.window, look, found.append, topic=kind)
        self._wait(lambda: len(found))
        return found[0]

    def _organizations(self) -> Iterator[str]:
        page = self._page
        page.change("address")
        self._wait(lambda: page.form is not None and page.form.is_ready)
        yield "form-change"
        page.show_record()
        page.print_paper()
        self._wait(lambda: page.paper.sight is not None)
        yield "paper-organization"
        page.show_list()
        page.register()
        self._wait(lambda: page.form is not None and page.form.is_ready)
        yield "form-register"
        page.show_list()
        page.begin_import()
        yield "import"
        chosen: list[Any] = []
        keys = list(page.list.model.keys)[:3]
        self._desktop.tasks.ask(
            page, lambda workspace: workspace.read.lists.identities(keys), chosen.extend
        )
        self._wait(lambda: chosen)
        page.edit_many(chosen)
        self._settle()
        yield "edit-many"
        page.show_list()

    def _certification(self) -> Iterator[str]:
        page = self._page
        page.show_list()
        page.issue_all()
        self._wait(lambda: page.issuing.waiting is not None)
        yield "certification-issue"
        page.check()
        page.checking.give_text("AAAA-BBBB-CCCC")
        self._settle()
        yield "certification-check"
        page.show_list()

    def _letters(self) -> Iterator[str]:
        page = self._page
        page.write()
        yield "letter-write"
        page.write_many()
        self._wait(lambda: page.batch.waiting is not None)
        self._settle()
        yield "letter-reminders"
        page.print_book()
        self._wait(lambda: page.paper.sight is not None)
        yield "letter-book"
        page.show_list()

    def _upkeep(self) -> Iterator[str]:
        page = self._page
        page.show_list()
        page.tabs.choose("doubles")
        doubles = page.tabs.page
        self._wait(lambda: doubles.pairs)
        first = doubles.pairs[0]
        page.compare(*map(str, first.ids))
        self._wait(lambda: page.beside.view is not None)
        yield "doubles-beside"
        page.show_list()
        page.note()
        self._wait(lambda: page.form is not None and page.form.is_ready)
        yield "form-contact"
        page.show_list()

    def _befriend(self) -> None:
        places, program = self._desktop.keeper.computer.places, self._desktop.program
        carried = places.state / "carried"
        for one in (carried, places.state / "offices"):
            one.mkdir(parents=True)
        befriend(training_folder(places.data), places.state / "offices", carried, program)
        keep(self._desktop.keeper, folder=str(carried))

    def _exchange(self) -> Iterator[str]:
        page, jobs = self._page, self._house.jobs
        sending = page.errands.begin("send")
        self._wait(lambda: sending.picker.list.count() > 0)
        sending.picker.list.item(0).setCheckState(Qt.CheckState.Checked)
        sending.look()
        self._wait(lambda: not sending.progress.is_busy)
        jobs.clear_ended()
        jobs.hide()
        yield "exchange-send"
        page.errands.begin("take")
        yield "exchange-take"
        offices = page.errands.begin("offices")
        self._wait(lambda: offices.view is not None)
        yield "exchange-offices"
        page.errands.show_office(offices.view.offices[-1].office)
        yield "exchange-office"
        for name in ("admit", "join", "request", "found", "folders"):
            page.errands.begin(name)
            yield f"exchange-{name}"
        page.show_desk()

    def _journal(self) -> Iterator[str]:
        page, places = self._page, self._desktop.keeper.computer.places
        self._wait(lambda: bool(page.model.lines))
        page.open_row(len(page.model.lines) - 1)
        self._wait(lambda: page.entry.view is not None)
        yield "journal-entry"
        page.begin_proof()
        page.prove.prove()
        self._wait(lambda: page.prove.found.audited is not None)
        self._house.jobs.hide()
        yield "journal-prove"
        page.begin_audit()
        page.audit.give(next(places.state.glob("carried/*.csob")))
        yield "journal-audit"
        page.show_list()

    def _guided(self) -> Iterator[str]:
        page = self._page
        for name in (MOVE, RESTORE, PERSON):
            page.begin(name)
            lead = page.lead(name)
            if isinstance(lead, PersonLead):
                lead.ask.fields["asked"].control.setProperty("text", INVENTED)
                lead.ask.next.click()
                self._wait(partial(lead.stands_at, lead.seen))
            for at, step in enumerate(lead.steps):
                lead.go(at)
                self._settle()
                yield f"guided-{step.name}"
            page.show_list()

    def _settings(self) -> Iterator[str]:
        for section in SECTIONS:
            self._house.go("settings", section.name)
            self._settle()
            yield f"settings-{section.name}"
        page = self._page
        page.part("policies").show_one("certificate.warn_before_months")
        self._house.go("settings", "policies")
        self._settle()
        yield "settings-policy"
        page.part("policies").show_first()

    def _palette(self) -> Iterator[str]:
        self._house.go("today")
        self._desktop.window.commands.do("app.palette")
        self._house.palette_box.field.setText("ก")
        yield "palette"
        self._house.palette_box.close_again()

    def _sign_in(self) -> Iterator[str]:
        self._desktop.window.lock()
        self._settle()
        yield "gate-sign-in"
