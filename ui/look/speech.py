"""What the desktop says, in Thai or English, and again when the language changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cso_registry.domain.rule import RefusedError
from cso_registry.thai.dates import format_date, format_english_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.host.texts import Texts
    from cso_registry.kernel.errors import Param, RegistryError
    from cso_registry.thai.dates import DateStyle

THAI: Final = "th"
ENGLISH: Final = "en"


class Speech(QObject):
    """Every word on the screen.

    A key is looked for among the messages (sentences with gaps) and then among the labels.

    Attributes:
        changed: The language is another one now.
    """

    changed = Signal()

    def __init__(self, texts: Texts, language: Language = THAI) -> None:
        super().__init__()
        self.texts = texts
        self._language: Language = language

    @property
    def language(self) -> Language:
        """Return the language that is spoken."""
        return self._language

    def speak(self, language: Language) -> None:
        """Go on in another language, at once and everywhere."""
        if language != self._language:
            self._language = language
            self.changed.emit()

    def say(self, key: str, /, **params: Param) -> str:
        """Return the words of `key`.

        Raises:
            MissingTextError: nobody wrote them.
            PlaceholderError: the values do not fit the gaps.
        """
        return self.say_in(self._language, key, **params)

    def say_in(self, language: Language, key: str, /, **params: Param) -> str:
        """Return the words of `key` in one language; see `say`."""
        if not params and self.texts.has_label(key):
            return self.texts.label(key).say(language)
        return self.texts.text(key, language, **params)

    def error(self, error: RegistryError) -> tuple[str, ...]:
        """Return the sentence of an expected error; of a refusal every reason."""
        if isinstance(error, RefusedError):
            return tuple(
                self.texts.refusal(reason.key, self._language, reason.params)
                for reason in error.reasons
            )
        return (self.texts.error(error, self._language),)

    def day(self, value: date, *, style: DateStyle = "short") -> str:
        """Return a date in words: of the Buddhist Era in Thai, of the Common Era in English."""
        if self._language == ENGLISH:
            return format_english_date(value)
        return format_date(value, style=style)

    def put(self, owner: QObject, show: Callable[[str], object], key: str, **params: Param) -> None:
        """Show the words of `key` now, and again whenever the language changes.

        Args:
            owner: What shows them; when it is gone, nothing more is shown.
            show: Takes the words, such as ``label.setText``.
            key: See `say`.
            params: Values in the gaps.
        """
        self.keep(owner, lambda: show(self.say(key, **params)))

    def keep(self, owner: QObject, renew: Callable[[], object]) -> None:
        """Call `renew` now, and again whenever the language changes, while `owner` is there."""
        renew()
        self.changed.connect(Renewal(owner, renew).renew)


class Renewal(QObject):
    """Does something again for its owner, and goes with it."""

    def __init__(self, owner: QObject, renew: Callable[[], object]) -> None:
        super().__init__(owner)
        self._renew = renew

    def renew(self) -> None:
        """Do it again."""
        self._renew()
