"""Finds what a person names: a record by number, a province, kind or status by its words."""

from __future__ import annotations

from collections.abc import Iterable

from cso_registry.cli.context import Context
from cso_registry.domain.organizations.records import Kind
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.record import Record
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.searching import search_key
from cso_registry.thai.text import normalize
from cso_registry.workspace.workspace import Workspace


def find_record(workspace: Workspace, named: str) -> Record:
    """Return the record with an identity or a register number.

    Raises:
        InputError: `record.not_found` or `record.several`.
    """
    numbered = workspace.read.by_number(to_arabic_digits(normalize(named)))
    if len(numbered) > 1:
        raise InputError("record.several", number=named, count=len(numbered))
    try:
        identity = numbered[0] if numbered else RecordId.read(named)
    except InputError:
        raise InputError("record.not_found", named=named) from None
    found = workspace.read.record(identity)
    if found is None:
        raise InputError("record.not_found", named=named)
    return found


def province_named(context: Context, written: str | None) -> str | None:
    """Return the code of a province that is named by code or name.

    Raises:
        InputError: `area.no_such_province`.
    """
    if written is None:
        return None
    areas = context.program.means.areas
    plain = to_arabic_digits(normalize(written))
    code = plain if areas.get(plain) is not None else areas.resolve(province=written).code
    if code is None or areas.province_of(code) != code:
        raise InputError("area.no_such_province", text=written)
    return code


def kind_named(context: Context, written: str | None) -> str | None:
    """Return the kind of subject that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    return _one_of(context, written, "kind", [one.value for one in Kind])


def status_named(context: Context, written: str | None) -> str | None:
    """Return the status that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    return _one_of(context, written, "status", [one.value for one in Status])


def _one_of(context: Context, written: str | None, what: str, codes: Iterable[str]) -> str | None:
    if written is None:
        return None
    labels = {code: context.texts.value(f"{what}.{code}") for code in codes}
    wanted = search_key(written)
    for code, label in labels.items():
        if wanted in {search_key(code), search_key(label.th), search_key(label.en)}:
            return code
    known = ", ".join(f"{code} ({label.say(context.language)})" for code, label in labels.items())
    raise InputError("cli.unknown_value", text=written, known=known)
