"""What supervision finds with an agency or a partner, and whose turn it was (R-46, R-52, R-73).

A finding is open while its day has passed and it was not done; what was done late, or ordered
against the rule, stays a finding for ever. All are read off the days and sums that are kept with
each record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.agreements.shadow import (
    ENDING_EVALUATION,
    LATE_EVALUATION,
    SERVE_NOTICE,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding.

    Attributes:
        name: Its words are `finding.<name>`.
        side: Whose turn it was.
        due: The day that falls due, as storage keeps it; empty when none does.
        late: What is counted when it was done late; empty when nothing is.
        lasting: What is counted in every year once it was ordered; empty when nothing is.
        cite: The rule that it rests on.
    """

    name: str
    side: Side
    due: str = ""
    late: str = ""
    lasting: str = ""
    cite: str = ""


OVERRIDE: Final = Kind("override", Side.AGENCY, lasting="override", cite="R-56")
"""An end before the lawful day was ordered; it never stops being a finding."""
SHORTENED: Final = Kind("shortened", Side.AGENCY, lasting="shortened", cite="R-56")
"""A term was cut so short by both sides that no notice can reach its end; it stays, too."""
EARLY_ENDS: Final = (OVERRIDE, SHORTENED)
KINDS: Final = (
    *EARLY_ENDS,
    Kind("unnoticed", Side.AGENCY, SERVE_NOTICE, "notice", cite="R-57"),
    Kind("ending_evaluation", Side.AGENCY, ENDING_EVALUATION, cite="domain §6.8 (T2)"),
    Kind("late_evaluation", Side.AGENCY, LATE_EVALUATION, cite="R-58"),
    Kind("unheard", Side.AGENCY, "notice:opened", cite="F:I6"),
    Kind("undecided", Side.AGENCY, "notice:heard", cite="F:I6"),
    Kind("unsent", Side.AGENCY, "notice:decided", cite="R-57"),
    Kind("unserved", Side.AGENCY, "notice:not_served", cite="R-57"),
    Kind("signing", Side.AGENCY, "agreement:sign", "signing", cite="R-30"),
    Kind("payment", Side.AGENCY, "agreement:payment", "payment", cite="R-42"),
    Kind("evaluation", Side.AGENCY, "agreement:final_evaluation", "final_evaluation", cite="R-52"),
    Kind("planned_evaluation", Side.AGENCY, "agreement:evaluation", cite="R-50"),
    Kind("consultation", Side.AGENCY, "agreement:consultation", cite="R-81"),
    Kind("answer", Side.AGENCY, "problem:answer", "answer", cite="R-62"),
    Kind("complaint", Side.AGENCY, "complaint:answer", "complaint", cite="F:H7"),
    Kind("finding", Side.AGENCY, "finding:correct", cite="F:H4"),
    Kind("report", Side.PARTNER, "agreement:report", "report", cite="R-44"),
    Kind("settlement", Side.PARTNER, "agreement:settlement", "settlement", cite="R-46"),
    Kind("correction", Side.PARTNER, "progress_report:correct", cite="R-44"),
    Kind(
        "answer_of_partner",
        Side.PARTNER,
        "problem:answer_of_partner",
        "answer_of_partner",
        cite="R-62",
    ),
)
"""Every kind of finding, those of the agency first."""
OTHER: Final = Kind("other", Side.AGENCY)
"""Any other day of an agreement that has passed; the agency stays responsible (R-14)."""
_BY_DUE: Final = {kind.due: kind for kind in KINDS if kind.due}


def kind_of(due: str) -> Kind:
    """Return the kind of what falls due, such as `agreement:payment`."""
    return _BY_DUE.get(due, OTHER)
