"""Proves a bundle or a backup for an auditor, read-only, and reports it on paper (F:M12, X38).

Nothing is taken into a registry: every hash and signature is computed again from the
file alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from cso_registry.documents.compose import compose
from cso_registry.documents.fonts import load_family
from cso_registry.documents.render import render
from cso_registry.exchange.certificates import require_certified
from cso_registry.exchange.container import OpenedBundle, unseal
from cso_registry.exchange.file_kinds import require_bundle
from cso_registry.exchange.personal import parts_of
from cso_registry.exchange.segments import entries_of, require_signed
from cso_registry.exchange.trust import first_root, read_trust
from cso_registry.exchange.vectors import Stream
from cso_registry.host.said_values import say_day
from cso_registry.journal.chain import Link, break_of
from cso_registry.journal.entry import PersonalPart, entry_hash, read_entry
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError, KnownError, RegistryError
from cso_registry.workspace.exchanging.audit_content import (
    Content,
    Known,
    decision_rows,
    record_rows,
)
from cso_registry.workspace.exchanging.telling import name_among
from cso_registry.workspace.record_wording import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.exchange.models import Manifest, SignedSegment
    from cso_registry.exchange.roster import Roster
    from cso_registry.host.texts import Texts
    from cso_registry.kernel.errors import Param
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.backup import Manifest as BackupManifest
    from cso_registry.storage.verify import Verification
    from cso_registry.workspace.exchanging.telling import OfficeNames
    from cso_registry.workspace.means import Program

REPORT = "D-38"


BUNDLE = "bundle"


@dataclass(slots=True)
class Proved:
    """One stream of a file: which entries, and the hash of the last one."""

    office: str
    replica: str
    scope: str
    lo: int
    hi: int
    head: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the key of its sentence, and what the sentence names.

    Attributes:
        where: Of which part of the file it is said, as a program reads it.
        office: Identity of the office it is about, if it is about one.
        scope: Of the stream, with the first and the last entry concerned.
    """

    key: str
    where: str
    office: str = ""
    replica: str = ""
    scope: str = ""
    lo: int = 0
    hi: int = 0

    def sentence(self, texts: Texts, language: Language, names: OfficeNames) -> str:
        """Return what is told, with offices by name."""
        known: dict[str, Param] = {"replica": self.replica[:8], "name": self.where}
        if self.office:
            known["office"] = name_among(names, self.office, language)
        if self.lo:
            known |= {"lo": self.lo, "hi": self.hi, "seq": self.lo}
        return texts.reason(self.key, language, **known)


