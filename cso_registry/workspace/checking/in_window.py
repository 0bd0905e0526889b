"""One check as a window asks for it: what was presented, against all that is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.checking.at_hand import ring_at_hand
from cso_registry.workspace.checking.checker import CheckedAgainst, check
from cso_registry.workspace.checking.in_registry import HeldCertificates
from cso_registry.workspace.checking.must_say import must_say
from cso_registry.workspace.checking.presented import presented_file, presented_text
from cso_registry.workspace.checking.saying import CheckWords
from cso_registry.workspace.checking.status_files import open_status_list
from cso_registry.workspace.key_trust import KeyWords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.host.paths import Places
    from cso_registry.workspace.checking.answer import Checked
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ToldCheck:
    """One answer in words.

    Attributes:
        verdict: Code of what it comes to; `said` in words.
        pages: The pages of the file that it is about, counted from 1.
        findings: The sign of each (proved ✓, left open !, against it ✗), and the sentence.
        status: Where it stands, by which list or registry, and what changed since.
        key: By whose key it is signed.
        must_say: What the paper must say, for the eye: what it is called, and the words.
    """

    verdict: str
    said: str
    number: str
    short_code: str
    pages: tuple[int, ...]
    findings: tuple[tuple[str, str], ...]
    status: tuple[str, ...]
    key: tuple[str, ...]
    must_say: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToBeChecked:
    """What is presented: the bytes of a file or picture, or a text that was typed or pasted.

    `lists` are the bytes of status lists that are asked besides the registry.
    """

    data: bytes = b""
    text: str = ""
    lists: tuple[bytes, ...] = ()


def checked_here(
    workspace: Workspace, asked: ToBeChecked, places: Places, language: Language
) -> tuple[ToldCheck, ...]:
    """Return an answer for each certificate that was presented.

    Raises:
        InputError: `check.*`, `code.*`, `reading.*`: it is no certificate at all.
        KnownError: `check.list_*`: a status list is not to be trusted.
    """
    program = workspace.program
    if asked.data:
        papers = presented_file(asked.data, program.fonts)
    elif asked.text.strip():
        papers = (presented_text(asked.text.strip()),)
    else:
        raise InputError("check.neither_file_nor_code")
    ring = ring_at_hand(workspace, places)
    lists = [open_status_list(one, ring) for one in asked.lists]
    against = CheckedAgainst(ring, lists, HeldCertificates(workspace), workspace.today)
    words, spoken = CheckWords(program, language), KeyWords(program.resources)
    return tuple(_told(check(one, against), words, spoken) for one in papers)


def opened_list(workspace: Workspace, data: bytes, places: Places) -> str:
    """Return the number of a status list that can be trusted; see `open_status_list`."""
    return open_status_list(data, ring_at_hand(workspace, places)).content.number


def _told(answer: Checked, words: CheckWords, spoken: KeyWords) -> ToldCheck:
    return ToldCheck(
        verdict=answer.verdict.value,
        said=words.verdict(answer),
        number=answer.number,
        short_code=answer.short_code,
        pages=answer.pages,
        findings=tuple((one.sign, words.finding(one)) for one in words.ordered(answer)),
        status=tuple(words.status(answer)),
        key=tuple(words.key(answer, spoken)),
        must_say=tuple(_must_say(answer, words)),
    )


def _must_say(answer: Checked, words: CheckWords) -> Iterable[tuple[str, str]]:
    for name, lines, is_cut in must_say(answer):
        text = "; ".join(lines)
        yield words.claim(name), f"{text} …" if is_cut else text
