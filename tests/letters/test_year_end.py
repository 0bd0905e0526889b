"""The end of a fiscal year: gaps are explained first, and nothing is numbered after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.letters import acts
from cso_registry.domain.offices.acts import ConfirmClock, OpenSeries, VoidOneNumber
from cso_registry.domain.offices.records import NumberRun, Office
from cso_registry.domain.offices.year_acts import CloseYear
from cso_registry.domain.rule import RefusedError
from tests.support.examples_letters import NEXT_YEAR, issued, issuing, receiving

if TYPE_CHECKING:
    from tests.support.examples import Scene

WHY = "ตามเอกสารสมมติ"
YEAR, LAST_DAY = 2570, date(2027, 9, 30)


def year_passes(scene: Scene) -> None:
    scene.registry.clock.pass_days(NEXT_YEAR)
    scene.registry.perform(ConfirmClock(office=scene.registry.office, reason=WHY))


def closing(scene: Scene, year: int = YEAR) -> CloseYear:
    return CloseYear(office=scene.registry.office, year=year)


def refused(scene: Scene, act):
    with pytest.raises(RefusedError) as error:
        scene.registry.perform(act)
    return {reason.key: reason.params for reason in error.value.reasons}


def office(scene: Scene) -> Office:
    found = scene.registry.record(scene.registry.office)
    assert isinstance(found, Office)
    return found


def test_a_year_that_goes_on_is_not_closed(scene):
    issued(scene)
    assert "F:X22.year_is_over" in refused(scene, closing(scene))


def test_a_gap_is_named_and_closes_only_when_explained(scene):
    assert scene.skipped
    issued(scene)
    year_passes(scene)
    told = refused(scene, closing(scene))
    assert told["F:X22.gaps_are_explained"] == {"numbers": "ชม/2570/0001 – 0004", "count": 4}
    for counter in (1, 2, 4):
        void(scene, f"ชม/2570/{counter:04d}")
    told = refused(scene, closing(scene))
    assert told["F:X22.gaps_are_explained"] == {"numbers": "ชม/2570/0003", "count": 1}
    void(scene, "ชม/2570/0003")
    scene.registry.perform(closing(scene))
    (closed,) = office(scene).closed_years.values()
    books = {book.series: book for book in closed.books}
    assert books["register"].last == 6
    assert books["register"].used == 2
    assert books["register"].unused == (NumberRun(first=1, last=4),)
    assert books["letter_out"].last == 1
    assert books["letter_out"].unused == ()
    assert scene.registry.prove().is_sound


def void(scene: Scene, number: str) -> None:
    scene.registry.perform(
        VoidOneNumber(office=scene.registry.office, series="register", number=number, reason=WHY)
    )


def test_no_number_of_a_closed_year_is_given(scene):
    issued(scene)
    year_passes(scene)
    scene.registry.perform(closing(scene))
    late = {"received": LAST_DAY, "their_date": None}
    backdated = scene.foundation_act().model_copy(update={"effective": LAST_DAY})
    for act in (
        receiving(scene, **late),
        backdated,
        OpenSeries(
            office=scene.registry.office,
            series="letter_in",
            year=YEAR,
            last_paper_number=9,
            document="สมุดสมมติ",
            reason=WHY,
        ),
        VoidOneNumber(
            office=scene.registry.office, series="letter_out", number="ชม/2570/0009", reason=WHY
        ),
    ):
        assert refused(scene, act)["F:X22.fiscal_year_is_open"] == {"year": YEAR}
    scene.registry.perform(issuing(scene))
    assert "ชม/2571/0001" in {
        use.number for use in scene.registry.reading.books.series("letter_out:ชม/2571")
    }


def test_a_paper_number_of_a_closed_year_is_refused_and_a_foreign_one_taken(scene):
    issued(scene)
    year_passes(scene)
    scene.registry.perform(closing(scene))
    book = {"from_paper_book": True, "effective": LAST_DAY}
    book["order_date"] = LAST_DAY
    ours = scene.community_act().model_copy(update=book | {"paper_number": "ชม/2570/0077"})
    assert "F:X22.fiscal_year_is_open" in refused(scene, ours)
    scene.registry.perform(
        scene.community_act().model_copy(update=book | {"paper_number": "เล่ม 4 เลขที่ 77"})
    )


def test_a_year_is_closed_once_and_only_when_it_has_numbers(scene):
    issued(scene)
    year_passes(scene)
    assert "F:X22.year_has_numbers" in refused(scene, closing(scene, 2500))
    scene.registry.perform(closing(scene))
    assert "F:X22.year_is_closed_once" in refused(scene, closing(scene))


def test_a_void_letter_is_counted_as_unused(scene):
    first = issued(scene)
    scene.registry.perform(acts.VoidLetter(letter=first, reason=WHY))
    scene.registry.perform(issuing(scene))
    (book,) = (
        one
        for one in scene.registry.reading.books.of_year("ชม", YEAR)
        if one.purpose == "letter_out"
    )
    assert (book.last, book.used, book.void, book.gaps) == (2, 1, ((1, 1),), ())


def test_books_of_another_office_or_year_are_left_out(scene):
    issued(scene)
    books = scene.registry.reading.books
    assert {book.purpose for book in books.of_year("ชม", YEAR)} == {"letter_out", "register"}
    assert books.of_year("ชม", YEAR + 1) == ()
    assert books.of_year("ช", YEAR) == ()


NUMBERING = sorted(kind for kind, act in ACTS.items() if "next" in act.reads)


@pytest.mark.parametrize("kind", NUMBERING)
def test_every_act_that_takes_a_number_asks_whether_the_year_is_open(kind):
    """An act that forgot it would number a year that the office has closed."""
    act = ACTS[kind]
    assert "closed" in act.reads
    assert "fiscal_year_is_open" in {rule.name for rule in act.rules}


def test_the_acts_that_take_numbers_are_found():
    assert {"letter.issue", "letter.receive", "organization.register"} <= set(NUMBERING)
