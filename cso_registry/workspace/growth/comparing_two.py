"""Two subjects that look alike, group beside group, and what a merge may take over (F:A7, A8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.kin_rules import TAKEABLE
from cso_registry.domain.organizations.likeness import likeness
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.growth.duplicates import all_doubles
from cso_registry.workspace.masking import MASK
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.record_view import kept_groups

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.record_view import KeptGroup
    from cso_registry.workspace.record_wording import Wording
    from cso_registry.workspace.workspace import Workspace

LIVES = frozenset({"life", "distinct", "merge_proposals", "absorbed", "released", "erasures"})
"""Groups that tell what was done with a subject, not who it is."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two subjects that may be one: identities, names and numbers, score and reasons."""

    ids: tuple[RecordId, RecordId]
    names: tuple[str, str]
    numbers: tuple[str, str]
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupBeside:
    """One group of both: the words of each side, and whether they differ.

    Attributes:
        may_be_taken: Whether a merge may take it over.
    """

    name: str
    label: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    differs: bool
    may_be_taken: bool


@dataclass(frozen=True, slots=True)
class TwoSubjects:
    """Two subjects side by side.

    Attributes:
        proposed: Whether a merge of the first into the second, or the other way, is proposed.
        has_masked: Whether personal data are masked.
    """

    subjects: tuple[Organization, Organization]
    score: int
    reasons: tuple[str, ...]
    groups: tuple[GroupBeside, ...]
    proposed: tuple[bool, bool]
    has_masked: bool


def pair_lines(workspace: Workspace, progress: Callable[[int, int], None]) -> list[PairLine]:
    """Return every pair of look-alikes of the register, the likest first."""
    found = [
        PairLine(
            ids=(RecordId(one.one.id), RecordId(one.other.id)),
            names=(one.one.display_name, one.other.display_name),
            numbers=(one.one.register_number or "", one.other.register_number or ""),
            score=one.likeness.score,
            reasons=one.likeness.reasons,
        )
        for one in all_doubles(workspace.read, progress)
    ]
    return sorted(found, key=lambda pair: -pair.score)


def two_subjects(
    workspace: Workspace,
    one: RecordId,
    other: RecordId,
    language: Language,
    *,
    personal: bool = False,
) -> TwoSubjects:
    """Return two subjects side by side.

    Raises:
        InputError: `record.unknown`.
    """
    both = (_held(workspace, one), _held(workspace, other))
    wording = wording_in(workspace, language)
    left, right = (_groups(subject, wording, personal=personal) for subject in both)
    # Whether they differ is said also where the values are masked.
    whole = [_groups(subject, wording, personal=True) for subject in both]
    alike = likeness(*both)
    names = [name for name in Organization.slots if name not in LIVES]
    groups = [
        _beside(
            name,
            left.get(name),
            right.get(name),
            differs=_words(whole[0].get(name)) != _words(whole[1].get(name)),
        )
        for name in names
        if name in left or name in right
    ]
    masked = any(MASK in words for group in groups for side in group.sides for words in side)
    return TwoSubjects(
        subjects=both,
        score=alike.score,
        reasons=alike.reasons,
        groups=tuple(groups),
        proposed=(_is_proposed(both[0], both[1]), _is_proposed(both[1], both[0])),
        has_masked=masked,
    )


def _held(workspace: Workspace, identity: RecordId) -> Organization:
    found = workspace.read.record(identity)
    if not isinstance(found, Organization):
        raise InputError("record.unknown", field="organization", id=identity)
    return found


def _groups(subject: Organization, wording: Wording, *, personal: bool) -> dict[str, KeptGroup]:
    return {group.name: group for group in kept_groups(subject, wording, personal=personal)}


def _beside(
    name: str, left: KeptGroup | None, right: KeptGroup | None, *, differs: bool
) -> GroupBeside:
    sides = (_words(left), _words(right))
    known = left or right
    return GroupBeside(
        name=name,
        label=name if known is None else known.label,
        sides=sides,
        differs=differs,
        may_be_taken=name in TAKEABLE and differs,
    )


def _words(group: KeptGroup | None) -> tuple[str, ...]:
    if group is None:
        return ()
    return tuple(f"{label}: {words}" for item in group.items for label, words in item.lines)


def _is_proposed(subject: Organization, into: Organization) -> bool:
    last = max((key for key, one in subject.life.items() if one.into is not None), default="")
    return any(one.into == into.id and key > last for key, one in subject.merge_proposals.items())
