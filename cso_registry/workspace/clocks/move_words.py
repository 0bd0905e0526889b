"""What days that were entered changed, in words, line by line (F:I3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.today import duty_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.clocks.moves import Amended, ForDecision
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.notice.watching import Doubted

DASH = "–"


def amended_words(found: Amended, program: Program, language: Language) -> tuple[str, ...]:
    """Return what moved, what was judged by the old days, and which counts are in doubt."""
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
    count = program.texts.text("holidays.moved_count", language, count=len(found.moved))
    return (
        *moved,
        count,
        *decision_words(found.waiting, program, language),
        *doubt_words(found.doubted, program, language),
    )


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
