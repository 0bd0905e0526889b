"""Typed identities.

Identity is a UUID, never a number that a person reads: numbers may be typed
wrong, renumbered or belong to a paper book, an identity may not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self
from uuid import UUID

from pydantic_core import core_schema

from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

UUID_TEXT_LENGTH = 36


class RecordId(str):
    """A UUID in its canonical lower-case text form."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the identity that `text` spells.

        Raises:
            InputError: `id.malformed`, when it is no UUID.
        """
        try:
            parsed = str(UUID(text))
        except ValueError:
            raise InputError("id.malformed", text=text[:UUID_TEXT_LENGTH]) from None
        return cls(parsed)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Return the identity kept in 16 bytes."""
        digits = raw.hex()
        return cls(
            f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}",
        )

    def to_bytes(self) -> bytes:
        """Return the 16 bytes of the identity."""
        return bytes.fromhex(self.replace("-", ""))

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        _source: Any,
        _handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        """Let models hold the identity as text of exactly the UUID form."""
        pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.str_schema(pattern=pattern, strict=True),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


class OrganizationId(RecordId):
    """A registered or applying subject."""

    __slots__ = ()


class OfficeId(RecordId):
    """An office that keeps a registry."""

    __slots__ = ()


class OfficerId(RecordId):
    """A person who acts for an office."""

    __slots__ = ()


class PaperId(RecordId):
    """One issued paper."""

    __slots__ = ()


class CertificateId(RecordId):
    """One certificate of capacity, from its assessment on."""

    __slots__ = ()


class LetterId(RecordId):
    """One letter in the letter book, incoming or outgoing."""

    __slots__ = ()


class ScreeningId(RecordId):
    """One case of screening."""

    __slots__ = ()


class BreachId(RecordId):
    """One breach of agreement in the breach register."""

    __slots__ = ()


class AppealId(RecordId):
    """One appeal against a decision."""

    __slots__ = ()


class BatchId(RecordId):
    """One bulk act: a spreadsheet import or a print run."""

    __slots__ = ()


class SettlementId(RecordId):
    """A decision about a contested legal act."""

    __slots__ = ()


class ReturnId(RecordId):
    """A yearly return."""

    __slots__ = ()


class ContactNoteId(RecordId):
    """One noted contact with a subject."""

    __slots__ = ()


class CommitteeId(RecordId):
    """A committee."""

    __slots__ = ()


class MeetingId(RecordId):
    """A meeting of a committee."""

    __slots__ = ()


class FormBatchId(RecordId):
    """A batch of blank forms."""

    __slots__ = ()


class IntakeId(RecordId):
    """An application on paper."""

    __slots__ = ()


class AgencyId(RecordId):
    """A state agency that owns missions by law."""

    __slots__ = ()


class MissionId(RecordId):
    """One mission of an agency."""

    __slots__ = ()


class AnalysisId(RecordId):
    """One analysis whether a mission may be opened."""

    __slots__ = ()


class CostingId(RecordId):
    """One costing sheet of a mission."""

    __slots__ = ()


class CallId(RecordId):
    """One call for proposals."""

    __slots__ = ()


class ProposalId(RecordId):
    """One proposal to a call."""

    __slots__ = ()


class DelegationId(RecordId):
    """One scope decision for a partner, an agency and a mission."""

    __slots__ = ()


class AgreementId(RecordId):
    """One agreement, from its preparation to its end."""

    __slots__ = ()


class EnvelopeId(RecordId):
    """One budget of an agency for one fiscal year."""

    __slots__ = ()


class ReportId(RecordId):
    """One progress report under an agreement."""

    __slots__ = ()


class ProblemId(RecordId):
    """One written notice of a problem."""

    __slots__ = ()


class ConsultationId(RecordId):
    """One consultation between the sides of an agreement."""

    __slots__ = ()


class VisitId(RecordId):
    """One visit to a site of delivery."""

    __slots__ = ()


class IndicatorId(RecordId):
    """One indicator of an agreement."""

    __slots__ = ()


class SurveyId(RecordId):
    """One survey of satisfaction."""

    __slots__ = ()


class ComplaintId(RecordId):
    """One complaint about what is delivered."""

    __slots__ = ()


class NoticeId(RecordId):
    """One file about the ending of an agreement, with its notice."""

    __slots__ = ()


class EvaluationCommitteeId(RecordId):
    """One committee that evaluates under an agreement."""

    __slots__ = ()


class FindingId(RecordId):
    """One finding of an evaluation, with its corrective action."""

    __slots__ = ()


class CommissioningPlanId(RecordId):
    """Priorities, needs, resources and providers of one round of commissioning."""

    __slots__ = ()


class ComplianceId(RecordId):
    """One check of what both sides of an agreement undertook."""

    __slots__ = ()


class ActId(RecordId):
    """One performed act; entries in several scopes share it."""

    __slots__ = ()


class ReplicaId(RecordId):
    """One installation of one office; new after each install, restore or copy."""

    __slots__ = ()


class IdentitySource(Protocol):
    """Where new identities come from; the host draws them, tests count them."""

    def new(self) -> str:
        """Return the text of a UUID that was never returned before."""
        ...
