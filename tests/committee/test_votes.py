"""Quorum and votes: counted exactly, with an oracle that knows nothing of the program's."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.committee.groups import Procedure
from cso_registry.domain.committee.meeting_groups import Voice, Votes
from cso_registry.domain.committee.meeting_rules import has_passed, needed_for

PERCENT = st.integers(1, 100)
COUNTS = st.integers(0, 60)


def procedure(**said) -> Procedure:
    usual = {
        "quorum_percent": 50,
        "each_group": False,
        "pass_percent": 50,
        "casting_vote": True,
        "circulated_unanimous": True,
        "citation": "สมมติ",
    }
    return Procedure(**usual | said)


@given(PERCENT, st.integers(1, 500))
def test_a_quorum_is_the_fewest_whole_members_that_reach_the_share(percent, members):
    needed = needed_for(procedure(quorum_percent=percent), members)
    assert Fraction(needed, members) >= Fraction(percent, 100)
    assert Fraction(needed - 1, members) < Fraction(percent, 100)


@pytest.mark.parametrize(
    ("percent", "members", "needed"), [(50, 12, 6), (50, 13, 7), (100, 7, 7), (67, 9, 7), (1, 3, 1)]
)
def test_quorums_as_an_office_counts_them(percent, members, needed):
    assert needed_for(procedure(quorum_percent=percent), members) == needed


@given(COUNTS, COUNTS, COUNTS, PERCENT)
def test_a_vote_passes_with_more_than_the_share_of_for_and_against(yes, no, silent, percent):
    votes = Votes(in_favour=yes, against=no, abstained=silent)
    passed = has_passed(votes, procedure(pass_percent=percent), circulated=False)
    assert passed == (yes * 100 > percent * (yes + no))


@given(st.integers(1, 60), st.sampled_from([Voice.FOR, Voice.AGAINST]))
def test_the_chair_decides_between_equal_sides(each, voice):
    votes = Votes(in_favour=each, against=each, casting=voice)
    assert has_passed(votes, procedure(), circulated=False) is (voice is Voice.FOR)


@given(COUNTS, COUNTS, COUNTS)
def test_one_voice_against_stops_what_was_sent_around(yes, no, silent):
    votes = Votes(in_favour=yes, against=no, abstained=silent)
    assert has_passed(votes, procedure(), circulated=True) == (no == 0 and yes > 0)


def test_what_was_agreed_without_a_vote_has_passed():
    assert has_passed(None, procedure(), circulated=False)


def test_nobody_for_and_nobody_against_carries_nothing():
    assert not has_passed(Votes(in_favour=0, against=0), procedure(), circulated=False)
