"""What is to be done, in words: a duty, many of a group, a heading, who is told (F:F4, F:I4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.workspace.clocks.calendar import Rung
from cso_registry.workspace.today import Turn

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.today import Duties, Duty, Section

LISTS: Final = {"document": "V-S3", "term": "V-S5"}
"""The coded list that names what ends, by the word before its colon."""
VALUES: Final = {"seat": "seat"}
"""The words of the program that name what ends, where no coded list does."""


def duty_words(what: str, program: Program, language: Language) -> str:
    """Return in words what falls due or waits."""
    kind, _, code = what.partition(":")
    own = program.texts.words_or_none("value", f"due.{kind}.{code}") if code else None
    if own is not None:
        return own.say(language)
    found = program.texts.words_or_none("value", f"due.{kind}")
    words = kind if found is None else found.say(language)
    if kind in LISTS:
        return f"{words}: {program.vocabulary.label(LISTS[kind], code, language)}"
    if kind in VALUES:
        named = program.texts.words_or_none("value", f"{VALUES[kind]}.{code}")
        return words if named is None else f"{words}: {named.say(language)}"
    return words


def line_words(duty: Duty, program: Program, language: Language) -> str:
    """Return in words what a line is about: one duty, or many of a group."""
    if duty.count == 1:
        return duty_words(duty.what, program, language)
    group = program.texts.value(f"clock_group.{duty.group}").say(language)
    key = f"today.together.{duty.turn}"
    return program.texts.text(key, language, group=group, count=duty.count)


def section_words(section: Section, program: Program, language: Language) -> str:
    """Return the heading of a section, with how much stands under it."""
    if section.name in {Turn.HERE.value, Turn.OTHERS.value}:
        return program.texts.text(f"today.{section.name}", language, count=section.count)
    name = program.texts.value(f"clock_weight.{section.name}").say(language)
    return program.texts.text("today.section", language, name=name, count=section.count)


def counts_words(found: Duties, program: Program, language: Language) -> str:
    """Return in one line how much there is of each turn; nothing where nothing is to be done."""
    ahead = {Turn.DUE: {"days": found.days}}
    return " · ".join(
        program.texts.text(f"today.{turn}", language, count=count, **ahead.get(turn, {}))
        for turn, count in found.counts.items()
        if count
    )


def rung_words(duty: Duty, program: Program, language: Language) -> str:
    """Return who is told of what is late by now, and from which day on the next are (F:I4)."""
    if duty.turn is not Turn.OVERDUE or duty.head_from is None or duty.secretariat_from is None:
        return ""
    if duty.rung is Rung.SECRETARIAT:
        return program.texts.text("ladder.secretariat", language)
    if duty.rung is Rung.HEAD:
        return program.texts.text("ladder.head", language, day=duty.secretariat_from)
    return program.texts.text("ladder.owner", language, day=duty.head_from)
