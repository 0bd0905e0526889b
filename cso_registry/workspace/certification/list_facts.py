"""What the lists of certificates show: status, expiry, a batch, the uncollected (S-04 …)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.shadow import UNCOLLECTED
from cso_registry.domain.certification.standing import Status
from cso_registry.domain.certification.validity import WARNINGS, warned_by
from cso_registry.domain.papers.records import Paper
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter
from cso_registry.workspace.certification.listing import rebuilt_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.certification.status_lists import StatusList
    from cso_registry.domain.record import Record
    from cso_registry.storage.reading import Reading, RecordRow
    from cso_registry.workspace.showing import Showing

MOST = 100_000
_GROUP = 8
_MOST_MONTHS = 1200


def list_number(status_list: StatusList) -> str | None:
    """Return the number of a status list."""
    content = status_list.content
    return None if content is None else content.number


def status_list_facts(
    status_list: StatusList, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-04, from the very list that was signed.

    Raises:
        InputError: `certificate.list_changed`, when acts that were dated back since would
            make another list; print the newest one.
    """
    listed, content = rebuilt_list(status_list, showing.office, reading), status_list.content
    if content is None or listed.digest().hex() != content.content_sha256:
        raise InputError("certificate.list_changed", number=list_number(status_list) or "")
    return {
        "office": showing.office_name(),
        "number": content.number,
        "listed": showing.day(content.listed),
        "previous": content.previous or "",
        "has_previous": content.previous is not None,
        "counts": [
            {"status": _status(one.status, showing), "total": str(one.total)}
            for one in content.counts
        ],
        "lines": [
            {
                "number": one.number,
                "code": one.code,
                "status": _status(Status(one.status), showing),
                "since": showing.day(_day(one.since)),
                "until": showing.day(_day(one.until)),
            }
            for one in listed.certificates
        ],
        "sha256": _grouped(content.content_sha256),
        "key": _grouped(content.key_id),
    }


def expiring_facts(_office: Record, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-05: who ends within the months of the setting, or `months`."""
    brackets = months_asked(showing)
    rows: list[FactRow] = []
    before: set[str] = set()
    for months in sorted(brackets):
        for row in expiring(reading, showing.today, months):
            if row.id in before:
                continue
            before.add(row.id)
            rows.append(
                {
                    "within": str(months),
                    "number": row.number or "",
                    "name": row.title,
                    "until": showing.day(_day(row.until or "")),
                }
            )
    return {
        "office": showing.office_name(),
        "made_on": showing.day(showing.today),
        "months": ", ".join(map(str, sorted(brackets, reverse=True))),
        "lines": rows,
        "total": str(len(rows)),
    }


def months_asked(showing: Showing) -> tuple[int, ...]:
    """Return the months that a list was asked for, or those of the setting.

    Raises:
        InputError: `certificate.months`, for what is no number of months.
    """
    said = showing.asked.get("months")
    if said is None:
        value = showing.program.policies.get(WARNINGS, showing.today).value
        return value if isinstance(value, tuple) else (int(value),)
    if not said.isascii() or not said.isdecimal() or not 0 < int(said) < _MOST_MONTHS:
        raise InputError("certificate.months", text=said)
    return (int(said),)


def expiring(reading: Reading, today: date, months: int) -> list[RecordRow]:
    """Return the valid certificates that end within some months, the first to end first."""
    chosen = RecordFilter(status=Status.VALID.value, until=warned_by(today, months))
    rows = reading.first_records("certificate", chosen, today, MOST)
    running = (row for row in rows if row.until and row.until >= today.isoformat())
    return sorted(running, key=lambda row: (row.until or "", row.number or ""))


def uncollected(reading: Reading, scope: str) -> Iterator[Certificate]:
    """Yield the printed certificates that nobody took yet, of a province or the nation (X21)."""
    for identity in reading.by_identifier(UNCOLLECTED, scope):
        found = reading.record(identity)
        if isinstance(found, Certificate):
            yield found


def uncollected_facts(
    office: Record, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-12, of the office's own province or of `province`."""
    rows: list[FactRow] = []
    for one in uncollected(reading, showing.asked.get("province", office.scope)):
        issue, original, claims = one.issue, one.original, one.claims
        if issue is None or original is None:
            continue
        rows.append(
            {
                "number": issue.number,
                "name": "" if claims is None else claims.name,
                "printed": showing.day(original.printed),
                "sheet": original.sheet or "",
                "days": str((showing.today - original.printed).days),
                "receiver": "",
            }
        )
    return {
        "office": showing.office_name(),
        "made_on": showing.day(showing.today),
        "lines": rows,
        "total": str(len(rows)),
    }


def batch_facts(batch: Record, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-07: each certificate of a print batch with its sheet, and a tally."""
    rows = list(_printed_in(RecordId(batch.id), reading))
    return {
        "office": showing.office_name(),
        "made_on": showing.day(showing.today),
        "batch": batch.id,
        "lines": [{**row, "at": str(at)} for at, row in enumerate(rows, 1)],
        "total": str(len(rows)),
        "first": str(rows[0]["number"]) if rows else "",
        "last": str(rows[-1]["number"]) if rows else "",
        "officer": "" if showing.officer is None else showing.officer.display_name,
    }


def _printed_in(batch: RecordId, reading: Reading) -> Iterator[FactRow]:
    for identity in reading.papers_of_batch(batch):
        paper = reading.record(identity)
        frozen = paper.frozen if isinstance(paper, Paper) else None
        found = None if frozen is None else reading.record(RecordId(frozen.subject))
        if not isinstance(found, Certificate):
            raise InputError("certificate.not_a_batch", batch=batch)
        printing = next(one for one in found.printings.values() if one.paper == identity)
        claims = found.claims
        yield {
            "number": found.issue.number if found.issue is not None else "",
            "name": "" if claims is None else claims.name,
            "sheet": printing.sheet or "–",
        }


def _status(status: Status, showing: Showing) -> str:
    return showing.program.texts.value(f"certificate_status.{status.value}").say(showing.language)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
