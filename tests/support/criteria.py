"""A small invented rule set, so that kept entries do not change with delivered words."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from cso_registry.domain.vocabulary.criteria import Criteria, Criterion, ReviewPart

BY_MACHINE, BY_SCREENER, BY_CHECKER = "T-01", "T-02", "T-03"
EVERY_KIND = ("organization", "group", "community", "person")


def invented(code: str, place: int, part: ReviewPart, **more: Any) -> Criterion:
    """An invented criterion."""
    said: dict[str, Any] = {
        "code": code,
        "place": place,
        "th": f"เกณฑ์สมมติ {code}",
        "en": f"invented criterion {code}",
        "purpose_th": "ใช้ในการทดสอบ",
        "purpose_en": "for tests",
        "clause": "คำสั่งสมมติ 1/2569",
        "clause_th": "คำสั่งสมมติ 1/2569",
        "clause_en": "invented order 1/2569",
        "whose": "office",
        "to_be_confirmed": False,
        "kinds": EVERY_KIND,
        "part": part,
        "fails_th": f"ไม่ผ่านเกณฑ์สมมติ {code}",
        "fails_en": f"fails invented criterion {code}",
        "bring_th": f"เอกสารสมมติของ {code}",
        "bring_en": f"an invented paper for {code}",
        "effective_from": date(2008, 1, 1),
    }
    return Criterion(**said | more)


@cache
def criteria() -> Criteria:
    """One criterion for the program, one for the screener, one for the checker."""
    return Criteria(
        version="example",
        criteria=(
            invented(BY_MACHINE, 1, ReviewPart.SUBSTANCE, machine="registration_is_active"),
            invented(BY_SCREENER, 2, ReviewPart.SUBSTANCE, evidence=True),
            invented(BY_CHECKER, 3, ReviewPart.FIGURES),
        ),
    )
