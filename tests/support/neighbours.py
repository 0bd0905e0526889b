"""Several invented offices that know one another and hand bundles over."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.exchange.roster import Roster, RosterKey, RosterOffice
from cso_registry.kernel.canonical import digest
from cso_registry.workspace.exchanging.incoming import Incoming
from cso_registry.workspace.exchanging.outgoing import Files, Order, Outgoing
from cso_registry.workspace.exchanging.parties import Trusted, ourselves
from cso_registry.workspace.sampling import sample_acts

if TYPE_CHECKING:
    from cso_registry.exchange.models import Manifest, Receipt
    from cso_registry.kernel.ids import OrganizationId
    from cso_registry.workspace.exchanging.incoming import Report
    from tests.support.desk import Desk


def roster_of(desks: list[Desk], version: int = 1) -> Roster:
    """The roster in which these offices stand with the keys they have in use."""
    offices = {}
    for desk in desks:
        office = desk.workspace.office
        identity = office.identity
        offices[str(office.id)] = RosterOffice(
            office=str(office.id),
            code=identity.code,
            name_th=identity.name_th,
            name_en=identity.name_en,
            jurisdiction=identity.province or "00",
            signing=tuple(
                RosterKey(key.public, key.since.isoformat())
                for key in office.keys.values()
                if key.purpose is KeyPurpose.SIGNING
            ),
            sealing=(office.key_in_use(KeyPurpose.SEALING).public,),
        )
    return Roster(version=version, issued="2026-11-02", offices=offices)


AREAS = {"50": "500608", "40": "400101", "00": "500608"}


def add_subjects(desk: Desk, count: int, seed: int = 7) -> list[OrganizationId]:
    """Register invented subjects in the province of the office."""
    area = AREAS[desk.workspace.office.scope]
    added = []
    for act in sample_acts(desk.program, count=count, seed=seed, after=seed * 1_000):
        places = {
            name: getattr(act, name).model_copy(update={"area": area, "postal": None})
            for name in ("address", "residence")
            if getattr(act, name) is not None
        }
        fields = {**places, "areas": (), "identifiers": (), "documents": ()}
        desk.workspace.perform(act.model_copy(update=fields), desk.session)
        added.append(act.organization)
    return added


class Sink(BytesIO):
    """Keeps what was written after it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.content = b""

    def close(self) -> None:
        if not self.closed:
            self.content = self.getvalue()
        super().close()


class Neighbour:
    """One office with its roster: makes bundles and takes them in."""

    def __init__(self, desk: Desk, roster: Roster) -> None:
        self.desk, self.roster = desk, roster
        self.connection = desk.workspace._parts.connection
        self.store = desk.workspace._store

    @property
    def office(self) -> str:
        return str(self.desk.workspace.office.id)

    @property
    def us(self):
        workspace = self.desk.workspace
        return ourselves(
            self.connection,
            workspace.office,
            workspace.performer.home.replica,
            is_training=workspace.is_training,
        )

    @property
    def outgoing(self) -> Outgoing:
        spelt = b"{}"
        trusted = Trusted(self.roster, spelt, digest(spelt).hex())
        attachments = self.desk.workspace.attachments
        files = Files(
            lambda sha256: attachments.size_of(self.connection, bytes.fromhex(sha256)),
            lambda sha256, sink: attachments.copy_to(self.connection, bytes.fromhex(sha256), sink),
        )
        return Outgoing(self.store, self.connection, self.us, trusted, files)

    @property
    def incoming(self) -> Incoming:
        return Incoming(
            self.store,
            self.connection,
            self.us,
            roster=lambda: self.roster,
            adopt=lambda _spelt: False,
            keep_file=self._keep,
            wall_ms=self.desk.clock.now_ms,
        )

    def _keep(self, sha256: str, pieces) -> None:
        kept = self.desk.workspace.attachments.add(BytesIO(b"".join(pieces)))
        assert kept.sha256.hex() == sha256

    def export(self, *to: Neighbour, **order) -> list[bytes]:
        """Bundles for other offices."""
        sinks: list[Sink] = []

        def opened(_count: int) -> Sink:
            sinks.append(Sink())
            return sinks[-1]

        outgoing = self.outgoing
        outgoing.cut()
        outgoing.make(
            Order(to=tuple(one.office for one in to), **order),
            identities=self.desk.program.means.identities.new,
            wall_ms=self.desk.clock.now_ms(),
            open_sink=opened,
        )
        return [sink.content for sink in sinks]

    def take(self, bundle: bytes) -> Report:
        return self.incoming.take(BytesIO(bundle), lambda _done, _total: None)

    def receipt(self, to: Neighbour, answers: Receipt) -> bytes:
        sink = Sink()
        self.outgoing.receipt(
            to.office,
            answers,
            identities=self.desk.program.means.identities.new,
            wall_ms=self.desk.clock.now_ms(),
            open_sink=lambda _count: sink,
        )
        return sink.content

    def inspect(self, bundle: bytes) -> Manifest:
        return self.incoming.inspect(BytesIO(bundle))

    def state(self) -> dict[str, object]:
        """What is shown: every record's groups with the hashes of its heads."""
        rows = self.connection.execute("SELECT id, type, scope FROM records ORDER BY id")
        read = self.desk.workspace.read
        from cso_registry.kernel.ids import RecordId  # noqa: PLC0415

        found = {}
        for identity, type_name, scope in rows.fetchall():
            record = read.record(RecordId.from_bytes(identity))
            found[str(record.id)] = (
                type_name,
                scope,
                sorted(record.conflicts),
                sorted(record.erased),
                read.heads(record.id),
                repr(sorted((k, repr(v)) for k, v in record._state.items())),
            )
        return found
