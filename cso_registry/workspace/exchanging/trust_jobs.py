"""What an administrator does about trust, from its files to the registry (design, section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.exchange.enrolment import LARGEST
from cso_registry.exchange.roster_models import roster_office
from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.private_files import read_small_file, write_small_file
from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.seal.passphrase import require_strong
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.exchanging.exchange import ADMINISTRATORS, Exchange
from cso_registry.workspace.exchanging.offices import last_entries, replica_named
from cso_registry.workspace.exchanging.root_keys import read_root_key, write_root_key
from cso_registry.workspace.exchanging.trusting import new_root_keys, said_of
from cso_registry.workspace.keyfile import read_key_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.exchange.roster import Roster
    from cso_registry.seal.passphrase import Cost
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.exchanging.incoming import Report
    from cso_registry.workspace.exchanging.trusting import RootKey
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

Words = tuple[str, ...]
NATIONAL = "00"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an office asks for that wants to be admitted.

    Attributes:
        jurisdiction: "00" for the nation, or the code of its province.
        words: To be heard from that office, and compared.
        known_as: Name of the office in the roster that it already is; empty for a new one.
    """

    office: str
    name: str
    code: str
    jurisdiction: str
    is_training: bool
    words: Words
    known_as: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What came with a kit."""

    roster: Roster
    reports: tuple[Report, ...]

    @property
    def entries(self) -> int:
        """Return how many entries were new."""
        return sum(one.receipt.entries for one in self.reports)


def root_files(folder: Path) -> list[Path]:
    """Return where the three root keys stand in a folder."""
    return [folder / f"root-{number}.json" for number in (1, 2, 3)]


def found_root(
    workspace: Workspace,
    session: Session,
    folder: Path,
    secrets: Sequence[Secret],
    cost: Cost | None = None,
) -> Words:
    """Write three root keys and found the national trust; return the words of its root.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError: A passphrase that is too weak, or opens two keys.
        KnownError: `trust.joined_already`, `trust.only_the_nation`, `host.file_exists`, and
            what the disk said.
    """
    room = _room(workspace, session)
    if room.trust.has_joined:
        raise KnownError("trust.joined_already")
    if said_of(room.office).jurisdiction != NATIONAL:
        raise KnownError("trust.only_the_nation")
    recipients = read_key_file(workspace.folder).recipients

    def found(keys: Sequence[RootKey]) -> Words:
        return room.trust.found(keys, workspace.today, recipients[0] if recipients else None)

    return _with_new_keys(folder, secrets, cost, found)


def renew_root(
    workspace: Workspace,
    session: Session,
    held: Sequence[tuple[Path, Secret]],
    folder: Path,
    secrets: Sequence[Secret],
    cost: Cost | None = None,
) -> Words:
    """Put three new root keys in the place of the old ones, two of which sign it.

    Args:
        workspace: The open registry.
        session: Whose errand it is.
        held: Old keys with their passphrases.
        folder: Where the new keys are written.
        secrets: Passphrases of the new keys.
        cost: How long guessing takes.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError: A passphrase that is too weak, or opens two keys.
        KnownError: `trust.not_root`, `trust.too_few_root_keys`, `trust.not_a_root_key`,
            `trust.wrong_root_passphrase`, ...
    """
    room = _room(workspace, session)
    old = [read_root_key(file, secret) for file, secret in held]
    room.trust.require_enough(old)

    def renew(keys: Sequence[RootKey]) -> Words:
        return room.trust.renew_root(old, keys, workspace.today)

    return _with_new_keys(folder, secrets, cost, renew)


def write_request(workspace: Workspace, session: Session, out: Path) -> Words:
    """Write this office's request to be admitted; return its words.

    Raises:
        DeniedError: `exchange.role_missing`.
        KnownError: `office.no_key`, `host.file_exists`, and what the disk said.
    """
    room = _room(workspace, session)
    if out.exists():
        raise KnownError("host.file_exists", file=out.name)
    spelt, words = room.trust.request(is_training=workspace.is_training)
    write_small_file(out.absolute(), spelt)
    return words


def asked_in(workspace: Workspace, file: Path, language: Language) -> Asked:
    """Return what stands in a request, with the words to be heard from its office.

    Args:
        workspace: The open registry.
        file: The request.
        language: In which offices are named.

    Raises:
        InputError: `trust.not_a_request`.
        KnownError: What the disk said.
    """
    trust = Exchange(workspace).trust
    said, words = trust.enrolment_words(_content(file))
    office = roster_office(said.office)
    known = trust.trusted.roster.offices.get(office.office)
    return Asked(
        office.office,
        office.name(language),
        office.code,
        office.jurisdiction,
        said.training,
        words,
        "" if known is None else known.name(language),
    )


def admit(workspace: Workspace, session: Session, file: Path, heard: Sequence[str]) -> Roster:
    """Sign an office into the roster after its words were compared.

    Raises:
        DeniedError: `exchange.role_missing`.
        KnownError: `bundle.training_mixed`; otherwise see `Trusting.admit`.
    """
    room, content = _room(workspace, session), _content(file)
    if room.trust.enrolment_words(content)[0].training != workspace.is_training:
        raise KnownError("bundle.training_mixed")
    return room.trust.admit(content, heard, workspace.today)


def write_kit(workspace: Workspace, session: Session, office: str, out: Path) -> tuple[int, Words]:
    """Write the kit of an office; return how many bundles it has, and the words of the root.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError, KnownError: See `Exchange.write_kit`.
    """
    room = _room(workspace, session)
    made = room.write_kit(office, out.absolute())
    return len(made), room.kit_words(out.absolute())


def kit_words(workspace: Workspace, file: Path) -> Words:
    """Return the words of the root in a kit, to be compared aloud before joining.

    Raises:
        InputError: `cli.no_such_file`, `trust.not_a_kit`, `bundle.malformed`.
    """
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    return Exchange(workspace).kit_words(file)


def join(
    workspace: Workspace,
    session: Session,
    file: Path,
    heard: Sequence[str],
    progress: Progress = no_progress,
) -> Joined:
    """Join with a kit after the words of its root were compared.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError: `cli.no_such_file`, `trust.not_a_kit`, `bundle.malformed`.
        KnownError: See `Exchange.join`.
    """
    room = _room(workspace, session)
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    reports = room.join(file, heard, progress)
    return Joined(room.trust.trusted.roster, tuple(reports))


def revoke(
    workspace: Workspace, session: Session, office: str, replica: str, named: Iterable[str] = ()
) -> Roster:
    """Revoke a lost computer up to the last of its entries that are here, or those named.

    Raises:
        DeniedError: `exchange.role_missing`.
        InputError: `exchange.unknown_office`; see `last_entries`.
        KnownError: `trust.not_root`.
    """
    room = _room(workspace, session)
    last = last_entries(room, office, replica, named)
    whole = replica_named(room, office, replica)
    return room.trust.revoke(office, whole, last, workspace.today)


def _room(workspace: Workspace, session: Session) -> Exchange:
    room = Exchange(workspace)
    room.require(session, ADMINISTRATORS)
    return room


def _with_new_keys(
    folder: Path,
    secrets: Sequence[Secret],
    cost: Cost | None,
    publish: Callable[[Sequence[RootKey]], Words],
) -> Words:
    """Write three new root keys, and `publish` what they sign; return the words of the root."""
    _require_own(secrets)
    files = root_files(folder.absolute())
    for file in files:
        if file.exists():
            raise KnownError("host.file_exists", file=file.name)
    is_new = not folder.exists()
    with disk_faults_named(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    keys = new_root_keys()
    more = {} if cost is None else {"cost": cost}
    try:
        for file, key, secret in zip(files, keys, secrets, strict=True):
            write_root_key(file, key, secret, **more)
        return publish(keys)
    except (RegistryError, OSError):
        _drop(files)
        if is_new:
            folder.rmdir()
        raise


def _require_own(secrets: Sequence[Secret]) -> None:
    """Refuse passphrases of which one opens two keys: their keepers would be one."""
    for at, secret in enumerate(secrets):
        require_strong(secret)
        if secret in secrets[:at]:
            first = secrets.index(secret) + 1
            raise InputError("trust.one_passphrase", first=first, second=at + 1)


def _drop(files: Sequence[Path]) -> None:
    """Take away keys that sign nothing, so that nobody keeps them."""
    for file in files:
        file.unlink(missing_ok=True)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise InputError("cli.no_such_file", path=str(file))
    return read_small_file(file.resolve(), limit=LARGEST)
