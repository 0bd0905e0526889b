"""One kind of paper: what it is about, what it shows, and when it may leave the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.documents.content import PaperContent
from cso_registry.documents.facts import FactValue
from cso_registry.storage.reading import Reading
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.kernel.ids import BatchId, PaperId
    from cso_registry.workspace.certificate_codes import Coding
    from cso_registry.workspace.performing import Session, Work

Coder = Callable[[PaperContent, Any, "Coding"], PaperContent]
"""From a composed paper and its record to the paper with its signed code."""
FactsOf = Callable[[Any, Showing, Reading], Mapping[str, FactValue]]
"""From the record (None on a blank form), the circumstances and what is held to facts."""
ANY = "any"
"""Papers that may be about a record of any type."""
OFFICE = "office"
"""Lists and statements of the office itself are about its own record."""


def always(_record: Any, _day: date) -> None:
    """Let a paper be issued at any time."""


def unnumbered(_record: Any) -> str | None:
    """Return no number: the paper carries none of its own."""
    return None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a paper that was just frozen can be recorded with, in the same transaction."""

    work: Work
    session: Session
    record: Any
    paper: PaperId
    asked: Mapping[str, str]
    batch: BatchId | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    Attributes:
        code: D-xx of the domain, L-xx a letter, S-xx a list or slip.
        record_type: Type of the record it is about.
        facts: Resolves what the template shows.
        refuse_unless: Raises an InputError when the record may not have this paper on a
            day; a draft may always be made.
        number: The number of the record that stands on the paper.
        letter: Whether it leaves only through the letter book (`Press.issue_letter`).
        form: Whether what is missing becomes dotted lines to write on.
        blank: Whether it can be printed without a record, to be filled by hand.
        beside: Performs what belongs to the printing, such as that an original left.
        recipient: To whom a letter goes that is about no subject, from its record.
        coder: Signs the square code of a paper that is issued; None for one without.
    """

    code: str
    record_type: str
    facts: FactsOf
    refuse_unless: Callable[[Any, date], None] = always
    number: Callable[[Any], str | None] = unnumbered
    letter: bool = False
    form: bool = False
    blank: bool = False
    beside: Callable[[Beside], None] | None = None
    coder: Coder | None = None
    recipient: Callable[[Any], str] | None = None
