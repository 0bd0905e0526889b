"""The merge marks of a DOCX template: which there may be, and what is wrong with those there are.

A mark names a fact, a flag or the rows of a list, and nothing else: no filter, no call, no
sum. So a template that came from elsewhere can do nothing but show what a paper shows.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.documents.templates import Template

PLACE: Final = "part"
"""Under this name the parts stand that only the program draws, such as `part.signatures`."""
DRAWN: Final = frozenset({"signatures", "checklist", "code", "bars"})
MOST_UNPACKED: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 200
_TAGS: Final = re.compile(r"<[^>]+>")
_PARAGRAPH: Final = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_MARK: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_FOREIGN: Final = ("w:drawing", "w:pict", "w:object", "w:altChunk", "w:footnoteReference")
_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For,
    nodes.If, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
_SEEN: Final = 60
_ROWS_OF: Final = {"checklist": {"text"}, "bars": {"name", "said", "length"}}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong with a template.

    Attributes:
        key: Its sentence, below ``template_mistake.``.
        name: The field that it is about.
        place: The words around it.
    """

    key: str
    name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the marks of a paper's template may name.

    Attributes:
        texts: Facts that are text.
        flags: Facts that are true or false.
        rows: The keys of the rows of each list.
        places: Parts that the program draws, each compulsory where the delivered one has it.
        must: Facts that every template of this paper shows.
    """

    texts: frozenset[str]
    flags: frozenset[str]
    rows: dict[str, frozenset[str]]
    places: tuple[str, ...]
    must: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """Return every name a mark may begin with."""
        return self.texts | self.flags | self.rows.keys() | {PLACE}


def known_marks(template: Template, must: frozenset[str] = frozenset()) -> Known:
    """Return what the marks may name, as the delivered template of a paper declares it."""
    kinds = template.spec.facts
    rows: dict[str, set[str]] = {name: set() for name, kind in kinds.items() if kind == "rows"}
    places: list[str] = []
    for block in template.spec.block:
        fact = getattr(block, "fact", None)
        if block.kind == "table":
            rows[block.fact] |= {column.key for column in block.columns}
        elif block.kind == "list":
            rows[block.fact].add("text")
        elif block.kind in DRAWN:
            places.append(place_name(block.kind, places))
            if fact is not None:
                rows[fact] |= _ROWS_OF.get(block.kind, {"name", "post"})
    return Known(
        texts=frozenset(name for name, kind in kinds.items() if kind in {"text", "verbatim"}),
        flags=frozenset(name for name, kind in kinds.items() if kind == "flag"),
        rows={name: frozenset(keys) for name, keys in rows.items()},
        places=tuple(places),
        must=must,
    )


def place_name(kind: str, before: list[str] | tuple[str, ...]) -> str:
    """Return what a drawn part is called; the second of a kind is numbered."""
    count = sum(1 for one in before if one.partition("_")[0] == kind)
    return kind if count == 0 else f"{kind}_{count + 1}"


def opened(data: bytes) -> DocxTemplate:
    """Open a DOCX template.

    Raises:
        InputError: `template.not_docx`, `template.too_large`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [one.file_size for one in parts.infolist()]
        fits = sum(sizes) <= MOST_UNPACKED and len(sizes) <= MOST_PARTS
        made = DocxTemplate(io.BytesIO(data))
        if fits:
            made.init_docx()
    except Exception as error:
        # What is wrong inside a foreign file, its library says in many ways.
        raise InputError("template.not_docx") from error
    if not fits:
        raise InputError("template.too_large")
    return made


def environment() -> SandboxedEnvironment:
    """Return where marks are filled: nothing is called, and nothing unknown is left empty."""
    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    for table in (made.globals, made.filters, made.tests):
        table.clear()
    return made


