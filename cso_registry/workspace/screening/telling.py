"""The words of a case of screening in one language: results, persons, outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import Officer
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.screening.parts import CriterionResult, Decision, Review
    from cso_registry.domain.screening.records import Screening
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

KINDS = "V-S1"


@dataclass(frozen=True, slots=True)
class Telling:
    """Says things of one case in the language of a paper."""

    showing: Showing
    reading: Reading

    def word(self, key: str) -> str:
        """Return the words for a value of the program."""
        return self.showing.program.texts.value(key).say(self.showing.language)

    def officer(self, identity: str | None) -> str:
        """Return the name of an officer; empty when there is none."""
        found = None if identity is None else self.reading.record(RecordId(identity))
        return found.display_name if isinstance(found, Officer) else ""

    def post(self, identity: str | None) -> str:
        """Return the position of an officer; empty when it is not recorded."""
        found = None if identity is None else self.reading.record(RecordId(identity))
        person = found.person if isinstance(found, Officer) else None
        return "" if person is None else person.position or ""

    def subject(self, case: Screening) -> Organization | None:
        """Return the subject of a case as it stands."""
        opening = case.opening
        found = None if opening is None else self.reading.record(RecordId(opening.organization))
        return found if isinstance(found, Organization) else None

    def heading(self, case: Screening) -> dict[str, FactValue]:
        """Return what every paper about a case says of it."""
        opening, subject = case.opening, self.subject(case)
        if opening is None:
            return {}
        return {
            "office": self.showing.office_name(),
            "legal_basis": self.showing.basis(),
            "subject_name": opening.subject_name or "",
            "subject_kind": self.showing.label(KINDS, opening.kind),
            "register_number": (subject.register_number or "") if subject is not None else "",
            "received": self.showing.day(opening.received),
            "intake_number": opening.intake_number or "",
            "rules_version": opening.rules_version,
        }

    def failed_rows(self, case: Screening, results: Iterable[CriterionResult]) -> list[FactRow]:
        """Return a row for each criterion that failed: what is wrong, what to bring, clause."""
        return [
            {
                "criterion": self._criterion(case, one.criterion),
                "matter": self._lines(self.fails(one), one.note),
                "bring": self.bring(one),
                "clause": self._clause(case, one.criterion),
                "code": one.criterion,
            }
            for one in results
            if not one.passed and one.criterion in case.criteria
        ]

    def result_rows(self, case: Screening, results: Iterable[CriterionResult]) -> list[FactRow]:
        """Return a row for every criterion of a case, answered or not."""
        answered = {one.criterion: one for one in results}
        return [self.result_row(case, one.code, answered.get(one.code)) for one in case.asked]

    def result_row(self, case: Screening, code: str, result: CriterionResult | None) -> FactRow:
        """Return how one criterion came out; blank while it is not answered."""
        row = {
            "code": code,
            "criterion": self._criterion(case, code),
            "clause": self._clause(case, code),
            "rule": self._lines(self._criterion(case, code), f"({self._clause(case, code)})"),
            "part": self.word(f"review_part.{case.criteria[code].part.value}"),
        }
        if result is None:
            return {**row, "evidence": "", "result": "", "found": ""}
        evidence = self._lines(result.evidence, self.showing.day(result.evidence_date))
        if result.by_machine:
            evidence = self.word("answered_by.program")
        return {
            **row,
            "evidence": evidence,
            "result": self.word("result.passed" if result.passed else "result.failed"),
            "found": self._lines(None if result.passed else self.fails(result), result.note),
        }

    def fails(self, result: CriterionResult) -> str:
        """Return the sentence of a criterion that failed."""
        return self._in_language(result.fails_th, result.fails_en)

    def bring(self, result: CriterionResult) -> str:
        """Return what the subject is asked to bring for a criterion that failed."""
        return self._in_language(result.bring_th, result.bring_en)

    def asked_items(self, decision: Decision) -> list[FactRow]:
        """Return what is asked for besides the failed criteria."""
        return [{"text": self._in_language(one.th, one.en or one.th)} for one in decision.items]

    def signed(self, name: str, review: Review | Decision | None) -> dict[str, FactValue]:
        """Return who closed a review or decided, in which post and when."""
        by = None if review is None else review.by
        day = None if review is None else getattr(review, "reviewed", None)
        if day is None and review is not None:
            day = getattr(review, "decided", None)
        return {
            name: self.officer(by),
            f"{name}_post": self.post(by),
            f"{name}_date": self.showing.day(day),
            f"{name}_for": self.officer(None if review is None else review.acting_for),
        }

    def _criterion(self, case: Screening, code: str) -> str:
        criterion = case.criteria[code]
        return self._in_language(criterion.th, criterion.en)

    def _clause(self, case: Screening, code: str) -> str:
        criterion = case.criteria[code]
        return self._in_language(criterion.clause_th, criterion.clause_en)

    def _in_language(self, th: str | None, en: str | None) -> str:
        return (th if self.showing.language == "th" else en) or ""

    @staticmethod
    def _lines(*texts: str | None) -> str:
        return "\n".join(text for text in texts if text)
