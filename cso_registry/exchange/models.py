"""What stands in the files that travel, as frozen models; see bundle-format.md.

Everything is canonical JSON: what is not exactly one of these is refused.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from cso_registry.kernel.canonical import canonical_bytes, read_canonical
from cso_registry.kernel.errors import InputError

Identity = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Scope = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
Hex32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
Seq = Annotated[int, Field(ge=1, le=2**53)]
Length = Annotated[int, Field(ge=0, le=2**40)]
MOST_STREAMS, MOST_SEGMENTS, MOST_FILES, MOST_RECEIVERS = 20_000, 20_000, 50_000, 128
LARGEST_MANIFEST = 16_000_000
FORMAT: Final = 1


class Said(BaseModel):
    """Base of what is signed and read back."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    def spelt(self) -> bytes:
        """Return the canonical bytes."""
        return canonical_bytes(self.model_dump(mode="json", exclude_none=True))

    @classmethod
    def read(cls, data: bytes, *, limit: int = LARGEST_MANIFEST) -> Self:
        """Return what `data` spells.

        Raises:
            InputError: `bundle.malformed`, when the bytes are not exactly one of these.
        """
        try:
            read_canonical(data, limit=limit)
            return cls.model_validate_json(data)
        except (ValidationError, InputError):
            raise InputError("bundle.malformed", what=cls.__name__) from None


class ReplicaCertificate(Said):
    """An office says by its signing key that a replica is its own, and by which key it signs."""

    format: Literal[1] = FORMAT
    office: Identity
    replica: Identity
    public: Hex32
    since: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    signer: Hex32
    """The signing key of the office."""


class SignedCertificate(Said):
    """A certificate with its signature."""

    certificate: ReplicaCertificate
    signature: Hex64


class SegmentHeader(Said):
    """A run of entries of one stream, as its replica signed it.

    Attributes:
        prev: Hash of the entry before `lo`.
        head: Hash of the entry `hi`.
        size: Bytes of the entries before compressing.
        bytes: Bytes after compressing; `sha256` is over these.
    """

    format: Literal[1] = FORMAT
    replica: Identity
    scope: Scope
    lo: Seq
    hi: Seq
    prev: Hash
    head: Hash
    size: Length
    bytes: Length
    sha256: Hash

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.hi < self.lo:
            raise ValueError("hi")
        return self

    @property
    def count(self) -> int:
        """Return how many entries it holds."""
        return self.hi - self.lo + 1


class SignedSegment(Said):
    """A segment's header, who says so, and where its content lies in the bundle."""

    header: SegmentHeader
    signature: Hex64
    certificate: SignedCertificate


class PersonalBlock(Said):
    """The personal parts of the entries of one segment, beside it."""

    segment: Annotated[int, Field(ge=0)]
    size: Length
    bytes: Length
    sha256: Hash


class AttachmentPart(Said):
    """A part of an attached file; several bundles may carry the parts of one."""

    sha256: Hash
    """Of the whole file."""
    size: Length
    """Of the whole file."""
    offset: Length
    bytes: Length


class Marking(StrEnum):
    """How far what a bundle carries is to be protected (R-06)."""

    PERSONAL = "personal"
    """Personal data, and operational data kept confidential."""
    CONFIDENTIAL = "confidential"
    """Operational data kept confidential; no personal data."""
    INTERNAL = "internal"
    """Only what offices tell one another: a roster, a receipt."""


class Manifest(Said):
    """What a bundle holds, from whom, for whom; signed by the sender's replica.

    The members follow the manifest in this order, without gaps: `roster_bytes`, the
    content of each segment, each personal block, each part of an attachment.
    """

    format: Literal[1] = FORMAT
    bundle: Identity
    made: Annotated[str, StringConstraints(min_length=20, max_length=40)]
    time: Annotated[str, StringConstraints(pattern=r"^\d{13}-[0-9a-f]{4}$")]
    office: Identity
    replica: Identity
    certificate: SignedCertificate
    to: Annotated[tuple[Identity, ...], Field(min_length=1, max_length=MOST_RECEIVERS)]
    training: bool = False
    redacted: bool = False
    have: Annotated[tuple[tuple[Identity, Scope, Seq], ...], Field(max_length=MOST_STREAMS)]
    roster_version: Annotated[int, Field(ge=0)]
    roster_bytes: Length = 0
    roster_sha256: Hash
    segments: Annotated[tuple[SignedSegment, ...], Field(max_length=MOST_SEGMENTS)] = ()
    personal: Annotated[tuple[PersonalBlock, ...], Field(max_length=MOST_SEGMENTS)] = ()
    attachments: Annotated[tuple[AttachmentPart, ...], Field(max_length=MOST_FILES)] = ()
    named_attachments: Annotated[tuple[Hash, ...], Field(max_length=MOST_FILES)] = ()
    """Files that the entries name and that this bundle leaves out."""
    lacking: Annotated[tuple[Hash, ...], Field(max_length=MOST_FILES)] = ()
    """Files that the sender's entries name and that it does not hold."""
    without_personal: Annotated[
        tuple[tuple[Identity, Scope, Seq], ...], Field(max_length=MOST_STREAMS)
    ] = ()
    """Of each stream the first entry of which the sender was not sent a personal part."""
    answers: Receipt | None = None

    @model_validator(mode="after")
    def _blocks_name_segments(self) -> Self:
        named = [block.segment for block in self.personal]
        if len(set(named)) < len(named) or any(at >= len(self.segments) for at in named):
            raise ValueError("personal")
        for vector in (self.have, self.without_personal):
            if len({tuple(one[:2]) for one in vector}) < len(vector):
                raise ValueError("have")
        return self

    @property
    def marking(self) -> Marking:
        """Return how far the content is to be protected, by what is in it and by no claim.

        Attached files count as personal, for nobody looks into them.
        """
        if self.personal or self.attachments:
            return Marking.PERSONAL
        return Marking.CONFIDENTIAL if self.segments else Marking.INTERNAL

    @property
    def content_bytes(self) -> int:
        """Return how many bytes follow the manifest."""
        members = (
            *(signed.header.bytes for signed in self.segments),
            *(block.bytes for block in self.personal),
            *(part.bytes for part in self.attachments),
        )
        return self.roster_bytes + sum(members)


class Receipt(Said):
    """What became of a bundle at who received it, to be carried back.

    Attributes:
        bundle: The bundle that was imported.
        entries: How many of its entries were new.
        withheld: Entries that are kept and not folded, because a right was not proved.
        waiting: Segments whose predecessors have not come.
        conflicts: Field groups that wait for a decision at the receiver.
        heads: Replica, scope, number and hash of the last entry that the receiver holds of
            each stream of the sender's office: who answers witnesses them (F:X36).
    """

    bundle: Identity
    entries: Annotated[int, Field(ge=0)]
    withheld: Annotated[int, Field(ge=0)]
    waiting: Annotated[int, Field(ge=0)]
    conflicts: Annotated[int, Field(ge=0)]
    heads: Annotated[tuple[tuple[Identity, Scope, Seq, Hash], ...], Field(max_length=1_000)] = ()


Manifest.model_rebuild()
