"""Two desks that were opened apart from each other do not number alike (F:A3)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.numbering import MARKS, SHORTEST_MARK, desk_mark


@given(st.uuids())
def test_mark_is_short_and_of_clear_signs_and_comes_from_the_replica(replica) -> None:
    mark = desk_mark(str(replica), {""})
    assert len(mark) == SHORTEST_MARK
    assert set(mark) <= set(MARKS)
    assert mark == desk_mark(str(replica), {"", "ZZZ"} - {mark})


@given(st.uuids())
def test_mark_grows_when_a_known_desk_has_it(replica) -> None:
    first = desk_mark(str(replica), {""})
    second = desk_mark(str(replica), {"", first})
    assert second != first
    assert second.startswith(first)
