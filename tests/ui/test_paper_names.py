"""Every paper that there is has a name where one chooses among papers."""

from __future__ import annotations

import pytest

from cso_registry.workspace.paper_kinds.all_kinds import PAPER_KINDS


@pytest.mark.parametrize("code", sorted(PAPER_KINDS))
def test_paper_has_a_name_in_both_languages(speech, code):
    said = {speech.say_in(language, f"ui.paper.{code}") for language in ("th", "en")}
    assert len(said) == 2
