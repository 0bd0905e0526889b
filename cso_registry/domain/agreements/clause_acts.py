"""Deciding a clause of the library, from a day on (F:E2, Q3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from cso_registry.domain.act import Act, act
from cso_registry.domain.agreements.clauses import GAP, MERGE_FIELDS, Clause
from cso_registry.domain.agreements.groups import AgreementTerms, Instrument
from cso_registry.domain.fields import Code, Day, Line, Lines, ReasonText
from cso_registry.domain.record import Items, Record
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault

_BOOKS: Final = UUID("4b0d3d52-62f5-4d58-8f6f-0c9f4b7a1e21")
"""Under this name the identity of an office's clauses is derived, with no centre."""
_BRACE: Final = re.compile(r"[{}]")
_SEEN: Final = 24
"""So many letters of the words are shown around a broken mark."""


class ClauseBook(Record, type="clause_book"):
    """The clauses that one office decided."""

    clauses = Items(Clause, legal=True)


def clause_book_identity(office: str) -> RecordId:
    """Return the identity of the clauses that one office decided."""
    return RecordId(str(uuid5(_BOOKS, f"clauses:{office}")))


@rule("F:E2", cite="domain 5.4; features E2")
def clause_names_instruments(act: Any, _facts: Facts) -> Iterable[Fault]:
    """A clause is for instruments that there are, for each compulsory or offered, not both."""
    known = {one.value for one in Instrument}
    if not act.compulsory and not act.optional:
        yield fault("compulsory", known=", ".join(sorted(known)))
    for field in ("compulsory", "optional"):
        for one in getattr(act, field):
            if one not in known or one in set(act.compulsory) & set(act.optional):
                yield fault(field, known=", ".join(sorted(known)))


@rule("F:E2", cite="domain 5.4; features E2")
def clause_asks_known_terms(act: Any, _facts: Facts) -> Iterable[Fault]:
    """What a clause needs, and what decides about it, are terms of an agreement."""
    known = AgreementTerms.model_fields
    for name in act.fields:
        if name not in known:
            yield fault("fields", name=name)
    if act.answer is not None and act.answer not in known:
        yield fault("answer", name=act.answer)


@rule("F:E2", cite="features E1, E2")
def clause_marks_are_whole(act: Any, _facts: Facts) -> Iterable[Fault]:
    """A brace in the words of a clause belongs to a merge field."""
    for field in ("text_th", "text_en"):
        rest = GAP.sub(lambda gap: " " * len(gap[0]), getattr(act, field))
        broken = _BRACE.search(rest)
        if broken is not None:
            words = getattr(act, field)[max(broken.start() - _SEEN, 0) : broken.end() + _SEEN]
            yield fault(field, place=words.replace("\n", " "))


@rule("F:E2", cite="features E1, E2")
def clause_fields_are_known(act: Any, _facts: Facts) -> Iterable[Fault]:
    """A merge field is one that an agreement fills."""
    for field in ("text_th", "text_en"):
        for name in dict.fromkeys(GAP.findall(getattr(act, field))):
            if name not in MERGE_FIELDS:
                yield fault(field, name=name)


@rule("F:E2", cite="features E2, E3")
def clause_edition_is_new(act: Any, facts: Facts) -> Verdict:
    """An edition is never overwritten: another wording has another number."""
    known = {(one.code, one.version) for one in facts.setting.clauses.clauses}
    return fault("edition") if (act.code, act.edition) in known else None


@rule("F:E2", cite="features E2; design §6")
def clause_counts_from_today_on(act: Any, facts: Facts) -> Verdict:
    """A clause counts from today or a later day, and does not end before it begins."""
    if act.effective_from < facts.today:
        return fault("effective_from")
    ends = act.effective_to
    return fault("effective_to") if ends is not None and ends < act.effective_from else None


@rule("F:E2", cite="domain 5.4")
def matrix_of_the_nation_stays(act: Any, facts: Facts) -> Iterable[Fault]:
    """What the nation's matrix makes compulsory, only the nation makes optional or ends."""
    if facts.setting.office_scope == NATION:
        return
    now = {one.code: one for one in facts.setting.clauses.on(facts.today)}.get(act.code)
    if now is None or not now.compulsory:
        return
    if set(now.compulsory) - set(act.compulsory):
        yield fault("compulsory", clause=now.th, clause_en=now.en)
    if act.effective_to is not None:
        yield fault("effective_to", clause=now.th, clause_en=now.en)


@rule("F:E2", cite="features E2")
def clause_stands_after_a_known_one(act: Any, facts: Facts) -> Verdict:
    """The clause behind which it stands is one of the library, and another."""
    known = {one.code for one in facts.setting.clauses.clauses} - {act.code}
    return None if act.after is None or act.after in known else fault("after")


@act("clause.decide", Role.ADMINISTRATOR, Role.HEAD)
class DecideClause(Act):
    """Decides a clause from one day on; agreements keep the edition they began with (F:E2).

    A delivered clause gets other words by a new edition; one is ended by an edition with a
    last day.
    """

    writes = (ClauseBook.clauses,)
    makes = (ClauseBook,)
    rules = (
        clause_names_instruments,
        clause_asks_known_terms,
        clause_marks_are_whole,
        clause_fields_are_known,
        clause_edition_is_new,
        clause_counts_from_today_on,
        matrix_of_the_nation_stays,
        clause_stands_after_a_known_one,
    )

    code: Code
    edition: Line
    th: Line
    en: Line
    text_th: Lines
    text_en: Lines
    compulsory: tuple[Line, ...] = ()
    optional: tuple[Line, ...] = ()
    fields: tuple[Code, ...] = ()
    answer: Code | None = None
    owner: Line
    cite: Line
    effective_from: Day
    after: Code | None = None
    effective_to: Day | None = None
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the clause."""
        named = Clause.model_fields.keys() - {"version"}
        clause = Clause(version=self.edition, **{name: getattr(self, name) for name in named})
        book = clause_book_identity(facts.setting.office or "")
        return (ClauseBook.clauses.put(book, facts.act_id, clause),)


ACTS = (DecideClause,)
