"""Templates as data: TOML files, checked whole when they are read.

The SHA-256 of its file is the identity of a template. A text that names a fact which
the template does not declare is an error here, never a blank on paper.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from cso_registry.documents.template_model import PaperWords, TemplateSpec, Words
from cso_registry.kernel.errors import InputError, KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cso_registry.documents.template_model import FactKind

_WORDS_FILE: Final = "words.toml"
_FRAME: Final = "frame_"
_TEXT_KINDS: Final = frozenset({"text", "verbatim"})
_FLAG: Final = frozenset({"flag"})
_ROWS: Final = frozenset({"rows"})
_FACT_FIELDS: Final = {"when": _FLAG, "unless": _FLAG, "flag": _FLAG, "fact": _ROWS}
_WITHOUT_FACTS: Final = ("title", "subtitle", "corner")

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read and checked.

    Attributes:
        spec: What it says.
        hash: SHA-256 of its file, 64 hexadecimal digits: its identity.
        words: The words that all papers share.
    """

    spec: TemplateSpec
    hash: str
    words: PaperWords


def load_templates(folder: Path) -> dict[str, Template]:
    """Read every template of a folder, by paper code.

    Raises:
        KnownError: ``documents.templates_missing``.
        InputError: See ``parse_template``.
    """
    try:
        words = parse_words((folder / _WORDS_FILE).read_bytes())
        files = {path.name: path.read_bytes() for path in sorted(folder.glob("[DLS]-*.toml"))}
        frames = {
            path.stem.removeprefix(_FRAME): path.read_bytes()
            for path in folder.glob(f"{_FRAME}*.toml")
        }
    except OSError as error:
        raise KnownError("documents.templates_missing") from error
    templates = (
        parse_template(data, words, name=name, frames=frames) for name, data in files.items()
    )
    return {template.spec.paper: template for template in templates}


def parse_words(data: bytes) -> PaperWords:
    """Read the words that all papers share.

    Raises:
        InputError: ``documents.template_unreadable``.
    """
    return _checked(PaperWords, _read(data, _WORDS_FILE), _WORDS_FILE)


def parse_template(
    data: bytes,
    words: PaperWords,
    *,
    name: str = "",
    frames: Mapping[str, bytes] = MappingProxyType({}),
) -> Template:
    """Read one template file.

    Args:
        data: The bytes of the file.
        words: The words that all papers share.
        name: What the file is called, for the message.
        frames: What several papers have around their own blocks, by the name that their
            `frame` gives: facts, the blocks `before` and `after`, and defaults. The
            identity of a framed template is the hash of both files.

    Raises:
        InputError: ``documents.template_unreadable`` for a file that is no template;
            ``documents.template_unknown_fact`` where a text or block names a fact that is
            not declared, or one of another kind, or any fact in title or corner.
    """
    plain = _read(data, name)
    around = frames.get(str(plain.get("frame")), b"")
    spec = _checked(TemplateSpec, _framed(plain, _read(around, name)), name)
    for fact, kinds in _uses(spec):
        if spec.facts.get(fact) not in kinds:
            raise InputError("documents.template_unknown_fact", template=name, fact=fact)
    for field in _WITHOUT_FACTS:
        for fact in getattr(spec, field).facts():
            raise InputError("documents.template_unknown_fact", template=name, fact=fact)
    return Template(spec, hashlib.sha256(data + around).hexdigest(), words)


def fact_names(template: Template) -> dict[str, FactKind]:
    """Return every fact that a template may show, with its kind."""
    return dict(template.spec.facts)


def _framed(plain: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """Return a template with its own blocks between those of its frame, `after` behind them."""
    if not frame:
        return plain
    own = {name: value for name, value in plain.items() if name != "frame"}
    before, after = frame.pop("before", []), [*frame.pop("after", []), *own.pop("after", [])]
    facts = {**frame.pop("facts", {}), **own.get("facts", {})}
    return {**frame, **own, "facts": facts, "block": [*before, *own.get("block", []), *after]}


def _read(data: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("documents.template_unreadable", template=name, place="TOML") from error


def _checked(model: type[_Model], plain: dict[str, Any], name: str) -> _Model:
    try:
        return model.model_validate(plain)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise InputError("documents.template_unreadable", template=name, place=place) from error


def _uses(value: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every fact that is named anywhere, with the kinds it may have there."""
    if isinstance(value, Words):
        yield from ((fact, _TEXT_KINDS) for fact in value.facts())
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            inner = getattr(value, field)
            if field in _FACT_FIELDS and inner is not None:
                yield inner, _FACT_FIELDS[field]
            else:
                yield from _uses(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _uses(inner)
