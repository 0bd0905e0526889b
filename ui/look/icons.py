"""Icons from one set, drawn in the colours of the theme.

Qt's SVG reader does not follow the palette, so ``currentColor`` is replaced before drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap

if TYPE_CHECKING:
    from cso_registry.host.resources import Resources

FOLDER: Final = "icons"
RATIOS: Final = (1, 2)
_THICK, _FINE = b'stroke-width="2"', b'stroke-width="1.5"'


class IconError(LookupError):
    """The program asks for an icon that is not delivered."""


class Icons:
    """The delivered icons, by name."""

    def __init__(self, resources: Resources) -> None:
        self._folder = resources.path(FOLDER)
        self._drawn: dict[tuple[str, str, str, int], QIcon] = {}
        self._read: dict[str, bytes] = {}

    def icon(self, name: str, color: str, faded: str, size: int) -> QIcon:
        """Return the icon `name` of `size` pixels, in one colour, and in another when disabled.

        Raises:
            IconError: there is no such icon.
        """
        wanted = (name, color, faded, size)
        if wanted not in self._drawn:
            icon = QIcon()
            for mode, shade in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, faded)):
                for ratio in RATIOS:
                    icon.addPixmap(self.drawn(name, shade, size, ratio), mode)
            self._drawn[wanted] = icon
        return self._drawn[wanted]

    def drawn(self, name: str, color: str, size: int, ratio: float = 1) -> QPixmap:
        """Return the icon as a picture of `size` pixels on a screen of this ratio.

        Raises:
            IconError: there is no such icon.
        """
        side = round(size * ratio)
        picture = QPixmap()
        content = self._content(name).replace(b"currentColor", color.encode())
        # The reader draws at the size that the file names.
        content = content.replace(b'width="24"', b'width="%d"' % side, 1)
        content = content.replace(b'height="24"', b'height="%d"' % side, 1)
        if not picture.loadFromData(content, "SVG"):
            raise IconError(name)
        if picture.width() != side:
            picture = picture.scaled(
                QSize(side, side),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        picture.setDevicePixelRatio(ratio)
        return picture

    def _content(self, name: str) -> bytes:
        if name not in self._read:
            path = self._folder / f"{name}.svg"
            if not path.is_file():
                raise IconError(name)
            self._read[name] = path.read_bytes().replace(_THICK, _FINE)
        return self._read[name]
