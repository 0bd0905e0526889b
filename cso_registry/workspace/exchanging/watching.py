"""Folder exchange: the desks of one office hand bundles over through a shared folder (F:M10).

Each desk writes what the others lack and takes what they wrote; a file share or a
synchronised folder carries the files. A bundle that is refused, or is not whole yet, is
told and left; it never stands in the way of the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import KnownError, RegistryError
from cso_registry.workspace.exchanging.exchange import EXCHANGERS, SUFFIX, Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.telling import names_of

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.workspace.exchanging.incoming import Ahead, Refusal
    from cso_registry.workspace.exchanging.telling import OfficeNames
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

MARK = "."
NOT_WHOLE = frozenset({"bundle.empty_file", "bundle.damaged"})
"""What a file that is still being copied looks like."""


@dataclass(slots=True)
class Round:
    """What one look into the folder did.

    Attributes:
        taken: Files whose entries were taken in, and how many were new.
        arriving: Files that are not whole yet; they are looked at again.
        refused: Files that were refused, with the key of the reason.
        written: Files that were written.
        removed: Own files that everybody has taken.
        conflicts: Groups that wait for a decision afterwards.
        not_counted: What was kept of the taken files and does not count: a fork, a lost computer.
        ahead: Entries of this very computer that another one holds and that are not here.
        names: The offices, by identity, so that each can be named.
    """

    taken: list[tuple[str, int]] = field(default_factory=list)
    arriving: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    conflicts: int = 0
    not_counted: list[Refusal] = field(default_factory=list)
    ahead: list[Ahead] = field(default_factory=list)
    names: OfficeNames = field(default_factory=dict)


def look_into_shared(workspace: Workspace, session: Session, watched: Watched) -> Round:
    """Look once into a shared folder, as an officer who may exchange.

    Raises:
        DeniedError: `exchange.role_missing`.
        KnownError: See `Watched.look`.
    """
    room = Exchange(workspace)
    room.require(session, EXCHANGERS)
    return watched.look(room)


class Watched:
    """A folder that the desks of one office share.

    Files are named by the replica that wrote them and a rising number, so that each desk
    knows its own and takes those of the others once. What was seen is remembered from one
    look to the next; the registry may be closed between them.
    """

    def __init__(self, folder: Path, replica: str) -> None:
        self._folder = folder
        self._own = replica.replace("-", "")
        self._known: dict[str, tuple[int, int]] = {}
        self._arriving: dict[str, tuple[int, int]] = {}

    def look(self, room: Exchange) -> Round:
        """Take what others wrote, write what they lack, and tidy up.

        Raises:
            KnownError: `watch.no_folder`, when the folder is not there (a share that is
                not connected); what was done before stays done.
        """
        if not self._folder.is_dir():
            raise KnownError("watch.no_folder", folder=str(self._folder))
        done = Round()
        self._take(room, done)
        self._write(room, done)
        self._tidy(room, done)
        done.conflicts = room.conflict_count()
        done.names = names_of(room)
        return done

    def _take(self, room: Exchange, done: Round) -> None:
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            if path.name.startswith((self._own, MARK)):
                continue
            try:
                # Its desk may have tidied it away meanwhile.
                state = path.stat()
                seen = (state.st_size, state.st_mtime_ns)
                if self._known.get(path.name) == seen:
                    continue
                with path.open("rb") as source:
                    report = room.take(source, lambda _done, _total: None)
            except RegistryError as error:
                if error.key in NOT_WHOLE and self._arriving.get(path.name) != seen:
                    # Whoever copies it may not be through; the next look decides.
                    self._arriving[path.name] = seen
                    done.arriving.append(path.name)
                    continue
                done.refused.append((path.name, error.key))
            except OSError:
                done.refused.append((path.name, "watch.unreadable"))
                continue
            else:
                done.taken.append((path.name, report.receipt.entries))
                done.not_counted += [one for one in report.refused if one not in done.not_counted]
                done.ahead += [one for one in report.ahead if one not in done.ahead]
            # A file that changes afterwards is tried again.
            self._known[path.name] = seen

    def _write(self, room: Exchange, done: Round) -> None:
        order = Order(to=(str(room.office.id),))
        if not room.has_news():
            return
        number = 1 + max((self._number(path) for path in self._mine()), default=0)
        name = f"{self._own}-{number:08d}{SUFFIX}"
        # Written under another name first, so that nobody takes half of it.
        hidden = self._folder / f"{MARK}{name}"
        for written in room.export(order, hidden):
            final = self._folder / written.file.name.removeprefix(MARK)
            written.file.rename(final)
            done.written.append(final.name)
        room.note_news_told()

    def _tidy(self, room: Exchange, done: Round) -> None:
        """Remove own files whose entries every other known desk of the office has."""
        mine = sorted(self._mine(), key=self._number)
        if len(mine) > 1 and room.all_desks_have_everything():
            for path in mine[:-1]:
                path.unlink(missing_ok=True)
                done.removed.append(path.name)

    def _mine(self) -> list[Path]:
        return list(self._folder.glob(f"{self._own}-*{SUFFIX}"))

    @staticmethod
    def _number(path: Path) -> int:
        digits = path.name.partition("-")[2].partition(".")[0]
        return int(digits) if digits.isdecimal() else 0
