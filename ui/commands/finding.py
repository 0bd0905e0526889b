"""What the palette finds: records, rooms, commands and help, by any part of their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cso_registry.thai.searching import search_key, search_terms
from ui.commands.thai_keys import LATIN, THAI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cso_registry.storage.reading import FoundLine
    from cso_registry.workspace.workspace import Workspace

MOST: Final = 12
_TO_THAI: Final = str.maketrans(LATIN, THAI)
_TO_LATIN: Final = str.maketrans(THAI, LATIN)


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette.

    Attributes:
        title: What is found.
        kind: What it is, in words.
        icon: Name of an icon.
        do: Opens or does it.
        note: More about it, such as a number.
        keys: The keys that do the same.
        why_not: Why it cannot be done now.
        also: Words by which it is found and which are not shown.
    """

    title: str
    kind: str
    icon: str
    do: Callable[[], object]
    note: str = ""
    keys: str = ""
    why_not: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record that a search found."""

    record_type: str
    identity: str
    title: str
    note: str


def matching(known: Iterable[Found], text: str, *, most: int = MOST) -> list[Found]:
    """Return what holds every word of `text` in title, note or other words, the best first."""
    terms = search_terms(text)
    found = []
    for one in known:
        title = search_key(one.title)
        shown = f"{title} {search_key(one.note)}"
        whole = f"{shown} {search_key(one.also)}"
        if all(term in whole for term in terms):
            starts = bool(terms) and title.startswith(terms[0])
            is_seen = all(term in shown for term in terms)
            found.append((bool(one.why_not), not starts, not is_seen, len(title), one))
    found.sort(key=lambda each: each[:4])
    return [one for *_, one in found[:most]]


def find_records(workspace: Workspace, text: str, *, most: int = MOST) -> list[FoundRecord]:
    """Return the records that hold every word of `text`, subjects first, the newest first."""
    rows = workspace.read.search(text, workspace.today, most)
    subjects = [FoundRecord("organization", row.id, row.name, row.number or "") for row in rows]
    others = [
        FoundRecord(one.type, str(one.id), one.title or one.about_name, _note(one))
        for one in workspace.read.search_records(text, most)
    ]
    kept = max(most - len(others), most // 2)
    return [*subjects[:kept], *others][:most]


def _note(one: FoundLine) -> str:
    about = "" if one.title == one.about_name else one.about_name
    return " · ".join(part for part in (one.number or "", about if one.title else "") if part)


def as_if_other_layout(text: str) -> str:
    """Return what the same keys give under the other layout: ``l;ylfu`` is สวัสดี."""
    is_thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    return text.translate(_TO_LATIN if is_thai else _TO_THAI)
