"""Every paper that there is has a name where one chooses among papers."""

from __future__ import annotations

from cso_registry.workspace.paper_kinds.all_kinds import PAPER_KINDS


def test_every_paper_has_a_name_in_both_languages(speech):
    for code in PAPER_KINDS:
        said = {speech.say_in(language, f"ui.paper.{code}") for language in ("th", "en")}
        assert len(said) == 2, code
