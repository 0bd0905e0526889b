"""Search: any piece of a name that a person types is found (F:X40)."""

from hypothesis import given
from hypothesis import strategies as st

from cso_registry.thai.digits import to_thai_digits
from cso_registry.thai.searching import search_key, search_terms
from tests.thai.thai_samples import hostile_texts, mixed_names

TONES = "\u0e48\u0e49\u0e4a\u0e4b"
SILENT = TONES + "\u0e47\u0e4c"


def typed_forms(character):
    """The ways in which people type one character of a name."""
    if character in TONES:
        return st.sampled_from(["", *TONES])
    if character in SILENT:
        return st.sampled_from(["", character])
    others = {"ำ": ["\u0e4dา", "\u0e4d\u200bา"], "ข": ["ฃ"], "ค": ["ฅ"]}
    return st.sampled_from([character, *others.get(character, [])])


def test_keys_of_known_names():
    assert search_key("สมาคมน้ำใส (เชียงใหม่) ๒๕๖๙") == "สมาคมนํ" + "าใสเชียงใหม2569"
    assert search_key("ฃวด ฅน ต่าง ๆ ฯลฯ") == "ขวดคนตางล"
    assert search_key("Café ＡＢＣ-Straße İ") == "cafeabcstrassei"
    assert search_key("😀กลุ่ม") == "😀กลุม"


def test_query_is_split_at_spaces():
    assert search_terms("  มูลนิธิ ๆ\u00a0เด็ก (๑๒) - ") == ("มูลนิธิ", "เดก", "12")
    assert search_terms(" ๆ . ่ ") == ()


@given(mixed_names, st.data())
def test_any_piece_of_a_name_is_found(name, data):
    start = data.draw(st.integers(0, len(name)))
    end = data.draw(st.integers(start, len(name)))
    assert search_key(name[start:end]) in search_key(name)


@given(mixed_names, st.data())
def test_piece_is_found_with_marks_wrong_or_missing(name, data):
    start = data.draw(st.integers(0, len(name)))
    piece = name[start : data.draw(st.integers(start, len(name)))]
    gaps = st.sampled_from(["", "", "", " ", "\u200b", "\u00a0", "-"])
    typed = [data.draw(typed_forms(character)) + data.draw(gaps) for character in piece]
    query = data.draw(st.sampled_from([str, str.upper, to_thai_digits]))("".join(typed))
    assert search_key(query) in search_key(name)
    assert all(term in search_key(name) for term in search_terms(query))


@given(hostile_texts)
def test_key_is_settled_and_plain(text):
    key = search_key(text)
    assert search_key(key) == key
    assert not key or key == key.strip()
    assert not set(key) & set(" .-()ๆฯ๑" + SILENT)


def test_different_vowels_are_not_found():
    assert search_key("นา") not in search_key("นี")
    assert search_key("แม่") not in search_key("เม")
