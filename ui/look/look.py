"""The look of the whole desktop: theme, size of text, icons; changed live."""

from __future__ import annotations

from enum import StrEnum
from string import Template
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from ui.look.clothing import Clothing
from ui.look.colors import CONTRAST, DARK, LIGHT, Colors
from ui.look.fonts import FAMILY, load_fonts
from ui.look.icons import Icons
from ui.look.measures import LEAST_PERCENT, LINE, MOST_PERCENT, RADIUS, TARGET, Type
from ui.look.speech import Renewal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

    from cso_registry.host.resources import Resources

STYLE_FILE: Final = "look/desktop.qss"
BASE_STYLE: Final = ("-style", "Fusion")
"""What the application is started with: the style on which the sheet is written.

Set later, Qt would hand it over as an object, and learn every class of styles for that.
"""
ICON: Final = 20
_LENGTHS: Final = {
    "pad_s": 4,
    "pad": 8,
    "pad_l": 14,
    "pad_xl": 28,
    "radius": RADIUS,
    "radius_s": 6,
    "radius_xs": 4,
    "target": TARGET - 4,
    "room": 32,
    "group": 24,
    "state": 24,
    "duty": 60,
    "icon_s": 14,
    "bar": 12,
    "bar_radius": 4,
}
_DRAWN: Final = {
    "arrow_down": ("chevron-down", "secondary"),
    "tick": ("check", "on_accent"),
    "dot": ("point-filled", "on_accent"),
}


class Theme(StrEnum):
    """What a person chooses; `SYSTEM` follows the desktop of the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Look(QObject):
    """The one place that decides colours, fonts and lengths.

    Attributes:
        changed: Theme or size is another one now; what draws by itself draws again.
    """

    changed = Signal()
    _sheet_changed = Signal()

    def __init__(self, app: QApplication, resources: Resources) -> None:
        super().__init__()
        self._app = app
        self._icons = Icons(resources)
        self._style = Template(resources.text(STYLE_FILE))
        self._folder = QTemporaryDir()
        self._theme, self._percent, self._sheet = Theme.SYSTEM, LEAST_PERCENT, ""
        load_fonts(resources.path("fonts"))
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """Return what was chosen."""
        return self._theme

    @property
    def percent(self) -> int:
        """Return the size of text in percent."""
        return self._percent

    @property
    def colors(self) -> Colors:
        """Return the colours in use."""
        if self._theme is Theme.SYSTEM:
            is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if is_dark else LIGHT
        return {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}[self._theme]

    def color(self, role: str) -> QColor:
        """Return the colour of a role, such as ``accent``."""
        return QColor(str(getattr(self.colors, role)))

    def wear(self, theme: Theme, percent: int) -> None:
        """Use a theme and a size of text (100 to 200 percent) from now on, everywhere."""
        self._theme = theme
        self._percent = min(MOST_PERCENT, max(LEAST_PERCENT, percent))
        self._app.setFont(self.font())
        self._app.setPalette(self._palette())
        self._sheet = self._written_sheet()
        self._sheet_changed.emit()
        self.changed.emit()

    def clothe(self, part: QWidget) -> None:
        """Put the style sheet on a part of the window, and on what will stand in it.

        When the look changes, a part that is hidden puts the new one on once it is shown.
        """
        Clothing(part, lambda: self._sheet, self._sheet_changed)

    def px(self, length: float) -> int:
        """Return a length at 100 % as pixels at the size in use."""
        return round(length * self._percent / 100)

    def font(self, kind: Type = Type.BODY) -> QFont:
        """Return the font of one step of the type scale."""
        made = QFont(FAMILY)
        made.setPixelSize(self.px(kind.size))
        made.setBold(kind.is_bold)
        return made

    def icon(self, name: str, role: str = "secondary", size: float = ICON) -> QIcon:
        """Return an icon in the colour of a role; see `dress` for one that stays right.

        Raises:
            IconError: there is no such icon.
        """
        color, faded = str(getattr(self.colors, role)), self.colors.secondary
        return self._icons.icon(name, color, faded, self.px(size))

    def dress(
        self, button: QAbstractButton, name: str, role: str = "secondary", size: float = ICON
    ) -> None:
        """Give a button an icon, and again whenever the look changes."""

        def renew() -> None:
            button.setIcon(self.icon(name, role, size))
            button.setIconSize(QSize(self.px(size), self.px(size)))

        self.keep(button, renew)

    def keep(self, owner: QObject, renew: Callable[[], object]) -> None:
        """Call `renew` now, and again whenever the look changes, while `owner` is there."""
        renew()
        self.changed.connect(Renewal(owner, renew).renew)

    def _on_system_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self.wear(self._theme, self._percent)

    def _palette(self) -> QPalette:
        made, colors = QPalette(), self.colors
        for role, color in (
            (QPalette.ColorRole.Window, colors.ground),
            (QPalette.ColorRole.Base, colors.surface),
            (QPalette.ColorRole.AlternateBase, colors.raised),
            (QPalette.ColorRole.Button, colors.surface),
            (QPalette.ColorRole.ToolTipBase, colors.surface),
            (QPalette.ColorRole.WindowText, colors.text),
            (QPalette.ColorRole.Text, colors.text),
            (QPalette.ColorRole.ButtonText, colors.text),
            (QPalette.ColorRole.ToolTipText, colors.text),
            (QPalette.ColorRole.PlaceholderText, colors.secondary),
            (QPalette.ColorRole.Highlight, colors.accent),
            (QPalette.ColorRole.HighlightedText, colors.on_accent),
            (QPalette.ColorRole.Link, colors.accent),
            (QPalette.ColorRole.LinkVisited, colors.accent),
            (QPalette.ColorRole.Accent, colors.accent),
            (QPalette.ColorRole.Mid, colors.edge),
        ):
            made.setColor(role, QColor(color))
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.secondary))
        return made

    def _written_sheet(self) -> str:
        colors = {name: getattr(self.colors, name) for name in Colors.__slots__}
        lengths = {name: self.px(length) for name, length in _LENGTHS.items()}
        types = {
            "title": self.px(Type.TITLE.size),
            "section": self.px(Type.SECTION.size),
            "small": self.px(Type.SMALL.size),
            "text_line": self.px(Type.BODY.size * LINE),
            "scroller": 2 * self.px(_LENGTHS["target"]),
            "radio": (self.px(_LENGTHS["icon_s"]) + 4) // 2,
            "badge_radius": int(self.px(Type.SMALL.size) * LINE / 2),
        }
        drawn = {name: self._drawn(*icon) for name, icon in _DRAWN.items()}
        return self._style.substitute(colors, **lengths, **types, **drawn)

    def _drawn(self, name: str, role: str) -> str:
        """Return the path of an icon drawn for the style sheet, which reads files only."""
        color, size = str(getattr(self.colors, role)), self.px(_LENGTHS["icon_s"])
        path = self._folder.filePath(f"{name}-{color.removeprefix('#')}-{size}.png")
        self._icons.drawn(name, color, size).save(path)
        return path
