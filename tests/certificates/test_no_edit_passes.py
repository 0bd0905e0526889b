"""No edit of a certificate passes, and each says what is wrong (X16, X17)."""

from __future__ import annotations

import dataclasses
import re
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cso_registry.documents.coding import with_code
from cso_registry.documents.page_text import paper_text
from cso_registry.documents.text import _literal
from cso_registry.domain.certification.claims import Claims
from cso_registry.domain.certification.code_payload import CARRIED, key_id_of
from cso_registry.domain.certification.code_text import code_text, read_code_text
from cso_registry.domain.certification.short_code import short_code
from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.workspace.checking.answer import Checked, Verdict
from cso_registry.workspace.checking.checker import CheckedAgainst, check
from cso_registry.workspace.checking.presented import Presented, presented_file, presented_text
from cso_registry.workspace.checking.saying import CheckWords
from cso_registry.workspace.checking.status_files import open_status_list
from cso_registry.workspace.key_trust import KeyRing
from tests.certificates import made
from tests.certificates.made import Listing, Signer
from tests.certificates.sample_claims import SAMPLE
from tests.support.desk import delivered

if TYPE_CHECKING:
    from cso_registry.documents.content import PaperContent

PRINTED = [
    field.name
    for field in dataclasses.fields(Claims)
    if field.name not in {"first_day", "last_day", "language", "former"}
]


def against(ring: KeyRing | None = None, *lists: bytes, day: date = made.TODAY) -> CheckedAgainst:
    known = made.ring() if ring is None else ring
    return CheckedAgainst(known, [open_status_list(one, known) for one in lists], None, day)


def checked(
    presented: Presented, *lists: bytes, ring: KeyRing | None = None, **named: date
) -> Checked:
    answer = check(presented, against(ring, *lists, **named))
    for one in answer.findings:
        for language in ("th", "en"):
            assert delivered().texts.text(one.key, language, **one.params)
    return answer


def keys(answer: Checked) -> set[str]:
    return {one.key for one in answer.findings}


def as_pdf(content: object) -> Presented:
    (presented,) = presented_file(made.pdf(content), made.FONTS)
    return presented


def test_what_was_issued_is_valid() -> None:
    answer = checked(as_pdf(made.paper()), made.status_file(Listing()))
    assert answer.verdict is Verdict.VALID
    assert {"check.signed_by", "check.text_same", "check.status_good", "check.in_force"} <= keys(
        answer
    )
    assert answer.number == SAMPLE.number
    assert answer.short_code == short_code(SAMPLE)


def test_without_a_list_the_status_is_unknown_since_the_signing() -> None:
    answer = checked(as_pdf(made.paper()))
    assert answer.verdict is Verdict.VALID
    signs = {one.key: one.sign for one in answer.findings}
    assert (signs["check.status_unknown"], signs["check.text_same"]) == ("!", "✓")


def _changed(claims: Claims, name: str, mark: str) -> Claims:
    value = getattr(claims, name)
    if name == "signatories":
        return dataclasses.replace(claims, signatories=((value[0][0] + mark, value[0][1]),))
    other = (value[0] + mark, *value[1:]) if isinstance(value, tuple) else value + mark
    return dataclasses.replace(claims, **{name: other})


@pytest.mark.parametrize("name", PRINTED)
def test_a_changed_field_in_the_pdf_is_refused_and_named(name: str) -> None:
    true = made.paper()
    forged_words = _changed(SAMPLE, name, "9")
    forged = made.paper(forged_words, Signer(2))
    blocks = tuple(
        block.model_copy(update={"text": made.code_of(true), "short": short_code(SAMPLE)})
        if block.kind == "code"
        else block
        for block in forged.blocks
    )
    answer = checked(as_pdf(forged.model_copy(update={"blocks": blocks})))
    assert answer.verdict is Verdict.REFUSED
    assert "check.text_differs" in keys(answer)


