"""Bundles as files that somebody carries: written, looked into, taken in, and not read yet."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
from typing import TYPE_CHECKING, Any, Final

import orjson

from cso_registry.exchange.file_kinds import FileKind, kind_of_start
from cso_registry.host.private_files import read_start
from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage import desk
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.exchanging.exchange import EXCHANGERS, SUFFIX, Exchange
from cso_registry.workspace.exchanging.marks import MARKED, mark_of
from cso_registry.workspace.exchanging.telling import names_of
from cso_registry.workspace.growth.duplicates import doubles_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.exchanging.exchange import Written
    from cso_registry.workspace.exchanging.incoming import Inspected, Report
    from cso_registry.workspace.exchanging.outgoing import Order, Preview
    from cso_registry.workspace.exchanging.telling import OfficeNames
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

MOST_UNREAD: Final = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """What a bundle holds.

    Attributes:
        roster_version: Of the roster in force here.
        names: Of offices, by identity.
    """

    found: Inspected
    roster_version: int
    names: OfficeNames


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file that was taken in.

    Attributes:
        roster: Version of the roster afterwards.
        is_roster_new: Whether it came with this file.
        names: Of offices, by identity.
        doubles: How many of the subjects that changed resemble others (F:X31); None when
            so much came that they were not compared.
    """

    report: Report
    roster: int
    is_roster_new: bool
    names: OfficeNames
    doubles: int | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A bundle in the folder of exchange that was not taken in here."""

    file: Path
    size: int


def look_out(workspace: Workspace, session: Session, order: Order) -> list[Preview]:
    """Return what would go out; nothing is written but what is signed for good.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError, KnownError: See `Outgoing.preview`.
    """
    room = Exchange(workspace)
    room.require(session, EXCHANGERS)
    return room.preview(order)


def send(
    workspace: Workspace,
    session: Session,
    order: Order,
    out: Path,
    progress: Progress = no_progress,
    expected: int = 0,
) -> list[Written]:
    """Write the bundles of an order, all or none of them.

    Args:
        workspace: The open registry.
        session: Whose errand it is.
        order: What goes to whom.
        out: The file; a second and later one gets its number in its name.
        progress: Told bytes, of `expected`.
        expected: Bytes that the preview told; 0 when nobody asked.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError, KnownError: See `Exchange.export`.
    """
    room = Exchange(workspace)
    room.require(session, EXCHANGERS)
    return room.export(order, out.absolute(), progress, expected)


def look_into(workspace: Workspace, file: Path, progress: Progress = no_progress) -> Looked:
    """Return what a bundle holds and what is missing before it; nothing is kept.

    Raises:
        InputError: `cli.no_such_file`, or what the file is instead of a bundle.
        KnownError: Why it is refused.
    """
    room = Exchange(workspace)
    with _opened(file, progress) as source:
        found = room.inspect(source)
    return Looked(found, room.trust.trusted.roster.version, names_of(room))


def take_file(
    workspace: Workspace,
    session: Session,
    file: Path,
    progress: Progress = no_progress,
    *,
    receipt: Path | None = None,
    only_receipts: bool = False,
) -> Taken:
    """Take a bundle in and write its receipt; stopped and begun again it goes on.

    Args:
        workspace: The open registry.
        session: Whose errand it is.
        file: The bundle, or a receipt that was carried back.
        progress: Told bytes while the seal is opened, then segments.
        receipt: Where the receipt is to be written; None for none.
        only_receipts: Whether a bundle is refused here.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError: `cli.no_such_file`, `bundle.no_receipt`, or what the file is instead.
        KnownError: Why it is refused; then nothing of it is kept.
    """
    room = Exchange(workspace)
    room.require(session, EXCHANGERS)
    before = room.trust.trusted.roster.version
    with _opened(file, progress) as source:
        if only_receipts:
            room.require_receipt(source)
        report = room.take(source, progress, mark=mark_of(file))
    version = room.trust.trusted.roster.version
    if receipt is not None:
        room.write_receipt(report, receipt.absolute())
    doubles = _doubles(workspace, report.changed)
    return Taken(report, version, version != before, names_of(room), doubles)


def kind_of(file: Path) -> FileKind:
    """Return what a file is by how it begins, so that it is brought where it belongs.

    Raises:
        InputError: `cli.no_such_file`.
        KnownError: What the disk said.
    """
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    return kind_of_start(read_start(file, MARKED))


def unread_files(workspace: Workspace, folder: Path) -> tuple[Unread, ...]:
    """Return the bundles in a folder that were neither taken in nor written at this desk.

    A folder that is not there (a stick that is not plugged in) holds none.
    """
    if not folder.is_dir():
        return ()
    known = {one["mark"] for one in exchange_log(workspace) if "mark" in one}
    return tuple(
        Unread(file, file.stat().st_size)
        for file in sorted(folder.glob(f"*{SUFFIX}"))[:MOST_UNREAD]
        if _is_new(file, known)
    )


def exchange_log(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Yield what went out and came in at this desk, oldest first."""
    for line in desk.exchanges(workspace.connection):
        yield orjson.loads(line)


def _doubles(workspace: Workspace, changed: Iterable[bytes] | None) -> int | None:
    if changed is None:
        return None
    subjects = [RecordId.from_bytes(one) for one in sorted(changed)]
    return sum(1 for _ in doubles_among(subjects, workspace.read, no_progress))


def _is_new(file: Path, known: set[str]) -> bool:
    try:
        return kind_of(file) is FileKind.BUNDLE and mark_of(file) not in known
    except (RegistryError, OSError):
        # It went away, or is being copied; the next look tells.
        return False


class _Heard(BufferedReader):
    """A file that says how far it was read; stopped, it ends early and remembers why.

    What reads it is no Python and would call an exception a damaged file.
    """

    def __init__(self, file: Path, progress: Progress) -> None:
        super().__init__(FileIO(file))
        self._size, self._progress = file.stat().st_size, progress
        self.stopped: BaseException | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on, unless somebody stopped it."""
        if self.stopped is not None:
            return b""
        try:
            self._progress(min(self.tell(), self._size), self._size)
        except BaseException as error:  # noqa: BLE001 - raised again by `_opened`
            self.stopped = error
            return b""
        return super().read(size)


@contextmanager
def _opened(file: Path, progress: Progress) -> Iterator[_Heard]:
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    with _Heard(file, progress) as source:
        try:
            yield source
        except RegistryError:
            if source.stopped is not None:
                raise source.stopped from None
            raise
