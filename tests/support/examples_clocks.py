"""Examples of the acts of the calendar; days and resolutions are invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.clocks import acts
from cso_registry.domain.clocks.holidays import Closing
from cso_registry.domain.clocks.records import ClockVerdict
from tests.support import examples_delivery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.examples import Example, Scene

WHY = "ตามเอกสารสมมติ"
SPECIAL = date(2026, 11, 30)
E = TypeVar("E")


def special_day(**fields: Any) -> acts.DecideHoliday:
    """A Monday on which offices are closed by an invented resolution."""
    said: dict[str, Any] = {
        "day": SPECIAL,
        "closes": Closing.OFFICES,
        "th": "วันหยุดพิเศษสมมติ",
        "en": "invented special holiday",
        "citation": "มติคณะรัฐมนตรีสมมติ 24 พฤศจิกายน 2569",
        "reason": WHY,
    }
    return acts.DecideHoliday(**said | fields)


def settling(scene: Scene) -> acts.SettleClock:
    return acts.SettleClock(
        matter=examples_delivery.notified(scene),
        what="problem:answer",
        recorded=scene.today,
        counted=scene.today + timedelta(days=1),
        verdict=ClockVerdict.STANDS,
        reason=WHY,
    )


def examples(make: type[E | Example]) -> Mapping[str, Any]:
    """An example of every act of the calendar."""
    return {
        "holiday.decide": make(
            lambda _scene, _me: special_day(),
            lambda _scene, _me: {"province": "99"},
            "F:I3.province_is_known",
        ),
        "holiday.settle": make(
            lambda scene, _me: settling(scene),
            lambda scene, _me: {"counted": scene.today.isoformat()},
            "F:I3.amended_day_moves_the_clock",
        ),
    }
