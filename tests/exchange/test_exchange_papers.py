"""Journal report, first-day checklist and key ceremony as papers (F:N3, X35, X36, M11)."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from cso_registry.kernel.errors import InputError
from cso_registry.storage import desk as desk_table
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.printing import Press
from tests.support.neighbours import add_subjects

REPORT, FIRST_DAY, CEREMONY = "S-31", "S-32", "S-33"


def paper(office, code, language="en", **asked):
    desk = office.desk
    press = Press(desk.workspace, language)
    return press.draft(code, desk.workspace.office, desk.session, asked).content


def table(content, heading):
    """The rows of the table with this heading in its first column."""
    tables = [one for one in content.blocks if one.kind == "table"]
    return next(list(one.rows) for one in tables if one.columns[0].title == heading)


def heads(office):
    return sorted([list(one) for one in office.desk.workspace.verify().heads])


def test_the_foot_of_the_report_names_where_every_chain_ends(neighbours):
    nation, north = neighbours("nation", "north")
    add_subjects(nation.desk, 1, seed=3)
    for bundle in nation.export(north):
        north.take(bundle)
    add_subjects(north.desk, 3)
    own, everything = paper(north, REPORT).legal_basis
    (ours,) = [one for one in heads(north) if one[0] == north.us.replica]
    assert f"entry {ours[2]}: {ours[3]}" in own
    spelt = json.dumps(heads(north), separators=(",", ":"), ensure_ascii=False).encode()
    assert everything.endswith(hashlib.sha256(spelt).hexdigest())
    assert f"over all {len(heads(north))} chains" in everything
    before = everything
    add_subjects(north.desk, 1, seed=4)
    assert paper(north, REPORT).legal_basis[-1] != before


def test_the_report_counts_what_was_done_in_its_month_alone(neighbours):
    (north,) = neighbours("north")
    add_subjects(north.desk, 3)
    this = north.desk.workspace.today
    north.desk.clock.pass_days(31)
    add_subjects(north.desk, 2, seed=5)
    first = paper(north, REPORT, month=f"{this.year + 543}-{this.month}")
    later = north.desk.workspace.today
    second = paper(north, REPORT, month=f"{later.year + 543}-{later.month:02d}")
    assert dict(table(first, "Act"))["Register a subject"] == "3"
    assert dict(table(second, "Act")) == {"Register a subject": "2"}
    assert second == paper(north, REPORT)
    assert first.legal_basis == second.legal_basis
    empty = paper(north, REPORT, month="2570-12")
    assert not [
        one for one in empty.blocks if one.kind == "table" and one.columns[0].title == "Act"
    ]


@pytest.mark.parametrize("written", ["2569-13", "11", "2026-11", "2569-", "พฤศจิกายน", "-1"])
def test_a_month_that_is_none_is_told(neighbours, written):
    (north,) = neighbours("north")
    with pytest.raises(InputError) as told:
        paper(north, REPORT, month=written)
    assert told.value.key == "journal.bad_month"


def test_the_report_says_who_witnessed_our_chain_and_whether_it_is_still_so(neighbours):
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 1)
    (bundle,) = north.export(nation)
    answer = nation.take(bundle).receipt
    witnessed = answer.model_dump()
    stand = [[*one] for one in witnessed["heads"] if one[1] == "50"]

    def log(head):
        changed = [[*one[:3], head or one[3]] for one in stand]
        line = {"what": "received", "office": nation.office, "at": north.desk.clock.now_ms()}
        line["answers"] = {**witnessed, "heads": changed}
        spelt = json.dumps(line).encode()
        north.store.run(lambda connection: desk_table.log_exchange(connection, spelt))

    log(None)
    (row,) = table(paper(north, REPORT), "Witness")
    assert row[3] == str(stand[0][2])
    assert (row[4], row[5]) == (stand[0][3][:32], "the same")
    log("0" * 64)
    ((*_, now),) = table(paper(north, REPORT), "Witness")
    assert now.startswith("NOT the same")


def ticked(content):
    seen, by_hand = [one for one in content.blocks if one.kind == "checklist"]
    assert not any(one.checked for one in by_hand.items)
    return {one.text for one in seen.items if one.checked}


def test_the_first_day_ticks_what_the_registry_sees(neighbours, tmp_path):
    nation, north = neighbours("nation", "north")
    keys = "The office has its signing and its sealing key"
    assert ticked(paper(north, FIRST_DAY)) == {keys}
    add_subjects(nation.desk, 1, seed=3)
    for bundle in nation.export(north):
        north.take(bundle)
    north.desk.workspace.back_up(tmp_path / "north.csobackup")
    assert ticked(paper(north, FIRST_DAY)) == {
        keys,
        "A backup was made",
        "Data of another office came with the kit",
    }


def test_the_ceremony_shows_the_words_that_are_said_aloud(neighbours):
    nation, north = neighbours("nation", "north")
    alone = paper(north, CEREMONY)
    _, words = Exchange(north.desk.workspace).trust.request(is_training=north.us.is_training)
    framed = [one.text for one in alone.blocks if one.kind == "note" and one.framed]
    assert framed == ["  ".join(words)]
    keys = new_root_keys()
    root = Exchange(nation.desk.workspace).trust.found(keys, date(2026, 11, 2), None)
    made = paper(nation, CEREMONY)
    framed = [one.text for one in made.blocks if one.kind == "note" and one.framed]
    assert framed[0] == "  ".join(root)
    shown = {row[1] for row in table(made, "No.")}
    assert shown == {hashlib.sha256(bytes.fromhex(one.public)).hexdigest()[:16] for one in keys}
    private = {one.private.reveal().hex() for one in keys}
    assert not any(secret in made.model_dump_json() for secret in private)
