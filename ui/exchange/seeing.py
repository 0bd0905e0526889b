"""What an office has seen of us, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.workspace.exchanging.offices import OfficeLine
    from ui.shell.room import Surroundings


def seen_words(around: Surroundings, line: OfficeLine) -> str:
    """Return how much of ours an office has, and when it said so."""
    speech = around.speech
    if line.is_own and line.unseen is None:
        return speech.say("ui.exchange.own_office")
    if line.unseen is None:
        return speech.say("ui.exchange.never_spoke")
    day = speech.day(date.fromisoformat(line.told[:10]))
    if line.unseen:
        return speech.say("ui.exchange.lacks", count=f"{line.unseen:,}", day=day)
    return speech.say("ui.exchange.has_all", day=day)
