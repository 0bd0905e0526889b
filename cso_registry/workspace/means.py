"""Gathers what the program works with: clock, lists, texts, fonts; once, at the start."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cso_registry.host.clock import SystemClock
from cso_registry.host.identifiers import UuidSource
from cso_registry.host.resources import Resources, find_resources
from cso_registry.host.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.vocabulary.amending import Amendments
    from cso_registry.domain.vocabulary.criteria import Criteria, Criterion
    from cso_registry.domain.vocabulary.model import VocabularySet
    from cso_registry.domain.vocabulary.policies import Policies
    from cso_registry.domain.vocabulary.records import DecidedPolicy
    from cso_registry.workspace.performing import Clock, Means


@dataclass(frozen=True)
class Program:
    """The program: what was delivered, the clock of the computer, what the office added.

    Attributes:
        amendments: Terms that the office added to coded lists.
        decided: Settings that the office decided.
        decided_criteria: Screening criteria that the office decided.
    """

    resources: Resources
    clock: Clock
    amendments: Amendments = field(default_factory=dict)
    decided: tuple[DecidedPolicy, ...] = ()
    decided_criteria: tuple[Criterion, ...] = ()

    @cached_property
    def texts(self) -> Texts:
        """Return every sentence and label in Thai and English."""
        return Texts.load(self.resources)

    @cached_property
    def policies(self) -> Policies:
        """Return the dated settings, with what the office decided."""
        from cso_registry.domain.vocabulary.amending import amended_policies
        from cso_registry.domain.vocabulary.reading import read_policies

        delivered = read_policies(self.resources.toml("vocabulary/policies.toml"))
        return amended_policies(delivered, self.decided)

    @cached_property
    def criteria(self) -> Criteria:
        """Return what screening asks, with what the office decided."""
        from cso_registry.domain.vocabulary.amending import amended_criteria
        from cso_registry.domain.vocabulary.reading import read_criteria

        delivered = read_criteria(self.resources.toml("screening/criteria.toml"))
        return amended_criteria(delivered, self.decided_criteria)

    @cached_property
    def means(self) -> Means:
        """Return what deciding needs."""
        # Every act is loaded with it: a window stands before they are wanted.
        from cso_registry.host.areas import load_areas
        from cso_registry.workspace.performing import Means

        clock = SystemClock()
        return Means(
            clock=self.clock,
            identities=UuidSource(clock),
            random=os.urandom,
            vocabulary=self.vocabulary,
            areas=load_areas(),
            policies=self.policies,
            criteria=self.criteria,
        )

    @cached_property
    def vocabulary(self) -> VocabularySet:
        """Return the coded lists, with what the office added."""
        from cso_registry.domain.vocabulary.amending import amended_lists
        from cso_registry.domain.vocabulary.model import VocabularySet
        from cso_registry.domain.vocabulary.reading import read_vocabulary

        delivered = VocabularySet(
            read_vocabulary(self.resources.toml(name), file=name)
            for name in self.resources.names("vocabulary", ".toml")
            if name.startswith("vocabulary/V-")
        )
        return amended_lists(delivered, self.amendments) if self.amendments else delivered

    @property
    def fonts(self) -> Path:
        """Return the folder of the fonts."""
        return self.resources.path("fonts")


def this_program(clock: Clock | None = None) -> Program:
    """Return the program as it is installed on this computer."""
    return Program(find_resources(), clock or SystemClock())
