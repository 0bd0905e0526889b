"""Gathers what the program works with: clock, lists, texts, fonts; once, at the start."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from cso_registry.host.clock import SystemClock
from cso_registry.host.identifiers import UuidSource
from cso_registry.host.resources import Resources, find_resources
from cso_registry.host.texts import ScreenTexts, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cso_registry.documents.templates import Template
    from cso_registry.domain.agreements.clauses import Clause, ClauseLibrary
    from cso_registry.domain.clocks.holidays import Holiday, HolidayTable
    from cso_registry.domain.clocks.kinds import ClockKinds
    from cso_registry.domain.papers.shelf import TemplateShelf
    from cso_registry.domain.vocabulary.amending import Amendments
    from cso_registry.domain.vocabulary.areas import Areas
    from cso_registry.domain.vocabulary.criteria import Criteria, Criterion
    from cso_registry.domain.vocabulary.model import VocabularySet
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.domain.vocabulary.records import DecidedPolicy
    from cso_registry.domain.workflow.model import Workflows
    from cso_registry.domain.workflow.sources import SourceTexts
    from cso_registry.workspace.performing import Clock, Means


@dataclass(frozen=True)
class Delivered:
    """What stands in the delivered files; each is read once, when it is first wanted."""

    resources: Resources

    @cached_property
    def texts(self) -> Texts:
        """Return every sentence and label in Thai and English."""
        return Texts.load(self.resources, lambda: self.areas)

    @cached_property
    def screen_texts(self) -> Texts:
        """Return the same where acts are called by their names."""
        return ScreenTexts(self.texts)

    @cached_property
    def policies(self) -> Policies:
        """Return the dated settings."""
        from cso_registry.domain.vocabulary.reading import read_policies

        return read_policies(self.resources.toml("vocabulary/policies.toml"))

    @cached_property
    def criteria(self) -> Criteria:
        """Return what screening asks."""
        from cso_registry.domain.vocabulary.reading import read_criteria

        return read_criteria(self.resources.toml("screening/criteria.toml"))

    @cached_property
    def workflows(self) -> Workflows:
        """Return the courses of the partnership models."""
        from cso_registry.domain.vocabulary.reading import read_workflow
        from cso_registry.domain.workflow.model import Workflows

        names = self.resources.names("workflows", ".toml")
        maps = (read_workflow(self.resources.toml(name), file=name) for name in names)
        return Workflows(workflows=tuple(maps))

    @cached_property
    def sources(self) -> SourceTexts:
        """Return what the sources say of the parts of the courses."""
        from cso_registry.domain.vocabulary.reading import read_sources

        return read_sources(self.resources.toml("sources/passages.toml"))

    @cached_property
    def clauses(self) -> ClauseLibrary:
        """Return the clause library of agreements."""
        from cso_registry.domain.vocabulary.reading import read_clauses

        return read_clauses(self.resources.toml("clauses/clauses.toml"))

    @cached_property
    def holidays(self) -> HolidayTable:
        """Return the days on which offices or banks are closed."""
        from cso_registry.domain.vocabulary.reading import read_holidays

        return read_holidays(self.resources.toml("vocabulary/holidays.toml"))

    @cached_property
    def clock_kinds(self) -> ClockKinds:
        """Return the kinds of clock."""
        from cso_registry.domain.vocabulary.reading import read_clock_kinds

        return read_clock_kinds(self.resources.toml("vocabulary/clocks.toml"))

    @cached_property
    def vocabulary(self) -> VocabularySet:
        """Return the coded lists."""
        from cso_registry.domain.vocabulary.model import VocabularySet
        from cso_registry.domain.vocabulary.reading import read_vocabulary

        return VocabularySet(
            read_vocabulary(self.resources.toml(name), file=name)
            for name in self.resources.names("vocabulary", ".toml")
            if name.startswith("vocabulary/V-")
        )

    @cached_property
    def areas(self) -> Areas:
        """Return the administrative areas."""
        from cso_registry.host.areas import load_areas

        return load_areas()

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """Return the templates of all papers, by paper code."""
        from cso_registry.documents.templates import load_templates

        return MappingProxyType(load_templates(self.resources.path("templates")))


@dataclass(frozen=True)
class Program:
    """The program: what was delivered, the clock of the computer, what the office added.

    Attributes:
        amendments: Terms that the office added to coded lists.
        decided: Settings that the office decided.
        decided_criteria: Screening criteria that the office decided.
        decided_clauses: Editions of clauses that the office decided.
        decided_days: Days that the office entered.
        own_templates: Templates that the office made; None for none.
        is_on_screen: Acts are buttons there, and are called by their names.
    """

    delivered: Delivered
    clock: Clock
    amendments: Amendments = field(default_factory=dict)
    decided: tuple[DecidedPolicy, ...] = ()
    decided_criteria: tuple[Criterion, ...] = ()
    decided_clauses: tuple[Clause, ...] = ()
    decided_days: tuple[Holiday, ...] = ()
    own_templates: TemplateShelf | None = None
    is_on_screen: bool = False

    @property
    def resources(self) -> Resources:
        """Return the delivered files."""
        return self.delivered.resources

    @property
    def texts(self) -> Texts:
        """Return every sentence and label in Thai and English."""
        return self.delivered.screen_texts if self.is_on_screen else self.delivered.texts

    @property
    def templates(self) -> Mapping[str, Template]:
        """Return the templates of all papers, by paper code."""
        return self.delivered.templates

    @cached_property
    def policies(self) -> Policies:
        """Return the dated settings, with what the office decided."""
        from cso_registry.domain.vocabulary.amending import amended_policies

        return amended_policies(self.delivered.policies, self.decided)

    @cached_property
    def criteria(self) -> Criteria:
        """Return what screening asks, with what the office decided."""
        from cso_registry.domain.vocabulary.amending import amended_criteria

        return amended_criteria(self.delivered.criteria, self.decided_criteria)

    @property
    def shelf(self) -> TemplateShelf:
        """Return the templates that the office made."""
        from cso_registry.domain.papers.shelf import NO_TEMPLATES

        return self.own_templates or NO_TEMPLATES

    @cached_property
    def clauses(self) -> ClauseLibrary:
        """Return the clause library, with the editions that the office decided."""
        from cso_registry.domain.vocabulary.amending import amended_clauses

        return amended_clauses(self.delivered.clauses, self.decided_clauses)

    @cached_property
    def holidays(self) -> HolidayTable:
        """Return the days on which offices or banks are closed, with those of the office."""
        delivered = self.delivered.holidays
        return delivered.with_added(self.decided_days) if self.decided_days else delivered

    @cached_property
    def means(self) -> Means:
        """Return what deciding needs."""
        # Every act is loaded with it: a window stands before they are wanted.
        from cso_registry.workspace.performing import Means

        return Means(
            clock=self.clock,
            identities=UuidSource(SystemClock()),
            random=os.urandom,
            vocabulary=self.vocabulary,
            areas=self.delivered.areas,
            policies=self.policies,
            criteria=self.criteria,
            workflows=self.delivered.workflows,
            clauses=self.clauses,
            holidays=self.holidays,
            clock_kinds=self.delivered.clock_kinds,
            templates=self.shelf,
        )

    @cached_property
    def vocabulary(self) -> VocabularySet:
        """Return the coded lists, with what the office added."""
        from cso_registry.domain.vocabulary.amending import amended_lists

        lists = self.delivered.vocabulary
        return amended_lists(lists, self.amendments) if self.amendments else lists

    @property
    def fonts(self) -> Path:
        """Return the folder of the fonts."""
        return self.resources.path("fonts")


@cache
def delivered_here() -> Delivered:
    """Return what was delivered with the program that runs; it does not change meanwhile."""
    return Delivered(find_resources())


def this_program(clock: Clock | None = None) -> Program:
    """Return the program as it is installed on this computer."""
    return Program(delivered_here(), clock or SystemClock())