letters = st.sampled_from("กขคงจฉชซABC0123456789๐๑๒๓๔๕๖๗๘๙เแโ่้ัิ/.-()")
MONTHS = ("มกราคม", "กุมภาพันธ์", "พฤศจิกายน", "ธันวาคม")
LEAVES = [
    (name, at)
    for name in PRINTED
    for value in (getattr(SAMPLE, name),)
    for at in range(len(value) if isinstance(value, tuple) else 1)
]
"""Every printed line of the sample: the name of its field, and which line of it."""


def _line(claims: Claims, leaf: tuple[str, int]) -> str:
    value = getattr(claims, leaf[0])
    if leaf[0] == "signatories":
        return " ".join(value[leaf[1]])
    return value[leaf[1]] if isinstance(value, tuple) else value


def _with_line(claims: Claims, leaf: tuple[str, int], line: str) -> Claims:
    name, at = leaf
    value: object = getattr(claims, name)
    if isinstance(value, tuple):
        new: object = (line, value[at][1]) if name == "signatories" else line
        value = (*value[:at], new, *value[at + 1 :])
    else:
        value = line
    return dataclasses.replace(claims, **{name: value})


def _replaced(line: str, data: st.DataObject) -> str:
    """Several letters are others; every digit, Thai or Arabic, may become another one."""
    count = data.draw(st.integers(1, 4))
    for _ in range(count if line else 0):
        at = data.draw(st.integers(0, len(line) - 1))
        line = line[:at] + data.draw(letters) + line[at + 1 :]
    return line


def _cut(line: str, data: st.DataObject) -> str:
    start = data.draw(st.integers(0, max(len(line) - 1, 0)))
    return line[:start] + line[data.draw(st.integers(start, len(line))) :]


def _inserted(line: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(line)))
    return line[:at] + data.draw(st.text(letters, min_size=1, max_size=8)) + line[at:]


def _dated(line: str, data: st.DataObject) -> str:
    """Another day, month or year in its place."""
    day = str(data.draw(st.integers(1, 31)))
    line = re.sub(r"\d+(?= พฤศจิกายน)", day, line, count=1)
    line = line.replace("พฤศจิกายน", data.draw(st.sampled_from(MONTHS)))
    return re.sub(r"25\d\d", str(data.draw(st.integers(2560, 2599))), line, count=1)


EDITS_OF_WORDS = (_replaced, _cut, _inserted, _dated)


@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_edit_of_any_words_passes(data: st.DataObject) -> None:
    """One to three edits of any printed lines, or two lines in each other's places."""
    forged = SAMPLE
    if data.draw(st.booleans()):
        one, other = data.draw(
            st.lists(st.sampled_from(LEAVES), min_size=2, max_size=2, unique=True)
        )
        first, second = _line(SAMPLE, one), _line(SAMPLE, other)
        forged = _with_line(_with_line(SAMPLE, one, second), other, first)
    else:
        for leaf in data.draw(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3)):
            edit = data.draw(st.sampled_from(EDITS_OF_WORDS))
            forged = _with_line(forged, leaf, edit(_line(forged, leaf), data))
    text = paper_text(_coded_as_true(forged), made.fonts())
    true = _true_text()
    answer = checked(Presented(code=made.code_of(_paper()), text=text))
    if text == true:
        assert answer.verdict is Verdict.VALID, "blanks and the script of digits are no words"
        return
    assert answer.verdict is Verdict.REFUSED
    assert "check.text_differs" in keys(answer)


def _coded_as_true(claims: Claims) -> PaperContent:
    """The paper of forged claims, with the code of the true one."""
    blocks = tuple(
        block.model_copy(update={"text": made.code_of(_paper()), "short": short_code(SAMPLE)})
        if block.kind == "code"
        else block
        for block in made.composed(claims).blocks
    )
    return made.composed(claims).model_copy(update={"blocks": blocks})


@cache
def _true_text() -> str:
    return paper_text(_paper(), made.fonts())


