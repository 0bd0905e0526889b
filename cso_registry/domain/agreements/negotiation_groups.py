"""What is kept of drafting by both sides: replies, words proposed, the annex (R-29, R-31)."""

from __future__ import annotations

from enum import StrEnum

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.fields import Code, Count, Day, Line, Lines
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.record import FieldGroup, Personal, is_erased
from cso_registry.kernel.ids import OfficerId, PaperId


class Reply(StrEnum):
    """What a partner answers to an offer; none of them is blamed (R-29)."""

    ACCEPT = "accept"
    NEGOTIATE = "negotiate"
    REFUSE = "refuse"


class OfferReply(FieldGroup):
    """The partner's answer to an offer, and the points it wants to talk about (D-10)."""

    nth: Count
    reply: Reply
    points: Lines | None = None
    received: Day
    kept_as: Line
    by: OfficerId


class WordingProposed(FieldGroup):
    """One side proposes other words for a clause.

    `before` is how the clause stood when it was proposed.
    """

    nth: Count
    side: Side
    clause: Code
    before: Lines
    wording: Lines
    why: Lines
    proposed: Day
    by: OfficerId


class WordingAnswered(FieldGroup):
    """The other side took the words or did not, with its comments."""

    nth: Count
    accepted: bool
    comments: Lines
    answered: Day
    by: OfficerId


class ScannedPage(FieldGroup):
    """One page of a scan of a signed paper.

    Attributes:
        page: Which page of the paper it is, from 1.
        digits: The digits at its foot.
        read_by_hand: Whether an officer read them, because the code could not be read.
    """

    page: Count
    digits: Line
    read_by_hand: bool = False


class SignedScan(FieldGroup):
    """A signed paper that was scanned back whole, page by page (F:E4).

    Attributes:
        page_count: So many pages the paper has.
        pages: In the order in which they were scanned.
        files: The scan, kept under the hashes of its content.
    """

    paper: PaperId
    page_count: Count
    pages: tuple[ScannedPage, ...]
    files: tuple[Attachment, ...]
    kept: Day
    by: OfficerId


class Annex(FieldGroup):
    """The project document annexed to an agreement, in one revision (D-14, R-31).

    It has an author on each side; without the partner's the annex is one-sided.
    """

    nth: Count
    agency_author: Personal[Line | None] = None
    partner_author: Personal[Line | None] = None
    project_document: Lines
    annexed: Day
    by: OfficerId

    @property
    def is_one_sided(self) -> bool:
        """Return whether one side wrote it alone; nobody can tell where the names were removed."""
        return not is_erased(self) and None in (self.agency_author, self.partner_author)
