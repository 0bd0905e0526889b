"""What is kept of an issued paper: enough to print it again, word for word."""

from __future__ import annotations

from pydantic import JsonValue

from cso_registry.domain.erasure import Erasure
from cso_registry.domain.fields import Code, Day, Line, Lines, NumberText, Sha256
from cso_registry.domain.record import FieldGroup, Group, Items, Personal, Record
from cso_registry.domain.shadow import EMPTY, Shadow, record_line
from cso_registry.kernel.ids import OrganizationId

PAPER_OF = "PAPER-OF"
"""Under this scheme a paper is found by the subject it was made about."""


class FrozenPaper(FieldGroup):
    """The resolved content of a paper, its template and the heads it was made from.

    "Revision" is that set of heads, never a count (design, section 3). `subject` is the
    record whose facts it shows, `about` the subject of the register in whose file it is.
    """

    code: Code
    subject_type: Line
    subject: Line
    about: OrganizationId | None = None
    number: NumberText | None = None
    template_version: Line
    template_sha256: Sha256
    content_sha256: Sha256
    heads: tuple[Sha256, ...]
    issued: Day
    content: Personal[dict[str, JsonValue]]


class Rendering(FieldGroup):
    """One time the paper was printed, and the fingerprint of the file.

    A paper of a print batch has none of its own: the file of the batch has.
    """

    printed: Day
    pdf_sha256: Sha256 | None = None
    copy_number: int
    reason: Lines | None = None


class Paper(Record, type="paper"):
    """One issued paper."""

    frozen = Group(FrozenPaper)
    renderings = Items(Rendering, legal=True)
    erasures = Items(Erasure, legal=True)

    def shadow(self) -> Shadow:
        """Return whose paper it is, so that the papers of a subject are found."""
        frozen = self.frozen
        if frozen is None:
            return EMPTY
        line = record_line(
            self.type,
            title=frozen.code,
            sort=frozen.issued.isoformat(),
            status="issued",
            province=self.scope,
            number=frozen.number,
            about=frozen.about or frozen.subject,
        )
        named = dict.fromkeys((frozen.subject, frozen.about or frozen.subject))
        return Shadow(listing=line, identifiers=tuple((PAPER_OF, one) for one in named))
