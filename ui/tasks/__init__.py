"""The desk behind the window: everything that takes time happens off the window's thread.

`Tasks` (`desk.py`) is the one door. A screen asks, performs, writes or runs:

    tasks.ask(self, lambda workspace: workspace.read.record(one), self._show, topic="record")
    tasks.perform(self, act, self._saved, self._refused)
    tasks.write(self, lambda workspace: workspace.note_look(session, "viewed", one))
    job = tasks.run(title, lambda workspace, report: workspace.verify(report), writes=True)

Answers arrive on the window's thread, and only while the widget that asked lives. The
registry is opened by one thread that writes; at most three others read beside it, each
with a connection of its own. After each commit `Tasks.changed` says what changed, and
each open screen decides alone whether to ask again.
"""
