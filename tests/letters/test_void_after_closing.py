"""A number of a closed year is not voided; a letter of an open year withdraws it (F:X22)."""

from __future__ import annotations

from contextlib import suppress

import pytest

from cso_registry.domain.batches.acts import UndoImport
from cso_registry.domain.letters import acts
from cso_registry.domain.letters.records import Letter, LetterStatus
from cso_registry.domain.offices.acts import ConfirmClock, VoidOneNumber
from cso_registry.domain.offices.year_acts import CloseYear
from cso_registry.domain.rule import RefusedError
from tests.support.examples import BASIS, Scene
from tests.support.examples_letters import NEXT_YEAR, issuing

WHY = "ผู้รับแจ้งว่าไม่ต้องส่งแล้ว (สมมติ)"
YEAR = 2570


def issued(scene: Scene) -> acts.IssueLetter:
    act = issuing(scene)
    scene.registry.perform(act)
    return act


def close(scene: Scene) -> None:
    scene.registry.clock.pass_days(NEXT_YEAR)
    scene.registry.perform(ConfirmClock(office=scene.registry.office, reason=WHY))
    scene.registry.perform(CloseYear(office=scene.registry.office, year=YEAR))


def kept(scene: Scene, act: acts.IssueLetter) -> Letter:
    found = scene.registry.record(act.letter)
    assert isinstance(found, Letter)
    return found


def refused(scene: Scene, act: acts.VoidLetter) -> dict[str, object]:
    before = scene.registry.entries()
    with pytest.raises(RefusedError) as error:
        scene.registry.perform(act)
    assert scene.registry.entries() == before
    (reason,) = error.value.reasons
    assert reason.field == "withdrawn_by"
    return {"key": reason.key, **reason.params}


def books(scene: Scene) -> object:
    return scene.registry.reading.books.of_year("ชม", YEAR)


def test_a_letter_of_an_open_year_is_void_and_needs_no_other(scene):
    old, other = issued(scene), issued(scene)
    named = acts.VoidLetter(letter=old.letter, withdrawn_by=other.letter, reason=WHY)
    assert refused(scene, named)["key"] == "F:X22.letter_of_an_open_year_is_void"
    scene.registry.perform(acts.VoidLetter(letter=old.letter, reason=WHY))
    assert kept(scene, old).status is LetterStatus.VOID


def test_the_book_of_a_closed_year_stays_as_it_was_closed(scene):
    old, same_year = issued(scene), issued(scene)
    close(scene)
    frozen = books(scene)
    for by in (None, same_year.letter, old.letter):
        act = acts.VoidLetter(letter=old.letter, withdrawn_by=by, reason=WHY)
        told = refused(scene, act)
        assert told == {
            "key": "F:X22.closed_year_is_not_written_in", "year": YEAR, "number": "ชม/2570/0001",
        }  # fmt: skip
    later = issued(scene)
    scene.registry.perform(
        acts.VoidLetter(letter=old.letter, withdrawn_by=later.letter, reason=WHY)
    )
    assert kept(scene, old).status is LetterStatus.WITHDRAWN
    assert kept(scene, same_year).status is LetterStatus.ISSUED
    assert books(scene) == frozen
    again = acts.VoidLetter(letter=old.letter, withdrawn_by=later.letter, reason=WHY)
    with pytest.raises(RefusedError) as error:
        scene.registry.perform(again)
    assert [reason.key for reason in error.value.reasons] == ["F:J4.letter_stands_so"]
    assert scene.registry.prove().is_sound


def test_undoing_an_import_does_not_change_a_closed_year(scene):
    batch = scene.batch
    undo = UndoImport(batch=batch, legal_basis=BASIS, effective=scene.today, reason=WHY)
    for counter in (1, 2, 3, 4, 5):
        with suppress(RefusedError):
            scene.registry.perform(
                VoidOneNumber(
                    office=scene.registry.office,
                    series="register",
                    number=f"ชม/{YEAR}/{counter:04d}",
                    reason=WHY,
                )
            )
    close(scene)
    frozen, before = books(scene), scene.registry.entries()
    with pytest.raises(RefusedError) as error:
        scene.registry.perform(undo)
    (reason,) = error.value.reasons
    assert (reason.key, reason.params) == (
        "F:X22.undone_numbers_are_of_open_years", {"year": YEAR},
    )  # fmt: skip
    assert (books(scene), scene.registry.entries()) == (frozen, before)
