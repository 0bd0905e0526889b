"""What a group or community without legal personality decides by its members (F:X23)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.fields import Count, Day, Line, Lines, ReasonText
from cso_registry.domain.organizations import membership
from cso_registry.domain.organizations.records import GroupDecision, GroupMatter, Organization
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import OrganizationId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@act("organization.record_decision", Role.OFFICER, Role.HEAD)
class RecordGroupDecision(Act):
    """Records what the members of a group or community decided, when enough of them were there."""

    writes = (Organization.decisions,)
    reads: ClassVar[Mapping[str, Read]] = {"organization": Organization}
    rules = (
        membership.members_decide_for_it,
        membership.meeting_is_over,
        membership.heads_are_counted,
        membership.members_reach_a_quorum,
    )

    organization: OrganizationId
    matter: GroupMatter
    held: Day
    members: Count
    present: Count
    in_favour: Count | None = None
    minutes: Line
    note: Lines | None = None
    reason: ReasonText

    def scope(self, facts: Facts) -> str:
        """Return the home of the subject."""
        return facts.record("organization", Organization).scope

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision, with the quorum that was asked for on its day."""
        decided = GroupDecision(
            matter=self.matter,
            held=self.held,
            members=self.members,
            present=self.present,
            needed=membership.quorum_of(self.members, facts.setting.policies, self.held),
            in_favour=self.in_favour,
            minutes=self.minutes,
            note=self.note,
        )
        key = facts.identities.new()
        return (Organization.decisions.put(self.organization, key, decided),)


ACTS = (RecordGroupDecision,)
