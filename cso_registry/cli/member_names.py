"""Members of a committee as a person names them: by name, in place of the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cso_registry.domain.committee.meetings import Meeting
from cso_registry.domain.committee.records import Committee
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
    from cso_registry.workspace.workspace import Workspace

ONE, SEVERAL, WITHIN = ("member", "chaired_by"), ("present", "excused"), "proxies"


def put_members(
    workspace: Workspace, declared: type[Act], fields: dict[str, Any]
) -> Iterator[tuple[str, str, int]]:
    """Put keys in the place of names of members; yield the place and name that fit not one.

    The committee of a meeting is put in where it was left out.
    """
    if not declared.kind.startswith(("committee.", "meeting.")):
        return
    committee = _committee(workspace, declared, fields)
    if committee is None:
        return
    named = _by_name(committee)

    def key_of(text: str) -> tuple[str, int]:
        if text in committee.members:
            return text, 1
        found = named.get(search_key(text), [])
        return (found[0] if len(found) == 1 else text), len(found)

    yield from _replaced(fields, key_of)


def _replaced(
    fields: dict[str, Any], key_of: Callable[[str], tuple[str, int]]
) -> Iterator[tuple[str, str, int]]:
    for place, holder, at in _named_places(fields):
        text = holder[at]
        if isinstance(text, str):
            holder[at], found = key_of(text)
            if found != 1:
                yield place, text, found


def _named_places(fields: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield from ((name, fields, name) for name in ONE if name in fields)
    for name in SEVERAL:
        listed = fields.get(name)
        if isinstance(listed, list):
            yield from ((f"{name}.{at}", listed, at) for at in range(len(listed)))
    sent = fields.get(WITHIN)
    if isinstance(sent, list):
        for at, one in enumerate(sent):
            if isinstance(one, dict) and "member" in one:
                yield f"{WITHIN}.{at}.member", one, "member"


def _committee(
    workspace: Workspace, declared: type[Act], fields: dict[str, Any]
) -> Committee | None:
    meeting = _record(workspace, fields.get("meeting"))
    if isinstance(meeting, Meeting) and meeting.call is not None:
        found = _record(workspace, str(meeting.call.committee))
        if "committee" in declared.model_fields and found is not None:
            fields.setdefault("committee", str(found.id))
    else:
        found = _record(workspace, fields.get("committee"))
    return found if isinstance(found, Committee) else None


def _record(workspace: Workspace, named: object) -> Record | None:
    try:
        return workspace.read.record(RecordId.read(str(named)))
    except InputError:
        return None


def _by_name(committee: Committee) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, one in committee.members.items():
        full = f"{one.given or ''} {one.family or ''}".strip()
        for name in {full, f"{one.title or ''}{full}", one.given or ""}:
            found.setdefault(search_key(name), []).append(key)
    return found
