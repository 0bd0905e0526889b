"""Roles of officers and where they hold (F:N1)."""

from __future__ import annotations

from enum import StrEnum

NATION = "00"
"""The scope of the whole nation; provinces are their two-digit codes."""


class Role(StrEnum):
    """What an officer may be; one person may hold several."""

    OFFICER = "officer"
    CHECKER = "checker"
    HEAD = "head"
    COMMITTEE_SECRETARY = "committee_secretary"
    EVALUATOR = "evaluator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


def covers(jurisdiction: str, scope: str) -> bool:
    """Return whether rights held in `jurisdiction` reach records of `scope`."""
    return jurisdiction in (NATION, scope)
