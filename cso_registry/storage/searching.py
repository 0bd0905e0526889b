"""How words are found anywhere in a record: by trigrams, or by looking, when they are short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TRIGRAM: Final = 3


def search_condition(terms: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return what selects `rec` of records that hold every term, newest first, and its values."""
    long = [term for term in terms if len(term) >= TRIGRAM]
    short = [term for term in terms if len(term) < TRIGRAM]
    likes = " AND ".join("f.text LIKE ? ESCAPE '\\'" for _ in short)
    patterns = tuple(f"%{_escaped(term)}%" for term in short)
    if not long:
        return f"SELECT f.rec FROM findings f WHERE {likes} ORDER BY f.rec DESC", patterns
    match = " AND ".join(f'"{term.replace(chr(34), chr(34) * 2)}"' for term in long)
    if not short:
        return "SELECT rowid AS rec FROM found WHERE found MATCH ? ORDER BY rowid DESC", (match,)
    both = (
        "SELECT f.rec FROM found JOIN findings f ON f.rec = found.rowid"
        f" WHERE found MATCH ? AND {likes} ORDER BY found.rowid DESC"
    )
    return both, (match, *patterns)


def _escaped(term: str) -> str:
    return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def named_condition(terms: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return the same with named values, beside others."""
    sql, values = search_condition(terms)
    named = {f"term{at}": value for at, value in enumerate(values)}
    for name in named:
        sql = sql.replace("?", f":{name}", 1)
    return sql, named
