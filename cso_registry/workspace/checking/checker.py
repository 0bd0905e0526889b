"""Checks one presented certificate against keys, lists and, where there is one, a registry."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.documents.page_text import plain_words, text_digest
from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.certification.code_payload import (
    CODE_KIND,
    DIGEST_BYTES,
    CodePayload,
    read_payload,
)
from cso_registry.domain.certification.code_text import read_code_text
from cso_registry.domain.certification.standing import Status
from cso_registry.seal.signing import is_signed
from cso_registry.workspace.checking.answer import Checked, Finding, StatusSaid, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.certification.status_lists import ListedCertificate
    from cso_registry.workspace.checking.in_registry import HeldCertificates
    from cso_registry.workspace.checking.presented import Presented
    from cso_registry.workspace.checking.status_files import OpenedList
    from cso_registry.workspace.key_trust import KeyRing, TrustedKey

_TOLD_APART: Final = ("valid_from", "valid_until", "first_day", "last_day", "language")
"""Claims that a code holds as days, or that are no words on the paper."""
_AGAINST: Final = {
    Status.SUSPENDED.value: "check.suspended",
    Status.REVOKED.value: "check.revoked",
    Status.REPLACED.value: "check.replaced",
}


@dataclass(frozen=True, slots=True)
class CheckedAgainst:
    """What is at hand for checking; `held` is None without an open registry."""

    ring: KeyRing
    lists: Sequence[OpenedList]
    held: HeldCertificates | None
    day: date


def check(presented: Presented, against: CheckedAgainst) -> Checked:
    """Return everything that is found about a certificate; nothing is raised for a forgery.

    Raises:
        InputError: `code.*`, when what was presented is no code at all.
    """
    checked = Checked(pages=presented.pages)
    if presented.code is None:
        checked.short_code = presented.short or ""
        checked.note("check.short_code_only")
    else:
        _check_code(presented, against, checked)
    _check_status(checked, against)
    _check_days(checked, against.day)
    if presented.text is None:
        _tell_not_held(checked)
    return checked


def _check_code(presented: Presented, against: CheckedAgainst, checked: Checked) -> None:
    signed = read_code_text(presented.code or "")
    payload = read_payload(signed.payload)
    checked.payload = payload
    checked.number = "".join(payload.words.get("number", ()))
    checked.short_code = payload.short_code
    key = against.ring.find(payload.key_id)
    checked.key = key
    if key is None:
        name = "".join(payload.words.get("office", ())) or "–"
        told = "check.unknown_key" if len(against.ring) else "check.no_keys"
        checked.against(Verdict.UNPROVED, told, office=name, signer=payload.key_id.hex())
    elif not is_signed(key.key.public, CODE_KIND, signed.payload, signed.signature):
        checked.against(Verdict.REFUSED, "check.bad_signature", office=key.office_name)
        return
    else:
        checked.note("check.signed_by", office=key.office_name)
        _check_key_days(payload, key, checked)
    checked.findings += presented.findings
    _check_text(presented, payload, checked)


def _check_key_days(payload: CodePayload, key: TrustedKey, checked: Checked) -> None:
    since, ended = key.key.since, key.key.ended
    if payload.signed < since:
        checked.against(Verdict.REFUSED, "check.key_not_yet", since=since.isoformat())
    if ended is not None and not key.key.lost and payload.signed > ended:
        checked.against(Verdict.REFUSED, "check.key_ended", ended=ended.isoformat())


def _check_text(presented: Presented, payload: CodePayload, checked: Checked) -> None:
    """Compare the words of a PDF with the code; of a picture, say what it must show."""
    if presented.text is None:
        checked.note("check.compare_by_eye")
        return
    if text_digest(presented.text)[:DIGEST_BYTES] == payload.text_digest:
        checked.note("check.text_fits_code" if checked.key is None else "check.text_same")
        return
    checked.against(Verdict.REFUSED, "check.text_differs")
    for name, lines in payload.words.items():
        for line in lines:
            if plain_words(line) not in presented.text:
                checked.findings.append(
                    Finding("check.field_differs", Verdict.REFUSED, {"field": name, "text": line})
                )


def _tell_not_held(checked: Checked) -> None:
    """Name the lines of a picture for which there is nothing to compare them with."""
    payload = checked.payload
    if payload is not None and checked.claims is None:
        held = {*payload.words, *_TOLD_APART}
        missing = [one.name for one in fields(Claims) if one.name not in held]
        checked.note("check.not_in_code", fields=" ".join(missing))


def _check_status(checked: Checked, against: CheckedAgainst) -> None:
    """Ask the registry first, then the newest list of the office that knows anything."""
    if against.held is not None and against.held.tell(checked, against.day):
        _weigh_status(checked)
        return
    lists = [one for one in against.lists if _speaks_of(one, checked)]
    for opened in sorted(lists, key=lambda one: one.listed, reverse=True):
        if _from_list(checked, opened):
            _weigh_status(checked)
            return
    if not lists and (against.lists or checked.payload is None):
        checked.against(Verdict.UNPROVED, "check.not_found_here", code=checked.short_code)
    _status_unknown(checked)


def _speaks_of(opened: OpenedList, checked: Checked) -> bool:
    if checked.payload is None:
        return opened.by_code(checked.short_code) is not None
    return checked.key is None or checked.key.office == opened.content.office


def _from_list(checked: Checked, opened: OpenedList) -> bool:
    """Take the status from a list; return whether it is settled by it."""
    line = opened.by_code(checked.short_code)
    number = opened.content.number
    if line is None:
        same = opened.content.find(checked.number) if checked.number else None
        if same is not None:
            checked.against(Verdict.REFUSED, "check.list_other_words", list=number)
            return True
        if checked.payload is not None and checked.payload.signed <= opened.listed:
            checked.against(Verdict.REFUSED, "check.not_in_list", list=number)
            return True
        return False
    if checked.payload is not None and not _same_words(line, checked.payload):
        checked.against(Verdict.REFUSED, "check.list_other_words", list=number)
        return True
    checked.number = checked.number or line.number
    checked.status = StatusSaid(
        line.status, date.fromisoformat(line.since), opened.listed, opened.content.number
    )
    if checked.payload is None:
        checked.key = opened.key
    return True


def _same_words(line: ListedCertificate, payload: CodePayload) -> bool:
    return line.sha256[: 2 * DIGEST_BYTES] == payload.claims_digest.hex()


def _weigh_status(checked: Checked) -> None:
    """Turn a status into a finding; what the last day says is found apart from it."""
    said = checked.status
    if said is None:
        return
    told = _AGAINST.get(said.status)
    if told is not None:
        checked.against(Verdict.NOT_VALID, told, since=said.since.isoformat())
    elif said.status == Status.EXPIRED.value and checked.payload is None:
        checked.against(Verdict.NOT_VALID, "check.expired", last=said.since.isoformat())
    else:
        checked.note("check.status_good")


def _status_unknown(checked: Checked) -> None:
    payload, key = checked.payload, checked.key
    if payload is None:
        return
    if key is not None and key.key.lost:
        ended = "–" if key.key.ended is None else key.key.ended.isoformat()
        checked.against(Verdict.UNPROVED, "check.key_lost", ended=ended)
    if checked.status is None:
        checked.note("check.status_unknown", since=payload.signed.isoformat())


def _check_days(checked: Checked, day: date) -> None:
    payload = checked.payload
    if payload is None:
        return
    first, last = payload.first_day, payload.last_day
    if day < first:
        checked.against(Verdict.NOT_VALID, "check.not_yet", first=first.isoformat())
    elif day > last:
        checked.against(Verdict.NOT_VALID, "check.expired", last=last.isoformat())
    else:
        checked.note("check.in_force", first=first.isoformat(), last=last.isoformat())
