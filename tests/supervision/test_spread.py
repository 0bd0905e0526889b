"""How evenly a whole is spread, how that is said, and who may see it (R-26, F:X13, F:K3)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import NATION, Role
from cso_registry.domain.supervision.spread import FEW, Spread, groups, part, spread
from cso_registry.workspace.supervision import concentration
from cso_registry.workspace.supervision.sight import asked_by
from cso_registry.workspace.supervision.telling import Teller
from tests.support.certifying import Certifying
from tests.support.desk import new_desk
from tests.support.registry import PROVINCE

AMOUNTS = st.lists(st.integers(0, 10**12), max_size=30)


def rounded(exact: Fraction) -> int:
    """Half up, as sums of money are told."""
    return (exact + Fraction(1, 2)).__floor__()


@given(AMOUNTS)
def test_shares_are_those_of_exact_fractions(amounts):
    found, some = spread(amounts), sorted((one for one in amounts if one), reverse=True)
    whole = sum(some)
    if not whole:
        assert found == Spread(0, 0, 0, 0)
        return
    shares = [Fraction(one, whole) for one in some]
    assert found.sharers == len(some)
    assert found.first == rounded(1000 * shares[0])
    assert found.few == rounded(1000 * sum(shares[:FEW]))
    assert found.alike == rounded(10 / sum(one * one for one in shares))
    assert 10 <= found.alike <= 10 * len(some)


@given(st.integers(1, 10**9), st.integers(1, 40))
def test_equal_shares_are_as_spread_as_there_are_sharers(amount, sharers):
    assert spread([amount] * sharers).alike == 10 * sharers
    assert part(amount, amount) == 1000
    assert part(amount, 0) == 0


@given(
    st.dictionaries(
        st.sampled_from("กขคงจฉช"), st.frozensets(st.sampled_from("123456"), max_size=3)
    )
)
def test_who_shares_a_mark_with_one_of_a_group_belongs_to_it(marks):
    linked = {one: {one} for one in marks}
    for _ in marks:
        for one in marks:
            for other in marks:
                if marks[one] & marks[other]:
                    linked[one] |= linked[other]
    expected = {frozenset(all_of) for all_of in linked.values() if len(all_of) > 1}
    found = groups(marks)
    assert {frozenset(one) for one in found} == expected
    assert sum(map(len, found)) == len({one for group in found for one in group})


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("supervising") / "registry"
    with new_desk(folder) as opened:
        yield opened


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("theme", ["begun", "paid"])
@pytest.mark.parametrize("sharers", [0, 1, 2, 7])
def test_a_sentence_speaks_of_as_many_as_there_are(desk, language, theme, sharers):
    workspace = desk.workspace
    asked = asked_by(workspace, desk.session)
    teller = Teller(workspace.program, workspace.read, language, asked, workspace.today)
    for kind in ("money", "number"):
        found = spread([100] * sharers)
        said = concentration._sentence(teller, f"{theme}_{kind}_spread", found, "100")
        assert bool(said) == (sharers > 0)
        assert ("รายแรก" in said or "the first" in said) == (sharers > 1)


def test_a_province_sees_itself_and_nothing_else(desk):
    officer = Certifying(desk).who(Role.OFFICER)
    assert asked_by(desk.workspace, officer).province == PROVINCE
    for elsewhere in (NATION, "96"):
        with pytest.raises(DeniedError) as refused:
            asked_by(desk.workspace, officer, elsewhere)
        assert refused.value.key == "supervision.outside_jurisdiction"
