import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.host.resources import Resources, find_resources
from cso_registry.host.sentences import Language, PlaceholderError, Sentence, TextFormError, gaps
from cso_registry.host.text_files import FOLDER, KINDS, TextFileError, TextFiles
from cso_registry.host.texts import MissingTextError, ScreenTexts, Texts
from cso_registry.kernel.errors import KnownError

SAMPLE = {
    "label": {"tables.reasons": {"th": "เหตุผล", "en": "Reasons"}},
    "message": {"storage.disk_full": {"th": "ดิสก์ {path} เต็ม", "en": "Disk {path} is full"}},
    "act": {
        "organization.register": {
            "th": "จดทะเบียน",
            "en": "Register",
            "help_th": "ช่วย",
            "help_en": "help",
            "field": {"name": {"th": "ชื่อองค์กร", "en": "Name of the organisation"}},
        },
    },
    "field": {
        "name": {"th": "ชื่อ", "en": "Name"},
        "reason": {"th": "เหตุผล", "en": "Reason", "help_th": "ช่วย", "help_en": "help"},
        "agreement.reason": {"th": "เหตุผลของข้อตกลง", "en": "Reason of an agreement"},
    },
    "rule": {
        "R-04.one_main_purpose": {"th": "ต้องมี {count}", "en": "{count} needed", "cite": "ข้อ 4"},
        "R-04.named": {
            "th": "โปรดใช้ organization.register ก่อน",
            "en": "Use organization.register first, not example.org or organization.gone.",
        },
    },
}
TEXTS = Texts({"sample.toml": SAMPLE})
TH, EN = Language.TH, Language.EN


def test_screens_call_acts_by_their_names():
    said = ScreenTexts(TEXTS)
    assert TEXTS.refusal("R-04.named", TH, {}) == "โปรดใช้ organization.register ก่อน"
    assert said.refusal("R-04.named", TH, {}) == "โปรดใช้ “จดทะเบียน” ก่อน"
    english = "Use “Register” first, not example.org or organization.gone."
    assert said.refusal("R-04.named", EN, {}) == english
    assert said.text("storage.disk_full", EN, path="a.b") == "Disk a.b is full"
    assert said.act("organization.register") is TEXTS.act("organization.register")


def test_texts_are_found_by_key_in_both_languages():
    assert TEXTS.text("storage.disk_full", TH, path="ก") == "ดิสก์ ก เต็ม"
    assert TEXTS.text("storage.disk_full", EN, path="ก") == "Disk ก is full"
    error = KnownError("storage.disk_full", path="ข")
    assert TEXTS.error(error, EN) == "Disk ข is full"
    assert TEXTS.act("organization.register").say(TH) == "จดทะเบียน"
    assert TEXTS.act("organization.register").help(EN) == "help"
    assert TEXTS.rule("R-04.one_main_purpose").cite == "ข้อ 4"
    assert TEXTS.rule("R-04.one_main_purpose").say(TH, count=1) == "ต้องมี 1"
    assert TEXTS.label("tables.reasons").say(EN) == "Reasons"
    assert TEXTS.keys("rule") == {"R-04.one_main_purpose", "R-04.named"}


def test_english_of_one_stands_where_one_is_counted():
    said = Sentence(th="{count} บรรทัด", en="{count} lines", en_one="1 line")
    assert [said.say("en", count=one) for one in (0, 1, "1", 2)] == [
        "0 lines", "1 line", "1 line", "2 lines",
    ]  # fmt: skip
    assert said.say("th", count=1) == "1 บรรทัด"
    with pytest.raises(TextFormError):
        Sentence(th="{count} {of}", en="{count} {of}", en_one="one")


def test_rule_leaves_out_values_it_has_no_gap_for_but_needs_the_others():
    rule = TEXTS.rule("R-04.one_main_purpose")
    assert rule.say(EN, count=2, other="x") == "2 needed"
    assert rule.plain(EN) == "… needed"
    with pytest.raises(PlaceholderError):
        rule.say(EN, other="x")


def test_own_words_of_an_act_come_before_those_shared_by_all():
    assert TEXTS.field("organization.register", "name").en == "Name of the organisation"
    assert TEXTS.field("organization.rename", "name").en == "Name"
    assert TEXTS.field("organization.register", "reason").help(EN) == "help"
    assert TEXTS.field("organization.rename", "name").help(TH) == ""
    assert TEXTS.field("agreement.end", "reason").en == "Reason of an agreement"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: TEXTS.message("storage.gone"),
        lambda: TEXTS.text("storage.gone", TH),
        lambda: TEXTS.label("storage.disk_full.gone"),
        lambda: TEXTS.act("organization.gone"),
        lambda: TEXTS.field("organization.register", "gone"),
        lambda: TEXTS.rule("R-99.gone"),
    ],
)
def test_missing_text_is_never_silent(attempt):
    with pytest.raises(MissingTextError, match="gone"):
        attempt()


@pytest.mark.parametrize("params", [{}, {"path": "a", "more": "b"}, {"other": "a"}])
def test_values_and_gaps_must_fit(params):
    with pytest.raises(PlaceholderError):
        TEXTS.text("storage.disk_full", TH, **params)


@given(st.text())
def test_value_stands_as_it_is_whatever_it_holds(value):
    assert TEXTS.text("storage.disk_full", EN, path=value) == f"Disk {value} is full"


