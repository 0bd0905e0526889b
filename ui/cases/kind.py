"""What differs between one kind of case and another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cso_registry.domain.catalogue import ACTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.case_view import CaseView
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace
    from ui.lists.kind import ListKind
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words


class View(Protocol):
    """What a page shows of a case: what all have, and what this kind has besides."""

    @property
    def case(self) -> CaseView:
        """Return what every case shows."""
        ...

    @property
    def status(self) -> str:
        """Return where the case stands today."""
        ...


def subject_links(view: View) -> tuple[tuple[str, str], ...]:
    """Return the link to the subject that a case is about."""
    subject = view.case.subject
    return () if subject is None else (("organization", str(subject)),)


class Part(Protocol):
    """A card that one kind of case has besides the others.

    Attributes:
        asked: Something is to be done: what, and with which item.
    """

    asked: SignalInstance

    def show_view(self, view: Any) -> None:
        """Show what it shows of a view."""
        ...


class Look(Protocol):
    """Asks for everything that the page of a case shows."""

    def __call__(
        self,
        workspace: Workspace,
        identity: RecordId,
        session: Session,
        language: Language,
        *,
        personal: bool,
    ) -> View:
        """Return the view of a case, with personal data or without."""
        ...


@dataclass(frozen=True, slots=True)
class CaseKind:
    """One kind of case.

    Attributes:
        room: The name of its room.
        list: Its list.
        record: Its record.
        look: What its page asks.
        heading: Title and second line of the page.
        tone: What a status means.
        links: Other records that the page leads to: type, identity.
        parts: Makes its own cards, which stand first on the left.
        papers: Codes of the papers that it may have.
        apart: Acts that are not offered among what can be done next.
        aspects: Sides of the record whose acts its own cards offer.
        hidden: Groups that its own cards tell already.
        kept_first: Whether what is kept stands above its own cards.
        previews: Papers that are looked at before the record may have them.
        follows: Other types of record whose change may change the page.
    """

    room: str
    list: ListKind
    record: type[Record]
    look: Look
    heading: Callable[[Any, Words], tuple[str, str]]
    tone: Callable[[str], Tone]
    links: Callable[[Any], tuple[tuple[str, str], ...]]
    parts: Callable[[Surroundings], tuple[Any, ...]]
    papers: tuple[str, ...]
    apart: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    kept_first: bool = False
    previews: frozenset[str] = frozenset()

    @property
    def placed(self) -> frozenset[str]:
        """Return the acts that stand on its cards or nowhere, not among what can be done next."""
        of_sides = (one.kind for one in ACTS.values() if one.aspect in self.aspects)
        return self.apart.union(of_sides)
