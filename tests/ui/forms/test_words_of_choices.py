"""What is chosen from in a form has words, never a code of the program (R29)."""

from __future__ import annotations

import pytest

from cso_registry.domain.catalogue import ACTS
from tests.support.desk import delivered
from ui.forms.plan import Input, plan_of
from ui.widgets.words import Words


def choices(model):
    """Every field of a model that offers values of the program, those inside groups, too."""
    for one in plan_of(model):
        if one.input is Input.WORD:
            yield one
        if one.input is Input.GROUP and one.group is not None:
            yield from choices(one.group)


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_choice_of_every_act_has_words(language):
    words = Words(delivered(), language)
    missing = {
        f"{kind}: {one.words}.{code}"
        for kind, act in ACTS.items()
        for one in choices(act)
        for code in one.codes
        if words.program.texts.words_or_none("value", f"{one.words}.{code}") is None
    }
    assert missing == set()
    assert sum(1 for act in ACTS.values() for _ in choices(act)) > 20
