"""What the forms of the room know beforehand, and what they offer to choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.committee.agenda import next_item
from ui.committee.agenda_card import (
    ANSWER,
    DROP,
    NOTE,
    PUT,
    RECUSE,
    RESCIND,
    RESOLVE,
    STRIKE,
    TAKE_OVER,
)
from ui.committee.committee_cards import CALL, LEAVE, PROCEDURE
from ui.committee.committee_cards import TAKE_OVER as TAKE_MEETING
from ui.committee.places_card import ATTEND
from ui.forms.form import Section
from ui.widgets.choices import ChoiceEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.act import Act
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.committee.committee_view import CommitteeView
    from cso_registry.workspace.committee.meeting_view import MeetingView
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.forms.editors import Making
    from ui.shell.room import Surroundings

ADOPT: Final = "meeting.adopt_minutes"
USUAL_MODE: Final = "in_person"
RESOLUTION: Final = (
    Section("", ("text", "manner")),
    Section("", ("votes",)),
    Section("", ("casting", "minority", "reason")),
)
TAKEN_OVER: Final = (
    Section("", ("item", "title", "text", "manner", "passed", "about")),
    Section("", ("votes",)),
    Section("", ("minority", "reason")),
)
"""What was resolved stands before how it was voted on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of an act before its form is filled in.

    Attributes:
        given: Fields that are not asked.
        prefill: What stands in the fields at first.
        editors: Inputs in which something of the meeting is chosen.
        sections: How the fields are laid out.
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    prefill: Mapping[str, Any] = field(default_factory=dict)
    editors: Mapping[str, Making] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()


def choice(words: Mapping[str, str]) -> Making:
    """Return what makes the input of a field in which one of several is chosen."""

    def make(around: Surroundings) -> ChoiceEditor:
        return ChoiceEditor(around, lambda: words)

    return make


def on_committee(kind: str, view: CommitteeView, item: str) -> Asked:
    """Return what is known of an act on a committee."""
    if kind == LEAVE:
        return Asked({"member": item})
    if kind in {CALL, TAKE_MEETING}:
        return Asked(prefill={"number": view.next_number, "mode": USUAL_MODE})
    if kind == PROCEDURE:
        return Asked(prefill=view.procedure.model_dump(mode="json"))
    return Asked()


def on_meeting(kind: str, view: MeetingView, item: str) -> Asked:
    """Return what is known of an act on a meeting, or on one of its items."""
    known = _KNOWN.get(kind)
    return Asked() if known is None else known(view, item)


def _put(view: MeetingView, item: str) -> Asked:
    if not item:
        at = next_item(set(view.meeting.agenda))
        return Asked({"about_type": None}, {"item": at, "matter": "decide"})
    point = view.item(item).point
    said = point.model_dump(mode="json", exclude_none=True)
    about = {name: said.pop(name, None) for name in ("about", "about_type")}
    return Asked({"item": item, **about}, said)


def _take_over(view: MeetingView, _item: str) -> Asked:
    at = next_item(set(view.meeting.agenda))
    prefill = {"item": at, "manner": "consensus"}
    return Asked({"about_type": None}, prefill, sections=TAKEN_OVER)


def _on_item(_view: MeetingView, item: str) -> Asked:
    return Asked({"item": item})


def _note(view: MeetingView, item: str) -> Asked:
    note = view.item(item).note
    return Asked({"item": item}, {"text": note} if note else {})


def _resolve(view: MeetingView, item: str) -> Asked:
    if view.meeting.is_circulated:
        given: dict[str, Any] = {"item": item, "votes": None}
        return Asked(given, {"manner": "vote"}, sections=RESOLUTION)
    return Asked({"item": item}, {"manner": "consensus"}, sections=RESOLUTION)


def _recuse(view: MeetingView, item: str) -> Asked:
    return _one_of(view, item, view.item(item).entitled)


def _answer(view: MeetingView, item: str) -> Asked:
    line = view.item(item)
    waiting = tuple(key for key in line.entitled if key not in line.answers)
    # The last answer counts: when everybody answered, anybody may still change theirs.
    return _one_of(view, item, waiting or line.entitled)


def _one_of(view: MeetingView, item: str, keys: tuple[str, ...]) -> Asked:
    found = {key: view.names.get(key, "–") for key in keys}
    return Asked({"item": item}, editors={"member": choice(found)})


def _rescind(view: MeetingView, item: str) -> Asked:
    own = view.item(item).key
    meetings = {str(view.meeting.id): view.meeting.number, **view.later}
    passed = {key: said for key, said in view.passed.items() if key != own}
    editors = {"by_meeting": choice(meetings), "by_resolution": choice(passed)}
    return Asked({"resolution": own}, editors=editors)


def _strike(view: MeetingView, item: str) -> Asked:
    return Asked({"resolution": view.item(item).key})


def _adopt(view: MeetingView, _item: str) -> Asked:
    return Asked(editors={"by_meeting": choice(view.later)})


def _send_around(view: MeetingView, _item: str) -> Asked:
    """Return what is known of sending resolutions around: everybody is asked, nobody comes."""
    given: dict[str, Any] = {name: [] for name in ("present", "proxies", "excused", "guests")}
    if view.committee is not None:
        given["committee"] = str(view.committee.id)
    given["began"] = view.day.isoformat()
    return Asked(given, editors={"chaired_by": choice(view.names)})


_KNOWN: Final[Mapping[str, Callable[[MeetingView, str], Asked]]] = {
    PUT: _put,
    DROP: _on_item,
    TAKE_OVER: _take_over,
    RESOLVE: _resolve,
    RECUSE: _recuse,
    ANSWER: _answer,
    NOTE: _note,
    RESCIND: _rescind,
    STRIKE: _strike,
    ADOPT: _adopt,
    ATTEND: _send_around,
}


def with_type_of_case(workspace: Workspace, act: Act, session: Session) -> ChangeSet:
    """Do an act that names a case, whose type of record the program knows."""
    case = getattr(act, "about", None)
    found = None if case is None else workspace.read.record(RecordId(case))
    if found is not None:
        act = act.model_copy(update={"about_type": found.type})
    return workspace.perform(act, session)
