"""Every act and record about notices of ending, for the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.notice import begin_acts, serving_acts
from cso_registry.domain.notice.notices import Notice

if TYPE_CHECKING:
    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record

NOTICE_ACTS: tuple[type[Act], ...] = (*begin_acts.ACTS, *serving_acts.ACTS)
NOTICE_RECORDS: tuple[type[Record], ...] = (Notice,)
