"""Names under which files from elsewhere may be written out, on any system (Q:R18).

Inside the registry an attachment has a keyed name; the name somebody once gave it is
only text. It becomes a file name again when the file is saved for a person to open.
"""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 200
"""Of 255 that most systems take, with room for ``(2)`` and a temporary ending."""
_FALLBACK = "document"
_MOST_SUFFIX = 20
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"},
)
_STARTS_A_PROGRAM = frozenset(
    {"exe", "com", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "msi"}
    | {"msp", "scr", "pif", "lnk", "url", "hta", "cpl", "jar", "reg", "scf", "inf", "chm", "dll"}
    | {"sh", "bash", "command", "desktop", "app", "appimage", "deb", "rpm", "run", "py", "pyw"}
    | {"iso", "img", "vhd", "vhdx", "docm", "xlsm", "pptm", "dotm", "xll", "xlam", "html", "htm"}
    | {"svg", "xhtml", "mht", "mhtml", "settingcontent-ms", "library-ms", "search-ms"},
)


def safe_file_name(offered: str) -> str:
    """Return a name close to `offered` that is one plain file on every system.

    It never leads out of its folder, names no device, drive or stream, hides no letter,
    keeps within 200 bytes of UTF-8, and an ending that starts a program gets ``.txt``
    behind it.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", offered))[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in _INVISIBLE)
    stem, suffix = _parted(_FORBIDDEN.sub("_", shown).strip(" ."))
    stem = stem.rstrip(" .") or _FALLBACK
    if stem.split(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    if suffix.casefold() in _STARTS_A_PROGRAM:
        stem, suffix = f"{stem}.{suffix}", "txt"
    ending = f".{suffix}" if suffix else ""
    return _cut(stem, MOST_BYTES - len(ending.encode())) + ending


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or not 0 < len(suffix) <= _MOST_SUFFIX:
        return name, ""
    return stem, suffix.strip()


def _cut(text: str, most: int) -> str:
    """Return the start of `text` within `most` bytes, with no letter parted from its marks."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[:most].decode("utf-8", "ignore")
    while kept and unicodedata.category(text[len(kept)]).startswith("M"):
        kept = kept[:-1]
    return kept.rstrip(" .") or _FALLBACK
