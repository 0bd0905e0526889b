"""What an office adds to lists and settings holds from its day, and nothing old changes."""

from __future__ import annotations

from datetime import date

import pytest

from cso_registry.domain.vocabulary.amending import amended_lists, amended_policies
from cso_registry.domain.vocabulary.records import AmendedTerm, DecidedPolicy
from cso_registry.workspace.means import Program, this_program

DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def program() -> Program:
    return this_program()


def term(words: str, **dates: date) -> AmendedTerm:
    return AmendedTerm(
        th=words, en="a term", source="คำสั่ง 1/2569", **{"effective_from": DAY, **dates}
    )


def test_added_term_is_known_from_its_day_and_changes_the_version(program: Program) -> None:
    delivered = program.vocabulary
    assert not delivered.known("V-05", "CF15", DAY)

    amended = amended_lists(delivered, {"V-05": {"CF15": term("เครือข่าย")}})

    assert amended.known("V-05", "CF15", DAY)
    assert not amended.known("V-05", "CF15", date(2026, 10, 31))
    assert amended.label("V-05", "CF15", "th") == "เครือข่าย"
    assert amended.version != delivered.version
    assert not delivered.known("V-05", "CF15", DAY)


def test_amended_term_keeps_its_place_and_ended_term_keeps_its_words(program: Program) -> None:
    ended = term("มูลนิธิ", effective_from=date(2008, 1, 1), effective_to=date(2026, 10, 1))
    amended = amended_lists(program.vocabulary, {"V-05": {"CF06": ended}})

    order = [one.code for one in program.vocabulary.get("V-05").items]
    assert [one.code for one in amended.get("V-05").items] == order
    assert not amended.known("V-05", "CF06", DAY)
    assert amended.label("V-05", "CF06", "th") == "มูลนิธิ"


def test_decided_setting_counts_from_its_day_and_is_the_offices(program: Program) -> None:
    key = "registration.correction_days"
    before = program.policies.number(key, DAY)
    decided = DecidedPolicy(key=key, value=45, citation="มติ 2/2569", effective_from=DAY)

    amended = amended_policies(program.policies, [decided])

    assert amended.number(key, DAY) == 45
    assert amended.get(key, DAY).whose == "office"
    assert amended.number(key, date(2026, 10, 31)) == before
