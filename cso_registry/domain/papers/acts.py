"""Issuing a paper and printing it again."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import JsonValue

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Code, Line, NumberText, ProvinceCode, Sha256
from cso_registry.domain.papers import rules
from cso_registry.domain.papers.records import FrozenPaper, Paper, Rendering
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OrganizationId, PaperId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change

PRINTERS = (Role.OFFICER, Role.HEAD, Role.COMMITTEE_SECRETARY)


@act("paper.issue", *PRINTERS)
class IssuePaper(Act):
    """Freezes the content of a paper, so that it prints again years later (F:J6).

    Without `pdf_sha256` it is drawn in the file of a print batch, which has its own.
    """

    writes = (Paper.frozen, Paper.renderings)
    makes = (Paper,)

    paper: PaperId
    home: ProvinceCode
    code: Code
    subject_type: Line
    subject: Line
    about: OrganizationId | None = None
    number: NumberText | None = None
    template_version: Line
    template_sha256: Sha256
    content_sha256: Sha256
    heads: tuple[Sha256, ...]
    content: dict[str, JsonValue]
    pdf_sha256: Sha256 | None = None

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject, so that the paper travels with it."""
        del facts
        return self.home

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the frozen paper and its first printing."""
        frozen = FrozenPaper(
            code=self.code,
            subject_type=self.subject_type,
            subject=self.subject,
            about=self.about,
            number=self.number,
            template_version=self.template_version,
            template_sha256=self.template_sha256,
            content_sha256=self.content_sha256,
            heads=self.heads,
            issued=facts.today,
            content=self.content,
        )
        first = Rendering(printed=facts.today, pdf_sha256=self.pdf_sha256, copy_number=1)
        return (
            Paper.frozen.set(self.paper, frozen),
            Paper.renderings.put(self.paper, facts.act_id, first),
        )


@act("paper.reprint", *PRINTERS)
class ReprintPaper(Act):
    """Prints a frozen paper again, with a reason and a copy number (F:C2)."""

    writes = (Paper.renderings,)
    reads = {"paper": Paper}
    rules = (rules.reprint_says_why,)

    paper: PaperId
    pdf_sha256: Sha256

    def scope(self, facts: Facts) -> str:
        """Return the home of the paper."""
        return facts.record("paper", Paper).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the printing."""
        printed = facts.record("paper", Paper).renderings
        again = Rendering(
            printed=facts.today,
            pdf_sha256=self.pdf_sha256,
            copy_number=len(printed) + 1,
            reason=self.reason,
        )
        return (Paper.renderings.put(self.paper, facts.act_id, again),)


ACTS = (IssuePaper, ReprintPaper)
