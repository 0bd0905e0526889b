"""What the papers of a growing register show: reminders, lists, counter slip, whole history."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cso_registry.domain.returns.acts import INTERVAL, first_due
from cso_registry.host.texts import MissingTextError
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.ids import OfficerId, RecordId
from cso_registry.workspace.growth.returns_due import dormant, returns_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.intake.records import Intake
    from cso_registry.domain.offices.records import Office
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

CHECKLIST = "V-S3"
MOST_ROWS = 5_000
RELATED = (
    "intake",
    "screening",
    "certificate",
    "return",
    "contact_note",
    "letter",
    "paper",
    "appeal",
    "breach",
)


def reminder_facts(
    subject: Organization, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of L-06, the reminder of the yearly return."""
    months = showing.program.policies.number(INTERVAL, showing.today)
    due = reading.last_until("return").get(str(subject.id)) or first_due(subject, months)
    late = 0 if due is None else max(0, (showing.today - due).days)
    return {
        "subject_name": subject.display_name,
        "register_number": subject.register_number or "",
        "year": str(fiscal_year(showing.today)),
        "due": showing.day(due),
        "is_late": late > 0,
        "late_days": str(late),
    }


def due_list_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-02: subjects whose return is due or late, asked for `province`."""
    del office
    found = returns_due(
        reading,
        showing.program,
        showing.today,
        province=showing.asked.get("province") or None,
    )
    rows: list[FactRow] = [
        {
            "number": one.subject.register_number or "",
            "name": one.subject.display_name,
            "province": _province(one.subject, showing),
            "due": showing.short_day(one.due),
            "late": showing.digits(str(max(0, one.late_days))),
        }
        for one in islice(found, MOST_ROWS)
    ]
    return {**_head(showing), "rows": rows, "count": str(len(rows))}


def visit_list_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-03: subjects to be visited, asked for `province`."""
    del office
    found = dormant(
        reading,
        showing.program,
        showing.today,
        province=showing.asked.get("province") or None,
    )
    texts, language = showing.program.texts, showing.language
    rows: list[FactRow] = [
        {
            "number": one.subject.register_number or "",
            "name": one.subject.display_name,
            "place": _place(one.subject, showing),
            "last": showing.short_day(one.last),
            "phone": texts.text(
                "growth.has_phone" if one.has_phone else "growth.no_phone", language
            ),
        }
        for one in islice(found, MOST_ROWS)
    ]
    months = showing.program.policies.number("registration.dormant_months", showing.today)
    return {**_head(showing), "rows": rows, "count": str(len(rows)), "months": str(months)}


def slip_facts(intake: Intake, showing: Showing, _reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-01, the slip that is given at the counter."""
    received = intake.received
    if received is None:
        return {}
    officer = showing.officer
    return {
        "office": showing.office_name(),
        "number": received.number,
        "received": showing.day(received.received),
        "clock": received.clock,
        "applicant": received.applicant or "",
        "subject_name": received.subject_name or "",
        "form_code": received.form_code or "",
        "has_form_code": received.form_code is not None,
        "papers": [
            {
                "text": showing.label(CHECKLIST, code),
                "state": showing.program.texts.text(key, showing.language),
            }
            for key, codes in (
                ("growth.seen_original", received.seen_originals),
                ("growth.copy", received.copies),
                ("growth.missing", received.missing),
            )
            for code in codes
        ],
        "officer": officer.display_name if officer is not None else "",
    }


def history_facts(
    subject: Organization, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-11: all that happened to a subject, on one list (F:A14)."""
    rows = sorted(history_rows(subject, showing, reading), key=lambda row: str(row["sort"]))
    standing = subject.standing.on(showing.today)
    status = showing.program.texts.value(f"status.{standing.value}").say(showing.language)
    return {
        **_head(showing),
        "subject_name": subject.display_name,
        "register_number": subject.register_number or "",
        "status": status,
        "rows": rows,
        "count": str(len(rows)),
    }


def history_rows(subject: Organization, showing: Showing, reading: Reading) -> Iterator[FactRow]:
    """Yield every act on a subject, on what was merged into it, and on what is about it."""
    own = [RecordId(subject.id), *(RecordId(one.merged) for one in subject.merged_here)]
    records = list(own)
    for identity in own:
        for type_name in RELATED:
            records += [RecordId(one.id) for one in reading.records_about(identity, type_name)]
    names: dict[str, str] = {}
    told: set[str] = set()
    for identity in records:
        for line in reading.history(identity):
            if line.hash in told:
                continue
            told.add(line.hash)
            said = line.said
            day = thai_time(wall_ms_of(said.wall))
            yield {
                "sort": f"{said.time} {line.hash}",
                "day": showing.short_day(day.date()),
                "what": _act(said.kind, showing),
                "by": _officer(said.officer, names, reading),
                "why": (said.reason or "").splitlines()[0][:200] if said.reason else "",
            }


def _act(kind: str, showing: Showing) -> str:
    try:
        return showing.program.texts.act(kind).say(showing.language)
    except MissingTextError:
        return kind


def _officer(identity: str, names: dict[str, str], reading: Reading) -> str:
    if identity not in names:
        names[identity] = getattr(reading.record(OfficerId(identity)), "display_name", "")
    return names[identity]


def _head(showing: Showing) -> dict[str, FactValue]:
    officer = showing.officer
    return {
        "office": showing.office_name(),
        "made_on": showing.day(showing.today),
        "officer": officer.display_name if officer is not None else "",
    }


def _province(subject: Organization, showing: Showing) -> str:
    code = subject.province or subject.scope
    return showing.program.means.areas.name(code, showing.language)


def _place(subject: Organization, showing: Showing) -> str:
    place = subject.place
    return "" if place is None else showing.area(place.area)
