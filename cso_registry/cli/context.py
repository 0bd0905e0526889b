"""What every command shares: language, registry, officer, and how results are said."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cso_registry.cli.given_files import text_of
from cso_registry.domain.offices.records import Officer
from cso_registry.host.paths import Places, find_places
from cso_registry.host.said_values import say_day
from cso_registry.host.secrets import SecretSource
from cso_registry.journal.moment import thai_time
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.secret import Secret
from cso_registry.workspace.means import Program, this_program
from cso_registry.workspace.opening import keyring_keys, keys_of, recovery_keys
from cso_registry.workspace.performing import Session
from cso_registry.workspace.ways import Way, way_into
from cso_registry.workspace.workspace import Workspace

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.host.texts import Texts
    from cso_registry.kernel.errors import Param
    from cso_registry.workspace.keyfile import Keys

WIDE = 400


class ResultNotShownError(KnownError):
    """What was asked for is done, and its result could not be written out."""

    def __init__(self) -> None:
        super().__init__("cli.result_not_shown")


def secrets_once(environ: MutableMapping[str, str]) -> SecretSource:
    """Return where passphrases come from: `environ`, which loses them now, or a person."""
    return SecretSource(environ, getpass.getpass if sys.stdin.isatty() else None)


def plain_console(*, stderr: bool) -> Console:
    """Return a console that shows names and reasons as they are, brackets and all."""
    stream = sys.stderr if stderr else sys.stdout
    # What goes into a file or another program is not folded to the width of a screen.
    width = None if stream.isatty() else WIDE
    return Console(
        stderr=stderr, soft_wrap=True, highlight=False, markup=False, emoji=False, width=width
    )


@dataclass
class Context:
    """One run of the command line.

    Attributes:
        folder: The folder of the registry.
        as_officer: The officer, by id or part of the name.
        acting_for: The officer whose rights are used, by order.
        as_json: Whether results are said as one JSON object.
    """

    folder: Path
    language: Language
    as_json: bool
    as_officer: str | None
    acting_for: str | None
    program: Program = field(default_factory=this_program)
    secrets: SecretSource = field(default_factory=lambda: secrets_once(os.environ))
    places: Places = field(default_factory=find_places)
    out: Console = field(default_factory=lambda: plain_console(stderr=False))
    err: Console = field(default_factory=lambda: plain_console(stderr=True))

    @property
    def texts(self) -> Texts:
        """Return every sentence and label."""
        return self.program.texts

    @property
    def today(self) -> date:
        """Return the date in Thailand."""
        return thai_time(self.program.clock.now_ms()).date()

    def say(self, key: str, /, **params: Param) -> str:
        """Return a message in the language of this run."""
        return self.texts.text(key, self.language, **params)

    def say_why(self, key: str, /, **known: Param) -> str:
        """Return why something was refused, when only the key of the reason was kept."""
        return self.texts.reason(key, self.language, **known)

    def day(self, iso: str) -> str:
        """Return a date, given as ISO 8601, in words."""
        return say_day(date.fromisoformat(iso), self.language)

    def area(self, scope: str) -> str:
        """Return the name of a scope: a province, or the nation."""
        if scope == "00":
            return self.say("trust.nation")
        return self.program.means.areas.name(scope, self.language)

    def tell(self, result: Mapping[str, Any], lines: Callable[[], None]) -> None:
        """Print a result: as JSON, or with `lines` for a person."""
        try:
            if self.as_json:
                sys.stdout.write(canonical_bytes(dict(result)).decode() + "\n")
            else:
                lines()
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise ResultNotShownError from fault

    def keys(self, recovery: Path | None = None) -> Keys:
        """Return what this run can open a registry with.

        Raises:
            KnownError: `host.no_passphrase`, when nothing was given and nobody is there.
        """
        if recovery is not None:
            return self._recovery_keys(recovery)
        if way_into(self.folder) is Way.KEYRING and not self.secrets.has_passphrase:
            return keyring_keys()
        return keys_of(passphrase=self.secrets.passphrase(self.say("cli.ask_passphrase")))

    def restore_keys(self, recovery: Path | None) -> Keys:
        """Return what a backup can be opened with: its registry is not here to ask."""
        if recovery is not None:
            return self.keys(recovery)
        if self.secrets.has_passphrase or sys.stdin.isatty():
            return keys_of(self.secrets.passphrase(self.say("cli.ask_passphrase")))
        return keyring_keys()

    def new_secret(self, file: Path | None) -> Secret:
        """Return a new secret for an officer, from a file or typed twice alike."""
        if file is None:
            return self.secrets.asked_twice(
                self.say("cli.new_officer_secret"), self.say("cli.again")
            )
        return Secret.of_text(text_of(file).strip())

    def new_passphrase(self, question: str) -> Secret:
        """Return a new passphrase: that of the environment, or one typed twice alike."""
        if self.secrets.has_passphrase:
            return self.secrets.passphrase("")
        return self.secrets.asked_twice(self.say(question), self.say("cli.again"))

    def new_officer_secret(self) -> Secret:
        """Return the first secret of a founder: from the environment, or typed twice alike."""
        if self.secrets.has_officer_secret:
            return self.secrets.officer_secret("")
        return self.secrets.asked_twice(self.say("cli.new_officer_secret"), self.say("cli.again"))

    def _recovery_keys(self, path: Path) -> Keys:
        return recovery_keys(path, self.secrets.passphrase(self.say("cli.ask_recovery")))

    @contextmanager
    def opened(self, keys: Keys | None = None) -> Iterator[Workspace]:
        """Open the registry for the length of a block, with what was given before or is now."""
        with Workspace.opened(self.folder, keys or self.keys(), self.program) as workspace:
            yield workspace

    def signed_in(self, workspace: Workspace, *, to_change: bool = False) -> Session:
        """Return a session of the officer named by --as, or of the only one there is.

        Args:
            workspace: The open registry.
            to_change: Whether the session is to change the secret: a first one does no more.

        Raises:
            InputError: `sign_in.several_officers`, `sign_in.unknown_officer`.
            KnownError: `sign_in.wrong_secret`, `sign_in.first_secret` and their like.
        """
        officer = workspace.officer(self.as_officer) if self.as_officer else self._only(workspace)
        secret = self.secrets.officer_secret(
            self.say("cli.ask_officer_secret", officer=officer.display_name)
        )
        session = workspace.sign_in(officer.officer_id, secret, to_change=to_change)
        if self.acting_for is None:
            return session
        principal = workspace.officer(self.acting_for)
        return Session(session.officer, principal.officer_id)

    @staticmethod
    def _only(workspace: Workspace) -> Officer:
        """Return the only officer of the office.

        Raises:
            InputError: `cli.say_who`, when there are several.
        """
        known = workspace.officers_here()
        if len(known) > 1:
            raise InputError("cli.say_who", names=", ".join(one.display_name for one in known))
        return workspace.officer("")

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """Show a bar with counts on the error stream while long work goes on."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self.err, transient=True, disable=self.as_json) as bar:
            task = bar.add_task(what, total=None)

            def report(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            yield report
