"""The journal report of a month: what was done, where every chain stands, who witnessed it.

The heads stand in the foot of each page, and other offices sign in their receipts which of
our entries they hold: whoever rewrites the journal, or cuts its end, must reach both the
filed paper and the other offices (F:N3, X36).
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from cso_registry.journal.moment import THAILAND, thai_time
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import MONTHS_PER_YEAR
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.thai.month_names import ENGLISH_MONTHS, THAI_MONTHS
from cso_registry.workspace.exchanging.neighbours import Neighbours
from cso_registry.workspace.officer_names import officer_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.offices.records import Office
    from cso_registry.storage.periods import StreamPeriod
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

NATION = "00"
BUDDHIST_ERA = 543
EARLIEST, LATEST = 2560, 2740
MOST_IN_FOOT = 4
"""Chains of this computer that stand in the foot one by one; all others in one digest."""
SHOWN = 32
HASH_NAME = "SHA-256"


class Month(NamedTuple):
    """A month of the Buddhist Era."""

    year: int
    number: int

    def begins_ms(self) -> int:
        """Return its first millisecond in Thailand, since 1970 UTC."""
        first = datetime(self.year - BUDDHIST_ERA, self.number, 1, tzinfo=THAILAND)
        return int(first.timestamp()) * 1_000

    def next(self) -> Month:
        """Return the month after it."""
        if self.number == MONTHS_PER_YEAR:
            return Month(self.year + 1, 1)
        return Month(self.year, self.number + 1)

    def words(self, language: str) -> str:
        """Return it in words."""
        if language == "en":
            return f"{ENGLISH_MONTHS[self.number - 1]} {self.year - BUDDHIST_ERA}"
        return f"{THAI_MONTHS[self.number - 1]} พ.ศ. {self.year}"


def journal_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-31; asked for `month`, such as 2569-11, the present one by default.

    Raises:
        InputError: `journal.bad_month`.
    """
    month = month_asked(showing)
    neighbours = Neighbours(office, showing, reading)
    streams = reading.exchange.periods.streams(month.begins_ms(), month.next().begins_ms())
    ours = [one for one in streams if neighbours.is_ours(one.replica)]
    done: Counter[tuple[str, str]] = Counter()
    for one in ours:
        done += reading.exchange.periods.kinds(one)
    witnesses = list(_witnesses(neighbours, showing, reading))
    return {
        "office": showing.office_name(),
        "month": month.words(showing.language),
        "made_on": showing.day(showing.today),
        "count": f"{done.total():,}",
        "is_empty": not done,
        "acts": list(_by_act(done, showing)),
        "officers": list(_by_officer(done, reading)),
        "streams": [_stream_row(one, neighbours, showing) for one in streams],
        "witnesses": witnesses,
        "has_witnesses": bool(witnesses),
        "hash_name": HASH_NAME,
        "heads": "\n".join(_foot(streams, reading, showing)),
    }


def month_asked(showing: Showing) -> Month:
    """Return the month that a report is asked for.

    Raises:
        InputError: `journal.bad_month`.
    """
    written = to_arabic_digits(showing.asked.get("month", "")).strip()
    if not written:
        return Month(showing.today.year + BUDDHIST_ERA, showing.today.month)
    year, dash, number = written.partition("-")
    is_plain = dash and all(part.isascii() and part.isdecimal() for part in (year, number))
    if is_plain and EARLIEST <= int(year) <= LATEST and 1 <= int(number) <= MONTHS_PER_YEAR:
        return Month(int(year), int(number))
    raise InputError("journal.bad_month", text=written)


def heads_digest(streams: Iterable[StreamPeriod]) -> str:
    """Return one hash over the heads of all chains.

    It is the SHA-256 of the canonical JSON of `[replica, scope, number, hash]` of each, in
    order, so that who has the heads can compute it.
    """
    heads = sorted([one.replica, one.scope, one.seq, one.head] for one in streams)
    return digest(canonical_bytes(heads)).hex()


def _foot(streams: Iterable[StreamPeriod], reading: Reading, showing: Showing) -> Iterator[str]:
    """Yield the lines of the foot: the chains of this computer, then all in one."""
    say, language = showing.program.texts.text, showing.language
    known = list(streams)
    here = reading.exchange.setting("replica")
    for one in [one for one in known if one.replica == here][:MOST_IN_FOOT]:
        area = _area(one.scope, showing)
        yield say("journal.foot_chain", language, area=area, seq=one.seq, head=one.head)
    yield say("journal.foot_all", language, count=len(known), head=heads_digest(known))


def _by_act(done: Counter[tuple[str, str]], showing: Showing) -> Iterator[FactRow]:
    counts: Counter[str] = Counter()
    for (_, kind), count in done.items():
        counts[kind] += count
    for kind, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        said = showing.program.texts.act(kind).say(showing.language)
        yield {"act": said, "count": f"{count:,}"}


def _by_officer(done: Counter[tuple[str, str]], reading: Reading) -> Iterator[FactRow]:
    names, counts = officer_names(reading), Counter[str]()
    for (officer, _), count in done.items():
        counts[names.get(officer, officer[:8])] += count
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield {"officer": name, "count": f"{count:,}"}


def _stream_row(one: StreamPeriod, neighbours: Neighbours, showing: Showing) -> FactRow:
    return {
        "office": neighbours.name(neighbours.office_of(one.replica)),
        "area": _area(one.scope, showing),
        "replica": one.replica[:13],
        "gained": f"{one.count:,}",
        "seq": f"{one.seq:,}",
        "head": one.head[:SHOWN],
    }


def _witnesses(neighbours: Neighbours, showing: Showing, reading: Reading) -> Iterator[FactRow]:
    """Yield, of each office that answered, up to which entry of ours it holds the same."""
    newest: dict[tuple[str, str, str], tuple[int, str, int]] = {}
    for line in reading.exchange.log():
        answers: dict[str, Any] = line.get("answers") or {}
        for replica, scope, seq, head in answers.get("heads", ()):
            newest[line["office"], replica, scope] = (seq, head, line["at"])
    say = showing.program.texts.text
    for (office, replica, scope), (seq, head, at) in sorted(newest.items()):
        same = reading.exchange.segments.hash_at(replica, scope, seq) == head
        yield {
            "office": neighbours.name(office),
            "day": showing.short_day(thai_time(at).date()),
            "area": _area(scope, showing),
            "seq": f"{seq:,}",
            "head": head[:SHOWN],
            "same": say("journal.same" if same else "journal.not_same", showing.language),
        }


def _area(scope: str, showing: Showing) -> str:
    if scope == NATION:
        return showing.program.texts.text("trust.nation", showing.language)
    return showing.program.means.areas.name(scope, showing.language)
