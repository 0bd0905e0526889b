"""Reads a row of an office's spreadsheet as what is to be registered (F:L1).

Every cell is understood or refused with its own sentence; nothing is guessed that a
person could not see. A blank never erases what the register knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from cso_registry.domain.fields import FIRST_DAY, LAST_DAY
from cso_registry.domain.organizations.records import (
    Address,
    Contact,
    Identity,
    Kind,
    Names,
    OutsideIdentifier,
    Person,
    PostHeld,
    Purposes,
    Residence,
    Resources,
)
from cso_registry.kernel.errors import InputError, Param
from cso_registry.thai.dates import read_date
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.identifiers import check_citizen_id, normalize_identifier
from cso_registry.thai.telephones import check_mail_address, check_telephone
from cso_registry.thai.text import normalize

if TYPE_CHECKING:
    from cso_registry.domain.organizations.sheet_words import SheetWords
    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.domain.vocabulary.model import VocabularySet

Cells = Mapping[str, str | date | None]
IDS = (12, 13)
TAX, INTERIOR = "TH-TIN", "TH-MOI"
T = TypeVar("T")
P = TypeVar("P", Address, Residence)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell is not understood: its column and the key of the sentence."""

    column: str
    key: str
    params: dict[str, Param]


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What rows are read against.

    Attributes:
        accepts_short_years: Whether a two-digit year was confirmed to be B.E.
    """

    vocabulary: VocabularySet
    areas: Areas
    words: SheetWords
    today: date
    accepts_short_years: bool = False


@dataclass(slots=True)
class RowReading:
    """What a row says, and what in it could not be understood."""

    identity: Identity | None = None
    names: Names | None = None
    person: Person | None = None
    address: Address | None = None
    residence: Residence | None = None
    contact: Contact | None = None
    purposes: Purposes | None = None
    resources: Resources | None = None
    identifiers: tuple[OutsideIdentifier, ...] = ()
    posts: tuple[PostHeld, ...] = ()
    number: str | None = None
    effective: date | None = None
    order_number: str | None = None
    order_date: date | None = None
    problems: list[Problem] = field(default_factory=list)


def _all_inside(codes: tuple[str, ...], above: str) -> bool:
    """Return whether areas are several, all of them within a wider one."""
    return len(codes) > 1 and all(code != above and code.startswith(above) for code in codes)


class RowReader:
    """Reads rows one after the other against the same context."""

    def __init__(self, context: SheetContext) -> None:
        self._context = context

    def read(self, cells: Cells) -> RowReading:
        """Return what a row says."""
        row = _Row(cells, self._context)
        reading = RowReading(problems=row.problems)
        row.text("name_th", required=True)
        kind = row.kind()
        reading.identity = row.build("kind", lambda: row.identity(kind))
        if kind is Kind.PERSON:
            reading.person = row.build("name_th", row.person)
            reading.residence = row.build("province", lambda: row.place(Residence))
        else:
            reading.names = row.build("name_th", row.names)
            reading.address = row.build("province", lambda: row.place(Address))
        reading.contact = row.build("phone", row.contact)
        reading.purposes = row.build("purpose", row.purposes)
        reading.resources = row.build("members", row.resources)
        reading.identifiers = row.build("tax_id", row.identifiers) or ()
        reading.posts = row.build("representative", row.posts) or ()
        reading.number = None if row.misplaced_id() else row.number("number")
        reading.effective = row.date("registered_on")
        reading.order_number = row.number("order_number")
        reading.order_date = row.date("order_date")
        return reading


class _Row:
    """One row while it is read; every fault is kept with its column."""

    def __init__(self, cells: Cells, context: SheetContext) -> None:
        self._cells = cells
        self._context = context
        self._texts: dict[str, str | None] = {}
        self.problems: list[Problem] = []

    def text(self, column: str, *, required: bool = False) -> str | None:
        try:
            text = self._texts[column]
        except KeyError:
            text = self._texts[column] = self._read(column)
        if required and text is None:
            self.fault(column, "sheet.missing")
        return text

    def _read(self, column: str) -> str | None:
        value = self._cells.get(column)
        if value is None:
            return None
        text = normalize(value.isoformat() if isinstance(value, date) else value)
        return None if self._context.words.is_blank(text) else text

    def number(self, column: str) -> str | None:
        text = self.text(column)
        return None if text is None else to_arabic_digits(text)

    def tax_id(self) -> str | None:
        return self.text("tax_id") or self.misplaced_id()

    def misplaced_id(self) -> str | None:
        """Return the id that stands under the heading of register numbers, if one does.

        Offices call both "registration number"; only an id is twelve or thirteen digits
        long, one of them often lost at the front.
        """
        written = self.number("number") or ""
        digits = normalize_identifier(written)
        is_id = digits.isdecimal() and len(digits) in IDS and "/" not in written
        return digits if is_id else None

    def fault(self, column: str, key: str, **params: Param) -> None:
        if not any(known.column == column for known in self.problems):
            self.problems.append(Problem(column, key, params))

    def build(self, column: str, make: Callable[[], T | None]) -> T | None:
        try:
            return make()
        except InputError as error:
            self.fault(column, error.key, **error.params)
        except ValidationError as error:
            at = error.errors(include_url=False, include_input=False)[0]["loc"]
            self.fault(column, "sheet.not_accepted", field=str(at[-1]) if at else column)
        return None

    def date(self, column: str) -> date | None:
        value = self._cells.get(column)
        if isinstance(value, date):
            if FIRST_DAY <= value <= LAST_DAY:
                return value
            self.fault(column, "field.improbable_day")
            return None
        text = self.text(column)
        if text is None:
            return None
        try:
            reading = read_date(text, today=self._context.today)
        except InputError as error:
            self.fault(column, error.key, **error.params)
            return None
        if not reading.certain and not self._context.accepts_short_years:
            self.fault(column, "sheet.short_year", text=text[:40])
            return None
        return reading.value

    def kind(self) -> Kind | None:
        written, name = self.text("kind"), self.text("name_th") or ""
        found = self._context.words.kind(written, name)
        if found is None:
            self.fault("kind", "sheet.kind_unknown", text=(written or name)[:80])
        return found

    def identity(self, kind: Kind | None) -> Identity | None:
        if kind is None:
            return None
        written = self.text("form") or self.text("kind")
        form = self._context.words.form(written, self.text("name_th") or "")
        return Identity(
            kind=kind,
            form=form,
            sub_form=self.text("form") if form is None else None,
            founded=self.date("founded"),
        )

    def names(self) -> Names | None:
        thai = self.text("name_th")
        if thai is None:
            return None
        return Names(th=thai, en=self.text("name_en"), acronym=self.text("acronym"))

    def person(self) -> Person | None:
        title, given, family = self._context.words.person_name(self.text("name_th") or "")
        if not family:
            self.fault("name_th", "sheet.person_needs_family_name")
            return None
        citizen = self.text("citizen_id") or self.tax_id()
        return Person(
            title=title,
            given=given,
            family=family,
            citizen_id=None if citizen is None else check_citizen_id(citizen),
        )

    def place(self, model: type[P]) -> P | None:
        area = self._area()
        if area is None:
            return None
        postal = self.number("postal")
        return model(
            house=self.number("house"),
            moo=self.number("moo"),
            place=self.text("place"),
            road=self.text("road"),
            area=area,
            postal=postal,
        )

    def _area(self) -> str | None:
        parts = {name: self.text(name) or "" for name in ("province", "amphoe", "tambon")}
        if not parts["province"]:
            self.fault("province", "sheet.missing")
            return None
        found = self._context.areas.resolve(**parts, postal=self.number("postal") or "")
        if found.code is None:
            self._unknown_area(parts)
        return found.code

    def _unknown_area(self, parts: dict[str, str]) -> None:
        """Say at which name the place stops being known, or that it is several places."""
        known = dict.fromkeys(parts, "")
        above, wider = "", ""
        for level in (level for level in parts if parts[level]):
            known[level] = parts[level]
            found = self._context.areas.resolve(**known, postal="")
            if found.code is None and _all_inside(found.candidates, above):
                self.fault(level, "sheet.area_ambiguous", text=parts[level][:80])
                return
            if found.code is None:
                text = parts[level][:80]
                if wider:
                    self.fault(level, "sheet.area_not_inside", text=text, wider=wider[:80])
                else:
                    self.fault(level, "sheet.area_unknown", text=text)
                return
            above, wider = found.code, parts[level]

    def contact(self) -> Contact | None:
        phone, email, web = self.number("phone"), self.text("email"), self.text("website")
        if phone is None and email is None and web is None:
            return None
        for column, written, check in (
            ("phone", phone, check_telephone),
            ("email", email, check_mail_address),
        ):
            if written is not None:
                self.build(column, partial(check, written))
        return Contact(phone=phone, email=email, website=web)

    def purposes(self) -> Purposes | None:
        written = self.text("purpose")
        if written is None:
            return None
        codes = self._context.words.purposes(written, self.text("other_purposes") or "")
        if not codes:
            self.fault("purpose", "sheet.purpose_unknown", text=written[:80])
            return None
        return Purposes(main=codes[0], others=tuple(codes[1:]))

    def resources(self) -> Resources | None:
        members, note = self.number("members"), self.text("note")
        if members is None and note is None:
            return None
        if members is not None and not members.replace(",", "").isdecimal():
            self.fault("members", "sheet.not_a_number", text=members[:40])
            return None
        count = None if members is None else int(members.replace(",", ""))
        return Resources(members=count, note=note)

    def identifiers(self) -> tuple[OutsideIdentifier, ...]:
        given: list[OutsideIdentifier] = []
        tax = self.tax_id()
        if tax is not None and self._is_not_person():
            given.append(OutsideIdentifier(scheme=TAX, value=normalize_identifier(tax)))
        interior = self.text("interior_number")
        if interior is not None:
            given.append(OutsideIdentifier(scheme=INTERIOR, value=interior))
        return tuple(given)

    def _is_not_person(self) -> bool:
        return self._context.words.kind(self.text("kind"), self.text("name_th") or "") is not (
            Kind.PERSON
        )

    def posts(self) -> tuple[PostHeld, ...]:
        named = self.text("representative")
        if named is None:
            return ()
        title, given, family = self._context.words.person_name(named)
        post: dict[str, Any] = {"post": "representative", "has_mandate": True}
        return (PostHeld(title=title, given=given, family=family or None, **post),)
