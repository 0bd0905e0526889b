"""What the office has added to the delivered lists and settings (F:Q3).

The delivered data stay as they are; an amendment is dated, has an author and a
reason, and travels in bundles like every record.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from cso_registry.domain.fields import Code, Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Items, Record
from cso_registry.kernel.ids import RecordId

_LISTS = UUID("6d1c2f0e-6f5b-4c58-9d6a-0a7c5a7c1e01")
"""Under this name the identities of lists and settings are derived, with no centre."""


class AmendedTerm(FieldGroup):
    """A term that was added to a list, or takes the place of a delivered one.

    `term_group` is the heading of the list under which it stands; without one, a delivered term
    stays where it was.
    """

    th: Line
    en: Line
    source: Line
    effective_from: Day
    effective_to: Day | None = None
    note: Lines | None = None
    term_group: Code | None = None


class DecidedPolicy(FieldGroup):
    """A setting that the office decided, from one day on."""

    key: Line
    value: bool | int | str
    citation: Line
    effective_from: Day
    effective_to: Day | None = None


class AmendedList(FieldGroup):
    """Which list is amended."""

    list_code: Line


class WordList(Record, type="word_list"):
    """What one office amended in a coded list; items are keyed by the code of the term."""

    about = Group(AmendedList)
    terms = Items(AmendedTerm)


class PolicyBook(Record, type="policy_book"):
    """The settings the office decided."""

    policies = Items(DecidedPolicy, legal=True)


def list_identity(office: str, code: str) -> RecordId:
    """Return the identity of what one office amended in a list."""
    return RecordId(str(uuid5(_LISTS, f"{code}:{office}")))


def policy_book_identity(office: str) -> RecordId:
    """Return the identity of the settings that one office decided."""
    return RecordId(str(uuid5(_LISTS, f"policies:{office}")))