@given(name=st.sampled_from([n for n in PRINTED if n in CARRIED]), data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_letter_of_any_field_counts(name: str, data: st.DataObject) -> None:
    """The text of the page is compared without drawing it: the same text, one letter changed."""
    true = made.paper()
    text = paper_text(true, made.fonts())
    value = getattr(SAMPLE, name)
    line = "".join((value[0] if isinstance(value, tuple) else value).split())
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(letters.filter(lambda letter: letter != line[at]))
    assert line in text
    forged = text.replace(line, line[:at] + other + line[at + 1 :])
    answer = checked(Presented(code=made.code_of(true), text=forged))
    assert answer.verdict is Verdict.REFUSED
    assert "check.text_differs" in keys(answer)
    named = {one.params["field"] for one in answer.findings if one.key == "check.field_differs"}
    # Beside its own label the changed line can spell the old one: "ระดับ" and "2ะดับ 2".
    assert (
        name in named
        or line in forged
        or answer.payload is None
        or name in answer.payload.cut
        or name not in answer.payload.words
    )


def test_the_code_of_another_is_refused() -> None:
    other = dataclasses.replace(SAMPLE, number="ตย/2570/00018", name="ชุมชนสมมุติอื่น")
    blocks = tuple(
        block.model_copy(update={"text": made.code_of(made.paper(other))})
        if block.kind == "code"
        else block
        for block in made.paper().blocks
    )
    answer = checked(as_pdf(made.paper().model_copy(update={"blocks": blocks})))
    assert answer.verdict is Verdict.REFUSED
    fields = {one.params["field"] for one in answer.findings if one.key == "check.field_differs"}
    assert {"number", "name"} <= fields


def test_signed_by_another_key_is_not_proved() -> None:
    forged = made.paper(dataclasses.replace(SAMPLE, name="ปลอม"), Signer(2))
    answer = checked(as_pdf(forged))
    assert answer.verdict is Verdict.UNPROVED
    assert "check.unknown_key" in keys(answer)
    assert "check.text_same" not in keys(answer), "nobody is known who signed these words"
    assert {one.key: one.sign for one in answer.findings}["check.text_fits_code"] == "!"
    assert checked(as_pdf(forged), ring=KeyRing()).verdict is Verdict.UNPROVED


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=150, deadline=None)
def test_any_changed_bit_of_the_code_is_refused(at: int, bit: int) -> None:
    signed = read_code_text(made.code_of(_paper()))
    data = bytearray(signed.payload + signed.signature)
    data[at % len(data)] ^= 1 << bit
    text = code_text(bytes(data[:-64]), bytes(data[-64:]))
    with suppress(InputError):  # a code that cannot be read is refused in words as well
        answer = checked(presented_text(text))
        assert answer.verdict in {Verdict.REFUSED, Verdict.UNPROVED}


@cache
def _paper() -> PaperContent:
    return made.paper()


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("suspended", "check.suspended"),
        ("revoked", "check.revoked"),
        ("replaced", "check.replaced"),
    ],
)
def test_what_a_list_says_against_it_counts(status: str, key: str) -> None:
    listed = made.status_file(Listing(status=status, since="2026-12-01"), day=date(2026, 12, 2))
    answer = checked(as_pdf(made.paper()), listed)
    assert answer.verdict is Verdict.NOT_VALID
    assert key in keys(answer)
    assert answer.status is not None
    assert answer.status.as_of == date(2026, 12, 2)


def test_what_a_picture_cannot_be_compared_with_is_named() -> None:
    """Whoever compares by eye is told which lines the code does not hold."""
    answer = checked(Presented(code=made.code_of(made.paper())))
    (told,) = (one for one in answer.findings if one.key == "check.not_in_code")
    missing = set(str(told.params["fields"]).split())
    assert answer.payload is not None
    assert missing == {name for name in PRINTED if name not in answer.payload.words} - {
        "valid_from",
        "valid_until",
    } | {"former"}
    assert told.sign == "!"
    said = CheckWords(delivered(), "en").finding(told)
    assert "Legal basis" in said
    assert "legal_basis" not in said
    assert "check.not_in_code" not in keys(checked(as_pdf(made.paper())))


