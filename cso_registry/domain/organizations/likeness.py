"""How much two subjects look alike, and the keys by which look-alikes are found (F:A7).

A likeness is a hint for a person, with its reasons; only a person says that two are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from rapidfuzz.distance import Indel

from cso_registry.domain.shadow import EVERY_PART
from cso_registry.thai.searching import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.organizations.records import Organization, PostHeld
    from cso_registry.domain.shadow import Parts

NAME, PIECE = "LIKE-NAME", "LIKE-PIECE"
PHONE, PERSON = "LIKE-PHONE", "LIKE-PERSON"
SCHEMES = frozenset({NAME, PIECE, PHONE, PERSON})
"""Our own schemes of identifiers."""
PIECES = 4
"""Pieces of a name under which it is found again, wherever in it two typing errors stand."""
_LONG, _SHORT = 5, 3
_LONG_NAME = 10
SHORTEST_PHONE = 8
WORTH = 50
"""A score from which two subjects are shown as possible doubles."""
CERTAIN = 100
_DIGITS = re.compile(r"\d+")
_SAME_NAME, _SAME_PHONE, _SAME_PERSON, _SAME_TAMBON, _SAME_PROVINCE = 60, 20, 20, 15, 5
_ALIKE = 0.72
_COMMON = tuple(
    sorted(
        (
            search_key(word)
            for word in (
                "มูลนิธิ", "สมาคม", "กลุ่ม", "ชมรม", "เครือข่าย", "ชุมชน", "องค์กร", "องค์การ",
                "วิสาหกิจชุมชน", "สหกรณ์", "สภา", "ศูนย์", "คณะ", "สถาบัน", "โครงการ", "นาย",
                "นางสาว", "นาง", "จังหวัด", "อำเภอ", "ตำบล", "บ้าน", "แห่งประเทศไทย",
            )
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
"""Words that many names share and that tell nothing apart."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two subjects are, 0 to 100, and why."""

    score: int
    reasons: tuple[str, ...]


def name_core(name: str) -> str:
    """Return what tells a name apart: folded as in search, without common words."""
    core = search_key(name)
    for word in _COMMON:
        without = core.replace(word, "")
        if without:
            core = without
    return core


def like_keys(organization: Organization, parts: Parts = EVERY_PART) -> Iterator[tuple[str, str]]:
    """Yield the keys under which a look-alike of a subject would be found, too.

    Args:
        organization: The subject.
        parts: Only the keys of the schemes among these.
    """
    if NAME in parts or PIECE in parts:
        yield from (key for key in _name_keys(organization) if key[0] in parts)
    phone = _phone(organization) if PHONE in parts else ""
    if phone:
        yield PHONE, phone
    if PERSON in parts:
        for person in _people(organization):
            yield PERSON, person


def _name_keys(organization: Organization) -> Iterator[tuple[str, str]]:
    province = organization.province or organization.scope
    for name in _names(organization):
        core = name_core(name)
        if not core:
            continue
        yield NAME, core[:60]
        for piece in _pieces(core):
            yield PIECE, f"{province}:{piece}"


def own_keys(organization: Organization) -> Iterator[tuple[str, str]]:
    """Yield all keys by which the look-alikes of a subject are searched for."""
    yield from like_keys(organization)
    yield from sorted(_identifiers(organization))


def _pieces(core: str) -> Iterator[str]:
    """Yield some of the pieces of a name, the same of all names that have them.

    Those with the smallest checksum are chosen: of two names that share most of their
    pieces, they are mostly the same, whichever letters were typed wrong.
    """
    size = _LONG if len(core) > _LONG_NAME else _SHORT
    pieces = {core[at : at + size] for at in range(len(core) - size + 1)}
    checked = sorted((crc32(piece.encode()), piece) for piece in pieces)
    yield from (piece for _, piece in checked[:PIECES])


def likeness(one: Organization, other: Organization) -> Likeness:
    """Return how alike two subjects are."""
    reasons: list[str] = []
    score = 0
    if _identifiers(one) & _identifiers(other):
        reasons.append("identifier")
        score += CERTAIN
    alike = _names_alike(one, other)
    if alike >= _ALIKE:
        reasons.append("name")
        score += round(_SAME_NAME * (alike - _ALIKE / 2) / (1 - _ALIKE / 2))
    phone = _phone(one)
    if phone and phone == _phone(other):
        reasons.append("phone")
        score += _SAME_PHONE
    if set(_people(one)) & set(_people(other)):
        reasons.append("person")
        score += _SAME_PERSON
    place, another = one.place, other.place
    if place is not None and another is not None:
        if place.area == another.area:
            reasons.append("area")
            score += _SAME_TAMBON
        elif place.area[:2] == another.area[:2]:
            score += _SAME_PROVINCE
    return Likeness(min(CERTAIN, score), tuple(reasons))


def told_apart(one: Organization, other: Organization) -> bool:
    """Return whether the two were found to be different, are merged, or one came of the other."""
    return (
        other.id in _known_apart(one)
        or one.id in _known_apart(other)
        or one.merged_into == other.id
        or other.merged_into == one.id
    )


def _known_apart(subject: Organization) -> set[str]:
    found = {str(said.other) for said in subject.distinct.values()}
    return found | {str(tie.other) for tie in subject.ties.values()}


def _names_alike(one: Organization, other: Organization) -> float:
    return max(
        (
            _alike(name_core(name), name_core(another))
            for name in _names(one)
            for another in _names(other)
        ),
        default=0.0,
    )


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    # "School 1" and "School 2" differ in what matters.
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    return float(Indel.normalized_similarity(one, other))


def _names(organization: Organization) -> Iterable[str]:
    names = [organization.display_name]
    names += [other.name for other in organization.other_names.values() if other.language == "th"]
    return [name for name in names if name]


def _identifiers(organization: Organization) -> set[tuple[str, str]]:
    found = {(one.scheme, one.value) for one in organization.identifiers.values()}
    person = organization.person
    if person is not None and person.citizen_id:
        found.add(("TH-CID", person.citizen_id))
    return found


def _phone(organization: Organization) -> str:
    contact = organization.contact
    digits = "".join(_DIGITS.findall(contact.phone or "")) if contact is not None else ""
    return digits[-SHORTEST_PHONE:] if len(digits) >= SHORTEST_PHONE else ""


def _people(organization: Organization) -> Iterator[str]:
    for post in organization.posts.values():
        key = person_key(post)
        if key:
            yield key


def person_key(post: PostHeld) -> str:
    """Return the key by which the holder of a post is found again; empty without a full name."""
    if not post.given or not post.family:
        return ""
    return search_key(f"{post.given}{post.family}")
