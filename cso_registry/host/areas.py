"""Brings the administrative areas from the `geothai` library.

Its data is under CC-BY-4.0 and credited in `resources/CREDITS.md`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import geothai
from geothai.abolished import abolished_areas

from cso_registry.domain.vocabulary.areas import Area, Areas
from cso_registry.kernel.collecting import collecting_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

_KHET = "เขต"


def load_areas() -> Areas:
    """Return every area in force and every abolished one, with their names and codes."""
    # Ten thousand small objects that all stay: collecting in between finds nothing.
    with collecting_paused():
        rows = (*_in_force(), *_abolished())
    return Areas(rows, version=f"geothai {geothai.DATA_VERSION}")


def _in_force() -> Iterator[Area]:
    for province in geothai.provinces():
        yield Area(province.code, province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            yield Area(district.code, district.name_th.removeprefix(_KHET), district.name_en)
            for tambon in geothai.subdistricts(district.code):
                yield Area(tambon.code, tambon.name_th, tambon.name_en, tambon.postal_codes)


def _abolished() -> Iterator[Area]:
    for area in abolished_areas():
        yield Area(
            area.code,
            area.name_th.removeprefix(_KHET),
            area.name_en or area.name_th,
            abolished=date.fromisoformat(area.abolished_on),
            successors=area.successors,
            proven=area.successors_basis == "notice",
        )