def mistakes_in(data: bytes, known: Known) -> tuple[Mistake, ...]:
    """Return everything that is wrong with a DOCX template, in its order.

    Raises:
        InputError: See `opened`.
    """
    template = opened(data)
    raw = str(template.get_xml())
    found = [*_foreign(raw, template), *_broken(raw)]
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", str(template.patch_xml(raw)))
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        line = source.splitlines()[max(error.lineno - 1, 0) :][:1]
        if not any(one.key == "broken_mark" for one in found):
            found.append(Mistake("broken_mark", place=_words("".join(line))))
        return tuple(found)
    judge = _Judge(known, source.splitlines())
    judge.look(tree, {})
    found += judge.mistakes
    missing = [f"{PLACE}.{one}" for one in known.places if one not in judge.places]
    missing += sorted(known.must - judge.used)
    return (*found, *(Mistake("missing_field", name=one) for one in missing))


def _foreign(raw: str, template: DocxTemplate) -> Iterator[Mistake]:
    if any(f"<{tag}" in raw for tag in _FOREIGN):
        yield Mistake("picture")
    for section in template.docx.sections:
        for part in (section.header, section.footer):
            words = "".join(one.text for one in part.paragraphs).strip()
            if words and not part.is_linked_to_previous:
                yield Mistake("head_or_foot", place=words[:_SEEN])


def _broken(raw: str) -> Iterator[Mistake]:
    """Yield paragraphs with a brace that belongs to no mark."""
    for paragraph in _PARAGRAPH.findall(raw):
        text = _TAGS.sub("", paragraph)
        if any(one in _MARK.sub("", text) for one in ("{", "}")):
            yield Mistake("broken_mark", place=text[:_SEEN])


def _words(line: str) -> str:
    return " ".join(_TAGS.sub(" ", line).split())[:_SEEN]


class _Judge:
    """Looks at every mark."""

    def __init__(self, known: Known, lines: list[str]) -> None:
        self._known, self._lines = known, lines
        self.mistakes: list[Mistake] = []
        self.used: set[str] = set()
        self.places: set[str] = set()

    def look(self, node: Any, loops: dict[str, str]) -> None:
        """Look at a mark and what is within it; `loops` names the list of each row."""
        if not isinstance(node, _ALLOWED):
            self._say("not_a_field", node, type(node).__name__.lower())
        elif isinstance(node, nodes.For):
            self._loop(node, loops)
        elif isinstance(node, nodes.Getattr):
            self._part(node, loops)
        elif isinstance(node, nodes.Name):
            self._name(node)
        else:
            for child in node.iter_child_nodes():
                self.look(child, loops)

    def _loop(self, node: nodes.For, loops: dict[str, str]) -> None:
        listed, row = node.iter, node.target
        plain = isinstance(listed, nodes.Name) and isinstance(row, nodes.Name)
        if not plain or node.recursive or node.test is not None or node.else_ or loops:
            self._say("not_a_field", node, "for")
            return
        assert isinstance(listed, nodes.Name)  # noqa: S101 - told to the type checker
        assert isinstance(row, nodes.Name)  # noqa: S101 - told to the type checker
        if listed.name not in self._known.rows:
            self._say("unknown_field", node, listed.name)
            return
        self.used.add(listed.name)
        for child in node.body:
            self.look(child, {row.name: listed.name})

    def _part(self, node: nodes.Getattr, loops: dict[str, str]) -> None:
        whole = node.node.name if isinstance(node.node, nodes.Name) else ""
        if whole == PLACE and node.attr in self._known.places:
            self.places.add(node.attr)
        elif whole not in loops or node.attr not in self._known.rows[loops[whole]]:
            self._say("unknown_field", node, f"{whole}.{node.attr}")

    def _name(self, node: nodes.Name) -> None:
        if node.name not in self._known.texts | self._known.flags:
            self._say("unknown_field", node, node.name)
        else:
            self.used.add(node.name)

    def _say(self, key: str, node: Any, name: str) -> None:
        line = self._lines[max(node.lineno - 1, 0) :][:1]
        self.mistakes.append(Mistake(key, name=name, place=_words("".join(line))))
