"""The key sheet as a paper (X16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.documents.coding import with_code
from cso_registry.domain.certification.code_payload import key_id_of
from cso_registry.domain.certification.key_sheet import key_sheet_of
from cso_registry.workspace.key_trust import KeyWords, signed_sheet
from cso_registry.workspace.paper_kinds.kind import OFFICE, PaperKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.certification.key_sheet import SheetKey
    from cso_registry.domain.offices.records import Office
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.certificate_codes import Coding
    from cso_registry.workspace.showing import Showing

KEY_SHEET = "S-08"


def key_sheet_facts(office: Office, showing: Showing, _reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of the key sheet.

    Raises:
        InputError: `keys.none`.
    """
    sheet = key_sheet_of(office, showing.today)
    words = KeyWords(showing.program.resources).of(sheet.signing.public)
    return {
        "office": showing.office_name(),
        "office_code": sheet.code,
        "made_on": showing.day(sheet.made),
        "words": "  ".join(words),
        "keys": [_row(key, showing) for key in sheet.keys],
        "has_lost": any(key.lost for key in sheet.keys),
    }


def _row(key: SheetKey, showing: Showing) -> dict[str, str | bool]:
    remark = "lost" if key.lost else "used" if key.ended is None else "ended"
    return {
        "id": key_id_of(key.public).hex(),
        "since": showing.day(key.since),
        "ended": showing.day(key.ended),
        "remark": showing.program.texts.value(f"sheet_key.{remark}").say(showing.language),
    }


def _coded(content: PaperContent, office: Office, coding: Coding) -> PaperContent:
    return with_code(content, signed_sheet(office, coding.signer(), coding.today).text())


PAPERS = (PaperKind(KEY_SHEET, OFFICE, key_sheet_facts, coder=_coded),)
