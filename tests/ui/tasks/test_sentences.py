"""What is said about an act that is closed now."""

from __future__ import annotations

from cso_registry.domain.rule import Reason
from cso_registry.workspace.offers import Offer
from ui.tasks.sentences import why_closed


def closed_by(speech, rule, key):
    offer = Offer("agreement.end", "agreement", (Reason(rule, key, "สมมติ", None, {}),))
    return why_closed(offer, speech)


def test_a_rule_of_the_law_is_named_and_a_row_of_ours_is_not(around):
    said = around.speech.texts.refusal("F:E7.partner_is_one", around.speech.language, {})
    assert closed_by(around.speech, "F:E7", "F:E7.partner_is_one") == said
    assert closed_by(around.speech, "R-56", "F:E7.partner_is_one") == f"{said} (R-56)"
