"""The list of any type of record: one way for every type there is and will be."""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.table import Table

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record, province_named
from cso_registry.cli.small_jobs import read_day
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.groups import Instrument
from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.organizations.records import Organization
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.storage.reading import RecordFilter, RecordRow
from cso_registry.thai.searching import search_key
from cso_registry.workspace.workspace import Workspace

PLURAL = "organizations"
NATION = "00"
EMPTY = "–"
COLUMNS = ("number", "title", "about", "status", "until", "province", "id")
AGREED = ("ui.agreements.instrument", "ui.agreements.begins", "ui.agreements.value")
WIDE = frozenset({"number", "id", "until"})


class Wanted(NamedTuple):
    """What a person asked of a list, as it was written."""

    text: str
    province: str | None
    status: str | None
    about: str | None
    until: str | None
    under: str | None
    kind: str | None
    limit: int


def type_named(context: Context, written: str) -> str:
    """Return the type of record that is named by code or words.

    Raises:
        InputError: `cli.unknown_area`.
    """
    labels = {code: context.texts.words_or_none("value", f"record.{code}") for code in RECORDS}
    wanted = search_key(written)
    for code, label in labels.items():
        said = {code, *(() if label is None else (label.th, label.en))}
        if wanted in {search_key(one) for one in said}:
            return code
    if written == PLURAL:
        return Organization.type
    known = ", ".join(
        code if label is None else f"{code} ({label.say(context.language)})"
        for code, label in sorted(labels.items())
    )
    raise InputError("cli.unknown_area", area=written, known=known)


def status_words(context: Context, record_type: str, status: str) -> str:
    """Return the words for where a record of a type stands."""
    for key in (f"{record_type}_status.{status}", f"record_status.{status}", f"verdict.{status}"):
        try:
            return context.texts.value(key).say(context.language)
        except MissingTextError:
            continue
    return status


def tell_records(context: Context, record_type: str, wanted: Wanted) -> None:
    """Print the list of a type of record."""
    code = province_named(context, wanted.province)
    with context.opened() as workspace:
        chosen = RecordFilter(
            text=wanted.text,
            province=code,
            status=_status(context, workspace, record_type, wanted.status),
            about=None if wanted.about is None else find_record(workspace, wanted.about).id,
            until=None if wanted.until is None else read_day(context, wanted.until),
            under=None if wanted.under is None else find_record(workspace, wanted.under).id,
            instrument=None if wanted.kind is None else _instrument(context, wanted.kind),
        )
        found = workspace.read.first_records(record_type, chosen, workspace.today, wanted.limit)
        agreed = _agreed(workspace, found) if record_type == Agreement.type else {}
        abouts = {row.about: _subject(workspace, row.about) for row in found if row.about}
    told = [_told(row, abouts) | agreed.get(row.rec, {}) for row in found]

    def lines() -> None:
        _lines(context, record_type, found, abouts, wanted.limit, agreed)

    context.tell({"rows": told}, lines)


def _agreed(workspace: Workspace, found: list[RecordRow]) -> dict[int, dict[str, Any]]:
    """Return by key what agreements say besides: instrument, first day, amount in satang."""
    keys = [row.rec for row in found]
    rows = workspace.read.lists.rows(Agreement.type, keys, workspace.today)
    return {
        one.rec: {"instrument": one.kind, "begins": one.begins, "amount": one.amount}
        for one in rows
    }


def _instrument(context: Context, written: str) -> str:
    """Return the code of an instrument that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    known = {one.value: _instrument_words(context, one.value) for one in Instrument}
    wanted = search_key(written)
    for code, label in known.items():
        if wanted in {search_key(code), search_key(label)}:
            return code
    said = ", ".join(f"{code} ({label})" for code, label in known.items())
    raise InputError("cli.unknown_value", text=written, known=said)


def _instrument_words(context: Context, code: str) -> str:
    return context.texts.value(f"instrument.{code}").say(context.language)


def _status(
    context: Context, workspace: Workspace, record_type: str, written: str | None
) -> str | None:
    """Return the code of a status that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    if written is None:
        return None
    known = {
        code: status_words(context, record_type, code)
        for code in workspace.read.statuses(record_type)
    }
    wanted = search_key(written)
    for code, label in known.items():
        if wanted in {search_key(code), search_key(label)}:
            return code
    said = ", ".join(f"{code} ({label})" for code, label in known.items()) or EMPTY
    raise InputError("cli.unknown_value", text=written, known=said)


def _subject(workspace: Workspace, identity: str) -> tuple[str, str]:
    """Return number and name of what a record is about; empty when it is not held."""
    found = workspace.read.record(RecordId(identity))
    if not isinstance(found, Organization):
        return "", ""
    return found.register_number or "", found.display_name


def _told(row: RecordRow, abouts: dict[str, tuple[str, str]]) -> dict[str, Any]:
    number, name = abouts.get(row.about or "", ("", ""))
    return {**row._asdict(), "about_number": number or None, "about_name": name or None}


def _lines(
    context: Context,
    record_type: str,
    rows: list[RecordRow],
    abouts: dict[str, tuple[str, str]],
    limit: int,
    agreed: dict[int, dict[str, Any]],
) -> None:
    if not rows:
        context.out.print(context.say("cli.nothing_found"))
        return
    table = Table(box=None, header_style="bold")
    for name in COLUMNS:
        heading = context.texts.label(f"list.{name}").say(context.language)
        table.add_column(heading, overflow="fold", no_wrap=name in WIDE)
    for label in AGREED if agreed else ():
        table.add_column(context.texts.label(label).say(context.language), no_wrap=True)
    for row in rows:
        more = agreed.get(row.rec)
        about = " ".join(part for part in abouts.get(row.about or "", ()) if part)
        table.add_row(
            row.number or EMPTY,
            row.title,
            about or EMPTY,
            status_words(context, record_type, row.status),
            EMPTY if row.until is None else context.day(row.until),
            _area(context, row.province),
            row.id,
            *(() if more is None else _agreed_words(context, more)),
        )
    context.out.print(table)
    key = "cli.first_rows" if len(rows) == limit else "cli.rows"
    context.out.print(context.say(key, count=len(rows)))


def _agreed_words(context: Context, more: dict[str, Any]) -> tuple[str, str, str]:
    begins, amount = more["begins"], more["amount"]
    return (
        _instrument_words(context, more["instrument"]),
        EMPTY if begins is None else context.day(begins),
        format_baht(amount) if amount else EMPTY,
    )


def _area(context: Context, code: str) -> str:
    if code == NATION:
        return context.texts.value(f"jurisdiction.{NATION}").say(context.language)
    return context.program.means.areas.name(code, context.language)
