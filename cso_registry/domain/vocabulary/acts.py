"""Amending coded lists and deciding settings (F:Q3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Code, Day, Line, Lines, ReasonText
from cso_registry.domain.roles import Role
from cso_registry.domain.vocabulary import rules
from cso_registry.domain.vocabulary.records import (
    AmendedList,
    AmendedTerm,
    DecidedPolicy,
    PolicyBook,
    WordList,
    list_identity,
    policy_book_identity,
)

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


class _Dated(Act):
    """Base of amendments with a period and a source."""

    effective_from: Day
    effective_to: Day | None = None
    reason: ReasonText


@act("vocabulary.add_term", Role.ADMINISTRATOR, Role.HEAD)
class AddTerm(_Dated):
    """Adds a term to a coded list, or gives a delivered one other words or dates.

    A term is never taken away: it ends on a day, and old records keep its words.
    """

    writes = (WordList.about, WordList.terms)
    makes = (WordList,)
    rules = (
        rules.list_is_known,
        rules.list_of_the_program_stays,
        rules.term_period_runs_forward,
        rules.heading_is_of_the_list,
    )

    list_code: Code
    code: Code
    th: Line
    en: Line
    source: Line
    note: Lines | None = None
    term_group: Code | None = None

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the term."""
        term = AmendedTerm(
            th=self.th,
            en=self.en,
            source=self.source,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            note=self.note,
            term_group=self.term_group,
        )
        amended = list_identity(facts.setting.office or "", self.list_code)
        return (
            WordList.about.set(amended, AmendedList(list_code=self.list_code)),
            WordList.terms.put(amended, self.code, term),
        )


@act("policy.decide", Role.ADMINISTRATOR, Role.HEAD)
class DecidePolicy(_Dated):
    """Decides a setting from one day on; cases keep the value they began with."""

    writes = (PolicyBook.policies,)
    makes = (PolicyBook,)
    rules = (rules.setting_is_known, rules.term_period_runs_forward)

    key: Line
    value: bool | int | str
    citation: Line

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the decision."""
        decided = DecidedPolicy(
            key=self.key,
            value=self.value,
            citation=self.citation,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
        )
        book = policy_book_identity(facts.setting.office or "")
        return (PolicyBook.policies.put(book, facts.act_id, decided),)


ACTS = (AddTerm, DecidePolicy)
