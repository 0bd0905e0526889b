"""What days that were entered changed, in words, line by line (F:I3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.workspace.duty_words import duty_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.clocks.moves import Amended, ForDecision
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.notice.watching import Doubted

DASH = "–"
MOVED: Final = "holidays.moved_count"


def amended_words(found: Amended, program: Program, language: Language) -> tuple[str, ...]:
    """Return how much moved and waits, then line by line what, decisions first."""
    moved = [
        program.texts.text(
            "holidays.moved",
            language,
            title=one.title,
            what=duty_words(one.what, program, language),
            before=one.before.isoformat(),
            now=one.now.isoformat(),
        )
        for one in found.moved
    ]
    return (
        _counts(found, program, language),
        *decision_words(found.waiting, program, language),
        *doubt_words(found.doubted, program, language),
        *moved,
    )


def _counts(found: Amended, program: Program, language: Language) -> str:
    """Return in one line how much moved, and how much waits for a decision where anything does."""
    counts = {
        MOVED: len(found.moved),
        "holidays.waiting_count": len(found.waiting),
        "today.doubted": len(found.doubted),
    }
    told = {key: count for key, count in counts.items() if count or key == MOVED}
    return " · ".join(program.texts.text(key, language, count=n) for key, n in told.items())


def decision_words(
    waiting: Iterable[ForDecision], program: Program, language: Language
) -> Iterator[str]:
    """Yield what was judged by the old days and waits for a decision."""
    for one in waiting:
        yield program.texts.text(
            "holidays.for_decision",
            language,
            title=one.title,
            what=duty_words(one.what, program, language),
            recorded=one.recorded.isoformat(),
            counted=one.counted.isoformat(),
            id=str(one.id),
        )


def doubt_words(found: Iterable[Doubted], program: Program, language: Language) -> Iterator[str]:
    """Yield which counts of a notice wait for a decision, and what speaks against each."""
    for one in found:
        said = (program.texts.value(f"doubt.{doubt.value}") for doubt in one.doubts)
        file, agreement = one.notice.file, one.agreement.file
        yield program.texts.text(
            "notice.doubted",
            language,
            file="" if file is None else file.code,
            code="" if agreement is None else agreement.code,
            doubts=", ".join(word.say(language) for word in said),
            stands=DASH if one.stands is None else one.stands.isoformat(),
            recounted=DASH if one.recounted is None else one.recounted.isoformat(),
        )
