"""The derived rows of agencies and missions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.missions.codes import code_in_use
from cso_registry.domain.missions.similar import like_keys
from cso_registry.domain.shadow import EMPTY, Shadow, record_line
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.missions.agencies import Agency
    from cso_registry.domain.missions.missions import Mission

MISSION_OF = "MISSION-OF"
"""Under this scheme the missions of an agency are found."""


def search_of(texts: Iterable[str | None]) -> str | None:
    """Return the search text of several texts, one a line; None when there is none."""
    return "\n".join(key for text in texts if text and (key := search_key(text))) or None


def agency_shadow(agency: Agency) -> Shadow:
    """Return the derived rows of an agency."""
    profile = agency.profile
    if profile is None:
        return EMPTY
    ended = min((one.effective for one in agency.ends.values()), default=None)
    line = record_line(
        agency.type,
        title=profile.name_th,
        sort=sort_key(profile.name_th),
        status="at_work" if ended is None else "closed",
        province=agency.scope,
        number=profile.code,
        since=ended,
        before="at_work",
    )
    return Shadow(
        listing=line,
        search=search_of((profile.name_th, profile.name_en, profile.code)),
        numbers=code_in_use(profile.code),
    )


def mission_shadow(mission: Mission) -> Shadow:
    """Return the derived rows of a mission."""
    profile = mission.profile
    if profile is None:
        return EMPTY
    ended = min((one.effective for one in mission.ends.values()), default=None)
    line = record_line(
        mission.type,
        title=profile.name_th,
        sort=sort_key(profile.name_th),
        status="in_work" if ended is None else "closed",
        province=mission.scope,
        number=profile.code,
        since=ended,
        before="in_work",
    )
    keys = like_keys(profile) if ended is None else ()
    texts = (profile.name_th, profile.name_en, profile.code, *profile.strategies)
    return Shadow(
        listing=line,
        search=search_of(texts),
        identifiers=((MISSION_OF, profile.agency), *keys),
        numbers=code_in_use(profile.code),
    )
