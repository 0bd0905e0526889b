"""The files of texts: which key stands where, each text read when it is first wanted.

Everything the program says is thousands of texts in many files; a window or a command says a
few. Where a key stands is seen by the headers alone, and a text is the lines below its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, Self, TypeVar

from cso_registry.host.sentences import (
    ActTexts,
    HelpedSentence,
    RuleSentence,
    Sentence,
    TextFormError,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cso_registry.host.resources import Resources

FOLDER: Final = "texts"
KINDS: Final[Mapping[str, type[Sentence]]] = {
    "message": Sentence,
    "act": ActTexts,
    "field": HelpedSentence,
    "rule": RuleSentence,
    "group": Sentence,
    "value": Sentence,
    "label": Sentence,
}
"""The tables of a file."""
_HEADER: Final = re.compile(
    rf"""^\[({"|".join(KINDS)})\."?((?<=")[^"]*|(?<!")[A-Za-z0-9_-]+)""", re.MULTILINE
)
_Kind = TypeVar("_Kind", bound=Sentence)
Place = tuple[str, str]
"""Kind and key of a text."""


class TextFileError(ValueError):
    """A file of texts is not in its form; names the file and the place in it."""


class TextFile(Protocol):
    """A file of texts."""

    @property
    def places(self) -> Collection[Place]:
        """Return where its texts stand."""
        ...

    def raw(self, place: Place) -> object:
        """Return one text as it stands there."""
        ...


class TextFiles:
    """All texts by kind and key.

    Args:
        files: The files by name.

    Raises:
        TextFileError: A key stands in two files.
    """

    def __init__(self, files: Mapping[str, TextFile]) -> None:
        self._files = files
        # Thousands of places at every start: no loop of our own goes over them.
        self._names: dict[Place, str] = {}
        for name, file in files.items():
            known = len(self._names)
            self._names |= dict.fromkeys(file.places, name)
            if len(self._names) != known + len(file.places):
                raise TextFileError(f"{name}: {self._doubled(name)} stands in another file, too")

    @classmethod
    def of(cls, files: Mapping[str, Mapping[str, Any]]) -> Self:
        """Return the texts of files that were read, by name; every one is looked at.

        Raises:
            TextFileError: A file is not in its form, or a key stands in two files.
        """
        made = cls({name: _Given(name, content) for name, content in files.items()})
        for kind, of in KINDS.items():
            dict(made.table(kind, of))
        return made

    @classmethod
    def delivered(cls, resources: Resources) -> Self:
        """Return the texts delivered with the program; none of them is read yet."""
        names = resources.names(FOLDER, ".toml")
        return cls({name: _Written(resources.text(name)) for name in names})

    def table(self, kind: str, of: type[_Kind]) -> Table[_Kind]:
        """Return all texts of a kind by key."""
        return Table(kind, of, self._names, self._files)

    def _doubled(self, name: str) -> str:
        others = (file.places for other, file in self._files.items() if other != name)
        doubled = set(self._files[name].places) & set().union(*others)
        return min(key for _, key in doubled)


class Table(Mapping[str, _Kind], Generic[_Kind]):
    """All texts of one kind by key."""

    def __init__(
        self,
        kind: str,
        of: type[_Kind],
        names: Mapping[Place, str],
        files: Mapping[str, TextFile],
    ) -> None:
        self._kind, self._of, self._names, self._files = kind, of, names, files
        self._read: dict[str, _Kind] = {}

    def __getitem__(self, key: str) -> _Kind:
        """Return a text, reading it when it is first wanted.

        Raises:
            KeyError: There is no such text.
            TextFileError: It is not in its form.
        """
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._found(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for kind, key in self._names if kind == self._kind)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return (self._kind, key) in self._names

    def _found(self, key: str) -> _Kind:
        place = self._kind, key
        name = self._names[place]
        try:
            return self._of.read(self._files[name].raw(place))
        except (TextFormError, tomllib.TOMLDecodeError) as fault:
            told = ".".join(filter(None, (*place, getattr(fault, "place", ""))))
            raise TextFileError(f"{name}: {told}: {fault}") from None


class _Given:
    """A file that was read.

    Raises:
        TextFileError: It holds something else.
    """

    def __init__(self, name: str, content: Mapping[str, Any]) -> None:
        self._content = content
        for kind, texts in content.items():
            if kind not in KINDS or not isinstance(texts, Mapping):
                raise TextFileError(f"{name}: {kind}: no table of texts")
        self.places = [(kind, key) for kind, texts in content.items() for key in texts]

    def raw(self, place: Place) -> object:
        kind, key = place
        return self._content[kind][key]


class _Written:
    """A file as it is written; a text is read from its own lines."""

    def __init__(self, content: str) -> None:
        self._content = content
        self.places = dict.fromkeys(_HEADER.findall(content))

    def raw(self, place: Place) -> object:
        """Return one text.

        Raises:
            TextFormError: Something else stands among its lines.
            TOMLDecodeError: No TOML stands there.
        """
        kind, key = place
        tables = tomllib.loads("".join(self._content[lines] for lines in self._lines[place]))
        if tables.keys() != {kind} or tables[kind].keys() != {key}:
            raise TextFormError("", "something else stands among its lines")
        return tables[kind][key]

    @cached_property
    def _lines(self) -> dict[Place, list[slice]]:
        """Return where each text stands: from each of its headers to the next."""
        headers = list(_HEADER.finditer(self._content))
        ends = [one.start() for one in headers[1:]] + [len(self._content)]
        found: dict[Place, list[slice]] = {}
        for header, end in zip(headers, ends, strict=True):
            found.setdefault((header[1], header[2]), []).append(slice(header.start(), end))
        return found
