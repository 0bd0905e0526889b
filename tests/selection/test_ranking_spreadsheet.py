"""The ranking of 200 random calls against a spreadsheet that LibreOffice computes (F:X15).

Nothing of the program computes here: the workbook holds levels, weights and formulas as a
clerk would write them, whole numbers over one common denominator, and what it comes to is
read back. Ties, a criterion that does not apply, evaluators who were let go and totals on
the edge of rounding are among the calls. A spreadsheet takes half a minute, so it is made
when tests may take long, and where LibreOffice is installed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from cso_registry.domain.selection.calls import (
    Anchor,
    Call,
    CallCriterion,
    ScoreOpening,
    SelectionRules,
)
from cso_registry.domain.selection.deciding import entrants
from cso_registry.domain.selection.evaluators import EvaluatorKind, EvaluatorLeft, EvaluatorNamed
from cso_registry.domain.selection.proposals import Admission, Proposal, ProposalFile
from cso_registry.domain.selection.ranking import ranking, shown
from cso_registry.domain.selection.score_sheets import GivenScore, OpenedSheet
from cso_registry.kernel.ids import CallId, OfficerId, OrganizationId, RecordId

OFFICE = shutil.which("soffice")
CALC = OFFICE and (Path(OFFICE).resolve().parent / "libsclo.so").exists()
pytestmark = [
    pytest.mark.skipif(os.environ.get("CSO_LONG") != "1", reason="half a minute: CSO_LONG=1"),
    pytest.mark.skipif(not CALC, reason="LibreOffice Calc is not installed"),
]
CODES = ("SC1", "SC2", "SC3", "SC4", "SC5")
CALLS, DAY, SECONDS = 200, date(2026, 11, 20), 300
FIRST = 6
"""The first line of sheets in the workbook, after weights, highest levels and their worth."""


def identity(*parts):
    return "00000000-0000-7000-8000-" + "".join(f"{part:04x}" for part in parts).zfill(12)


class RandomCall:
    """One call: who scores, who was let go, what was given, and how ties end."""

    def __init__(self, seed):
        dice = self.dice = random.Random(seed)
        self.seed = seed
        used = [code for code in CODES if code != "SC3" or dice.random() < 0.7]
        cuts = sorted(dice.sample(range(1, 100), len(used) - 1))
        shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        self.weights = dict.fromkeys(CODES, 0) | dict(zip(used, shares, strict=True))
        self.highest = {code: dice.choice((1, 2, 3, 4, 5, 7, 8)) for code in CODES}
        self.ties = tuple(dice.sample([*used, "budget", "received"], dice.randint(1, 4)))
        self.people = [OfficerId(identity(seed, 1, one)) for one in range(dice.randint(1, 9))]
        left = {one for one in self.people if dice.random() < 0.2}
        self.left = left if len(left) < len(self.people) else set()
        count = dice.randint(1, 12)
        self.budgets = [dice.choice((100, 100, 250)) for _ in range(count)]
        self.hours = [dice.randint(9, 11) for _ in range(count)]
        self.levels = [[self._sheet() for _ in self.people] for _ in range(count)]
        if count > 2:  # two that are alike in everything stay tied
            self.budgets[1], self.hours[1] = self.budgets[0], self.hours[0]
            self.levels[1] = self.levels[0]

    def _sheet(self):
        return {code: self.dice.randint(0, self.highest[code]) for code in CODES}

    def proposal_id(self, at):
        return identity(self.seed, 2, at)

    def record(self):
        """The call as the registry keeps it."""
        criteria = tuple(
            CallCriterion(
                criterion=code,
                weight=weight,
                anchors=tuple(
                    Anchor(level=n, meaning="ระดับ") for n in range(self.highest[code] + 1)
                ),
                not_applicable=None if weight else "ทั้งประเทศ",
            )
            for code, weight in self.weights.items()
        )
        state = {"selection": SelectionRules(criteria=criteria, tie_rules=self.ties)}
        by = self.people[0]
        state["score_openings/a"] = ScoreOpening(opened=DAY, by=by, opening_key="–")
        for at, one in enumerate(self.people):
            state[f"evaluators/a{at}"] = EvaluatorNamed(
                officer=one, evaluator_kind=EvaluatorKind.OTHER, named=DAY, by=by
            )
            if one in self.left:
                state[f"evaluators_left/b{at}"] = EvaluatorLeft(
                    evaluator=one, left=DAY, by=by, reason="ย้ายงาน"
                )
        return Call(RecordId(identity(self.seed)), "50", state)

    def proposals(self):
        """The proposals as the registry keeps them, sheets of who was let go among them."""
        for at, sheets in enumerate(self.levels):
            file = ProposalFile(
                call=CallId(identity(self.seed)),
                organization=OrganizationId(identity(self.seed, 3, at)),
                code=f"ข-{at}", received=DAY, received_at=f"{self.hours[at]:02d}:00",
                late=False, informal=True, name_th="สมมติ", goal="สมมติ",
                target_group="สมมติ", plan="สมมติ", starts=DAY, ends=DAY, budget_lines=(),
                budget=self.budgets[at], by=self.people[0],
            )  # fmt: skip
            admitted = Admission(admitted=True, day=DAY, by=self.people[0])
            state = {"file": file, "admissions/a": admitted}
            for who, given in zip(self.people, sheets, strict=True):
                scores = tuple(
                    GivenScore(criterion=code, level=level, evidence="หน้า 1")
                    for code, level in given.items()
                    if self.weights[code]
                )
                state[f"opened/{who}"] = OpenedSheet(
                    evaluator=who, salts=(), scores=scores, opened=DAY
                )
            yield Proposal(RecordId(self.proposal_id(at)), "50", state)

    def write(self, book):
        """Write the call as a worksheet of levels and formulas."""
        page = book.add_worksheet(f"c{self.seed}")

        def formula(cell, text):
            page.write_formula(cell, f"={text}", None, "")

        for at, code in enumerate(CODES):
            column = xl_col_to_name(at + 1)
            page.write(f"{column}1", self.weights[code])
            page.write(f"{column}2", self.highest[code])
            formula(f"{column}3", f"{column}1*$H$1/{column}2")
        formula("H1", "LCM(B2:F2)")
        row = FIRST
        for at, sheets in enumerate(self.levels):
            for who, given in zip(self.people, sheets, strict=True):
                page.write(f"A{row}", at)
                for place, code in enumerate(CODES):
                    page.write(f"{xl_col_to_name(place + 1)}{row}", given[code])
                page.write(f"G{row}", 0 if who in self.left else 1)
                formula(f"H{row}", f"G{row}*SUMPRODUCT(B{row}:F{row},$B$3:$F$3)")
                row += 1
        self._write_places(page, formula, row - 1)

    def _write_places(self, page, formula, last):
        def whole(column):
            return f"${column}${FIRST}:${column}${last}"

        count = len(self.levels)
        keys = ["L", *(xl_col_to_name(20 + at) for at in range(len(self.ties)))]
        for at in range(count):
            row = FIRST + at
            page.write(f"K{row}", at)
            formula(f"L{row}", f"SUMIF({whole('A')},K{row},{whole('H')})")
            formula(f"M{row}", f"$H$1*SUMIF({whole('A')},K{row},{whole('G')})")
            formula(f"N{row}", f"INT((200*L{row}+M{row})/(2*M{row}))")
            for rule, key in zip(self.ties, keys[1:], strict=True):
                if rule == "budget":
                    page.write(f"{key}{row}", -self.budgets[at])
                elif rule == "received":
                    page.write(f"{key}{row}", -self.hours[at])
                else:
                    levels = whole(xl_col_to_name(CODES.index(rule) + 1))
                    given = f"({whole('A')}=K{row})*{whole('G')}*{levels}"
                    formula(f"{key}{row}", f"SUMPRODUCT({given})")
            ahead, equal = [], "1"
            for key in keys:
                all_of = f"${key}${FIRST}:${key}${FIRST + count - 1}"
                ahead.append(f"{equal}*({all_of}>{key}{row})")
                equal = f"{equal}*({all_of}={key}{row})"
            formula(f"O{row}", f"1+SUMPRODUCT({'+'.join(ahead)})")


def computed(path, folder):
    """What LibreOffice makes of a workbook."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [OFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*words, "--outdir", str(folder / "out"), str(path)],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return CalamineWorkbook.from_path(str(folder / "out" / path.name))


def test_two_hundred_random_calls_come_out_as_the_spreadsheet_says(tmp_path):
    calls, path = [RandomCall(seed) for seed in range(1, CALLS + 1)], tmp_path / "calls.xlsx"
    with Workbook(str(path)) as book:
        for one in calls:
            one.write(book)
    found = computed(path, tmp_path)
    tied = left_out = let_go = edges = 0
    for one in calls:
        rows = found.get_sheet_by_name(f"c{one.seed}").to_python(skip_empty_area=False)
        lines = rows[FIRST - 1 : FIRST - 1 + len(one.levels)]
        said = {one.proposal_id(int(line[10])): (int(line[14]), int(line[13])) for line in lines}
        record = one.record()
        ranked = ranking(record.selection, entrants(record, one.proposals()))
        ours = {
            line.proposal: (line.rank, round(100 * float(shown(line.total)))) for line in ranked
        }
        assert ours == said, one.seed
        tied += any(line.is_tied for line in ranked)
        left_out += one.weights["SC3"] == 0
        let_go += bool(one.left)
        edges += sum((line.total * 1000) % 10 == 5 for line in ranked)
    assert min(tied, left_out, let_go) > 20
    assert edges > 20
