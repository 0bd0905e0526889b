"""Steps that were agreed with a subject: the plainest thing that falls due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cso_registry.domain.contacts.acts import NoteContact
from cso_registry.domain.contacts.records import Means
from cso_registry.kernel.ids import ContactNoteId
from cso_registry.storage.reading import OrganizationFilter


def noted(qtbot, tasks, days, ago=30):
    """A next step that was agreed with the first subject, so many days from now.

    It was agreed `ago` days back. Returns the subject.
    """

    def work(workspace):
        found = workspace.read.first_organizations(OrganizationFilter(), workspace.today, 1)[0]
        act = NoteContact(
            note=ContactNoteId(workspace.program.means.identities.new()),
            organization=found.id,
            contacted=workspace.today - timedelta(days=ago),
            means=Means.CALL,
            reached=True,
            topic="สอบถาม (สมมติ)",
            next_step="โทรกลับ (สมมติ)",
            next_day=workspace.today + timedelta(days=days),
        )
        workspace.perform(act, tasks.session)
        return found.id

    done = []
    tasks.write(None, work, done.append, lambda trouble: pytest.fail(repr(trouble.error)))
    qtbot.waitUntil(lambda: bool(done))
    return done[0]
