"""What is asked about screenings, certificates and sheets; all answered from one index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.certification.shadow import CERTIFICATE_OF, SHEET, SPOILED_SHEET
from cso_registry.domain.certification.sheets import SECURITY_PAPER, prefix_of
from cso_registry.domain.screening.questions import RecordsUnder
from cso_registry.domain.screening.shadow import SCREENING_OF

if TYPE_CHECKING:
    from cso_registry.domain.facts import Question, Setting


def screenings(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the screenings of the subject of an act (R-01)."""
    return RecordsUnder(SCREENING_OF, act.organization)


def certificates(act: Any, _setting: Setting) -> Question[Any]:
    """Ask for the certificates of the subject of an act."""
    return RecordsUnder(CERTIFICATE_OF, act.organization)


def certificates_on_sheet(act: Any, _setting: Setting) -> Question[Any] | None:
    """Ask for the certificates printed on the sheet that an act names (X19)."""
    return None if act.sheet is None else RecordsUnder(SHEET, act.sheet)


def certificates_spoiled_on_sheet(act: Any, _setting: Setting) -> Question[Any] | None:
    """Ask for the certificates that were spoiled on the sheet that an act names."""
    return None if act.sheet is None else RecordsUnder(SPOILED_SHEET, act.sheet)


def batches_of_sheet(act: Any, _setting: Setting) -> Question[Any] | None:
    """Ask for the batches in which the sheet that an act names may lie."""
    return None if act.sheet is None else RecordsUnder(SECURITY_PAPER, prefix_of(act.sheet))
