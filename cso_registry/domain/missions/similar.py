"""Which missions look alike, so that two agencies do not buy the same thing twice.

Each text is known by the smallest hashes of its pieces (min-hash): texts that share
many pieces share some of these keys, and an index finds them with no comparison of all
with all. What is found is a hint for a person, with its score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from cso_registry.kernel.canonical import digest
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.missions.missions import Mission, MissionClasses, MissionProfile

MISSION_LIKE = "MISSION-LIKE"
PIECE = 4
_HASH_BYTES = 4
WORTH = 50
"""A score from which two missions are shown as similar."""
MOST = 10
_NAME, _WHOM, _PROCESS, _TYPE, _AREA = 55, 20, 10, 5, 10


def like_keys(profile: MissionProfile) -> tuple[tuple[str, str], ...]:
    """Return the keys under which a mission that looks alike would be found."""
    text = search_key(f"{profile.name_th}{profile.target_group}")
    pieces = {text[at : at + PIECE] for at in range(max(1, len(text) - PIECE + 1))}
    hashes = [digest(piece.encode()) for piece in pieces]
    return tuple(
        (MISSION_LIKE, f"{at}:{min(one[at : at + _HASH_BYTES] for one in hashes).hex()}")
        for at in range(0, len(hashes[0]), _HASH_BYTES)
    )


def likeness(profile: MissionProfile, classes: MissionClasses | None, other: Mission) -> int:
    """Return how alike a mission and another one are, 0 to 100."""
    theirs = other.profile
    if theirs is None:
        return 0
    score = _NAME * _alike(profile.name_th, theirs.name_th)
    score += _WHOM * _alike(profile.target_group, theirs.target_group)
    score += _AREA * _share_an_area(profile.areas, theirs.areas)
    if classes is not None and other.classes is not None:
        score += _PROCESS * (classes.process == other.classes.process)
        score += _TYPE * (classes.mission_type == other.classes.mission_type)
    return round(score)


def most_alike(
    own: str, profile: MissionProfile, classes: MissionClasses | None, found: Iterable[Mission]
) -> list[tuple[int, str]]:
    """Return score and identity of the missions that look alike, the most alike first."""
    scored = [(likeness(profile, classes, one), str(one.id)) for one in found if str(one.id) != own]
    worth = sorted((one for one in scored if one[0] >= WORTH), key=lambda one: (-one[0], one[1]))
    return worth[:MOST]


def _alike(one: str, other: str) -> float:
    return float(Indel.normalized_similarity(search_key(one), search_key(other)))


def _share_an_area(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if not ours or not theirs:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)
