"""Decisions that rest on a resolution: it is held, decides this case, and stands (F:D7, X14).

A decision names the resolution by its number, as it is said in minutes and letters:
`3/2569-4.1` is item 4.1 of the third meeting of 2569. A resolution of the years before the
registry, or of a meeting held without it, is taken over from its paper first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act
from cso_registry.domain.committee.meetings import RESOLUTION_NUMBER, Meeting
from cso_registry.domain.rule import Rule, Verdict, fault, rule
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.thai.digits import to_arabic_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cso_registry.domain.committee.meeting_groups import Resolution
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Record

CITE = "features D7, X14; domain 1.2"


def resolution_number(resolution: str, meeting: str | None = None) -> str:
    """Return the number of a resolution as it is kept, from how it was written.

    Args:
        resolution: The whole number, or only the item when `meeting` says which meeting.
        meeting: The number of the meeting, such as `3/2569`.
    """
    said = "".join(to_arabic_digits(resolution).split())
    if meeting is None or "/" in said:
        return said
    return f"{''.join(to_arabic_digits(meeting).split())}-{said}"


def resolutions_named(act: Any, _setting: Setting) -> Question[Any] | None:
    """Ask for the meetings that resolved under the number an act names, if it names one."""
    number = _number_in(act)
    return None if number is None else RecordsUnder(RESOLUTION_NUMBER, number)


class RestsOnResolution(Act):
    """Base of the acts that decide a case by a resolution: taking it back contests them."""

    def relied_records(self, facts: Facts) -> Iterable[Record | None]:
        """Return what was read, and the meetings that resolved under the named number."""
        return (*super().relied_records(facts), *_meetings(facts))


def rests_on_a_resolution(*cases: str) -> tuple[Rule, Rule, Rule]:
    """Return the rules of an act that rests on the resolution it names in `resolution`.

    Args:
        cases: Fields of the act that name the case; a resolution on any of them decides it.
    """

    @rule("F:D7", cite=CITE)
    def resolution_is_held(act: Any, facts: Facts) -> Verdict:
        """A decision names a resolution that the registry holds."""
        number = _number_in(act)
        known = number is None or any(True for _ in _named(act, facts))
        return None if known else fault("resolution", number=number or "")

    @rule("F:D7", cite=CITE)
    def resolution_decides_this_case(act: Any, facts: Facts) -> Verdict:
        """The resolution is about the case that is decided, not about another."""
        found = list(_named(act, facts))
        about = [one for _, _, one in found if one.about in _cases(act, cases)]
        return None if about or not found else fault("resolution", number=found[0][2].number)

    @rule("F:D7", cite=CITE)
    def resolution_stands(act: Any, facts: Facts) -> Verdict:
        """The resolution passed and was not taken back since."""
        found = [one for one in _named(act, facts) if one[2].about in _cases(act, cases)]
        stand = any(one.passed and key in meeting.in_force() for meeting, key, one in found)
        return None if stand or not found else fault("resolution", number=found[0][2].number)

    return resolution_is_held, resolution_decides_this_case, resolution_stands


def resolution_decided_on(act: Any, facts: Facts, *cases: str) -> date | None:
    """Return the day of the resolution on which an act rests, None when there is none."""
    found = (one for _, _, one in _named(act, facts) if one.about in _cases(act, cases))
    return max((one.resolved for one in found), default=None)


def _meetings(facts: Facts) -> tuple[Meeting, ...]:
    answer = facts.answers.get("resolutions", ())
    return tuple(one for one in answer if isinstance(one, Meeting))


def _number_in(act: Any) -> str | None:
    if act.resolution is None:
        return None
    return resolution_number(act.resolution, getattr(act, "meeting", None))


def _named(act: Any, facts: Facts) -> Iterator[tuple[Meeting, str, Resolution]]:
    number = _number_in(act)
    for meeting in _meetings(facts):
        for key, one in meeting.resolutions.items():
            if one.number == number:
                yield meeting, key, one


def _cases(act: Any, fields: tuple[str, ...]) -> frozenset[str]:
    return frozenset(str(getattr(act, name)) for name in fields)
