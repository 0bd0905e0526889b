"""What the papers of supervision show: D-32 on both sides' duties, D-33 on concentration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.domain.agreements.figures import BEGUN, LATE, PAID
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.permission import LOOKERS, DeniedError
from cso_registry.domain.roles import NATION, covers
from cso_registry.domain.supervision.findings import KINDS, kind_of
from cso_registry.kernel.calendar import fiscal_year
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.shadows import EVERYWHERE
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.text import normalize
from cso_registry.workspace.subject_file.list_facts import province_asked
from cso_registry.workspace.supervision.compliance import (
    MOST,
    Line,
    overdue_line,
    overrides,
    standings,
)
from cso_registry.workspace.supervision.concentration import concentration_of
from cso_registry.workspace.supervision.dashboard import overdue_chart, standing_chart
from cso_registry.workspace.supervision.override_rows import override_rows
from cso_registry.workspace.supervision.sight import Asked
from cso_registry.workspace.supervision.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.record import Record
    from cso_registry.storage.reading import Reading
    from cso_registry.storage.sums import Side
    from cso_registry.workspace.showing import Showing
    from cso_registry.workspace.supervision.charts import Chart

FIRST_YEAR, LAST_YEAR = 2500, 2700
WHAT: Final = {"": BEGUN, BEGUN: BEGUN, PAID: PAID}


def supervision_facts(
    _office: Record, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-32; `year`, `province` and `agency` narrow it down.

    Raises:
        InputError: `area.no_such_province`, `supervision.no_such_year`, `.no_such_agency`.
        DeniedError: `supervision.outside_jurisdiction`.
    """
    teller = _teller(showing, reading)
    agency = _agency(showing, reading)
    sums, province, today = reading.sums, teller.asked.province, showing.today
    counts = sums.overdue_counts(today, province, "agency", agency)
    of: Side | None = None if agency is None else "agency"
    found = sums.overdue(today, province, MOST, of=of, key=agency or "")
    by, key = ("", "") if agency is None else ("agency", agency)
    rows = [one for one in standings(teller, "agency") if agency in {None, one.key}]
    late = list(_late_rows(teller, by, key))
    orders = list(override_rows(teller, showing, by, key))
    untold = overrides(reading, province, by, key).times - len(orders)
    return {
        **_head(teller, showing),
        "agency": "" if agency is None else teller.name("agency", agency),
        "is_of_agency": agency is not None,
        **_chart("standing", standing_chart(teller, by, key)),
        **_chart("overdue", overdue_chart(teller, counts)),
        "agencies": [
            {
                "name": one.name,
                "live": f"{one.live.times:,}",
                "overdue": f"{one.overdue:,}",
                "late": f"{one.late:,}",
                "overrides": f"{one.overrides:,}",
            }
            for one in rows
        ],
        "open": [_open_row(overdue_line(one, today), teller, one.agency, showing) for one in found],
        **_more(teller, "", sum(one.times for one in counts) - MOST),
        "late": late,
        "was_late": bool(late),
        "overrides": orders,
        "was_overridden": bool(orders),
        **_more(teller, "_orders", untold),
    }


def concentration_facts(
    _office: Record, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-33; `year` and `province` narrow it down, `what=paid` counts payments.

    Raises:
        InputError: `area.no_such_province`, `supervision.no_such_year`, `.no_such_measure`.
        DeniedError: `supervision.outside_jurisdiction`.
    """
    teller = _teller(showing, reading)
    said = showing.asked.get("what", "").strip()
    if said not in WHAT:
        raise InputError("supervision.no_such_measure", text=said)
    policies = showing.program.policies
    found = concentration_of(teller, policies, lambda _done, _all: None, WHAT[said])
    facts: dict[str, FactValue] = {
        **_head(teller, showing),
        "explained": "\n\n".join(found.explained),
    }
    for chart in found.charts:
        facts |= _chart(chart.name, chart)
    return facts


def _teller(showing: Showing, reading: Reading) -> Teller:
    asked = _asked(showing)
    return Teller(showing.program, reading, showing.language, asked, showing.today)


def _asked(showing: Showing) -> Asked:
    officer, province = showing.officer, province_asked(showing)
    rights = () if officer is None else officer.rights_on(showing.today)
    own = sorted(one.jurisdiction for one in rights if one.role in LOOKERS)
    wanted = province or (own[0] if own else NATION)
    if not any(covers(one, wanted) for one in own):
        raise DeniedError("supervision.outside_jurisdiction", scope=wanted)
    return Asked(EVERYWHERE if wanted == NATION else wanted, _year(showing))


def _year(showing: Showing) -> int:
    said = to_arabic_digits(showing.asked.get("year", "")).strip()
    if not said:
        return fiscal_year(showing.today)
    year = int(said) if said.isdecimal() else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError("supervision.no_such_year", text=said)
    return year


def _agency(showing: Showing, reading: Reading) -> str | None:
    said = to_arabic_digits(normalize(showing.asked.get("agency", ""))).strip()
    if not said:
        return None
    numbered = reading.by_number(said)
    try:
        identity = numbered[0] if numbered else RecordId.read(said)
    except InputError:
        raise InputError("supervision.no_such_agency", text=said) from None
    if not isinstance(reading.record(identity), Agency):
        raise InputError("supervision.no_such_agency", text=said)
    return str(identity)


def _head(teller: Teller, showing: Showing) -> dict[str, FactValue]:
    return {
        "office": showing.office_name(),
        "legal_basis": showing.basis(),
        "place": teller.place(),
        "year": str(teller.asked.year),
        "made_on": teller.day(),
        "source": teller.source(),
    }


def _chart(name: str, chart: Chart) -> dict[str, FactValue]:
    rows: list[FactRow] = [
        {
            "name": bar.name,
            "said": "\n".join(part for part in (bar.said, bar.more) if part),
            "length": str(length),
        }
        for bar, length in zip(chart.bars, chart.lengths(), strict=True)
    ]
    return {f"{name}_title": chart.title, f"{name}_bars": rows}


def _open_row(line: Line, teller: Teller, agency: str, showing: Showing) -> FactRow:
    return {
        "agency": teller.name("agency", agency),
        "what": f"{teller.value(f'finding.{line.kind}')} ({teller.value(f'turn.{line.turn}')})",
        "record": "\n".join(part for part in (line.title, line.number) if part),
        "day": showing.short_day(date.fromisoformat(line.day)),
        "days": f"{line.days:,}",
    }


def _more(teller: Teller, of: str, count: int) -> dict[str, FactValue]:
    """Return how many lines are not on the paper, and whether any are not."""
    said = teller.say("supervision.more_lines", count=f"{count:,}")
    return {f"more{of}": said, f"has_more{of}": count > 0}


def _late_rows(teller: Teller, by: str, key: str) -> Iterable[FactRow]:
    for kind in KINDS:
        if kind.late:
            asked = teller.asked
            found = teller.reading.sums.of(
                f"{LATE}.{kind.late}", asked.year, asked.province, by, key
            )
            if found.times:
                yield {
                    "what": teller.value(f"finding.{kind.name}"),
                    "turn": teller.value(f"turn.{kind_of(kind.due).side}"),
                    "times": f"{found.times:,}",
                    "days": f"{found.amount:,}",
                    "cite": kind.cite,
                }
