"""Leads from the start of the program to a signed-in officer, and back when one locks."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cso_registry.workspace.ways import is_registry
from ui.gate.ahead import Ahead
from ui.gate.sign_in import (
    Entered,
    Known,
    NewSecretPage,
    OpenPage,
    SignInPage,
    change_secret,
    enter,
    officers_here,
)
from ui.gate.start import BACKUP, KIT, KNOWN, TRAINING, StartPage
from ui.look.parts import button, row
from ui.widgets.front_stack import FrontStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.workspace.keyfile import Keys
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace
    from ui.gate.beginning import Begun
    from ui.gate.founding import Plan
    from ui.gate.page import GatePage
    from ui.gate.restoring import RestorePage
    from ui.gate.wizard import Wizard
    from ui.look.look import Look
    from ui.look.speech import Speech
    from ui.settings.keeper import Keeper
    from ui.shell.room import Room
    from ui.tasks.desk import Tasks
    from ui.tasks.errand import Trouble

FIRST_SECRET = "sign_in.first_secret"  # noqa: S105 - the key of a sentence


class Steps(QObject):
    """Carries how far long work is from another thread to the page that shows it."""

    moved = Signal(int, int)


class Gate(QWidget):
    """The pages before the rooms.

    Attributes:
        entered: `Entered`: somebody signed in.
        founded: `Begun`: an office was made, after its founder entered.
        by_recovery: Whether the registry was opened by its recovery key, and nobody entered yet.
        say_trouble: Puts trouble into one sentence.
    """

    entered = Signal(object)
    founded = Signal(object)

    def __init__(
        self,
        program: Program,
        look: Look,
        speech: Speech,
        tasks: Tasks,
        keeper: Keeper,
        say_trouble: Callable[[Trouble], str],
        rooms: tuple[Room, ...] = (),
    ) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._program, self._look, self._speech = program, look, speech
        self._tasks, self._keeper, self._say = tasks, keeper, say_trouble
        self._known: Known | None = None
        self._knows_some = self.by_recovery = False
        self.ahead = Ahead(self, program.delivered, rooms)
        self._steps = Steps()
        self._steps.moved.connect(self._on_step)
        self.stack = FrontStack()
        self._lay_out()
        look.clothe(self)

    @cached_property
    def start(self) -> StartPage:
        """Return the page with the ways to begin; like every page, made when first wanted."""
        made = StartPage(self._look, self._speech)
        made.chosen.connect(self._on_way)
        return made

    @cached_property
    def open(self) -> OpenPage:
        """Return the page that opens a registry."""
        made = OpenPage(self._look, self._speech)
        made.asked.connect(self._on_open)
        made.other.connect(self._show_start)
        made.rescue.connect(self._rescue)
        return made

    @cached_property
    def sign_in(self) -> SignInPage:
        """Return the page that asks who works."""
        made = SignInPage(self._look, self._speech)
        made.asked.connect(self._on_sign_in)
        made.other.connect(self.leave_registry)
        return made

    @cached_property
    def secret(self) -> NewSecretPage:
        """Return the page on which an officer takes a new secret."""
        made = NewSecretPage(self._look, self._speech)
        made.asked.connect(self._on_secret)
        made.left.connect(self._on_secret_left)
        return made

    @cached_property
    def wizard(self) -> Wizard:
        """Return what leads to a new office."""
        from ui.gate.wizard import Wizard

        data = self._keeper.computer.places.data
        made = Wizard(self._program, self._look, self._speech, data, self.show_page)
        made.left.connect(self._show_start)
        made.planned.connect(self._on_planned)
        return made

    @property
    def page(self) -> GatePage:
        """Return the page in front."""
        return cast("GatePage", self.stack.currentWidget())

    def begin(self, folder: Path | None = None) -> None:
        """Begin with a registry that is known here, or with the four ways to get one."""
        folders = self._keeper.computer.registries(self._keeper.now)
        if folder is not None:
            folders = (folder, *(one for one in folders if one != folder))
        self._knows_some = bool(folders)
        if not folders:
            self._show_start()
            return
        self.ahead.start()
        self.open.offer(folders)
        self.show_page(self.open)

    def show_page(self, page: GatePage) -> None:
        """Show one page, ready to type."""
        page.say("")
        page.set_busy(is_busy=False)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.begin()

    def lock(self) -> None:
        """Ask again for the secret of who works."""
        self.ask_officers(None if self._known is None else str(self._known.officer))

    def ask_officers(
        self, chosen: str | None = None, told: str = "", left: GatePage | None = None
    ) -> None:
        """Ask who works.

        Args:
            chosen: The officer who is probably the one.
            told: How it came to that.
            left: The page that is done with.
        """

        def show(known: list[Known]) -> None:
            self.sign_in.offer(known, chosen or "")
            self.show_page(self.sign_in)
            self.sign_in.say(told, "good")
            if left is not None:
                self.stack.drop(left)

        self._tasks.ask(self, officers_here, show, self._refuse)

    def ask_new_secret(self) -> None:
        """Let the officer who works change their secret."""
        self.secret.offer("")
        self.show_page(self.secret)

    def leave_registry(self) -> None:
        """Close the registry; another one can be opened."""
        self._tasks.close()
        self._known = None
        self.begin()

    def open_with(self, folder: Path, keys: Callable[[], Keys], then: Callable[[], object]) -> None:
        """Open a registry on the thread that will write.

        Args:
            folder: Where it stands.
            keys: What opens it; may itself do long work before, such as making it.
            then: Called when it is open.
        """
        self.ahead.stop()
        self.page.set_busy(is_busy=True)
        self.page.say(self._speech.say("ui.gate.opening"), "secondary")
        program = self._program

        def opener() -> Workspace:
            from cso_registry.workspace.workspace import Workspace

            return Workspace.open(folder, keys(), program)

        def opened(_: Program) -> None:
            self._keeper.now = self._keeper.now.with_registry(folder)
            self._keeper.keep()
            then()

        self._tasks.open(opener, opened, self._refuse)

    def _show_start(self) -> None:
        self.start.known.setVisible(self._knows_some)
        self.show_page(self.start)

    def _on_open(self, folder: Path, passphrase: str, key_file: str) -> None:
        def keys() -> Keys:
            from cso_registry.workspace import opening

            if key_file:
                file = Path(key_file).expanduser().absolute()
                return opening.recovery_keys(file, opening.typed(passphrase))
            if not passphrase:
                return opening.keyring_keys()
            return opening.keys_of(opening.typed(passphrase))

        def opened() -> None:
            self.by_recovery = bool(key_file)
            self.ask_officers()

        self.open_with(folder, keys, opened)

    def _on_way(self, way: str) -> None:
        if way == TRAINING:
            self._open_training()
        elif way == KNOWN:
            self.begin()
        elif way == BACKUP:
            self._ask_backup(self._free_place(), self._show_start)
        else:
            self.wizard.begin(joins=way == KIT)

    def _rescue(self, folder: Path) -> None:
        """Ask which backup takes the place of a registry that does not open."""
        page = self._ask_backup(folder, lambda: self.show_page(self.open))
        page.replaces.setChecked(True)

    def _free_place(self) -> Path:
        """Return where a registry can stand beside those that are here."""
        usual = self._keeper.computer.places.registry()
        others = (usual.with_name(f"{usual.name}-{number}") for number in count(2))
        return next(one for one in chain((usual,), others) if not one.exists())

    def _ask_backup(self, folder: Path, back: Callable[[], None]) -> RestorePage:
        from ui.gate.restoring import RestorePage, newest_backup

        file = newest_backup(self._keeper.now.backup_folder)
        page = RestorePage(self._look, self._speech, folder, file)
        page.back.connect(back)
        page.back.connect(lambda: self.stack.drop(page))
        page.asked.connect(lambda: self._on_restore(page))
        self.show_page(page)
        return page

    def _on_restore(self, page: RestorePage) -> None:
        def restored() -> None:
            key = "ui.gate.restored" if page.aside is None else "ui.gate.replaced"
            told = self._speech.say(key, folder=str(page.aside or page.folder))
            self.ask_officers(told=told, left=page)

        work = page.work(self._program, self._steps.moved.emit)
        self.open_with(page.folder, work, restored)

    def _on_planned(self, plan: Plan) -> None:
        """Make the office, open its registry and let its founder in."""
        from cso_registry.workspace import opening
        from ui.gate.beginning import begin_office

        program = self._program

        def keys() -> Keys:
            opening.found_office(plan.folder, plan.founding, plan.locks, program)
            secret = plan.locks.passphrase
            return opening.keyring_keys() if secret is None else opening.keys_of(secret)

        def enter_founder() -> None:
            self._tasks.write(self, partial(begin_office, plan), founded, self._refuse)

        def founded(begun: Begun) -> None:
            self.wizard.forget()
            if plan.backups is not None:
                self._keeper.choose(backup_folder=str(plan.backups))
            self._on_entered(begun.entered)
            self.founded.emit(begun)

        self.open_with(plan.folder, keys, enter_founder)

    def _open_training(self) -> None:
        """Open the training registry, made first where there is none; everyone may enter."""
        from cso_registry.workspace import opening

        program, folder = self._program, opening.training_folder(self._keeper.computer.places.data)

        def keys() -> Keys:
            if not is_registry(folder):
                opening.make_training(folder, program, progress=self._steps.moved.emit)
            return opening.training_keys()

        self.open_with(folder, keys, self._enter_training)

    def _enter_training(self) -> None:
        from cso_registry.workspace.opening import TRAINING_WORDS

        def sign_in(workspace: Workspace) -> Entered:
            # Whoever else was appointed there since has another secret; identities grow with time.
            founder = min(officers_here(workspace), key=lambda one: one.officer)
            return enter(workspace, founder, TRAINING_WORDS)

        self._tasks.write(self, sign_in, self._on_entered, self._refuse)

    def _on_sign_in(self, known: Known, secret: str) -> None:
        self._known = known
        self.sign_in.set_busy(is_busy=True)

        def refuse(trouble: Trouble) -> None:
            self.sign_in.set_busy(is_busy=False)
            if getattr(trouble.error, "key", "") == FIRST_SECRET:
                self.secret.offer(secret)
                self.show_page(self.secret)
                return
            self.sign_in.refuse(self._say(trouble))

        self._tasks.write(self, lambda found: enter(found, known, secret), self._on_entered, refuse)

    def _on_secret(self, old: str, new: str) -> None:
        known = self._known
        if known is None:
            return
        self.secret.set_busy(is_busy=True)
        self._tasks.write(
            self,
            lambda workspace: change_secret(workspace, known, old, new),
            self._on_entered,
            self._refuse,
        )

    def _on_secret_left(self) -> None:
        self.ask_officers(None if self._known is None else str(self._known.officer))

    def _on_entered(self, entered: Entered) -> None:
        self._known = Known(entered.session.officer, entered.name)
        self.page.set_busy(is_busy=False)
        self._tasks.session = entered.session
        self.entered.emit(entered)

    def _on_step(self, done: int, total: int) -> None:
        said = self._speech.say("ui.gate.step", done=f"{done:,}", total=f"{total:,}")
        self.page.say(said, "secondary")

    def _refuse(self, trouble: Trouble) -> None:
        self.page.set_busy(is_busy=False)
        self.page.begin()
        self.page.say(self._say(trouble))
        if self.page is self.open:
            self.open.offer_way_out(trouble.error)

    def _lay_out(self) -> None:
        whole, top = QVBoxLayout(self), row(self._look)
        whole.setContentsMargins(0, 0, 0, 0)
        self._look.keep(self, lambda: top.setContentsMargins(*(self._look.px(10),) * 4))
        top.addStretch(1)
        top.addWidget(self._language())
        whole.addLayout(top)
        whole.addWidget(self.stack, 1)

    def _language(self) -> QPushButton:
        """Return a button that speaks the other language, named in that language."""
        made = button(role="quiet")
        self._look.dress(made, "language")
        self._speech.put(made, made.setText, "ui.gate.other_language")
        made.clicked.connect(lambda: self._keeper.choose(language=self._other()))
        return made

    def _other(self) -> str:
        return "en" if self._speech.language == "th" else "th"
