"""The arithmetic of statistics: shares with their intervals, agreement, quantiles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Z95: Final = 1.959963984540054
"""Two-sided 95 % of the standard normal distribution."""
FEW_LOOKS: Final = 10
"""Below so many second looks the large-sample interval of kappa says nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` with Wilson's 95 % interval. ``value``, ``low``, ``high`` are ``None`` where whole is 0."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1."""
        return self.part / self.whole if self.whole else None

    @property
    def low(self) -> float | None:
        """The interval's lower end."""
        return wilson(self.part, self.whole)[0] if self.whole else None

    @property
    def high(self) -> float | None:
        """The interval's upper end."""
        return wilson(self.part, self.whole)[1] if self.whole else None


def wilson(part: int, whole: int, z: float = Z95) -> tuple[float, float]:
    """The score interval for a binomial share: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.

    ``whole`` must be positive and ``part`` within it, else ``ValueError``. Both ends lie in 0..1 around the share.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError("A share needs 0 <= part <= whole and whole > 0.")
    share = part / whole
    centre = share + z * z / (2 * whole)
    reach = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    # Where nothing or everything counts the end is exact; the sum above misses it by a rounding error.
    low = 0.0 if part == 0 else (centre - reach) / scale
    high = 1.0 if part == whole else (centre + reach) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people's judgements of the same cases, counted: first judgement, then second; U upheld, D dismissed."""

    both_upheld: int = 0
    upheld_dismissed: int = 0
    dismissed_upheld: int = 0
    both_dismissed: int = 0

    @property
    def n(self) -> int:
        """How many cases were judged twice."""
        return self.both_upheld + self.upheld_dismissed + self.dismissed_upheld + self.both_dismissed

    @property
    def agreed(self) -> int:
        """How many were judged alike."""
        return self.both_upheld + self.both_dismissed

    @property
    def few(self) -> bool:
        """Whether there are too few to speak of agreement."""
        return self.n < FEW_LOOKS

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, -1 to 1 (1: always alike, 0: as by chance): Cohen (1960), Educ. Psychol. Meas. 20, 37-46.

        ``None`` where it is undefined: no case, or both only ever judged one and the same way.
        """
        if not self.n:
            return None
        expected = self._expected
        return None if expected == 1 else (self.agreed / self.n - expected) / (1 - expected)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Kappa's 95 % interval, cut to -1..1; ``None`` where kappa is.

        With the large-sample variance of Fleiss, Cohen and Everitt (1969), Psychol. Bull. 72, 323-327.
        """
        kappa = self.kappa
        if kappa is None:
            return None
        reach = Z95 * math.sqrt(self.variance)
        return max(-1.0, kappa - reach), min(1.0, kappa + reach)

    @property
    def variance(self) -> float:
        """Kappa's variance; call it only where kappa is defined."""
        n = self.n
        table = (
            (self.both_upheld / n, self.upheld_dismissed / n),
            (self.dismissed_upheld / n, self.both_dismissed / n),
        )
        first = [sum(row) for row in table]
        second = [sum(column) for column in zip(*table, strict=True)]
        observed, expected = self.agreed / n, self._expected
        alike = sum(
            table[i][i] * ((1 - expected) - (first[i] + second[i]) * (1 - observed)) ** 2 for i in range(2)
        )
        unlike = (1 - observed) ** 2 * sum(
            table[i][j] * (second[i] + first[j]) ** 2 for i, j in ((0, 1), (1, 0))
        )
        chance = (observed * expected - 2 * expected + observed) ** 2
        return max(0.0, (alike + unlike - chance) / (n * (1 - expected) ** 4))

    @property
    def _expected(self) -> float:
        first, second = self.both_upheld + self.upheld_dismissed, self.both_upheld + self.dismissed_upheld
        return (first * second + (self.n - first) * (self.n - second)) / (self.n * self.n)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least ``share`` (0..1) of the values do not exceed; ``None`` without values."""
    if not values:
        return None
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def binned(values: Sequence[float], edges: Sequence[float]) -> tuple[int, ...]:
    """How many values lie below the first edge, from each edge to the next, and from the last on."""
    counts = [0] * (len(edges) + 1)
    for value in values:
        counts[sum(value >= edge for edge in edges)] += 1
    return tuple(counts)
