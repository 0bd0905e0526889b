"""Checks of what both sides of an agreement undertook, and of codes of practice (F:E6, D-37)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.work import Work, work_shadow
from cso_registry.domain.fields import Count, Day, Line, Lines
from cso_registry.domain.record import FieldGroup, Group, Items, Personal, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.ids import OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.shadow import Shadow


class Kept(StrEnum):
    """Whether something that was promised was kept."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    NOT_DUE = "not_due"


class CheckedLine(FieldGroup):
    """What was seen of one promise.

    Attributes:
        nth: Its place in the terms, from 1: of the undertakings, or of the codes of practice.
        kept: What was found.
        seen_in: By which evidence.
        remedy: What is improved.
    """

    nth: Count
    kept: Kept
    seen_in: Lines
    remedy: Lines | None = None


class CheckedUndertaking(CheckedLine):
    """One undertaking as it was checked, with its words on that day."""

    side: Side
    what: Lines


class CheckedCode(CheckedLine):
    """One code of practice as it was checked."""

    what: Line


class ComplianceFile(Work):
    """One check, of all undertakings of both sides and all codes of practice.

    Attributes:
        revision: The writing of the terms whose undertakings were checked.
        checked_by: Who checked, for both sides or a body that both trust.
    """

    covers_from: Day
    covers_to: Day
    checked: Day
    checked_by: Personal[Line]
    revision: Count
    undertakings: tuple[CheckedUndertaking, ...]
    codes: tuple[CheckedCode, ...] = ()
    findings: Lines
    improvements: Lines | None = None


class ComplianceReply(FieldGroup):
    """What one side says to the check (F:X4)."""

    side: Side
    replied: Day
    agrees: bool
    reply: Lines
    by: OfficerId


class ComplianceCheck(Record, type="compliance_check"):
    """One check of what both sides undertook."""

    file = Group(ComplianceFile, legal=True)
    replies = Items(ComplianceReply, legal=True)

    def shadow(self) -> Shadow:
        """Return its line."""
        file = self.file
        if file is None:
            return EMPTY
        return work_shadow(
            self, file, title=file.checked_by or file.code, day=file.covers_to, status=self.status
        )

    @property
    def status(self) -> str:
        """Return whether both sides said something to it."""
        sides = {one.side for one in self.replies.values()}
        if sides >= set(Side):
            return "replied"
        return "one_side" if sides else "checked"

    def broken_by(self, side: Side) -> int:
        """Return how many undertakings of one side were not kept, or only partly."""
        lines = () if self.file is None else self.file.undertakings
        short = {Kept.PARTLY, Kept.NOT_KEPT}
        return sum(one.side is side and one.kept in short for one in lines)
