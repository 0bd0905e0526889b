"""A committee as it is kept, and who serves in it on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cso_registry.domain.committee.groups import (
    KNOWN_AS,
    Constituted,
    DecidedProcedure,
    Dissolved,
    Left,
    Membership,
    Procedure,
    Seat,
)
from cso_registry.domain.erasure import Erasure
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.vocabulary.policies import Policies

ORDER = tuple(Seat)
EARLY = timedelta(days=90)
"""So long before a term ends its successor may be appointed."""


class Committee(Record, type="committee"):
    """A committee, its members with their terms, and its procedure."""

    constitution = Group(Constituted, legal=True)
    procedures = Items(DecidedProcedure, legal=True)
    members = Items(Membership, legal=True)
    departures = Items(Left, legal=True)
    ends = Items(Dissolved, legal=True)
    erasures = Items(Erasure, legal=True)

    @property
    def name(self) -> str:
        """Return what it is called in Thai; empty before it is set up."""
        return "" if self.constitution is None else self.constitution.name_th

    @property
    def last_day(self) -> date | None:
        """Return the last day of the committee, None while no end is known."""
        return min((one.last_day for one in self.ends.values()), default=None)

    def sits_on(self, day: date) -> bool:
        """Return whether the committee exists on a day."""
        set_up = self.constitution
        if set_up is None or day < set_up.starts:
            return False
        return self.last_day is None or day <= self.last_day

    def last_day_of(self, member: str) -> date | None:
        """Return the last day of a member, None while it is open."""
        days = [one.last_day for one in self.departures.values() if one.member == member]
        term = self.members[member].ends
        return min([*days, *([] if term is None else [term])], default=None)

    def serving(self, day: date) -> dict[str, Membership]:
        """Return who serves on a day, by key: the chair first, then as they were appointed."""
        found = {
            key: one
            for key, one in self.members.items()
            if one.starts <= day and ((last := self.last_day_of(key)) is None or day <= last)
        }
        return dict(sorted(found.items(), key=lambda pair: (ORDER.index(pair[1].seat), pair[0])))

    def open_terms(self) -> tuple[str, ...]:
        """Return the members whose term has an end, and who have no successor yet.

        Who is appointed to the same group and seat, from later on, succeeds the member
        whose term ends first; who left before has no end that is still awaited.
        """
        left = {one.member for one in self.departures.values()}
        terms = sorted(
            (one.ends, key) for key, one in self.members.items() if one.ends and key not in left
        )
        free = sorted((one.starts, key) for key, one in self.members.items())
        unfilled = []
        for ends, key in terms:
            gone = self.members[key]
            after = (
                item
                for item in free
                if item[0] > gone.starts
                and self.members[item[1]].group is gone.group
                and self.members[item[1]].seat is gone.seat
                and item[0] >= ends - EARLY
            )
            found = next(after, None)
            if found is None:
                unfilled.append(key)
            else:
                free.remove(found)
        return tuple(unfilled)

    def procedure(self, policies: Policies, day: date) -> Procedure:
        """Return the committee's own procedure of a day, or that of the settings."""
        own = [one for one in self.procedures.items() if one[1].starts <= day]
        if own:
            return max(own, key=lambda pair: (pair[1].starts, pair[0]))[1].procedure
        return Procedure(
            quorum_percent=policies.number("committee.quorum_percent", day),
            each_group=policies.switch("committee.each_group", day),
            pass_percent=policies.number("committee.pass_percent", day),
            casting_vote=policies.switch("committee.casting_vote", day),
            circulated_unanimous=policies.switch("committee.circulated_unanimous", day),
            citation=policies.get("committee.quorum_percent", day).citation,
        )

    def shadow(self) -> Shadow:
        """Return its line in the list, and the words it is found by."""
        set_up = self.constitution
        if set_up is None:
            return EMPTY
        line = record_line(
            self.type,
            title=set_up.name_th,
            sort=sort_key(set_up.name_th),
            status="dissolved" if self.ends else "sitting",
            province=self.scope,
            number=set_up.order_number,
            about=set_up.parent,
            since=self.last_day,
            before="sitting" if self.ends else None,
            until=self.last_day,
        )
        words = f"{set_up.name_th} {set_up.name_en or ''} {set_up.order_number}"
        known_as = ((KNOWN_AS, search_key(set_up.name_th)),)
        return Shadow(
            listing=line,
            search=search_key(words),
            identifiers=known_as,
            dues=() if self.ends else tuple(self._dues()),
        )

    def _dues(self) -> Iterator[Due]:
        """Yield the last days of terms after which nobody was appointed, once for each seat."""
        terms = (self.members[key] for key in self.open_terms())
        ends = {(one.ends, one.seat) for one in terms if one.ends is not None}
        for day, seat in sorted(ends):
            yield Due(day.isoformat(), f"seat:{seat}", seat.value)
