"""A small real registry on the disk, with a clock, identities and chance that repeat.

Everything in it is invented. Nothing of the program is replaced: the store is the
encrypted one, the lists and areas are those delivered.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from cso_registry.domain.offices.acts import AppointOfficer, FoundOffice
from cso_registry.domain.offices.records import Level, Office
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.vocabulary.model import VocabularySet
from cso_registry.domain.vocabulary.policies import Policies
from cso_registry.domain.vocabulary.reading import (
    read_clauses,
    read_clock_kinds,
    read_holidays,
    read_policies,
    read_vocabulary,
)
from cso_registry.host.areas import load_areas
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.ids import OfficeId, OfficerId, RecordId, ReplicaId
from cso_registry.storage import desk
from cso_registry.storage.connection import DATABASE_NAME, LEGAL, open_writer
from cso_registry.storage.reading import Reading
from cso_registry.storage.schema import migrate
from cso_registry.storage.store import Store
from cso_registry.storage.verify import Prover
from cso_registry.workspace.performing import (
    FOUNDER,
    HomeOffice,
    Means,
    Performer,
    Session,
    home_of,
)
from tests.support.courses import workflows
from tests.support.criteria import criteria

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self

    from cso_registry.domain.act import Act
    from cso_registry.domain.agreements.clauses import ClauseLibrary
    from cso_registry.domain.clocks.holidays import HolidayTable
    from cso_registry.domain.clocks.kinds import ClockKinds
    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.storage.connection import Connection, Durability
    from cso_registry.storage.store import ChangeSet
    from cso_registry.storage.verify import Verification
    from tests.support.examples import Example

RESOURCES = Path(__file__).parents[2] / "resources"
KEY = hashlib.sha256(b"the data key of an invented registry").digest()
PROVINCE, OTHER_PROVINCE = "50", "10"
START = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""Ten in the morning of 20 November 2569 in Thailand."""
DAY_MS = 86_400_000


def ms_of(moment: datetime) -> int:
    """Milliseconds since 1970 UTC."""
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime = START) -> None:
        self.ms = ms_of(moment)

    def now_ms(self) -> int:
        return self.ms

    def set(self, moment: datetime) -> None:
        self.ms = ms_of(moment)

    def pass_days(self, days: float) -> None:
        self.ms += int(days * DAY_MS)

    @property
    def today(self) -> date:
        return thai_time(self.ms).date()


class CountingIds:
    """Identities that count up from one, in the form of a UUID of version 7."""

    def __init__(self, group: int = 0) -> None:
        self.group, self.count = group, 0

    def new(self) -> str:
        self.count += 1
        return f"0000{self.group:04x}-0000-7000-8000-{self.count:012x}"


class SeededChance:
    """Bytes that look random and are the same in every run."""

    def __init__(self, seed: str = "chance") -> None:
        self.seed, self.count = seed, 0

    def __call__(self, size: int) -> bytes:
        self.count += 1
        return hashlib.shake_256(f"{self.seed} {self.count}".encode()).digest(size)


class SteadyLists(VocabularySet):
    """The lists as delivered, under a version that stays when their words are mended.

    Kept entries name the version of the lists; they must not change with a label.
    """

    version = "example"


@cache
def lists() -> VocabularySet:
    """The coded lists as delivered."""
    files = sorted((RESOURCES / "vocabulary").glob("V-*.toml"))
    return SteadyLists(
        read_vocabulary(tomllib.loads(file.read_text("utf-8")), file=file.name) for file in files
    )


class SteadyPolicies(Policies):
    """The settings as delivered, under a version that stays, as for the lists."""

    content_version: ClassVar[str] = "example"


@cache
def policies() -> Policies:
    """The dated settings as delivered."""
    read = read_policies(tomllib.loads((RESOURCES / "vocabulary/policies.toml").read_text("utf-8")))
    return SteadyPolicies(version=read.version, policies=read.policies)


@cache
def clauses() -> ClauseLibrary:
    """The clause library as delivered."""
    return read_clauses(tomllib.loads((RESOURCES / "clauses/clauses.toml").read_text("utf-8")))


@cache
def holidays() -> HolidayTable:
    """The days on which offices are closed, as delivered."""
    return read_holidays(tomllib.loads((RESOURCES / "vocabulary/holidays.toml").read_text("utf-8")))


@cache
def clock_kinds() -> ClockKinds:
    """The kinds of clock as delivered."""
    return read_clock_kinds(
        tomllib.loads((RESOURCES / "vocabulary/clocks.toml").read_text("utf-8"))
    )


@cache
def areas() -> Areas:
    """The administrative areas as delivered."""
    return load_areas()


