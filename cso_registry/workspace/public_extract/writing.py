"""Writes the public extract: CSV, JSON and pages in one folder, whole or not at all (F:K5)."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TextIO

from cso_registry.domain.permission import LOOKERS, DeniedError
from cso_registry.host.disk_faults import disk_faults_named
from cso_registry.host.private_files import sync_folder
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.storage.verify import no_progress
from cso_registry.tables.writing import CsvSheet, OutColumn
from cso_registry.workspace.keeping import require_outside
from cso_registry.workspace.look_log import looking_officer
from cso_registry.workspace.public_extract import pages
from cso_registry.workspace.public_extract.subjects import COLLECTIONS, public_subjects
from cso_registry.workspace.public_extract.words import COLUMNS, FLAT, HEAD, OF_ITEMS, PublicWords

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.public_extract.subjects import PublicSubject
    from cso_registry.workspace.workspace import Workspace

NEW: Final = ".new"
FIRST_PAGE: Final = "index.html"
LOOKED: Final = "public extract"
CERTIFICATES: Final = ("number", "certificate", "status", "since", "until")


@dataclass(frozen=True, slots=True)
class Extract:
    """What was written.

    Attributes:
        folder: Where it lies.
        subjects: How many subjects it tells of.
        files: Their names, in order.
    """

    folder: Path
    subjects: int
    files: tuple[str, ...]


def write_extract(
    workspace: Workspace,
    session: Session,
    folder: Path,
    language: Language,
    *,
    province: str | None = None,
    progress: Progress = no_progress,
) -> Extract:
    """Write what anybody may know of the register into a new folder; the release is logged.

    Raises:
        DeniedError: `public.role_missing`; logged.
        InputError: `cli.inside_registry`, `public.folder_there`.
        KnownError: What the disk said; nothing is left behind then.
    """
    require_outside(folder, workspace.folder)
    office = workspace.office
    if office is None:
        raise KnownError("restore.no_office")
    if not looking_officer(workspace, session).holds(LOOKERS, province or office.scope):
        workspace.note_look(session, f"denied {LOOKED}", office.id)
        raise DeniedError("public.role_missing")
    if folder.exists():
        raise InputError("public.folder_there", path=str(folder))
    new = folder.with_name(folder.name + NEW)
    with disk_faults_named(folder):
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir(parents=True)
            count = _write_all(workspace, new, language, province, progress)
            files = tuple(sorted(one.name for one in new.iterdir()))
            new.rename(folder)
            sync_folder(folder.parent)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    workspace.note_look(session, LOOKED, office.id)
    return Extract(folder, count, files)


def _write_all(
    workspace: Workspace,
    folder: Path,
    language: Language,
    province: str | None,
    progress: Progress,
) -> int:
    words = PublicWords(workspace, language)
    with ExitStack() as stack:
        sheets = _Sheets(folder, words, language, stack)
        site = _Site(workspace, folder, words, language, stack)
        listed = _Listing(workspace, folder, stack)
        count = 0
        for one in public_subjects(workspace.read, workspace.today, province, progress):
            count += 1
            for part in (sheets, site, listed):
                part.add(one)
    site.finish(count)
    return count


class _Sheets:
    """One sheet of subjects and one for each collection, tied by register number."""

    def __init__(
        self, folder: Path, words: PublicWords, language: Language, stack: ExitStack
    ) -> None:
        self._folder, self._words = folder, words
        self._language, self._stack = language, stack
        flat = [words.field_heading(*one) for one in FLAT]
        self._register = self._sheet("register", [*map(words.heading, HEAD), *flat])
        self._items = {
            name: self._sheet(
                name,
                [words.heading("number"), *(words.field_heading(*one) for one in OF_ITEMS[name])],
            )
            for name in COLLECTIONS
        }
        self._certificates = self._sheet("certificates", [*map(words.heading, CERTIFICATES)])

    def add(self, one: PublicSubject) -> None:
        """Write the rows of a subject."""
        say = self._words.value
        flat = (say(group, field, one.groups.get(group, {})) for group, field in FLAT)
        self._register.add([*self._words.head(one), *flat])
        for name, items in one.items.items():
            for item in items:
                cells = (say(group, field, item) for group, field in OF_ITEMS[name])
                self._items[name].add([one.number, *cells])
        for each in one.certificates:
            self._certificates.add([one.number, *self._words.certificate(each)])

    def _sheet(self, name: str, headings: Sequence[str]) -> CsvSheet:
        stream = self._stack.enter_context((self._folder / f"{name}.csv").open("wb"))
        sheet = CsvSheet(stream, [OutColumn(one) for one in headings], self._language)
        self._stack.callback(sheet.end)
        return sheet


class _Listing:
    """All of it as one JSON document, subject by subject."""

    def __init__(self, workspace: Workspace, folder: Path, stack: ExitStack) -> None:
        self._stream = stack.enter_context((folder / "register.json").open("wb"))
        office = workspace.office
        identity = None if office is None else office.identity
        head: dict[str, Any] = {
            "marking": "public",
            "made": workspace.today.isoformat(),
            "training": workspace.is_training,
            "office": None if identity is None else identity.name_th,
            "office_code": None if identity is None else identity.code,
        }
        self._stream.write(canonical_bytes(head)[:-1] + b',"subjects":[')
        self._lead = b"\n"
        stack.callback(self._stream.write, b"\n]}\n")

    def add(self, one: PublicSubject) -> None:
        """Write one subject."""
        self._stream.write(self._lead + canonical_bytes(one.plain()))
        self._lead = b",\n"


class _Site:
    """A page for each province, and one that leads to them."""

    def __init__(
        self,
        workspace: Workspace,
        folder: Path,
        words: PublicWords,
        language: Language,
        stack: ExitStack,
    ) -> None:
        self._folder, self._words, self._stack = folder, words, stack
        self._language: str = language
        self._mark = words.say("training") if workspace.is_training else ""
        self._day = workspace.program.texts.text(
            "public.made", language, day=workspace.today.isoformat()
        )
        self._pages: dict[str, TextIO] = {}
        self._counts: dict[str, int] = {}

    def add(self, one: PublicSubject) -> None:
        """Write the row of a subject on the page of its province."""
        if one.province not in self._pages:
            self._begin(one.province)
        self._pages[one.province].write(pages.table_row(self._words.row(one)))
        self._counts[one.province] += 1

    def finish(self, count: int) -> None:
        """Write the page that leads to the others."""
        say = self._words.say
        notes = (self._day, say("what", count=f"{count:,}"), say("left_out"))
        with (self._folder / FIRST_PAGE).open("w", encoding="utf-8") as stream:
            stream.write(pages.page_start(self._language, say("title"), notes, self._mark))
            stream.write(pages.table_start([*map(self._words.heading, ("province", "count"))]))
            for province in sorted(self._counts):
                name, many = self._words.province(province), f"{self._counts[province]:,}"
                stream.write(pages.link_row(_page(province), name, many))
            stream.write(pages.page_end())

    def _begin(self, province: str) -> None:
        path = self._folder / _page(province)
        stream = self._stack.enter_context(path.open("w", encoding="utf-8"))
        title = f"{self._words.say('title')}: {self._words.province(province)}"
        stream.write(pages.page_start(self._language, title, (self._day,), self._mark))
        stream.write(pages.table_start([*map(self._words.heading, COLUMNS)]))
        self._stack.callback(stream.write, pages.page_end((FIRST_PAGE, self._words.say("back"))))
        self._pages[province], self._counts[province] = stream, 0


def _page(province: str) -> str:
    return f"province-{province}.html"