def test_before_and_after_its_days() -> None:
    shown = Presented(code=made.code_of(made.paper()))
    assert keys(checked(shown, day=date(2026, 11, 20))) >= {"check.not_yet"}
    assert checked(shown, day=date(2029, 11, 20)).verdict is Verdict.VALID
    late = checked(shown, day=date(2029, 11, 21))
    assert late.verdict is Verdict.NOT_VALID
    assert "check.expired" in keys(late)


def test_not_in_a_later_list_is_refused_and_an_older_one_knows_nothing() -> None:
    other = Listing(dataclasses.replace(SAMPLE, number="ตย/2570/00001"))
    shown = Presented(code=made.code_of(made.paper()))
    assert "check.not_in_list" in keys(checked(shown, made.status_file(other)))
    older = checked(shown, made.status_file(other, day=date(2026, 11, 1)))
    assert older.verdict is Verdict.VALID
    assert "check.status_unknown" in keys(older)


def test_a_number_with_other_words_in_the_list_is_refused() -> None:
    other = Listing(dataclasses.replace(SAMPLE, name="ชุมชนสมมุติอื่น"))
    answer = checked(Presented(code=made.code_of(made.paper())), made.status_file(other))
    assert "check.list_other_words" in keys(answer)
    assert answer.verdict is Verdict.REFUSED


def test_the_days_of_a_key_count() -> None:
    shown = Presented(code=made.code_of(made.paper()))
    assert "check.key_not_yet" in keys(checked(shown, ring=made.ring(since=date(2026, 12, 1))))
    assert "check.key_ended" in keys(checked(shown, ring=made.ring(ended=date(2026, 11, 20))))
    assert checked(shown, ring=made.ring(ended=date(2026, 11, 21))).verdict is Verdict.VALID


def test_a_lost_key_proves_nothing_alone_but_a_list_of_the_new_key_does() -> None:
    lost = made.ring(ended=date(2027, 1, 1), lost=True)
    shown = Presented(code=made.code_of(made.paper()))
    alone = checked(shown, ring=lost)
    assert alone.verdict is Verdict.UNPROVED
    assert "check.key_lost" in keys(alone)
    new = made.ring(Signer(3)).find(key_id_of(Signer(3).public_key))
    assert new is not None
    lost.add(new)
    listed = made.status_file(Listing(), day=date(2027, 1, 2), signer=Signer(3))
    assert checked(shown, listed, ring=lost).verdict is Verdict.VALID


def test_a_typed_short_code_is_looked_up_in_a_list() -> None:
    typed = presented_text(short_code(SAMPLE).lower())
    answer = checked(typed, made.status_file(Listing()))
    assert answer.verdict is Verdict.VALID
    assert answer.number == SAMPLE.number
    unknown = checked(typed, made.status_file())
    assert unknown.verdict is Verdict.UNPROVED
    assert "check.not_found_here" in keys(unknown)
    expired = checked(typed, made.status_file(Listing(status="expired", since="2026-01-01")))
    assert "check.expired" in keys(expired)


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda data: data.replace(b"e", b"f", 1), "canonical.malformed"),
        (
            lambda data: data.replace(b'"signature":"', b'"signature":"00', 1),
            "check.list_not_signed",
        ),
        (lambda _: b"{}", "certificate.list_unreadable"),
        (lambda _: made.status_file(signer=Signer(9)), "check.list_unknown_key"),
    ],
)
def test_a_list_that_was_changed_is_refused(spoil: object, key: str) -> None:
    with pytest.raises(RegistryError) as refused:
        open_status_list(spoil(made.status_file(Listing())), made.ring())
    assert refused.value.key in {key, "certificate.list_unreadable"}


