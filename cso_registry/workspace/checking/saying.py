"""Says in words what a check found, the same on every screen."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from cso_registry.host.said_values import say_day

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.errors import Param
    from cso_registry.workspace.checking.answer import Checked, Finding
    from cso_registry.workspace.key_trust import KeyWords
    from cso_registry.workspace.means import Program

ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class CheckWords:
    """The words of answers in one language."""

    def __init__(self, program: Program, language: Language) -> None:
        self._texts, self._language = program.texts, language

    def verdict(self, answer: Checked) -> str:
        """Return what the check comes to."""
        return self._texts.value(f"verdict.{answer.verdict.value}").say(self._language)

    @staticmethod
    def ordered(answer: Checked) -> list[Finding]:
        """Return the findings: those that speak against it, what is left open, what is proved."""
        return sorted(answer.findings, key=lambda one: "✗!✓".index(one.sign))

    def finding(self, finding: Finding) -> str:
        """Return one finding as a sentence."""
        params = dict(finding.params)
        if "field" in params:
            params["field"] = self.claim(str(params["field"]))
        if "fields" in params:
            params["fields"] = ", ".join(map(self.claim, str(params["fields"]).split()))
        return self._say(finding.key, **{name: self._shown(one) for name, one in params.items()})

    def claim(self, name: str) -> str:
        """Return what a claim of a certificate is called."""
        return self._texts.label(f"claim.{name}").say(self._language)

    def status(self, answer: Checked) -> list[str]:
        """Return where it stands, by which list or registry, and what changed since."""
        lines = []
        if (said := answer.status) is not None:
            word = self._texts.value(f"certificate_status.{said.status}").say(self._language)
            params = {
                "day": say_day(said.as_of, self._language),
                "status": word,
                "since": say_day(said.since, self._language),
            }
            if said.source:
                lines.append(self._say("check.status_from_list", list=said.source, **params))
            else:
                lines.append(self._say("check.status_from_registry", **params))
        for one in answer.changed:
            field = self.claim(one.field)
            lines.append(self._say("check.changed", field=field, then=one.then, now=one.now))
        return lines

    def key(self, answer: Checked, words: KeyWords) -> list[str]:
        """Return by whose key it is signed, and how that key came to be trusted."""
        key = answer.key
        if key is None:
            return []
        how = self._texts.value(f"key_trust.{key.how.value}").say(self._language)
        spoken = " ".join(words.of(key.key.public))
        params = {"office": key.office_name, "code": key.office_code, "how": how, "words": spoken}
        return [self._say("check.key_line", **params)]

    def _say(self, key: str, /, **params: Param) -> str:
        return self._texts.text(key, self._language, **params)

    def _shown(self, value: Param) -> Param:
        if isinstance(value, str) and ISO_DAY.fullmatch(value):
            return say_day(date.fromisoformat(value), self._language)
        return value
