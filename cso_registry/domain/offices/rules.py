"""Rules about offices, officers and rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from cso_registry.domain.numbering import SERIES_PURPOSES, counter_of
from cso_registry.domain.offices.records import Level, Office, Officer
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.facts import Facts
    from cso_registry.kernel.ids import OfficerId

DESIGN = "design §5"
FIRST_YEAR, LAST_YEAR = 2400, 2700
KNOWN_SERIES = frozenset(SERIES_PURPOSES)


class _AboutOfficer(Protocol):
    officer: OfficerId


class _WithOrder(Protocol):
    order_date: date


class _ForTime(Protocol):
    starts: date
    ends: date | None


@rule("F:Q1", cite=DESIGN)
def registry_has_no_office_yet(_act: object, facts: Facts) -> Verdict:
    """A registry is founded once."""
    return fault() if facts.answer("founded", bool) else None


@rule("F:N1", cite=DESIGN)
def provincial_office_names_its_province(act: object, facts: Facts) -> Verdict:
    """A provincial office has a province, a national one has none."""
    level, province = getattr(act, "level", None), getattr(act, "province", None)
    if (level is Level.PROVINCIAL) != (province is not None):
        return fault("province")
    if province is not None and facts.setting.areas.get(province) is None:
        return fault("province", code=province)
    return None


@rule("F:N1", cite=DESIGN)
def jurisdiction_is_known(act: object, facts: Facts) -> Verdict:
    """Rights are held in a province or in the whole nation."""
    code = str(getattr(act, "jurisdiction", ""))
    if code == "00" or facts.setting.areas.get(code) is not None:
        return None
    return fault("jurisdiction", code=code)


@rule("F:B2", cite="R-74; design §3")
def not_for_oneself(act: _AboutOfficer, facts: Facts) -> Verdict:
    """Nobody gives rights or secrets to themself; a second person does."""
    return fault("officer") if act.officer == facts.actor.officer else None


@rule("F:B2", cite="R-74; design §3")
def only_for_oneself(act: _AboutOfficer, facts: Facts) -> Verdict:
    """One's own secret is changed by oneself."""
    return None if act.officer == facts.actor.officer else fault("officer")


@rule("F:F6", cite="R-74")
def period_runs_forward(act: _ForTime, _facts: Facts) -> Verdict:
    """The last day is not before the first."""
    return fault("ends") if act.ends is not None and act.ends < act.starts else None


@rule("R-74", cite="002 1B(4)")
def order_is_not_of_the_future(act: _WithOrder, facts: Facts) -> Verdict:
    """An order that an act rests on has been given."""
    return fault("order_date") if act.order_date > facts.today else None


@rule("F:N1", cite=DESIGN)
def right_is_held(act: object, facts: Facts) -> Verdict:
    """Only a right that is held can be taken away."""
    officer = facts.record("officer", Officer)
    return None if getattr(act, "right", "") in officer.rights else fault("right")


@rule("F:N1", cite=DESIGN)
def an_administrator_remains(act: _AboutOfficer, facts: Facts) -> Verdict:
    """The office never loses its last administrator."""
    others = [who for who in facts.answer("administrators", tuple) if who != act.officer]
    officer = facts.record("officer", Officer)
    losing = getattr(act, "right", None)
    held = officer.rights.get(losing) if losing else None
    loses_administration = losing is None or (held is not None and held.role == "administrator")
    return fault("officer") if loses_administration and not others else None


@rule("F:A4", cite="features A4")
def series_is_known(act: object, _facts: Facts) -> Verdict:
    """Only a series that the program numbers is continued from a paper book."""
    return None if getattr(act, "series", "") in KNOWN_SERIES else fault("series")


@rule("F:A4", cite="features A4, X22")
def series_is_still_unused(act: object, facts: Facts) -> Verdict:
    """A paper book is continued before the program has used the series."""
    office = facts.record("office", Office)
    series, year = getattr(act, "series", ""), getattr(act, "year", 0)
    again = any(
        opened.series == series and opened.year == year for opened in office.opened_series.values()
    )
    last = getattr(act, "last_paper_number", 0)
    if again:
        return fault("year", year=year)
    used = facts.answer("next", int) - 1
    return fault("last_paper_number", used=used) if used > 0 and last < used else None


@rule("F:X22", cite="features X22")
def number_is_ours_and_free(act: object, facts: Facts) -> Verdict:
    """Only a number of this office that no record carries can be declared unused."""
    number = str(getattr(act, "number", ""))
    parts = counter_of(number)
    code = facts.setting.office_code
    if parts is not None and not _is_fiscal_year(parts[0].rpartition("/")[2]):
        return fault("number", number=number)
    if parts is None or not (parts[0] == code or parts[0].startswith((f"{code}/", f"{code}."))):
        return fault("number", number=number)
    return fault("number", number=number) if facts.answer("holders", tuple) else None


def _is_fiscal_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR


@rule("F:X22", cite="features X22")
def number_was_passed_over(act: object, facts: Facts) -> Verdict:
    """Only a number below the last one used is missing; later ones are still to come."""
    parts = counter_of(str(getattr(act, "number", "")))
    if parts is None or parts[1] < facts.answer("next", int):
        return None
    return fault("number", number=str(getattr(act, "number", "")))


@rule("F:F6", cite="features F6; R-74")
def not_to_oneself(act: object, facts: Facts) -> Verdict:
    """Nobody orders the rights of another to themself."""
    to, officer = getattr(act, "to", None), getattr(act, "officer", None)
    return fault("to") if to in (facts.actor.officer, officer) else None


@rule("F:A3", cite="design §4")
def desk_is_not_open_yet(act: object, facts: Facts) -> Verdict:
    """A mark belongs to one replica for ever."""
    opened = facts.record("office", Office).desks
    return fault("replica") if getattr(act, "replica", None) in opened else None


@rule("F:F6", cite="features F6")
def receiver_still_works_here(_act: object, facts: Facts) -> Verdict:
    """Rights are lent to an officer who has not left."""
    return None if facts.record("to", Officer).rights_on(facts.today) else fault("to")


@rule("F:X16", cite=DESIGN)
def keys_are_new(act: Any, facts: Facts) -> Verdict:
    """A key is taken into use once, today, and one for each purpose."""
    office = facts.record("office", Office)
    known = {key.public for key in office.keys.values()}
    given = [key.public for key in act.keys]
    places = {(key.purpose, key.replica) for key in act.keys}
    if not given or known & set(given) or len(places) < len(given):
        return fault("keys")
    return None if all(key.since == facts.today for key in act.keys) else fault("keys")