@dataclass
class MadeRegistry:
    """An open registry whose office is founded; close it, or use it in a `with`."""

    folder: Path
    connection: Connection
    store: Store
    performer: Performer
    reading: Reading
    clock: SetClock
    ids: CountingIds
    office: OfficeId
    founder: OfficerId

    @property
    def founder_session(self) -> Session:
        return Session(self.founder)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    @property
    def home(self) -> HomeOffice:
        return self.performer.home

    def perform(self, act: Act, session: Session | None = None) -> ChangeSet:
        """Perform one act, as the founder unless another session is given."""
        return self.performer.perform(act, session or self.founder_session)

    def record(self, identity: str) -> Record | None:
        return self.reading.record(RecordId(identity))

    def appoint(
        self, role: Role, jurisdiction: str = PROVINCE, *, starts: date | None = None
    ) -> OfficerId:
        """Appoint an invented officer with one right."""
        officer = OfficerId(self.ids.new())
        self.perform(
            AppointOfficer(
                officer=officer,
                given="สมหญิง",
                family="ตัวอย่าง",
                role=role,
                jurisdiction=jurisdiction,
                starts=starts or self.clock.today,
                order_number="12/2569",
            )
        )
        return officer

    def session_for_the_nation(self) -> Session:
        """A session of a head whose rights reach every province."""
        return Session(self.appoint(Role.HEAD, NATION))

    def entries(self) -> list[tuple[bytes, dict[int, tuple[bytes, bytes]]]]:
        """Bytes and personal parts of every entry, in order of arrival."""
        rows = self.connection.execute("SELECT entry, body FROM journal ORDER BY entry").fetchall()
        return [(body, self._parts(entry)) for entry, body in rows]

    def prove(self) -> Verification:
        return Prover(self.connection, self.database, KEY).prove()

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _parts(self, entry: int) -> dict[int, tuple[bytes, bytes]]:
        rows = self.connection.execute(
            "SELECT change, salt, body FROM personal WHERE entry = ?", (entry,)
        )
        return {change: (salt, body) for change, salt, body in rows}


def new_registry(
    folder: Path,
    *,
    group: int = 0,
    province: str | None = PROVINCE,
    clock: SetClock | None = None,
    durability: Durability = LEGAL,
) -> MadeRegistry:
    """Found an invented office in `folder`.

    Args:
        group: Keeps the identities of several registries of one test apart.
        province: None founds a national office.
    """
    clock, ids = clock or SetClock(), CountingIds(group)
    chance = SeededChance(f"registry {group}")
    means = Means(
        clock,
        ids,
        chance,
        lists(),
        areas(),
        policies(),
        criteria(),
        workflows(),
        clauses(),
        holidays(),
        clock_kinds(),
    )
    folder.mkdir(parents=True, exist_ok=True)
    connection = open_writer(folder / DATABASE_NAME, KEY, durability)
    migrate(connection)
    replica = ReplicaId(ids.new())
    desk.put_setting(connection, desk.REPLICA, replica)
    store = Store(connection)
    act = founding(OfficeId(ids.new()), OfficerId(ids.new()), replica, province)
    home = HomeOffice(None, act.code, province or NATION, replica, "")
    desk.put_setting(connection, desk.OFFICE, act.office)
    Performer(store, means, home).perform(act, FOUNDER)
    reading = Reading(connection)
    office = reading.record(act.office)
    assert isinstance(office, Office)
    performer = Performer(store, means, home_of(connection, office))
    return MadeRegistry(
        folder, connection, store, performer, reading, clock, ids, act.office, act.founder
    )


def founding(
    office: OfficeId, founder: OfficerId, replica: ReplicaId, province: str | None = PROVINCE
) -> FoundOffice:
    """The act that founds an invented office."""
    return FoundOffice(
        office=office,
        founder=founder,
        code="ชม" if province else "กลาง",
        name_th="สำนักงานจังหวัดสมมติ" if province else "สำนักงานส่วนกลางสมมติ",
        name_en="Invented Office",
        level=Level.PROVINCIAL if province else Level.NATIONAL,
        province=province,
        founder_title="นาง",
        founder_given="ผู้ก่อตั้ง",
        founder_family="สมมติ",
        founder_position="นักวิเคราะห์นโยบายและแผน",
        replica=replica,
    )


def example_acts() -> Mapping[str, Example]:
    """An example of every act, by kind."""
    from tests.support.examples import EXAMPLES  # noqa: PLC0415

    return EXAMPLES


def forget_awaited_returns(connection: Connection) -> None:
    """Take away what an older program's file does not have yet."""
    connection.execute("DROP INDEX records_instrument")
    connection.execute("DROP INDEX organization_list_filters")
    connection.execute("CREATE INDEX organization_list_sort ON organization_list(sort, rec)")
    connection.execute("DROP TABLE first_returns")
    connection.execute("DROP INDEX dues_what")
    connection.execute("DROP INDEX dues_day")
    connection.execute("ALTER TABLE dues DROP COLUMN past")
    connection.execute("CREATE INDEX dues_day ON dues(day, rec)")
