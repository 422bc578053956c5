"""The arithmetic of statistics, against worked examples and against what must always hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.review.figures import Z95, Agreement, Share, binned, quantile, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_wilson_holds_the_share(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    mirrored = wilson(whole - part, whole)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high))
    narrower = wilson(10 * part, 10 * whole)
    assert narrower[1] - narrower[0] < high - low
    for end in (low, high):  # what the interval is: the shares that a z test does not refuse
        error = math.sqrt(end * (1 - end) / whole)
        assert abs(part / whole - end) == pytest.approx(Z95 * error, abs=1e-9)


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (-1, 5), (6, 5)])
def test_no_share(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(part, whole)


def test_a_share_of_nothing() -> None:
    share = Share(0, 0)
    assert (share.value, share.low, share.high) == (None, None, None)
    assert Share(1, 2).value == 0.5


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # By hand: observed (20+15)/50 = 0.7, expected (25*30 + 25*20)/50**2 = 0.5.
        ((20, 5, 10, 15), 0.4),
        # observed 0.6, expected (60*70 + 40*30)/100**2 = 0.54
        ((45, 15, 25, 15), 0.06 / 0.46),
        # observed 0.6, expected (60*30 + 40*70)/100**2 = 0.46
        ((25, 35, 5, 35), 0.14 / 0.54),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
        ((5, 5, 5, 5), 0.0),
        ((9, 1, 0, 0), 0.0),
    ],
)
def test_kappa(table: tuple[int, int, int, int], kappa: float) -> None:
    found = Agreement(*table)
    assert found.kappa == pytest.approx(kappa)
    interval = found.interval
    assert interval is not None
    assert -1 <= interval[0] <= kappa + 1e-12
    assert kappa - 1e-12 <= interval[1] <= 1


def test_the_interval_of_a_worked_example() -> None:
    """45, 15, 25, 15 of 100 by hand, step by step, with the formula of Fleiss, Cohen and Everitt.

    p_o 0.6, p_e 0.54. Alike: 0.45*(0.46 - 1.3*0.4)**2 + 0.15*(0.46 - 0.7*0.4)**2 = 0.00648.
    Unlike: 0.16*(0.15*(0.7+0.4)**2 + 0.25*(0.3+0.6)**2) = 0.06144. Chance: (0.324 - 1.08 + 0.6)**2 = 0.024336.
    Variance (0.00648 + 0.06144 - 0.024336)/(100*0.46**4) = 0.0097338.
    """
    found = Agreement(45, 15, 25, 15)
    assert found.variance == pytest.approx(0.0097338, rel=1e-4)
    assert found.interval == pytest.approx((0.130435 - 0.193370, 0.130435 + 0.193370), abs=1e-5)


def _kappa_of(shares: list[float]) -> float:
    both, up_down, down_up, neither = shares
    expected = (both + up_down) * (both + down_up) + (down_up + neither) * (up_down + neither)
    return (both + neither - expected) / (1 - expected)


@given(st.tuples(*[st.integers(1, 200)] * 4))
def test_the_variance_is_what_the_delta_method_gives(table: tuple[int, int, int, int]) -> None:
    """An independent way to the same number: the gradient of kappa by finite differences."""
    n = sum(table)
    shares = [count / n for count in table]
    step = 1e-6
    gradient = []
    for place in range(4):
        up, down = list(shares), list(shares)
        up[place] += step
        down[place] -= step
        gradient.append((_kappa_of_any(up) - _kappa_of_any(down)) / (2 * step))
    mean = sum(share * slope for share, slope in zip(shares, gradient, strict=True))
    square = sum(share * slope * slope for share, slope in zip(shares, gradient, strict=True))
    assert Agreement(*table).variance == pytest.approx((square - mean * mean) / n, rel=1e-3, abs=1e-9)


def _kappa_of_any(shares: list[float]) -> float:
    """Kappa as a function of any four weights: only their proportions count."""
    total = sum(shares)
    return _kappa_of([share / total for share in shares])


@given(st.tuples(*[st.integers(0, 300)] * 4))
def test_kappa_is_symmetric_and_bounded(table: tuple[int, int, int, int]) -> None:
    both, one, other, neither = table
    found = Agreement(*table)
    assume(found.kappa is not None)
    assert found.kappa is not None
    assert -1 <= found.kappa <= 1 + 1e-12
    assert Agreement(both, other, one, neither).kappa == pytest.approx(found.kappa)
    assert Agreement(neither, other, one, both).kappa == pytest.approx(found.kappa)
    assert found.variance >= 0


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (7, 0, 0, 0), (0, 0, 0, 12)])
def test_no_kappa_where_there_was_nothing_to_disagree_on(table: tuple[int, int, int, int]) -> None:
    found = Agreement(*table)
    assert (found.kappa, found.interval) == (None, None)
    assert found.agreed == found.n


@pytest.mark.parametrize(
    ("table", "few"), [((0, 0, 0, 0), True), ((3, 2, 2, 2), True), ((3, 2, 2, 3), False)]
)
def test_ten_looks_are_enough(table: tuple[int, int, int, int], few: bool) -> None:
    assert Agreement(*table).few is few


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([5], 0.9, 5),
        ([4, 1, 3, 2], 0.5, 2),
        ([1, 2, 3, 4, 5], 0.5, 3),
        (list(range(1, 11)), 0.9, 9),
        (list(range(1, 12)), 0.9, 10),
        ([1, 2], 0.0, 1),
        ([1, 2], 1.0, 2),
    ],
)
def test_quantiles(values: list[float], share: float, expected: float | None) -> None:
    assert quantile(values, share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_quantile_is_a_value_that_leaves_the_share_below(values: list[float], share: float) -> None:
    found = quantile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-6


def test_bins() -> None:
    assert binned([], (1, 2)) == (0, 0, 0)
    assert binned([0, 0.99, 1, 1.5, 2, 99], (1, 2)) == (2, 2, 2)
