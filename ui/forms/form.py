"""The form of an act: asked, checked while typing, kept as a draft, done."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from cso_registry.domain.rule import RefusedError
from cso_registry.host.field_faults import fault_sentence, place_label
from cso_registry.workspace.field_meaning import NEW_IDENTITY
from cso_registry.workspace.officer_names import officer_names
from ui.commands.catalogue import Binding
from ui.forms.drafts import Draft, Kept, excerpt
from ui.forms.editors import EditorMaker
from ui.forms.groups import FieldGrid, within
from ui.forms.plan import Input, given_by_program, plan_of
from ui.forms.row import FieldRow
from ui.forms.strip import Strip
from ui.forms.undo import Typed
from ui.look.measures import GRID, Type
from ui.look.parts import Card, Text, button, column, row
from ui.shell.room import Message
from ui.tasks.sentences import sentences
from ui.widgets.scrolled import Scrolled
from ui.widgets.tab_order import step, stops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QHideEvent

    from cso_registry.domain.act import Act
    from cso_registry.domain.rule import Reason
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.forms.editors import Making
    from ui.forms.plan import FieldPlan
    from ui.shell.room import Surroundings
    from ui.tasks.errand import Trouble

    Performing = Callable[[Workspace, Any, Session], ChangeSet | None]

PAUSE_MS: Final = 250
"""After so long without a key, what was typed is judged by the rules."""
WIDTH: Final = 880
MOST_OFFERED: Final = 3
"""So many drafts of before are offered at once; the next come when one of them is gone."""
REASON: Final = "reason"


@dataclass(frozen=True, slots=True)
class Section:
    """A card of a form.

    Attributes:
        title: The key of its heading; nothing gives it the name of its only field.
        fields: The fields on it, in order.
        asked_if: Whether it is asked, by what was typed so far; it always is by default. A card
            with something on it stays.
    """

    title: str
    fields: tuple[str, ...]
    asked_if: Callable[[Mapping[str, Any]], bool] | None = None


class ActForm(QWidget):
    """The form of one act.

    Attributes:
        ready: Every field is there.
        saved: The act was done: its `ChangeSet`, or None when `perform` gives none.
        closed: The form is to be closed without saving; what was typed stays a draft.
    """

    ready = Signal()
    saved = Signal(object)
    closed = Signal()

    def __init__(
        self,
        around: Surroundings,
        declared: type[Act],
        *,
        given: Mapping[str, Any] | None = None,
        prefill: Mapping[str, Any] | None = None,
        sections: Sequence[Section] = (),
        on_demand: frozenset[str] = frozenset(),
        title: str = "",
        inputs: Mapping[str, Input] | None = None,
        perform: Performing | None = None,
        editors: Mapping[str, Making] | None = None,
        inner: Mapping[str, Sequence[Section]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the form.

        Args:
            around: What a page is given.
            declared: The act.
            given: Fields that are known and not asked, such as the record it is about.
            prefill: What stands in the fields at first.
            sections: How the fields are laid out; all in one card by default.
            on_demand: Fields that are asked only when a rule points at them.
            title: The words above it; the name of the act by default.
            inputs: How fields are asked that the type of the act leaves open.
            perform: Does the act where more belongs to it, such as a first secret; it runs
                on the writing thread. The workspace performs it by default.
            editors: By name of a field what makes its input, where the room has its own.
            inner: By name of a field that is a group how its fields are laid out.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.around, self.declared = around, declared
        self._given = dict(given or {})
        self._prefill = dict(prefill or {})
        self._sections, self._on_demand = tuple(sections), on_demand
        self._title, self._inputs, self._perform = title, dict(inputs or {}), perform
        self._editors, self._inner = dict(editors or {}), dict(inner or {})
        self.rows: dict[str, FieldRow] = {}
        self.undo = QUndoStack(self)
        self._kept: list[Kept] = []
        self._blank: dict[str, Any] = {}
        self._early: set[str] = set()
        self._conditions: list[tuple[Section, Card]] = []
        self._is_saving = self._was_tried = self.is_ready = False
        self._refusal: tuple[Reason, ...] = ()
        subject = next((str(one) for one in self._given.values()), "new")
        self.draft = Draft(around.tasks, f"{declared.kind}/{subject}", self.raw, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.judge)
        self._build = QTimer(self, singleShot=True, interval=0)
        self._build.timeout.connect(self._go_on)
        self._lay_out()
        around.tasks.ask(
            self, lambda workspace: officer_names(workspace.read), self._fill, topic="officers"
        )

    def bindings(self) -> dict[str, Binding]:
        """Return what this form does of the commands that every form has."""
        say = self.around.speech.say
        return {
            "record.save": Binding(self.save),
            "record.save_and_close": Binding(self.save),
            "record.undo": Binding(
                self.undo.undo, lambda: "" if self.undo.canUndo() else say("ui.form.no_undo")
            ),
            "record.redo": Binding(
                self.undo.redo, lambda: "" if self.undo.canRedo() else say("ui.form.no_redo")
            ),
            "record.close": Binding(self.close_form),
        }

    def raw(self) -> dict[str, Any]:
        """Return what is typed, readable or not."""
        return {name: one.editor.raw() for name, one in self.rows.items()}

    def put_raw(self, raw: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        for name, value in raw.items():
            if name in self.rows:
                self.rows[name].editor.put_raw(value)

    def plain(self) -> dict[str, Any]:
        """Return the fields as an act takes them, as far as they can be read."""
        found = dict(self._given)
        for name, one in self.rows.items():
            if one.unread():
                continue
            value = one.plain()
            if value is not None:
                found[name] = value
        return found

    def act(self) -> Act:
        """Return the act that the form describes.

        Raises:
            ValidationError: Fields are missing or not accepted.
        """
        return self.declared.model_validate_json(json.dumps(self.plain()))

    def judge(self) -> None:
        """Check what was typed; the rules are asked when all fields can be read."""
        self._pause.stop()
        if not self.is_ready:
            return
        act, _ = self._checked(everything=self._was_tried)
        session = self.around.tasks.session
        if act is None or session is None:
            return
        self.around.tasks.ask(
            self,
            lambda workspace: judged(workspace, act, session),
            self._take_judgement,
            topic="judge",
        )

    def save(self) -> None:
        """Do the act, or say everything that stands in its way."""
        if self._is_saving or not self.is_ready:
            return
        self._was_tried = True
        for _, one in self.all_rows():
            one.editor.settle()
        act, reasons = self._checked(everything=True)
        if act is None or reasons:
            self._show_reasons(reasons)
            return
        self._is_saving = True
        self.main.setEnabled(False)
        tasks, perform, session = self.around.tasks, self._perform, self.around.tasks.session
        if perform is None or session is None:
            tasks.perform(self, act, self._done, self._not_done)
            return
        tasks.write(self, lambda at: perform(at, act, session), self._done, self._not_done)

    def close_form(self) -> None:
        """Leave the form; what was typed stays a draft."""
        self.draft.finish()
        self.closed.emit()

    def all_rows(self) -> Iterator[tuple[str, FieldRow]]:
        """Yield every field with its place, those inside groups, too."""
        for name, one in self.rows.items():
            yield from within(name, one)

    def go_to(self, place: str) -> None:
        """Put the focus where a fault is."""
        found = self._row_at(place)
        if found is not None:
            self.area.ensureWidgetVisible(found)
            found.editor.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        """Go through the fields as they stand, and from the last of them to what saves."""
        parts = (*stops(self._old), *stops(self._why), *stops(self.area), self.main, self.cancel)
        return step(self, parts, forward=forward) or super().focusNextPrevChild(forward)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what was typed when the form is left."""
        self._pause.stop()
        self.draft.finish()
        super().hideEvent(event)

    def judge_soon(self) -> None:
        """Check what was typed in a moment, while the form is looked at."""
        if self.isVisible():
            self._pause.start()

    def _lay_out(self) -> None:
        around = self.around
        whole = column(around.look, self, gap=GRID * 2)
        self.heading = Text(kind=Type.TITLE)
        self.area = Scrolled(around.look)
        self._cards = self.area.body
        self._old = Strip(around, "accent")
        self._why = Strip(around, "late")
        for one in (self.heading, self._old, self._why):
            whole.addWidget(one)
        whole.addWidget(self.area, 1)
        foot = row(around.look)
        foot.addStretch(1)
        self.cancel = button()
        self.cancel.clicked.connect(self.close_form)
        self.main = button(role="main")
        self.main.clicked.connect(self.save)
        for widget in (self.cancel, self.main):
            foot.addWidget(widget)
        whole.addLayout(foot)
        around.speech.keep(self, self._renew)
        around.look.keep(self, lambda: self.setMaximumWidth(around.look.px(WIDTH)))

    def _fill(self, officers: Mapping[str, str]) -> None:
        hidden = frozenset(self._given) | given_by_program(self.declared)
        self._given.update(self._from_program())
        plans = {
            one.name: replace(one, input=self._inputs.get(one.name, one.input))
            for one in plan_of(self.declared, hidden)
        }
        maker = EditorMaker(self.around, self.declared, officers, self._editors, inner=self._inner)
        sections = self._sections or sections_of(plans.values())
        self._steps = iter(
            [(one, [plans[name] for name in one.fields if name in plans]) for one in sections]
        )
        self._maker = maker
        self._build.start()

    def _go_on(self) -> None:
        """Make one card, and the next one after the window has drawn."""
        section, plans = next(self._steps, (None, []))
        if section is None:
            self._complete()
            return
        if plans:
            made = [
                FieldRow(self.around, self.declared, one, self._maker.make(one)) for one in plans
            ]
            self._add_card(section, made)
            for one in made:
                self._blank[one.plan.name] = one.editor.raw()
                one.changed.connect(partial(self._early.add, one.plan.name))
            if len(self.rows) == len(made) and self.isVisible():
                made[0].editor.setFocus()
        self._build.start()

    def _complete(self) -> None:
        self._cards.addStretch(1)
        early = frozenset(self._early)
        for name, value in self._prefill.items():
            # What somebody typed before the last card stood there is theirs.
            if name in self.rows and name not in early:
                self.rows[name].editor.put(value)
        for name, one in self.rows.items():
            if name in self._on_demand:
                one.hide()
            one.changed.connect(lambda at=name: self._on_changed(at))
            one.left.connect(self.judge_soon)
        self._order_stops()
        self._before = self.raw()
        self._ask_what_is_asked()
        self.draft.found.connect(self._offer_drafts)
        self.draft.look()
        self.is_ready = True
        if early:
            self._note()
            self.judge_soon()
        self.ready.emit()

    def _order_stops(self) -> None:
        """Let Tab begin at the first field, where the focus stands, and end at the buttons."""
        order = list(stops(self.area))
        if not order:
            return
        self.setTabOrder(order[-1], self.main)
        self.setTabOrder(self.main, self.cancel)
        began = next(iter(self.rows.values())).editor
        # What was filled in before stands above the button that adds more of it.
        if self.focusWidget() in stops(began) or self.focusWidget() is began.focusProxy():
            order[0].setFocus()

    def _add_card(self, section: Section, rows: list[FieldRow]) -> None:
        card = Card(self.around.look)
        if section.title:
            title = Text(kind=Type.SECTION)
            self.around.speech.put(title, title.setText, section.title)
            card.body.addWidget(title)
        self.rows |= {one.plan.name: one for one in rows}
        card.body.addWidget(FieldGrid(self.around, rows))
        self._cards.addWidget(card)
        if section.asked_if is not None:
            self._conditions.append((section, card))

    def _ask_what_is_asked(self) -> None:
        """Show the cards that are asked now, and those that hold something."""
        raw = self.raw()
        for section, card in self._conditions:
            is_asked = section.asked_if is None or section.asked_if(raw)
            is_empty = all(raw[name] == self._blank[name] for name in section.fields)
            card.setVisible(is_asked or not is_empty)

    def _from_program(self) -> dict[str, Any]:
        tasks = self.around.tasks
        hidden = given_by_program(self.declared) - self._given.keys()
        if not hidden:
            return {}
        known: dict[str, Any] = {}
        created = NEW_IDENTITY.get(self.declared.kind)
        for name in hidden:
            known[name] = tasks.program.means.identities.new() if name == created else tasks.office
        return known

    def _on_changed(self, name: str) -> None:
        now = self.rows[name].editor.raw()
        before = self._before.get(name)
        if now != before:
            self.undo.push(Typed(self, name, before, now))
            self._before[name] = now
            self._ask_what_is_asked()
        self._note()
        self._refusal = ()
        self.judge_soon()

    def note_raw(self, name: str, raw: Any) -> None:
        """Remember what stands in a field after undo."""
        self._before[name] = raw
        self._ask_what_is_asked()
        self._note()
        self.judge_soon()

    def _note(self) -> None:
        """Keep what was typed soon, and at once what a panel still open gave a form left."""
        self.draft.note()
        if not self.isVisible():
            self.draft.finish()

    def _checked(self, *, everything: bool) -> tuple[Act | None, list[tuple[str, str]]]:
        """Show every fault beside its field; return the act when there is none."""
        rows = dict(self.all_rows())
        faults = {place: said for place, one in rows.items() if (said := one.unread())}
        try:
            act: Act | None = self.act()
        except ValidationError as error:
            act = None
            texts, language = self.around.speech.texts, self.around.speech.language
            for one in error.errors(include_url=False, include_input=False):
                place = self._shown_place(".".join(map(str, one["loc"])), rows)
                is_missing = one["type"] == "missing"
                if is_missing and not everything and not (place in rows and rows[place].was_left):
                    continue
                said = fault_sentence(texts, language, one["type"], one.get("ctx", {}))
                faults.setdefault(place, said)
        for place, row_at in rows.items():
            row_at.show_fault(faults.get(place, "") or self._refused_at(place))
        return (None if faults else act), list(faults.items())

    @staticmethod
    def _shown_place(place: str, rows: Mapping[str, FieldRow]) -> str:
        while place and place not in rows and "." in place:
            place = place.rpartition(".")[0]
        return place

    def _refused_at(self, place: str) -> str:
        speech = self.around.speech
        said = [
            speech.texts.refusal(one.key, speech.language, one.params)
            for one in self._refusal
            if one.field == place
        ]
        return " ".join(said)

    def _take_judgement(self, reasons: tuple[Reason, ...]) -> None:
        self._refusal = reasons
        for one in reasons:
            if one.field in self._on_demand and one.field in self.rows:
                self.rows[one.field].show()
        self._checked(everything=self._was_tried)
        if self._was_tried:
            self._show_refusal()

    def _show_refusal(self) -> None:
        speech = self.around.speech
        said = [
            (one.field or "", speech.texts.refusal(one.key, speech.language, one.params))
            for one in self._refusal
        ]
        self._show_reasons(said)

    def _show_reasons(self, reasons: Sequence[tuple[str, str]]) -> None:
        if not reasons:
            self._why.hide()
            return
        speech = self.around.speech
        said = []
        for place, sentence in reasons:
            found = self._row_at(place)
            label = self._label_of(place)
            words = f"{label}: {sentence}" if label else sentence
            go = None if found is None else (lambda at=place: self.go_to(at))
            said.append((words, go))
        self._why.show_reasons(speech.say("ui.form.refused", count=len(said)), said)
        first = next((place for place, _ in reasons if self._row_at(place) is not None), None)
        if first is not None and not self.isAncestorOf(self.focusWidget() or self):
            self.go_to(first)

    def _label_of(self, place: str) -> str:
        if place in self.rows:
            return self.rows[place].words
        speech = self.around.speech
        return place_label(speech.texts, speech.language, place) if place else ""

    def _row_at(self, place: str) -> FieldRow | None:
        rows = dict(self.all_rows())
        return rows.get(self._shown_place(place, rows))

    def _done(self, changes: ChangeSet | None) -> None:
        self._is_saving = False
        self.draft.forget()
        said = self.around.speech.texts.act(self.declared.kind).say(self.around.speech.language)
        self.around.shell.tell(Message(self.around.speech.say("ui.form.saved", act=said), "good"))
        self.saved.emit(changes)

    def _not_done(self, trouble: Trouble) -> None:
        self._is_saving = False
        self.main.setEnabled(True)
        if isinstance(trouble.error, RefusedError):
            self._take_judgement(trouble.error.reasons)
            return
        speech, tasks = self.around.speech, self.around.tasks
        said = sentences(trouble, speech.texts, speech.language, folder=tasks.program.fonts)
        self._show_reasons([("", one) for one in said])

    def _offer_drafts(self, kept: Sequence[Kept]) -> None:
        """Offer the drafts of before; each stays until it is saved or thrown away."""
        self._kept = [one for one in kept if one.raw != self.raw()]
        self._tell_drafts()

    def _tell_drafts(self) -> None:
        if not self._kept:
            self._old.hide()
            return
        say, shown = self.around.speech.say, self._kept[:MOST_OFFERED]
        lines = [
            (
                self._told(one),
                (
                    (say("ui.form.take_draft"), partial(self._take_draft, one)),
                    (say("ui.form.drop_draft"), partial(self._drop_draft, one)),
                ),
            )
            for one in shown
        ]
        count, more = len(self._kept), len(self._kept) - len(shown)
        told = say("ui.form.drafts_found", count=count)
        self._old.show_lines(f"{told} {say('ui.form.drafts_more')}" if more else told, lines)

    def _told(self, one: Kept) -> str:
        day = self.around.speech.day(date.fromisoformat(one.at[:10]))
        at = self.around.speech.say("ui.form.draft_kept", day=day, time=one.at[11:16])
        return " · ".join(filter(None, (at, excerpt(one.raw))))

    def _take_draft(self, one: Kept) -> None:
        if not self._leaves(one):
            return
        self.draft.go_on_with(one)
        self.put_raw(one.raw)
        self._before = self.raw()
        self._ask_what_is_asked()
        self._tell_drafts()
        self.judge()

    def _drop_draft(self, one: Kept) -> None:
        if self._leaves(one):
            self.draft.throw_away(one)
            self._tell_drafts()

    def _leaves(self, one: Kept) -> bool:
        """Take a draft off the list; a second click on the same one changes nothing."""
        is_there = one in self._kept
        self._kept = [other for other in self._kept if other is not one]
        return is_there

    def _renew(self) -> None:
        speech = self.around.speech
        said = speech.texts.act(self.declared.kind)
        self.heading.setText(speech.say(self._title) if self._title else said.say(speech.language))
        self.main.setText(speech.say("ui.form.save"))
        self.cancel.setText(speech.say("ui.form.cancel"))
        self._tell_drafts()
        if self.is_ready and self._was_tried:
            _, reasons = self._checked(everything=True)
            if reasons:
                self._show_reasons(reasons)
            else:
                self._show_refusal()


def sections_of(plans: Iterable[FieldPlan]) -> list[Section]:
    """Return a card for each group, one for the fields between, the reason last."""
    sections: list[Section] = []
    loose: list[str] = []
    last: list[str] = []
    for one in plans:
        if one.name == REASON:
            last.append(one.name)
        elif one.input is Input.GROUP or one.several:
            sections.append(Section("", (one.name,)))
        else:
            loose.append(one.name)
    return [*sections, *([Section("", (*loose, *last))] if loose or last else [])]


def judged(workspace: Workspace, act: Act, session: Any) -> tuple[Reason, ...]:
    """Return why the rules would refuse an act now; nothing when they would not."""
    try:
        workspace.judge(act, session)
    except RefusedError as refused:
        return refused.reasons
    return ()
