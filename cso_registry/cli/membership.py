"""Tells of a group that has fewer members than the office asks for (F:A2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from cso_registry.cli.context import Context
from cso_registry.domain.organizations.membership import too_few_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.workspace import Workspace


def told_too_few(workspace: Workspace, identity: RecordId) -> dict[str, int] | None:
    """Return the members that a group has and needs; None when nothing is to be told."""
    record = workspace.read.record(identity)
    if not isinstance(record, Organization):
        return None
    policies, today = workspace.program.policies, workspace.today
    few = too_few_of(record, policies, today)
    return None if few is None else asdict(few)


def too_few_lines(context: Context, told: dict[str, int] | None) -> Iterator[str]:
    """Yield the sentence about a group that has too few members."""
    if told is not None:
        yield context.say("organization.too_few_members", **told)