@dataclass(slots=True)
class Audit:
    """What the proof of a file found.

    Attributes:
        kind: "bundle", "backup" or "registry".
        sha256: Of the file itself.
        origin: The office it comes from.
        made: When, as the file says.
        findings: What does not hold; none when everything does.
        root: Digest of the first root when the roster came with the file alone and was
            compared with nobody; its words are to be compared aloud.
        offices: Those of that roster, to name them.
        content: What the entries of a bundle are about.
    """

    kind: str
    name: str
    sha256: str
    origin: str
    made: str
    entries: int = 0
    personal_parts: int = 0
    records: int = 0
    streams: list[Proved] = field(default_factory=list)
    findings: list[Fault] = field(default_factory=list)
    root: bytes | None = None
    offices: OfficeNames = field(default_factory=dict)
    content: Content = field(default_factory=Content)

    @property
    def is_sound(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings


class BytesInbox:
    """An inbox in memory, for a file that is only looked at."""

    def __init__(self) -> None:
        self._held = BytesIO()

    @property
    def size(self) -> int:
        """Return how many bytes there are."""
        return self._held.getbuffer().nbytes

    def write(self, data: bytes, /) -> int:
        """Add bytes at the end."""
        return self._held.write(data)

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes from `offset`; fewer at the end."""
        return bytes(self._held.getbuffer()[offset : offset + size])


def audit_bundle(
    source: BinaryIO, name: str, identities: Sequence[Secret], roster: Roster | None
) -> Audit:
    """Prove a bundle.

    Args:
        source: Open for reading.
        name: Of the file.
        identities: Private keys that may open it: the office's, or the recovery key.
        roster: That of this registry; None to take the one in the bundle.

    Raises:
        InputError: `audit.no_roster`, of a later part of several and without a roster.
        KnownError: When it cannot be opened at all.
    """
    content = source.read()
    bundle = OpenedBundle(_opened(content, identities))
    manifest = bundle.manifest
    made = Audit(BUNDLE, name, digest(content).hex(), manifest.office, manifest.made)
    known = roster
    if known is None:
        spelt = bundle.roster()
        if not manifest.roster_bytes:
            raise InputError("audit.no_roster")
        if digest(spelt).hex() != manifest.roster_sha256:
            raise InputError("bundle.malformed", what="Roster")
        pinned = first_root(spelt)
        known, made.root = read_trust(spelt, pinned).roster, digest(pinned)
        made.offices = known.offices
    _check_sender(bundle, known, made)
    links: dict[Stream, Link] = {}
    for at, signed in enumerate(manifest.segments):
        try:
            _check_segment(bundle, at, signed, known, links, made)
        except RegistryError as error:
            made.findings.append(_fault_in(signed, error.key))
    _check_files(bundle, made)
    return made


def _fault_in(signed: SignedSegment, key: str) -> Fault:
    header, office = signed.header, signed.certificate.certificate.office
    where = f"{header.scope}:{header.lo}"
    return Fault(key, where, office, header.replica, header.scope, header.lo, header.hi)


def _check_files(bundle: OpenedBundle, made: Audit) -> None:
    """Hash every attached file that this bundle carries whole."""
    parts: dict[tuple[str, int], list[int]] = {}
    for at, part in enumerate(bundle.manifest.attachments):
        parts.setdefault((part.sha256, part.size), []).append(at)
    for (sha256, size), places in parts.items():
        content = b"".join(piece for at in places for piece in bundle.attachment(at))
        if len(content) == size and digest(content).hex() != sha256:
            made.findings.append(Fault("attachment.changed", sha256[:12]))


def audit_of_backup(
    backup: Path,
    manifest: BackupManifest,
    proof: Verification,
    *,
    office: str = "",
    offices: Mapping[str, str] | None = None,
) -> Audit:
    """Return what the proof of a restored backup found.

    Args:
        backup: The file.
        manifest: What it says of itself.
        proof: Of the registry in it.
        office: Identity of the office whose it is, when the registry told.
        offices: Identities of offices by computer, as the registry knows them.
    """
    whose = offices or {}
    made = Audit(
        "backup",
        backup.name,
        digest(backup.read_bytes()).hex(),
        office or manifest.registry,
        manifest.made,
        entries=proof.entries,
        records=proof.records,
    )
    made.findings += [Fault(one.key, one.where) for one in proof.findings]
    made.streams += [
        Proved(whose.get(replica, ""), replica, scope, 1, seq, head)
        for replica, scope, seq, head in proof.heads
    ]
    return made


def audit_report(
    audit: Audit,
    program: Program,
    language: Language,
    today: date,
    *,
    names: OfficeNames,
    words: Sequence[str],
    known: Known | None = None,
) -> bytes:
    """Return the report of an audit as PDF (D-38).

    Args:
        audit: What was found.
        program: Whose texts, templates and fonts are used.
        language: Of the report.
        today: The date in Thailand.
        names: Of offices, by identity.
        words: Of the root that was compared with nobody; empty otherwise.
        known: What a registry knows of the records of the file, when it was proved in one.
    """
    template = program.templates[REPORT]
    content = compose(
        template,
        {
            **_facts(audit, program, language, today, names, words),
            **_content_facts(audit.content, program, language, known),
        },
        language=language,
        thai_digits=language == "th",
    )
    return render([content], fonts=load_family(program.fonts))


def _opened(content: bytes, identities: Sequence[Secret]) -> BytesInbox:
    require_bundle(BytesIO(content))
    for identity in identities:
        inbox = BytesInbox()
        try:
            unseal(identity, BytesIO(content), inbox)
        except KnownError as error:
            if error.key != "seal.not_for_this_key":
                raise
            continue
        return inbox
    raise KnownError("bundle.sealed_to_others")


def _check_sender(bundle: OpenedBundle, roster: Roster, made: Audit) -> None:
    manifest = bundle.manifest
    try:
        said = require_certified(manifest.certificate)
    except RegistryError as error:
        made.findings.append(_fault_of(manifest, error.key))
        return
    if bundle.envelope.public_key.hex() != said.public or said.office != manifest.office:
        made.findings.append(_fault_of(manifest, "bundle.bad_certificate"))
    fault = roster.fault_of(said)
    if fault is not None:
        made.findings.append(_fault_of(manifest, fault))


def _fault_of(manifest: Manifest, key: str) -> Fault:
    return Fault(key, manifest.replica[:8], manifest.office, manifest.replica)


def _check_segment(
    bundle: OpenedBundle,
    at: int,
    signed: SignedSegment,
    roster: Roster,
    links: dict[Stream, Link],
    made: Audit,
) -> None:
    header = signed.header
    stream = Stream(header.replica, header.scope)
    require_certified(signed.certificate)
    require_signed(signed)
    fault = roster.fault_in(signed.certificate.certificate, stream, header)
    if fault is not None:
        made.findings.append(_fault_in(signed, fault))
    entries = entries_of(header, bundle.segment(at))
    link = links.get(stream) or Link(header.lo - 1, header.prev)
    block = next((one for one in bundle.manifest.personal if one.segment == at), None)
    parts = {} if block is None else _parts(bundle, at)
    for body in entries:
        said = read_entry(body)
        if break_of(link, said) is not None:
            raise KnownError("bundle.bad_segment", lo=header.lo, hi=header.hi)
        link = link.next(entry_hash(body))
        made.content.note(said)
        for position, change in enumerate(said.changes):
            part = parts.pop((said.seq, position), None)
            if part is None:
                continue
            if PersonalPart(position, *part).hash != change.personal:
                raise KnownError("bundle.bad_personal")
            made.personal_parts += 1
    if parts:
        raise KnownError("bundle.bad_personal")
    links[stream] = link
    made.entries += len(entries)
    office = signed.certificate.certificate.office
    made.streams.append(
        Proved(office, header.replica, header.scope, header.lo, header.hi, header.head)
    )


def _parts(bundle: OpenedBundle, at: int) -> dict[tuple[int, int], tuple[bytes, bytes]]:
    block = next(one for one in bundle.manifest.personal if one.segment == at)
    content = bundle.personal(at) or b""
    return {(seq, change): (salt, body) for seq, change, salt, body in parts_of(block, content)}


def _facts(
    audit: Audit,
    program: Program,
    language: Language,
    today: date,
    names: OfficeNames,
    words: Sequence[str],
) -> dict[str, FactValue]:
    texts, areas = program.texts, program.means.areas
    nation = texts.text("trust.nation", language)

    def area_of(scope: str) -> str:
        return nation if scope == "00" else areas.name(scope, language)

    streams: list[FactRow] = [
        {
            "office": name_among(names, one.office, language) or EMPTY,
            "replica": one.replica[:13],
            "scope": area_of(one.scope),
            "entries": f"{one.lo:,}-{one.hi:,}",
            "head": one.head[:32],
        }
        for one in audit.streams
    ]
    findings: list[FactRow] = [
        {
            "what": one.sentence(texts, language, names),
            "where": f"{area_of(one.scope)} {_numbers(one.lo, one.hi)}" if one.lo else one.where,
        }
        for one in audit.findings
    ]
    return {
        "kind": texts.text(f"audit.{audit.kind}", language),
        "file": audit.name,
        "sha256": audit.sha256,
        "origin": names[audit.origin].name(language) if audit.origin in names else audit.origin,
        "made": f"{say_day(date.fromisoformat(audit.made[:10]), language)} {audit.made[11:16]}",
        "entries": f"{audit.entries:,}",
        # Of a whole registry they are not counted one by one.
        "personal_parts": f"{audit.personal_parts:,}" if audit.kind == BUNDLE else EMPTY,
        "streams": streams,
        "findings": findings,
        "is_sound": audit.is_sound,
        "has_findings": not audit.is_sound,
        "root_words": " ".join(words),
        "has_root_words": bool(words),
        "audited": say_day(today, language),
    }


def _numbers(lo: int, hi: int) -> str:
    return f"{lo:,}" if lo == hi else f"{lo:,}-{hi:,}"


def _content_facts(
    content: Content, program: Program, language: Language, known: Known | None
) -> dict[str, FactValue]:
    titles = {} if known is None else known.titles
    waiting = [] if known is None else known.waiting
    decisions: list[FactRow] = [
        {"day": say_day(day, language), **row}
        for day, row in decision_rows(content.decided, titles, program, language)
    ]
    ends = (one[:10] for one in (content.first, content.last) if one)
    days = [say_day(date.fromisoformat(one), language) for one in ends]
    return {
        "period": " – ".join(dict.fromkeys(days)) or EMPTY,
        "has_content": bool(content.records),
        "records": list(record_rows(content, program.texts, language)),
        "decisions": decisions,
        "has_decisions": bool(decisions),
        "waiting": waiting,
        "has_waiting": bool(waiting),
        "none_waiting": known is not None and not waiting,
    }
