"""Finds what a person names: a record by number, a province, kind or status by its words."""

from __future__ import annotations

from collections.abc import Iterable

from cso_registry.cli.context import Context
from cso_registry.cli.given_files import shortened
from cso_registry.domain.committee.groups import KNOWN_AS
from cso_registry.domain.numbering import LETTER_OUT, REGISTER, SERIES_PURPOSES
from cso_registry.domain.organizations.records import Kind
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.record import Record
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.searching import search_key
from cso_registry.thai.text import normalize
from cso_registry.workspace.workspace import Workspace

SEVERAL = 2


def find_record(workspace: Workspace, named: str) -> Record:
    """Return the record with an identity or a number.

    Letters and certificates are numbered in series of their own, in which the same
    number may stand: a register number comes first, and "letter_out:…" names a series.
    A committee is known by its name, a meeting as 3/2569.

    Raises:
        InputError: `record.not_found` or `record.several`.
    """
    numbered = _numbered(workspace, to_arabic_digits(normalize(named)))
    numbered = numbered or workspace.read.by_identifier(KNOWN_AS, search_key(named))
    if len(numbered) > 1:
        raise InputError("record.several", number=shortened(named), count=len(numbered))
    try:
        identity = numbered[0] if numbered else RecordId.read(named)
    except InputError:
        raise InputError("record.not_found", named=shortened(named)) from None
    found = workspace.read.record(identity)
    if found is None:
        raise InputError("record.not_found", named=shortened(named))
    return found


def find_letter(workspace: Workspace, named: str) -> Record:
    """Return a letter by identity or number; a bare number is that of an outgoing one.

    Raises:
        InputError: `record.not_found` or `record.several`.
    """
    number = to_arabic_digits(normalize(named))
    outgoing = workspace.read.by_number(number, LETTER_OUT)
    return find_record(workspace, outgoing[0] if len(outgoing) == 1 else named)


def _numbered(workspace: Workspace, named: str) -> tuple[RecordId, ...]:
    purpose, colon, number = named.partition(":")
    if colon and purpose in SERIES_PURPOSES:
        return workspace.read.by_number(number, purpose)
    found = workspace.read.by_number(named)
    return found if len(found) < SEVERAL else workspace.read.by_number(named, REGISTER) or found


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
        raise InputError("area.no_such_province", text=shortened(written))
    return code


def kind_named(context: Context, written: str | None) -> str | None:
    """Return the kind of subject that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    return one_of(context, written, "kind", [one.value for one in Kind])


def status_named(context: Context, written: str | None) -> str | None:
    """Return the status that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    return one_of(context, written, "status", [one.value for one in Status])


def one_of(context: Context, written: str | None, what: str, codes: Iterable[str]) -> str | None:
    """Return the code of a value that is named by code or words.

    Raises:
        InputError: `cli.unknown_value`.
    """
    if written is None:
        return None
    labels = {code: context.texts.value(f"{what}.{code}") for code in codes}
    wanted = search_key(written)
    for code, label in labels.items():
        if wanted in {search_key(code), search_key(label.th), search_key(label.en)}:
            return code
    known = ", ".join(f"{code} ({label.say(context.language)})" for code, label in labels.items())
    raise InputError("cli.unknown_value", text=shortened(written), known=known)
