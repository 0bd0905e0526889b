"""Columns and filters that most kinds of list share, and the list of subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.organizations.records import Kind
from cso_registry.domain.organizations.standing import Status
from ui.lists.kind import Column, Filter, FilterKind, ListKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.storage.listing import ListRow
    from ui.look.parts import Tone
    from ui.widgets.words import Words

EMPTY: Final = "–"
FORMS, PURPOSES = "V-05", "V-04"
_TONES: Final[Mapping[str, Tone]] = {
    Status.REGISTERED.value: "good",
    Status.SUSPENDED.value: "soon",
    Status.REMOVED.value: "late",
}


def provinces(words: Words) -> dict[str, str]:
    """Return the names of all provinces by code."""
    return {one.code: one.name(words.language) for one in words.program.means.areas.provinces}


def terms(list_code: str, words: Words) -> dict[str, str]:
    """Return the words of a coded list by code."""
    items = words.program.vocabulary.get(list_code).items
    return {one.code: one.text(words.language) for one in items}


def values(kinds: tuple[str, ...], codes: tuple[str, ...], words: Words) -> dict[str, str]:
    """Return the words of the program for codes."""
    return {code: words.value(kinds, code) for code in codes}


def statuses(words: Words) -> dict[str, str]:
    """Return the words of every standing of a subject."""
    return values(("status",), tuple(one.value for one in Status), words)


def subject_kinds(words: Words) -> dict[str, str]:
    """Return the words of the four kinds of subject."""
    return values(("kind",), tuple(one.value for one in Kind), words)


def subject_tone(row: ListRow) -> Tone:
    """Return what the standing of a subject means."""
    return subject_tone_of(row.status)


def subject_tone_of(status: str) -> Tone:
    """Return what a standing of a subject means."""
    return _TONES.get(status, "secondary")


TITLE: Final = Column("title", "list.title", lambda row, _: row.title, width=320)
NUMBER: Final = Column("number", "list.number", lambda row, _: row.number or EMPTY, width=130)
PROVINCE: Final = Column(
    "province", "list.province", lambda row, words: words.area(row.province), ranked=provinces
)
UNTIL: Final = Column("until", "list.until", lambda row, words: words.day(row.until), width=120)
OFFICER: Final = Column(
    "officer", "list.officer", lambda row, words: words.officer(row.officer), shown=False
)
ABOUT: Final = Column(
    "about", "list.about", lambda row, _: row.about_name or EMPTY, width=280, ordered=False
)
BY_PROVINCE: Final = Filter("province", "list.province", choices=provinces)
BY_DAYS: Final = Filter("days", "list.until", FilterKind.DAYS)
BY_OFFICER: Final = Filter("officer", "list.officer", FilterKind.OFFICER)

ORGANIZATIONS: Final = ListKind(
    name="organizations",
    record_type="organization",
    columns=(
        Column("title", "list.name", lambda row, _: row.title, width=340),
        NUMBER,
        Column(
            "kind", "list.kind", lambda row, words: words.value(("kind",), row.kind),
            width=170, ranked=subject_kinds,
        ),
        PROVINCE,
        Column(
            "status", "list.status", lambda row, words: words.status("organization", row.status),
            width=140, ranked=statuses, tone=subject_tone,
        ),
        UNTIL,
        Column(
            "purpose", "list.purpose", lambda row, words: words.term(PURPOSES, row.purpose),
            width=220, ranked=lambda words: terms(PURPOSES, words), shown=False,
        ),
        Column(
            "form", "list.form", lambda row, words: words.term(FORMS, row.form),
            width=180, ranked=lambda words: terms(FORMS, words), shown=False,
        ),
        Column("area", "list.area", lambda row, words: words.area_line(row.area), width=260,
               shown=False),
        OFFICER,
    ),
    filters=(
        BY_PROVINCE,
        Filter("kind", "list.kind", choices=subject_kinds),
        Filter("form", "list.form", choices=lambda words: terms(FORMS, words)),
        Filter("purpose", "list.purpose", choices=lambda words: terms(PURPOSES, words)),
        Filter("status", "list.status", choices=statuses),
        BY_DAYS,
        BY_OFFICER,
    ),
    empty="ui.organizations.empty",
)  # fmt: skip
