"""What the page with the whole history of a subject shows (S-11; F:A14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.life_signs import QUIET_MONTHS
from cso_registry.host.texts import MissingTextError
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.paper_facts import (
    FORMS,
    KINDS,
    POSTS,
    address_line,
    current_posts,
)
from cso_registry.workspace.subject_file.return_days import return_day
from cso_registry.workspace.subject_file.sign_words import sign_words
from cso_registry.workspace.subject_file.silence import signs_of
from cso_registry.workspace.subject_file.whole_history import whole_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.storage.about import AboutLine
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing
    from cso_registry.workspace.subject_file.whole_history import Happening, Touched

STATUS_WORDS = {
    "letter": "letter_status",
    "screening": "screening_status",
    "certificate": "certificate_status",
    "appeal": "appeal_status",
    "breach": "breach_status",
}
"""Under which name the words for the status of each type of record stand."""
OTHER_STATUS = "record_status"
NOT_LISTED = frozenset({"paper"})
"""Papers stand in the history, each with its act; a list of them would say it twice."""


def file_facts(
    subject: Organization, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-11: who it is, what is open, and everything that happened."""
    whole = whole_history(reading, subject)
    names = officer_names(reading)
    merged = [_merged_row(one) for one in whole.subjects[1:]]
    records = [_line_row(one, showing) for one in whole.lines if one.type not in NOT_LISTED]
    return {
        **_identity(subject, showing),
        **_care(subject, showing, reading),
        "merged": merged,
        "has_merged": bool(merged),
        "records": records,
        "has_records": bool(records),
        "happenings": [happening_row(one, showing, names, subject.id) for one in whole.happenings],
        "count": str(len(whole.happenings)),
        "made_on": showing.day(showing.today),
        "merged_into": _kept(subject, reading),
        "is_merged": subject.merged_into is not None,
    }


def record_words(kind: str, showing: Showing) -> str:
    """Return what a type of record is called; its own name when there are no words for it."""
    try:
        return showing.program.texts.value(f"record.{kind}").say(showing.language)
    except MissingTextError:
        return kind


def status_words(kind: str, status: str, showing: Showing) -> str:
    """Return the words for the status of a record of a type; empty when there are none."""
    name = f"{STATUS_WORDS.get(kind, OTHER_STATUS)}.{status}"
    try:
        return showing.program.texts.value(name).say(showing.language)
    except MissingTextError:
        return ""


def _identity(subject: Organization, showing: Showing) -> dict[str, FactValue]:
    texts, language = showing.program.texts, showing.language
    identity, contact = subject.identity, subject.contact
    standing = subject.standing
    status = texts.value(f"status.{standing.on(showing.today).value}").say(language)
    posts = current_posts(subject.posts.values(), showing)
    holders = [post for post in posts if post.has_mandate] or posts[:1]
    return {
        "office": showing.office_name(),
        "name": subject.display_name,
        "register_number": subject.register_number or "",
        "kind": showing.label(KINDS, None if identity is None else identity.kind.value),
        "form": showing.label(FORMS, None if identity is None else identity.form),
        "status": status,
        "status_since": showing.day(standing.since),
        "address": address_line(subject, showing),
        "phone": (contact.phone or "") if contact is not None else "",
        "email": (contact.email or "") if contact is not None else "",
        "representatives": ", ".join(
            " ".join(
                part
                for part in (
                    f"{post.title or ''}{post.given or ''}",
                    post.family or "",
                    f"({showing.label(POSTS, post.post)})",
                )
                if part
            )
            for post in holders
        ),
    }


def _care(subject: Organization, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    """Return when it last gave a sign of life, and when its return is due."""
    policies, today = showing.program.policies, showing.today
    signs = signs_of(reading, subject, policies.number(QUIET_MONTHS, today), today)
    due = return_day(reading, subject, policies, today)
    return {
        "last_sign": sign_words(signs, showing),
        "return_due": showing.day(None if due is None else due.due),
        "is_return_late": due is not None and due.late_days > 0,
        "late_days": str(0 if due is None else due.late_days),
    }


def _kept(subject: Organization, reading: Reading) -> str:
    into = subject.merged_into
    found = None if into is None else reading.record(into)
    name = getattr(found, "display_name", "")
    number = getattr(found, "register_number", None)
    return " ".join(part for part in (name, number) if part)


def _merged_row(subject: Organization) -> FactRow:
    return {"name": subject.display_name, "number": subject.register_number or ""}


def _line_row(line: AboutLine, showing: Showing) -> FactRow:
    return {
        "kind": record_words(line.type, showing),
        "number": line.number or "",
        "title": line.title,
        "status": status_words(line.type, line.status, showing),
    }


def happening_row(
    happening: Happening, showing: Showing, names: Mapping[str, str], subject: str
) -> FactRow:
    """Return an entry of the history in words: day, time, what and why, about what, by whom."""
    said = happening.said
    moment = thai_time(wall_ms_of(said.wall))
    act = showing.program.texts.act(said.kind).say(showing.language)
    return {
        "day": showing.short_day(moment.date()),
        "clock": f"{moment:%H:%M}",
        "what": "\n".join(part for part in (act, said.reason or "") if part),
        "about": "\n".join(_about(happening, showing, subject)),
        "by": names.get(said.officer, ""),
    }


def _about(happening: Happening, showing: Showing, subject: str) -> Iterator[str]:
    for one in happening.touched:
        if one.id != subject:
            yield _touched(one, showing)


def _touched(one: Touched, showing: Showing) -> str:
    named = one.number or one.title
    return f"{record_words(one.type, showing)} {named}".strip()
