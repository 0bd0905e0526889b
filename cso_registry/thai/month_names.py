"""The names of the months in Thai and English, with the forms people type."""

from __future__ import annotations

import re
from typing import Final

THAI_MONTHS: Final = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
THAI_SHORT_MONTHS: Final = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
ENGLISH_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MISSPELT: Final = {"กุมภาพันธุ์": 2, "กรกฏาคม": 7, "พฤษจิกายน": 11}
_SPOKEN_ENDING: Final = re.compile("(?:คม|ยน|พันธ์)$")
_AROUND: Final = re.compile(r"^[\s\-/.,]*(?:เดือน)?|(?:ปี)?[\s\-/.,]*$")
_WITHIN: Final = re.compile(r"[\s.]+")
_SHORT_ENGLISH: Final = 3


def _typed_forms() -> dict[str, int]:
    forms = dict(_MISSPELT) | {"sept": 9}
    for names in (THAI_MONTHS, THAI_SHORT_MONTHS, ENGLISH_MONTHS):
        for number, name in enumerate(names, start=1):
            forms[_WITHIN.sub("", name).casefold()] = number
    for number, name in enumerate(THAI_MONTHS, start=1):
        forms[_SPOKEN_ENDING.sub("", name)] = number
    for number, name in enumerate(ENGLISH_MONTHS, start=1):
        forms[name[:_SHORT_ENGLISH].casefold()] = number
    return forms


_TYPED_FORMS: Final = _typed_forms()


def find_month(text: str) -> int | None:
    """Return the number, 1 to 12, of the month that is named, or None.

    Full, short and spoken forms count, with or without dots, and the word เดือน before.
    """
    name = _WITHIN.sub("", _AROUND.sub("", text))
    return _TYPED_FORMS.get(name.casefold())
