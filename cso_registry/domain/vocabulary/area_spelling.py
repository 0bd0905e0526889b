"""How people write the names of administrative areas, and what they mean.

Words for the level (จังหวัด, อำเภอ, เขต ...) and their short forms stand before a name
or do not; some provinces have a short or an older name. Keys are made so that every
usual spelling of one name gives one key.
"""

from __future__ import annotations

import re
from typing import Final

from cso_registry.thai.searching import search_key
from cso_registry.thai.text import normalize

_LEVEL_WORD: Final = re.compile(
    r"(?:จังหวัด|กิ่งอำเภอ|กิ่ง ?อ\.|อำเภอ|เขต|ตำบล|แขวง|(?:จ|อ|ต|ข|ขว)\. ?"
    r"|(?:changwat|province of|amphoe|king amphoe|khet|tambon|khwaeng|district of) )[ .]*",
    re.IGNORECASE,
)
_ENGLISH_LEVEL: Final = re.compile(r" (?:province|sub-?district|district)$", re.IGNORECASE)

CAPITAL_KEYS: Final = frozenset({"เมือง", "mueang", "muang"})
"""The capital district of a province, written without the name of the province."""

BANGKOK: Final = "10"

PROVINCE_ALIASES: Final = {
    "กทม": "10",
    "กทม.": "10",
    "กทมฯ": "10",
    "กรุงเทพ": "10",
    "กรุงเทพฯ": "10",
    "กรุงเทพมหานครฯ": "10",
    "พระนคร": "10",
    "ธนบุรี": "10",
    "กรุงเก่า": "14",
    "อยุธยา": "14",
    "ayutthaya": "14",
    "แปดริ้ว": "24",
    "โคราช": "30",
    "korat": "30",
    "นครราช": "30",
    "อุบล": "34",
    "อุบลฯ": "34",
    "ร้อยเอ็จ": "45",
    "นครสวรรค์ฯ": "60",
    "อุทัย": "61",
    "สุพรรณ": "72",
    "ประจวบ": "77",
    "ประจวบฯ": "77",
    "นครศรีฯ": "80",
    "นครศรี": "80",
    "เมืองคอน": "80",
    "สุราษฎร์": "84",
    "สุราษฎร์ฯ": "84",
    "bkk": "10",
    "krung thep": "10",
    "krung thep maha nakhon": "10",
}
"""Short, older and everyday names of provinces."""

# Letters that sound alike and were, or are, written for one another.
_ALIKE: Final = str.maketrans(
    {
        "ศ": "ส",
        "ษ": "ส",
        "ณ": "น",
        "ฎ": "ต",
        "ฏ": "ต",
        "ฐ": "ถ",
        "ฑ": "ท",
        "ธ": "ท",
        "ภ": "พ",
        "ฬ": "ล",
        "ฆ": "ค",
        "ญ": "ย",
        "ใ": "ไ",
        "ี": "ิ",
        "ื": "ิ",
        "ึ": "ิ",
        "ู": "ุ",
        "ะ": "",
    }
)


def without_level(text: str) -> str:
    """Return a name without the word for its level, in its storing form."""
    plain = _ENGLISH_LEVEL.sub("", normalize(text))
    found = _LEVEL_WORD.match(plain)
    return plain[found.end() :] or plain if found else plain


def name_key(text: str) -> str:
    """Return the key by which a name is looked up; it forgives marks, spaces and case."""
    return search_key(without_level(text))


def sound_key(key: str) -> str:
    """Return a coarser key, for older and wrong spellings that sound the same."""
    return key.translate(_ALIKE)


def spellings(name: str) -> tuple[str, ...]:
    """Return a name and, when another stands behind it in brackets, each of the two."""
    head, bracket, rest = name.partition("(")
    return (name, head.strip(), rest.rstrip(") ")) if bracket and head.strip() else (name,)
