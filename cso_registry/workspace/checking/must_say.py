"""What the paper must say, for the eye: from the registry in full, else from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.workspace.checking.answer import Checked, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_SHOWN: Final = frozenset({"first_day", "last_day", "language"})
_FORGED: Final = "check.bad_signature"
Said = tuple[str, tuple[str, ...], bool]
"""Name of a claim, its lines, and whether the code holds a part of it only."""


def must_say(answer: Checked) -> tuple[Said, ...]:
    """Return what the paper must say, in the order of the code or of the claims.

    Nothing, when the signature is wrong: words that nobody signed prove nothing.
    """
    if any(one.key == _FORGED for one in answer.findings):
        return ()
    if answer.claims is not None and answer.verdict is not Verdict.REFUSED:
        return tuple(_claimed(answer))
    payload = answer.payload
    if payload is None:
        return ()
    return tuple((name, lines, name in payload.cut) for name, lines in payload.words.items())


def _claimed(answer: Checked) -> Iterator[Said]:
    for name, value in () if answer.claims is None else answer.claims.plain().items():
        if name in _NOT_SHOWN or not value:
            continue
        lines = value if isinstance(value, list) else [value]
        yield (
            name,
            tuple(" – ".join(one) if isinstance(one, list) else str(one) for one in lines),
            False,
        )
