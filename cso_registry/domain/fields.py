"""Types of fields: each decides its normaliser, its widget and its refusal."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from cso_registry.domain.record import Confidential, FieldGroup, Personal, Public
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.money import read_baht
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.identifiers import normalize_identifier
from cso_registry.thai.text import normalize, normalize_lines


def _line(value: object) -> object:
    return normalize(value) if isinstance(value, str) else value


def reads_lines(value: object) -> object:
    """Return text of several lines in its normal form."""
    return normalize_lines(value) if isinstance(value, str) else value


def _number(value: object) -> object:
    return to_arabic_digits(normalize(value)) if isinstance(value, str) else value


def reads_identifier(value: object) -> object:
    """Return a number of another register without blanks and dashes."""
    return normalize_identifier(value) if isinstance(value, str) else value


def reads_satang(value: object) -> object:
    """Return an amount in satang; a text is baht."""
    if not isinstance(value, str):
        return value
    try:
        return read_baht(to_arabic_digits(normalize(value)))
    except InputError as fault:
        raise ValueError(fault.key) from None


# Bounds stand before what normalises: then they are checked where the text is read, not by a
# call for each of them. Normalising still comes first.
Line = Annotated[str, StringConstraints(min_length=1, max_length=500), BeforeValidator(_line)]
"""One line of text, its Thai marks in order."""
Lines = Annotated[
    str, StringConstraints(min_length=1, max_length=20_000), BeforeValidator(reads_lines)
]
"""Text of several lines."""
ReasonText = Annotated[
    str, StringConstraints(min_length=3, max_length=5_000), BeforeValidator(reads_lines)
]
"""Why something is done; recorded for each refusal, exception and override (R-74)."""
OrderNumber = Annotated[
    str, StringConstraints(min_length=1, max_length=100), BeforeValidator(_number)
]
"""The number of the order or letter that an act rests on, in Arabic digits."""
NumberText = Annotated[
    str, StringConstraints(min_length=1, max_length=60), BeforeValidator(_number)
]
"""A number of a register, certificate or letter, in Arabic digits."""
Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=60), BeforeValidator(reads_identifier)
]
"""A number given by another register; digits without blanks and dashes."""
Phone = Annotated[str, StringConstraints(min_length=1, max_length=60), BeforeValidator(_number)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
"""A code of a vocabulary."""
AreaCode = Annotated[str, StringConstraints(pattern=r"^\d{2}(\d{2}(\d{2})?)?$")]
"""A province (2 digits), amphoe (4) or tambon (6)."""
ProvinceCode = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$"), BeforeValidator(_number)]
OfficeCode = Annotated[str, StringConstraints(pattern=r"^[^\s/]{1,12}$"), BeforeValidator(_number)]
"""Stands first in the numbers of an office; no blank and no slash."""
Count = Annotated[int, Field(ge=0, le=100_000_000)]
Amount = Annotated[int, BeforeValidator(reads_satang), Field(ge=0, le=10**17)]
"""Whole satang; a text such as "1,250.50" is baht."""
FiscalYear = Annotated[int, Field(ge=2400, le=2700)]
"""A B.E. fiscal year, named by the year it ends in."""
PublicKey = Annotated[
    str, StringConstraints(pattern=r"^([0-9a-f]{64}|age1[02-9ac-hj-np-z]{58})$", max_length=64)
]
"""An Ed25519 key in hexadecimal digits, or an age recipient."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FIRST_DAY, LAST_DAY = date(1850, 1, 1), date(2200, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A date that an office can mean. 2569-01-01 and 1026-01-01 are years of another era, or slips
of the hand: what a person writes is put into the Common Era before it comes here."""


def _clock(value: object) -> object:
    if not isinstance(value, str):
        return value
    plain = to_arabic_digits(normalize(value)).removesuffix("น.").strip().replace(".", ":")
    return plain.rjust(len("00:00"), "0")


Clock = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"), BeforeValidator(_clock)
]
"""A time of day as "09:05"; "9.05 น." is written so in Thailand."""


class PersonName(FieldGroup):
    """The name of a person, who may be only given a name (older records)."""

    title: Personal[Line | None] = None
    given: Personal[Line]
    family: Personal[Line | None] = None


class Period(FieldGroup):
    """From the first to the last day, both inclusive; None is open."""

    starts: date | None = None
    ends: date | None = None


__all__ = [
    "Amount",
    "AreaCode",
    "Clock",
    "Code",
    "Confidential",
    "Count",
    "Day",
    "FiscalYear",
    "Identifier",
    "Line",
    "Lines",
    "NumberText",
    "OfficeCode",
    "OrderNumber",
    "Period",
    "PersonName",
    "Personal",
    "Phone",
    "PostalCode",
    "ProvinceCode",
    "Public",
    "PublicKey",
    "ReasonText",
    "Sha256",
]
