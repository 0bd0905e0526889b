"""Reading ahead changes nothing of what is read, in which order, and where a fault is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.kernel.errors import KnownError
from cso_registry.storage import aide as aides
from cso_registry.storage.aide import ReadAhead, Run

BAD = b"bad"
A_REPLICA, SCOPE = "00000000-0000-7000-8000-000000000001", "50"


@dataclass
class SlowAide:
    """An aide that begins, and answers, when a script says so; it answers nothing itself."""

    says: list[bool]
    asked: list[bytes] = field(default_factory=list)
    anew: int = 0
    _tickets: count[int] = field(default_factory=lambda: count(1))

    def _next(self) -> bool:
        return self.says.pop() if self.says else True

    def ask(self, block):
        self.asked += [body for body, _ in block]
        return next(self._tickets)

    def answers(self, _ticket):
        return None

    def has_answered(self, _ticket):
        return self._next()

    def has_begun(self):
        return self._next()

    def begin_anew(self):
        self.anew += 1


def run_of(first: int, entries: list[bytes], scope: str = SCOPE) -> Run:
    parts = {seq: {0: (b"salt", body)} for seq, body in enumerate(entries, first) if seq % 2}
    return Run(A_REPLICA, scope, first, entries, parts)


def read(body, parts):
    if body == BAD:
        raise KnownError("bundle.bad_segment", lo=1, hi=1)
    return (body, dict(parts))


def all_read(ahead: ReadAhead, run: Run) -> list:
    return [coming for _, comings in ahead.read(run, read) for coming in comings]


def expected(run: Run) -> list:
    return [(body, dict(run.parts.get(seq, {}))) for seq, body in enumerate(run.entries, run.first)]


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(aides, "BLOCK", 2)
    monkeypatch.setattr(aides, "AHEAD", 4)


@given(
    sizes=st.lists(st.integers(0, 9), min_size=1, max_size=5),
    told=st.lists(st.booleans(), min_size=5, max_size=5),
    says=st.lists(st.booleans(), max_size=60),
)
def test_every_run_is_read_whole_and_in_order(sizes, told, says):
    """Whatever the aide is busy with, and whichever runs were told to follow."""
    runs, first = [], 1
    for size in sizes:
        runs.append(run_of(first, [b"%d" % (first + at) for at in range(size)]))
        first += size
    left = list(zip(runs, told, strict=False))

    def following():
        return (run for run, is_told in list(left) if is_told)

    ahead = ReadAhead(SlowAide(says), following)
    for run in runs:
        left.pop(0)
        assert all_read(ahead, run) == expected(run)


def test_what_is_wrong_with_the_next_run_is_told_when_it_is_its_turn():
    runs = [run_of(1, [b"1", b"2"]), run_of(3, [b"3", BAD]), run_of(5, [b"5"])]
    ahead = ReadAhead(SlowAide([False] * 40), lambda: iter(runs[1:]))
    assert all_read(ahead, runs[0]) == expected(runs[0])
    with pytest.raises(KnownError, match="bad_segment"):
        all_read(ahead, runs[1])
    assert all_read(ahead, runs[2]) == expected(runs[2])


def test_the_next_run_is_asked_for_while_one_is_worked_on():
    runs = [run_of(1, [b"1", b"2"]), run_of(3, [b"3", b"4", b"5"])]
    aide = SlowAide([])
    ahead = ReadAhead(aide, lambda: iter(runs[1:]))
    reading = ahead.read(runs[0], read)
    next(reading)
    assert aide.asked == [b"1", b"2", b"3", b"4", b"5"]
    assert not list(reading)
    assert all_read(ahead, runs[1]) == expected(runs[1])
    assert aide.anew == 1, "only before the first"


def test_a_run_that_is_taken_once_more_is_asked_for_anew():
    """As after a segment that could not be written together with those before it."""
    runs = [run_of(1, [b"1", b"2", b"3", b"4"]), run_of(5, [b"5"])]
    aide = SlowAide([])
    ahead = ReadAhead(aide, lambda: iter(runs[1:]))
    next(ahead.read(runs[0], read))
    for run in runs:
        assert all_read(ahead, run) == expected(run)
    assert aide.anew == 2


def test_until_the_aide_has_begun_everything_is_read_here():
    run = run_of(1, [b"%d" % at for at in range(1, 12)])
    aide = SlowAide([False] * 40)
    assert all_read(ReadAhead(aide), run) == expected(run)
    assert aide.asked == []


def test_a_run_from_a_number_on_keeps_what_is_personal():
    run = run_of(4, [b"4", b"5", b"6", b"7"])
    assert all_read(ReadAhead(None), run.since(6)) == expected(run)[2:]
    assert all_read(ReadAhead(None), run.since(8)) == []
