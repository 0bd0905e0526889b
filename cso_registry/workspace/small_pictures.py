"""Small pictures of kept photographs, made when they are looked at and kept nowhere."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cso_registry.documents.picturing import PagePicture
    from cso_registry.domain.organizations.records import Attachment
    from cso_registry.workspace.workspace import Workspace

LOOK = "viewed photographs"
_PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})


def has_small_picture(file: Attachment) -> bool:
    """Return whether a small picture can be made of a kept file."""
    return file.media_type in _PICTURES


def small_picture_of(workspace: Workspace, file: Attachment) -> PagePicture:
    """Return a kept photograph made small, in a process of its own.

    Raises:
        InputError: It is no picture, or damaged or too large.
        KnownError: What the disk said, or that the file is not held here.
    """
    # A page without photographs does not load what reads them.
    from cso_registry.documents.picturing import PagePicture  # noqa: PLC0415
    from cso_registry.documents.reading.process import read_small  # noqa: PLC0415

    content = BytesIO()
    workspace.copy_attachment(file, content)
    found = read_small(content.getvalue())
    return PagePicture(found.width, found.height, bytes.fromhex(found.pixels))