def _edited(change: object) -> Presented:
    with pikepdf.open(BytesIO(made.pdf(made.paper()))) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    (presented,) = presented_file(out.getvalue(), made.FONTS)
    return presented


def _remark(document: pikepdf.Pdf) -> None:
    remark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[100, 500, 400, 560],
        Contents="ชื่ออื่น",
        DA="/Helv 12 Tf",
    )
    document.pages[0].Annots = document.make_indirect([document.make_indirect(remark)])


def _more(document: pikepdf.Pdf, operators: bytes) -> None:
    document.pages[0].contents_add(document.make_stream(operators))


EDITS = {
    "check.pdf_remarks": _remark,
    "check.pdf_foreign_text": lambda doc: _more(doc, b"BT /F1+0 14 Tf 100 400 Td (99) Tj ET"),
    "check.pdf_hidden": lambda doc: _more(
        doc, b"/Span<</ActualText(x)>>BDC BT 3 Tr /F1+0 14 Tf 100 400 Td (9) Tj ET EMC"
    ),
}


SEEN = {
    "a white patch over a line": (b"q 1 g 150 520 200 14 re f Q", "check.pdf_picture_differs"),
    "letters drawn as curves": (b"q 100 300 m 120 340 150 340 160 300 c f Q", "check.pdf_added"),
    "a slanting line": (b"q 2 w 100 300 m 130 340 l S Q", "check.pdf_added"),
    "a dark box": (b"q 0 g 100 300 20 20 re f Q", "check.pdf_added"),
}


@pytest.mark.parametrize("what", SEEN)
def test_what_is_drawn_over_a_pdf_is_told(what: str) -> None:
    operators, key = SEEN[what]
    answer = checked(_edited(lambda doc: _more(doc, operators)))
    assert answer.verdict is Verdict.REFUSED
    assert key in keys(answer)


def test_text_that_shows_other_letters_than_it_says_is_told() -> None:
    """A forged paper whose runs claim to say what the true one says."""
    true, forged = SAMPLE, dataclasses.replace(SAMPLE, level="ระดับ 5")
    content = made.paper(forged, Signer(2))
    blocks = tuple(
        block.model_copy(update={"text": made.code_of(made.paper(true)), "short": short_code(true)})
        if block.kind == "code"
        else block
        for block in content.blocks
    )
    data = made.pdf(content.model_copy(update={"blocks": blocks}))
    with pikepdf.open(BytesIO(data)) as document:
        for page in document.pages:
            said = page.Contents.read_bytes()
            said = said.replace(_spelt("ระดับ ๕"), _spelt("ระดับ ๒"))
            page.Contents.write(said)
        out = BytesIO()
        document.save(out)
    (presented,) = presented_file(out.getvalue(), made.FONTS)
    answer = checked(presented)
    assert "check.text_same" in keys(answer), "the words alone say nothing"
    assert "check.pdf_picture_differs" in keys(answer)
    assert answer.verdict is Verdict.REFUSED


def _spelt(words: str) -> bytes:
    return _literal(b"\xfe\xff" + words.encode("utf-16-be")).encode("latin-1")


@pytest.mark.parametrize("key", EDITS)
def test_what_is_laid_over_a_pdf_is_told(key: str) -> None:
    answer = checked(_edited(EDITS[key]))
    assert answer.verdict is Verdict.REFUSED
    assert key in keys(answer)


def test_a_pdf_saved_again_on_top_is_told() -> None:
    data = made.pdf(made.paper())
    again = data + b"\n" + data[data.rindex(b"startxref") :]
    (presented,) = presented_file(again, made.FONTS)
    answer = checked(presented)
    assert "check.pdf_saved_again" in keys(answer)


def test_with_code_fills_only_open_places() -> None:
    content = made.paper()
    assert with_code(content, "CSO1:OTHER") == content
