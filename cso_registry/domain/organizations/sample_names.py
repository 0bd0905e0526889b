"""Invented names of subjects, Thai and English, built as real ones are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.vocabulary.area_spelling import BANGKOK

if TYPE_CHECKING:
    from cso_registry.domain.organizations.sample_chance import Chance
    from cso_registry.domain.organizations.sample_words import (
        Opening,
        OrganizationWords,
        Pair,
        PeopleWords,
    )
    from cso_registry.domain.vocabulary.areas import Area

_NATIONWIDE: Pair = ("แห่งประเทศไทย", "of Thailand")
_FOR = "เพื่อ"
_MEMORIAL: Pair = ("อนุสรณ์", "Memorial")
_WITH_FRIENDS = "เพื่อน"
_FOR_ANYBODY = frozenset({"CP01", "CP02", "CP05", "CP06", "CP07", "CP08", "CP11"})
_CORES = ("group",) * 3 + ("spirit",) * 3 + ("village",) * 2 + ("memorial", "plain")
_TAMBON = "tambon"
_PLACES = (_TAMBON,) * 19 + ("amphoe",) * 13 + ("province",) * 7 + ("nation",)

PURPOSE_DIGITS = 4
"""Letters of the name of a set of themes that are its purpose (V-04)."""


@dataclass(frozen=True, slots=True)
class SampleName:
    """A name with the form (V-05), sub-form and main purpose (V-04) that go with it."""

    th: str
    en: str
    form: str
    sub_form: str
    purpose: str
    former: str | None


class NameMaker:
    """Makes names; a million of them hardly repeat."""

    def __init__(self, words: OrganizationWords, people: PeopleWords, chance: Chance) -> None:
        self._phrases = words.phrases
        self._people = people
        self._chance = chance
        self._openings = {
            kind: tuple(one for one in rows for _ in range(one[3]))
            for kind, rows in words.openings.items()
        }
        general = " ".join(name for name in words.themes if "_" not in name)
        self._themes = {
            sets: tuple(
                (name[:PURPOSE_DIGITS], theme)
                for name in (sets or general).split(" ")
                for theme in words.themes[name]
            )
            for sets in {one[5] for rows in words.openings.values() for one in rows}
        }

    def opening(self, kind: str) -> Opening:
        """Return how a name of that kind begins, with its form and sub-form."""
        return self._chance.pick(self._openings[kind])

    def name(self, kind: str, path: tuple[Area, ...]) -> SampleName:
        """Return a name for a subject of that kind in a tambon, given with its path."""
        th, en, form, _, sub_form, sets = self.opening(kind)
        purpose, theme = self._chance.pick(self._themes[sets])
        core = self._community(theme) if kind == "community" else self._core(theme, purpose)
        plain = core is theme
        place = self._place(path, nationwide=kind == "organization" and not plain, near=plain)
        thai, english = f"{th}{core[0]}{place[0]}", f"{core[1]} {en}{place[1]}"
        former = self._former(kind, th, f"{core[0]}{place[0]}") if self._chance.one_in(8) else None
        return SampleName(thai, english, form, sub_form, purpose, former)

    def _former(self, kind: str, now: str, rest: str) -> str:
        before = self.opening(kind)[0]
        return f"{before}{rest}" if before != now else f"{now}{_WITH_FRIENDS}{rest}"

    def _core(self, theme: Pair, purpose: str) -> Pair:
        """Return what stands between the opening and the place."""
        match self._chance.pick(_CORES):
            case "group" if purpose in _FOR_ANYBODY:
                group = self._chance.pick(self._phrases.groups)
                return f"{theme[0]}{_FOR}{group[0]}", f"{theme[1]} for {group[1]}"
            case "memorial":
                head = self._chance.pick(self._people.family_heads)
                tail = self._chance.pick(self._people.family_tails)
                thai = f"{head[0]}{tail[0]}{_MEMORIAL[0]}{_FOR}{theme[0]}"
                return thai, f"{head[1]}{tail[1]} {_MEMORIAL[1]} {theme[1]}"
            case "village":
                village = self.village()
                return f"{theme[0]}บ้าน{village[0]}", f"Ban {village[1]} {theme[1]}"
            case "plain":
                return theme
            case _:
                spirit = self._chance.pick(self._phrases.spirits)
                return f"{spirit[0]}{_FOR}{theme[0]}", f"{spirit[1]} {theme[1]}"

    def _community(self, theme: Pair) -> Pair:
        village = self.village()
        if self._chance.below(4):
            number = self._chance.below(14) + 1
            return f"บ้าน{village[0]} หมู่ {number}", f"Ban {village[1]} Moo {number}"
        return f"{theme[0]}บ้าน{village[0]}", f"Ban {village[1]} {theme[1]}"

    def village(self) -> Pair:
        """Return an invented village, without the word for village."""
        head = self._chance.pick(self._phrases.village_heads)
        tail = self._chance.pick(self._phrases.village_tails)
        return f"{head[0]}{tail[0]}", f"{head[1]} {tail[1]}"

    def _place(self, path: tuple[Area, ...], *, nationwide: bool, near: bool) -> Pair:
        tambon, amphoe, province = path
        words = ("แขวง", "เขต", "") if province.code == BANGKOK else ("ตำบล", "อำเภอ", "จังหวัด")
        match _TAMBON if near else self._chance.pick(_PLACES):
            case "nation" if nationwide:
                return _NATIONWIDE[0], f" {_NATIONWIDE[1]}"
            case "amphoe":
                return f" {words[1]}{amphoe.th}", f", {amphoe.en} District, {province.en}"
            case "province":
                return f" {words[2]}{province.th}", f", {province.en}"
            case _:
                return f" {words[0]}{tambon.th}", f", {tambon.en}, {province.en}"
