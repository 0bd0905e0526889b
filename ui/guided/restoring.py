"""Restoring after a loss: which backup, what it lacks, proved before it counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cso_registry.workspace.moving import compare_backup
from cso_registry.workspace.restoring import restore
from ui.gate.fields import PlaceEdit
from ui.gate.restoring import newest_backup
from ui.guided.lead import Lead
from ui.guided.step import GuidedStep, KeyStep, line_of, path_of
from ui.look.parts import Hairline, Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cso_registry.storage.backup import Manifest
    from cso_registry.storage.verify import Verification
    from cso_registry.workspace.moving import Compared
    from cso_registry.workspace.workspace import Workspace
    from ui.look.speech import Speech
    from ui.shell.room import Surroundings
    from ui.tasks.jobs import Report


class FileStep(GuidedStep):
    """Which backup."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("loss_file", around)
        self.found: Compared | None = None
        file = PlaceEdit(around.look, around.speech, is_folder=False)
        self.add("file", file, with_help=True)
        file.line.setText(newest_backup(around.keeper.now.backup_folder))

    def faults(self) -> dict[str, str]:
        """Look whether the file is there."""
        found, typed = self.needed("file"), self.text("file")
        if typed and not path_of(self, "file").is_file():
            found["file"] = self.speech.say("cli.no_such_file", path=typed)
        return found

    def carry_out(self, then: Callable[[], None]) -> None:
        """Read what it holds, and what was recorded since."""
        file = path_of(self, "file")
        self.set_busy(is_busy=True)

        def take(found: Compared) -> None:
            self.found = found
            self.set_busy(is_busy=False)
            then()

        self.around.tasks.ask(
            self, lambda workspace: compare_backup(workspace, file), take, self._failed
        )


class SinceStep(GuidedStep):
    """What the backup holds, and what will be missing."""

    def __init__(self, around: Surroundings, file: FileStep) -> None:
        super().__init__("loss_since", around)
        self._file = file
        self.holds, self.lacks = Wrapped(), Wrapped()
        self.body.addWidget(self.holds)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.lacks)

    def arrive(self) -> None:
        """Say both."""
        found, say = self._file.found, self.speech.say
        if found is None:
            return
        self.holds.setText(told_backup(found.manifest, self.speech))
        if not found.is_of_this:
            self.lacks.setText(say("ui.guided.other_registry"))
        elif not found.missing:
            self.lacks.setText(say("ui.guided.nothing_missing"))
        else:
            head = say("ui.guided.missing", count=f"{found.missing:,}")
            self.lacks.setText("\n".join((head, *self._lines(found))))

    def _lines(self, found: Compared) -> list[str]:
        speech = self.speech
        return [
            f"{speech.day(one.moment.date())} {one.moment:%H:%M} · "
            f"{speech.texts.act(one.kind).say(speech.language)} · {one.title}".rstrip(" ·")
            for one in found.since
        ]


class ProveStep(KeyStep):
    """What opens it, where it is to stand; proved before it gets its name."""

    def __init__(self, around: Surroundings, file: FileStep) -> None:
        super().__init__("loss_prove", around)
        self._file = file
        self.proof: Verification | None = None
        self.add_keys()
        self.add("place", PlaceEdit(around.look, around.speech, is_folder=True), with_help=True)
        name = f"registry-{around.tasks.today:%Y%m%d}"
        folder = around.keeper.computer.places.data / name
        line_of(self.fields["place"].control).setText(str(folder))
        around.speech.put(self.next, self.next.setText, "ui.found.restore_do")

    @property
    def folder(self) -> Path:
        """Return where the registry is to stand."""
        return path_of(self, "place")

    def faults(self) -> dict[str, str]:
        """Look whether everything is answered."""
        return {**self.key_faults(), **self.needed("place")}

    def carry_out(self, then: Callable[[], None]) -> None:
        """Unpack it beside its place, prove it, and only then give it its name."""
        file, folder, keys = path_of(self._file, "file"), self.folder, self.take_keys()

        def work(workspace: Workspace, report: Report) -> Verification:
            replica = workspace.program.means.identities.new()
            return restore(file, folder, keys(), replica, report)

        def done(proof: Verification) -> None:
            self.proof = proof
            keeper = self.around.keeper
            keeper.now = keeper.now.with_registry(folder)
            keeper.keep()
            then()

        self.run(work, done, writes=False)


class OpenStep(GuidedStep):
    """What was restored, what is left to do, and the way into it."""

    def __init__(self, around: Surroundings, prove: ProveStep) -> None:
        super().__init__("loss_end", around)
        self._prove, self._told = prove, Wrapped()
        self.body.addWidget(self._told)
        for number in range(1, 5):
            self.tell(f"loss_end_{number}")
        self.open = self.add_button("ui.guided.open_now", self._open)

    def arrive(self) -> None:
        """Say what was proved."""
        proof = self._prove.proof
        if proof is None:
            return
        said = [self.speech.say("cli.restored", entries=proof.entries, records=proof.records)]
        said += [self.speech.say(one.key, where=one.where) for one in proof.findings]
        self._told.setText("\n".join((*said, str(self._prove.folder))))

    def _open(self) -> None:
        """Close this registry; the restored one stands first at the gate."""
        self.around.commands.do("app.close_registry")


class RestoreLead(Lead):
    """The steps of the restore."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        first = GuidedStep("loss_what", around)
        for number in range(1, 5):
            first.tell(f"loss_what_{number}")
        self.file = FileStep(around)
        self.prove = ProveStep(around, self.file)
        self.since = SinceStep(around, self.file)
        self.take((first, self.file, self.since, self.prove, OpenStep(around, self.prove)))


def told_backup(manifest: Manifest, speech: Speech) -> str:
    """Return when a backup was made, and what it holds."""
    day = speech.day(date.fromisoformat(manifest.made[:10]), style="long")
    said = speech.say(
        "ui.guided.backup_holds",
        day=f"{day} {manifest.made[11:16]}",
        entries=f"{manifest.entries:,}",
        records=f"{manifest.records:,}",
    )
    lacking = [speech.say("verify.attachment_changed", where=one) for one in manifest.lacking]
    return "\n".join((said, *lacking))
