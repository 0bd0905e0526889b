"""Issuing a status list (F:C5, X18)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.certification.issue_rules import key_is_the_office_key
from cso_registry.domain.certification.status_lists import (
    ExceptionLine,
    ListContent,
    StatusCount,
    StatusList,
)
from cso_registry.domain.fields import Day, Line, NumberText, PublicKey, Sha256
from cso_registry.domain.numbering import STATUS_LIST, Series
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.offices.records import Office
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import OfficeId, RecordId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def list_series(setting: Setting) -> Series:
    """Return the series of status lists that is open today."""
    return Series.on(STATUS_LIST, setting.office_code, setting.desk_mark, setting.today)


def _next(_act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(list_series(setting)))


@rule("F:X18", cite="features X18")
def list_number_is_the_next(act: Any, facts: Facts) -> Verdict:
    """The signed list names the number that comes next in the series."""
    number = list_series(facts.setting).number(facts.answer("next", int))
    return None if act.number == number else fault("number", number=number)


@rule("F:X18", cite="features X18")
def list_is_of_today(act: Any, facts: Facts) -> Verdict:
    """A list speaks about the day on which it is made."""
    return None if act.listed == facts.today else fault("listed")


@act("status_list.issue", Role.HEAD, Role.COMMITTEE_SECRETARY)
class IssueStatusList(Act):
    """Gives a signed status list its number and keeps what it says of exceptions."""

    writes = (StatusList.content,)
    makes = (StatusList,)
    reads = {"office": Office, "next": _next, "closed": closed_year()}
    rules = (
        list_number_is_the_next,
        list_is_of_today,
        key_is_the_office_key,
        fiscal_year_is_open(),
    )

    status_list: RecordId
    office: OfficeId
    number: NumberText
    listed: Day
    previous: NumberText | None = None
    counts: tuple[StatusCount, ...]
    exceptions: tuple[ExceptionLine, ...]
    content_sha256: Sha256
    key_id: PublicKey
    signature: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the list."""
        content = ListContent(
            number=self.number,
            series=str(list_series(facts.setting)),
            listed=self.listed,
            previous=self.previous,
            counts=self.counts,
            exceptions=self.exceptions,
            content_sha256=self.content_sha256,
            key_id=self.key_id,
            signature=self.signature,
        )
        return (StatusList.content.set(self.status_list, content),)


ACTS = (IssueStatusList,)
