"""How the newest sign of life of a subject reads on a paper and on the screen (X27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.domain.organizations.life_signs import LifeSigns
    from cso_registry.workspace.showing import Showing


def sign_words(signs: LifeSigns, showing: Showing) -> str:
    """Return the newest sign and its day; empty when there is none."""
    last = signs.last
    if last is None:
        return ""
    what = showing.program.texts.value(f"sign.{last.sign.value}").say(showing.language)
    return f"{showing.short_day(last.day)} {what}"


def warning_words(signs: LifeSigns, showing: Showing) -> str:
    """Return what makes a visit harder: no telephone known, nobody reached."""
    texts, language = showing.program.texts, showing.language
    said = [] if signs.has_phone else [texts.text("subject_file.no_phone", language)]
    if signs.vain_calls:
        said.append(texts.text("subject_file.not_reached", language, count=signs.vain_calls))
    return "\n".join(said)
