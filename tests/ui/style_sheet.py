"""Reads the style sheet as Qt does: which colours a part can wear, in every state, on what.

Only what the sheet is written in: compounds of a type, attributes, a part and states; a
descendant of another. What it does not know, it refuses, so that nothing is left out unseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = re.compile(r"([^{}]+?)\s*\{([^{}]*)\}")
COMPOUND = re.compile(r'^(\w+)((?:\[\w+="[^"]*"\])*)(?:::([\w-]+))?((?::[\w-]+)*)$')
ATTRIBUTE = re.compile(r'\[(\w+)="([^"]*)"\]')
COLOR = re.compile(r"#[0-9A-Fa-f]{6}\b")
ALIVE = {"hover", "focus", "pressed"}
"""States that a part which is not possible now never has."""
KIN = {
    "QAbstractSpinBox": ("QWidget",),
    "QAbstractItemView": ("QFrame", "QWidget"),
    "QListView": ("QAbstractItemView", "QFrame", "QWidget"),
    "QTreeView": ("QAbstractItemView", "QFrame", "QWidget"),
    "QTableView": ("QAbstractItemView", "QFrame", "QWidget"),
    "QLabel": ("QFrame", "QWidget"),
}
"""The types that a type is one of, besides being a widget."""


@dataclass(frozen=True)
class Compound:
    """One simple selector: a type, attributes, a part of it, states."""

    type: str
    attributes: tuple[tuple[str, str], ...] = ()
    part: str = ""
    states: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str) -> Compound:
        found = COMPOUND.match(text)
        if found is None:
            raise ValueError(text)
        kind, attributes, part, states = found.groups()
        given = frozenset(filter(None, states.split(":")))
        return cls(kind, tuple(ATTRIBUTE.findall(attributes)), part or "", given)

    def fits(self, wearer: Wearer) -> bool:
        return (
            self.type in (wearer.type, "QWidget", *KIN.get(wearer.type, ()))
            and self.part == wearer.part
            and all(wearer.attributes.get(name) == value for name, value in self.attributes)
            and self.states <= wearer.states
        )

    @property
    def weight(self) -> int:
        return len(self.attributes) + len(self.states) + bool(self.part)


@dataclass
class Wearer:
    """A part of a widget as it may be in front of a person."""

    type: str
    part: str
    attributes: dict[str, str]
    states: frozenset[str]
    inside: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = "".join(f'[{name}="{value}"]' for name, value in sorted(self.attributes.items()))
        part = f"::{self.part}" if self.part else ""
        states = "".join(f":{one}" for one in sorted(self.states))
        return f"{' '.join((*self.inside, self.type))}{said}{part}{states}"


@dataclass
class Rule:
    """What the parts that fit wear; the last compound is the part, those before hold it."""

    compounds: tuple[Compound, ...]
    given: dict[str, str]
    place: int

    @property
    def weight(self) -> tuple[int, int, int]:
        return sum(one.weight for one in self.compounds), len(self.compounds), self.place


@dataclass
class Sheet:
    """The rules of a style sheet."""

    rules: list[Rule] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Sheet:
        plain, found = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), []
        for selectors, body in RULE.findall(plain):
            pairs = (one.partition(":") for one in body.split(";") if ":" in one)
            given = {name.strip(): value.strip() for name, _, value in pairs}
            for one in selectors.split(","):
                compounds = tuple(map(Compound.read, one.split()))
                found.append(Rule(compounds, given, len(found)))
        return cls(found)

    def wearers(self) -> Iterator[Wearer]:
        """Every part in every look and state that the sheet tells apart."""
        kinds = {(rule.compounds[-1].type, rule.compounds[-1].part) for rule in self.rules}
        for kind, part in sorted(kinds):
            probe = [
                rule
                for rule in self.rules
                if rule.compounds[-1].type == kind and rule.compounds[-1].part == part
            ]
            values: dict[str, set[str]] = {}
            for name, value in chain(*(rule.compounds[-1].attributes for rule in probe)):
                values.setdefault(name, {""}).add(value)
            states = sorted(set().union(*(rule.compounds[-1].states for rule in probe)))
            holders = {tuple(one.type for one in rule.compounds[:-1]) for rule in probe}
            for picked, holder in product(product(*values.values()), sorted(holders)):
                worn = {name: one for name, one in zip(values, picked, strict=True) if one}
                for some in chain(*(combinations(states, n) for n in range(len(states) + 1))):
                    if "disabled" not in some or not ALIVE.intersection(some):
                        yield Wearer(kind, part, worn, frozenset(some), holder)

    def worn(self, wearer: Wearer) -> dict[str, str]:
        """What a part wears: what is told later, or of it more exactly, counts."""
        fitting = [
            rule
            for rule in self.rules
            if rule.compounds[-1].fits(wearer)
            and tuple(one.type for one in rule.compounds[:-1]) in ((), wearer.inside)
        ]
        found: dict[str, str] = {}
        for rule in sorted(fitting, key=lambda one: one.weight):
            found |= rule.given
        return found

    def grounds(self) -> set[str]:
        """Every colour that something else may stand on."""
        return {
            color
            for rule in self.rules
            if not rule.compounds[-1].part or rule.compounds[-1].part == "item"
            for color in COLOR.findall(rule.given.get("background", ""))
            if rule.compounds[-1].type in HOLDERS
            and ("role", "hairline") not in rule.compounds[-1].attributes
        }


HOLDERS = {
    "QWidget", "QFrame", "QMainWindow", "QDialog", "QMenu", "QMenuBar", "QToolTip",
    "QListView", "QTreeView", "QTableView", "QHeaderView", "QStackedWidget", "QLabel",
}  # fmt: skip
"""Types that hold others or whose lines do; a label holds its own words."""
