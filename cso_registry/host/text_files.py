"""The files of texts: which key stands in which file, each file read when it is first wanted.

Everything the program says is a thousand texts in many files; a window or a command says a
few. Where a key stands is seen by the headers alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from cso_registry.host.sentences import ActTexts, HelpedSentence, RuleSentence, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cso_registry.host.resources import Resources

FOLDER: Final = "texts"
_Kind = TypeVar("_Kind", bound=Sentence)


class TextFileError(ValueError):
    """A file of texts is not in its form; names the file and the place in it."""


class TextFile(BaseModel):
    """The content of one file."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    message: dict[str, Sentence] = {}
    act: dict[str, ActTexts] = {}
    field: dict[str, HelpedSentence] = {}
    rule: dict[str, RuleSentence] = {}
    group: dict[str, Sentence] = {}
    value: dict[str, Sentence] = {}
    label: dict[str, Sentence] = {}


_HEADER: Final = re.compile(
    rf'^\[({"|".join(TextFile.model_fields)})\.(?:"([^"]*)"|([A-Za-z0-9_-]+))', re.MULTILINE
)
Place = tuple[str, str]
"""Kind and key of a text."""


class TextFiles:
    """All texts by kind and key.

    Args:
        places: Kind and key of each text of each file, by the name of the file.
        read: Reads a file.

    Raises:
        TextFileError: A key stands in two files.
    """

    def __init__(
        self, places: Iterable[tuple[str, Iterable[Place]]], read: Callable[[str], TextFile]
    ) -> None:
        self._read = read
        self._held: dict[str, TextFile] = {}
        self._files: dict[str, dict[str, str]] = {kind: {} for kind in TextFile.model_fields}
        for name, held in places:
            for kind, key in held:
                if self._files[kind].setdefault(key, name) != name:
                    raise TextFileError(f"{name}: {key} stands in another file, too")

    @classmethod
    def of(cls, files: Mapping[str, Mapping[str, Any]]) -> Self:
        """Return the texts of files that were read, by name.

        Raises:
            TextFileError: A file is not in its form, or a key stands in two files.
        """
        read = {name: read_file(name, content) for name, content in files.items()}
        return cls(((name, _keys(file)) for name, file in read.items()), read.__getitem__)

    @classmethod
    def delivered(cls, resources: Resources) -> Self:
        """Return the texts delivered with the program; none of them is read yet."""
        places = (
            (name, _headers(resources.text(name))) for name in resources.names(FOLDER, ".toml")
        )
        return cls(places, lambda name: read_file(name, resources.toml(name)))

    def table(self, kind: str, _of: type[_Kind]) -> Table[_Kind]:
        """Return all texts of a kind by key."""
        return Table(self._files[kind], lambda name: getattr(self._file(name), kind))

    def _file(self, name: str) -> TextFile:
        if name not in self._held:
            self._held[name] = self._read(name)
        return self._held[name]


class Table(Mapping[str, _Kind], Generic[_Kind]):
    """All texts of one kind by key."""

    def __init__(
        self, files: Mapping[str, str], texts: Callable[[str], Mapping[str, _Kind]]
    ) -> None:
        self._files, self._texts = files, texts

    def __getitem__(self, key: str) -> _Kind:
        """Return a text, reading its file when it is the first of it.

        Raises:
            KeyError: There is no such text.
            TextFileError: Its file is not in its form.
        """
        return self._texts(self._files[key])[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, key: object) -> bool:
        return key in self._files


def read_file(name: str, content: Mapping[str, Any]) -> TextFile:
    """Return the texts of a file.

    Raises:
        TextFileError: It is not in its form.
    """
    try:
        return TextFile.model_validate(content)
    except ValidationError as fault:
        places = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in fault.errors()
        )
        raise TextFileError(f"{name}: {places}") from None


def _keys(file: TextFile) -> Iterator[Place]:
    return ((kind, key) for kind in TextFile.model_fields for key in getattr(file, kind))


def _headers(text: str) -> Iterator[Place]:
    return ((kind, quoted or bare) for kind, quoted, bare in _HEADER.findall(text))