@pytest.mark.parametrize(
    "text",
    ["{0}", "{}", "{a.b}", "{a[0]}", "{a!r}", "{a:>10}", "{", "}", "{ก}", "{a b}", "{a.__class__}"],
)
def test_gap_is_a_plain_name_and_nothing_else(text):
    with pytest.raises(PlaceholderError):
        gaps(text)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"message": {"a.b": {"th": "ก"}}}, "message.a.b.en"),
        ({"message": {"a.b": {"th": "", "en": "x"}}}, "message.a.b.th"),
        ({"message": {"a.b": {"th": "{x}", "en": "{y}"}}}, "message.a.b"),
        ({"message": {"a.b": {"th": "{x.y}", "en": "{x.y}"}}}, "message.a.b"),
        ({"message": {"a.b": {"th": "ก", "en": "x", "de": "y"}}}, "message.a.b.de"),
        ({"rule": {"R-1.a": {"th": "ก"}}}, "rule.R-1.a.en"),
        ({"group": {"a.b": {"th": "ก"}}}, "group.a.b.en"),
        ({"value": {"a.b": {"th": "ก"}}}, "value.a.b.en"),
        ({"act": {"a.b": {"th": "ก", "en": "x"}}}, "act.a.b.help_th"),
        ({"field": {"a": {"th": "ก", "en": "x", "help_th": "ข"}}}, "field.a"),
        ({"mesage": {}}, "mesage"),
    ],
)
def test_wrong_file_is_refused_with_its_place(content, place):
    with pytest.raises(TextFileError, match=re.escape(f"wrong.toml: {place}")):
        Texts({"wrong.toml": content})


def test_key_in_two_files_is_refused():
    with pytest.raises(TextFileError, match=r"b\.toml: storage\.disk_full"):
        Texts({"a.toml": SAMPLE, "b.toml": {"message": SAMPLE["message"]}})


def test_headers_alone_tell_where_every_delivered_text_stands():
    resources = find_resources()
    whole = {name: resources.toml(name) for name in resources.names(FOLDER, ".toml")}
    by_headers, by_content = Texts.load(resources), Texts(whole)
    alone, together = TextFiles.delivered(resources), TextFiles.of(whole)
    for kind, of in KINDS.items():
        assert by_headers.keys(kind) == by_content.keys(kind), kind
        assert by_content.keys(kind)
        assert dict(alone.table(kind, of)) == dict(together.table(kind, of)), kind


def delivered(folder, **files):
    """Return texts that stand in a folder as delivered ones do."""
    (folder / FOLDER).mkdir()
    for name, content in files.items():
        (folder / FOLDER / f"{name}.toml").write_text(content, encoding="utf-8")
    return Texts.load(Resources(folder))


def test_a_text_is_read_when_it_is_wanted_and_once(tmp_path, monkeypatch):
    texts = delivered(
        tmp_path,
        a='[message."wanted.one"]\nth = "ก"\nen = "x"\n[message."other.one"]\nthis is no text\n',
        b="[label.unread]\nth = 1\n",
    )
    read = []
    monkeypatch.setattr(
        tomllib, "loads", lambda text, of=tomllib.loads: read.append(text) or of(text)
    )
    assert [texts.text("wanted.one", EN) for _ in range(2)] == ["x", "x"]
    assert len(read) == 1
    assert "no text" not in read[0]


@pytest.mark.parametrize(
    "lines",
    [
        'th = "ก"\nen = ',
        'th = "ก"\nen = "x"\n[mesage."b.c"]\nth = "ก"\nen = "x"',
        'th = "ก"\nen = "x"\n[message."a.b"]\nth = "ก"\nen = "x"',
    ],
)
def test_wrong_lines_are_told_with_their_place(tmp_path, lines):
    texts = delivered(tmp_path, a=f'[message."a.b"]\n{lines}\n')
    with pytest.raises(TextFileError, match=r"texts/a\.toml: message\.a\.b: "):
        texts.message("a.b")


def test_all_delivered_texts_are_in_their_form():
    texts = Texts.load(find_resources())
    keys = texts.keys("message")
    assert {"host.registry_in_use", "seal.wrong_passphrase"} <= keys
    for key in keys:
        sentence = texts.message(key)
        values = dict.fromkeys(gaps(sentence.th), "x")
        is_made_of_names = not re.search(r"\w", sentence.say(TH, **dict.fromkeys(values, "")))
        assert is_made_of_names or re.search("[\u0e01-\u0e4e]", sentence.say(TH, **values)), key
        assert sentence.say(EN, **values)


@pytest.mark.parametrize("key", ["clock.went_back", "clock.jumped_ahead"])
def test_days_of_the_clock_are_said_in_one_era(key):
    sentence = Texts.load(find_resources()).message(key)
    said = sentence.say(TH, now="20 สิงหาคม 2572", last="20 พฤศจิกายน 2569")
    assert "2572" in said
    assert "ค.ศ." not in said


def test_resources_are_found_and_names_stay_inside(tmp_path):
    resources = find_resources()
    assert resources.path("texts/host.toml").is_file()
    assert "texts/host.toml" in set(resources.names("texts", ".toml"))
    for name in ("../pyproject.toml", "/etc/passwd", "texts/../../x", "a\\b", "C:/x"):
        with pytest.raises(ValueError, match="relative"):
            resources.path(name)


def test_missing_and_damaged_resource_is_told(tmp_path):
    resources = Resources(tmp_path)
    with pytest.raises(KnownError, match=r"host.resource_missing"):
        resources.data("texts/none.toml")
    (tmp_path / "a.toml").write_bytes(b"x = ")
    (tmp_path / "b.toml").write_bytes(b"\xff")
    for name in ("a.toml", "b.toml"):
        with pytest.raises(KnownError, match=r"host.resource_damaged"):
            resources.toml(name)


def test_frozen_program_finds_its_own_resources(tmp_path, monkeypatch):
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(KnownError, match=r"host.resource_missing"):
        find_resources()
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "a.txt").write_text("ก", encoding="utf-8")
    assert find_resources().text("a.txt") == "ก"
