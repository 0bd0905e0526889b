"""What the statements of a fiscal year show: letter book, series, numbers not used (F:X22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.letters.records import Direction, Letter
from cso_registry.domain.numbering import LETTER_IN, LETTER_OUT
from cso_registry.domain.offices.records import Office
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.standing import Step
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId
from cso_registry.thai.digits import to_arabic_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.letters.records import BookEntry
    from cso_registry.domain.offices.year_questions import SeriesBook
    from cso_registry.domain.record import Record
    from cso_registry.storage.number_books import NumberLine
    from cso_registry.storage.reading import HistoryLine, Reading
    from cso_registry.workspace.showing import Showing

VOID = "void"
EARLIEST, LATEST = 2400, 2700


def letter_book_facts(
    office: Office, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-09: asked for `year`, and `direction` "in" or "out" for one part."""
    year, wanted = year_asked(showing), showing.asked.get("direction", "")
    books = reading.books.of_year(_code(office), year)
    rows = {
        purpose: [
            row
            for book in books
            if book.purpose == purpose
            for row in _letter_rows(book, showing, reading)
        ]
        for purpose in (LETTER_OUT, LETTER_IN)
    }
    return {
        **_year_facts(office, year, showing),
        "shows_out": wanted != "in",
        "shows_in": wanted != "out",
        "outgoing": rows[LETTER_OUT],
        "incoming": rows[LETTER_IN],
        "count_out": str(len(rows[LETTER_OUT])),
        "count_in": str(len(rows[LETTER_IN])),
    }


def unused_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-10: asked for `year`, and `number` for one number only."""
    year, wanted = year_asked(showing), to_arabic_digits(showing.asked.get("number", ""))
    books = reading.books.of_year(_code(office), year)
    missing = [
        {"number": book.written(run), "series": _series(book, showing)}
        for book in books
        for run in book.gaps
    ]
    officer = showing.officer
    person = None if officer is None else officer.person
    return {
        **_year_facts(office, year, showing),
        "series": [_series_row(book, showing) for book in books],
        "unused": [
            row
            for book in books
            for row in _unused_rows(book, showing, reading)
            if wanted in {"", row["number"]}
        ],
        "missing": missing,
        "has_missing": bool(missing),
        "officer": officer.display_name if officer is not None else "",
        "officer_post": (person.position or "") if person is not None else "",
    }


def year_asked(showing: Showing) -> int:
    """Return the B.E. fiscal year that a list is asked for; the present one by default.

    Raises:
        InputError: `letter.bad_year`.
    """
    written = showing.asked.get("year", "")
    if not written:
        return fiscal_year(showing.today)
    plain = to_arabic_digits(written).strip()
    if plain.isascii() and plain.isdecimal() and EARLIEST <= int(plain) <= LATEST:
        return int(plain)
    raise InputError("letter.bad_year", text=written)


def _year_facts(office: Office, year: int, showing: Showing) -> dict[str, FactValue]:
    closed = next((one for one in office.closed_years.values() if one.year == year), None)
    return {
        "office": showing.office_name(),
        "year": str(year),
        "is_closed": closed is not None,
        "closed_on": showing.day(closed.closed if closed is not None else None),
        "made_on": showing.day(showing.today),
    }


def _letter_rows(book: SeriesBook, showing: Showing, reading: Reading) -> Iterator[FactRow]:
    for line in reading.books.series(f"{book.purpose}:{book.prefix}"):
        letter = reading.record(line.record)
        if isinstance(letter, Letter) and letter.entry is not None:
            yield _letter_row(letter, letter.entry, showing)


def _letter_row(letter: Letter, entry: BookEntry, showing: Showing) -> FactRow:
    theirs = (entry.their_number or "", showing.short_day(entry.their_date))
    return {
        "number": entry.number,
        "dated": showing.short_day(entry.dated),
        "party": entry.party or "",
        "topic": entry.topic,
        "action": told_status(letter, showing),
        "theirs": "\n".join(part for part in (*theirs, told_void(letter, showing)) if part),
    }


def told_status(letter: Letter, showing: Showing) -> str:
    """Return in words what became of an outgoing letter, and when."""
    if letter.voids:
        return told_void(letter, showing)
    texts, language = showing.program.texts, showing.language
    words = texts.value(f"letter_status.{letter.status.value}").say(language)
    last = letter.last_sending
    if last is None or (letter.entry and letter.entry.direction is Direction.INCOMING):
        return words
    sending = letter.sendings[last]
    ends = [one for one in letter.outcomes.values() if one.sending == last]
    day = ends[-1].day if ends else sending.sent
    way = texts.value(f"way.{sending.way.value}").say(language)
    said = f"{words} {showing.short_day(day)} {way}"
    return " ".join(part for part in (showing.digits(said), sending.tracking) if part)


def told_void(letter: Letter, showing: Showing) -> str:
    """Return why a number is not used; empty when it is."""
    reasons = [void.reason for void in letter.voids.values()]
    if not reasons:
        return ""
    words = showing.program.texts.value(f"letter_status.{letter.status.value}")
    return f"{words.say(showing.language)}: {showing.digits(reasons[0])}"


def _series_row(book: SeriesBook, showing: Showing) -> FactRow:
    return {
        "series": _series(book, showing),
        "last": f"{book.prefix}/{book.last:04d}",
        "paper": str(book.paper or ""),
        "used": str(book.used),
        "unused": str(sum(run.last - run.first + 1 for run in book.void)),
    }


def _series(book: SeriesBook, showing: Showing) -> str:
    return showing.program.texts.value(f"series.{book.purpose}").say(showing.language)


def _unused_rows(book: SeriesBook, showing: Showing, reading: Reading) -> Iterator[FactRow]:
    name = _series(book, showing)
    histories: dict[str, list[HistoryLine]] = {}
    for line in reading.books.series(f"{book.purpose}:{book.prefix}"):
        if line.state != VOID:
            continue
        record = reading.record(line.record)
        if record is None:
            continue
        group, reason = _void_of(record, line)
        known = histories.setdefault(record.id, reading.history(record.id))
        said = next((one for one in known if any(c[0] == group for c in one.changes)), None)
        yield {
            "number": line.number,
            "series": name,
            "reason": reason,
            **_declared(said, showing, reading),
        }


def _void_of(record: Record, line: NumberLine) -> tuple[str, str]:
    """Return the group of a record that says a number is void, and the reason it gives."""
    if isinstance(record, Office):
        for key, void in record.void_numbers.items():
            if to_arabic_digits(void.number) == line.number:
                return f"void_numbers/{key}", void.reason
    if isinstance(record, Letter):
        for key, declared in record.voids.items():
            return f"voids/{key}", declared.reason
    if isinstance(record, Organization):
        for key, event in record.life.items():
            if event.step is Step.UNDONE:
                return f"life/{key}", event.reason or ""
    return "", ""


def _declared(said: HistoryLine | None, showing: Showing, reading: Reading) -> FactRow:
    if said is None:
        return {"by": "", "on": ""}
    officer = reading.record(OfficerId(said.said.officer))
    return {
        "by": getattr(officer, "display_name", ""),
        "on": showing.short_day(thai_time(wall_ms_of(said.said.wall)).date()),
    }


def _code(office: Office) -> str:
    return office.identity.code if office.identity is not None else ""
