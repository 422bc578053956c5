"""The order of the queue: direct threats, then severity × confidence × reports, then age."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.review.findings import record_report
from bot.review.queue import EVERYTHING, Turn, page
from bot.review.ranking import DIRECT_THREAT, rank_of
from bot.store import cases
from bot.store.database import Database
from tests.review.kit import GUILD, LIVE, MOD, START, record, toxic, view

AT = "0.80 against 0.80"


def row(kind: str = "toxicity", severity: float = 0.9, **changes: Any) -> dict[str, Any]:
    plain = {
        "kind": kind,
        "severity": severity,
        "scores": {"toxicity": severity, "threat": 0.1},
        "trace": [
            ["toxicity ≥ threshold", True, f"{severity:.2f} against 0.80"],
            ["threat ≥ threshold", False, "0.10 against 0.60"],
        ],
        "accusations": [],
        "reports": 0,
    }
    return plain | changes


THREAT = row(severity=0.6, scores={"threat": 0.6}, trace=[["threat ≥ threshold", True, "0.60 against 0.60"]])
LABEL_OFF = row(scores={"threat": 0.99}, trace=[["threat ≥ threshold", False, "0.99, label switched off"]])
ACCUSED = row("accusation", 0.9, trace=[], scores=None, accusations=[{"probability": 0.9}])


@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        (THREAT, row(severity=1.0, reports=1000)),
        (row(severity=0.95), row(severity=0.85)),
        (row(severity=0.9, reports=1), row(severity=0.9)),
        (row(severity=0.9, reports=8), row(severity=0.9, reports=7)),
        (ACCUSED, row("accusation", 0.9, trace=[], scores=None, accusations=[{"probability": 0.6}])),
        (row(severity=1.0), LABEL_OFF),
        (row("self_harm", 0.85, scores=None, trace=[]), row(severity=0.94)),
        (row("report", 0.6, scores=None, trace=[], reports=2), row("report", 0.5, scores=None, trace=[], reports=1)),
        (row(severity=0.95), row("report", 0.5, scores=None, trace=[], reports=1)),
    ],
    ids=[
        "a threat before a thousand reports",
        "severity",
        "a report",
        "one more report",
        "a surer detector",
        "a threat by no threshold is none",
        "care before rudeness",
        "reports alone",
        "a grave finding before one report",
    ],
)  # fmt: skip
def test_what_comes_first(sooner: dict[str, Any], later: dict[str, Any]) -> None:
    assert rank_of(sooner) < rank_of(later)


@pytest.mark.parametrize(
    ("case", "rank"),
    [
        (row(severity=0.8), -0.8 * 0.5),
        (row(severity=0.9), -0.9 * 0.75),
        (row(severity=0.9, reports=1), -0.9 * 0.75 * 2),
        (row(severity=0.9, reports=3), -0.9 * 0.75 * 3),
        (ACCUSED, -0.9 * 0.9),
        (row("report", 0.5, scores=None, trace=[], reports=1), -0.5),
        (THREAT, -DIRECT_THREAT - 0.6 * 0.5),
    ],
)
def test_the_formula(case: dict[str, Any], rank: float) -> None:
    assert rank_of(case) == pytest.approx(rank)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**6))
def test_nothing_but_a_threat_comes_near_one(severity: float, score: float, reports: int) -> None:
    case = row(
        severity=severity, scores={"insult": score}, trace=[["insult ≥ threshold", True, AT]], reports=reports
    )
    assert -DIRECT_THREAT < rank_of(case) <= 0
    assert rank_of({**case, "reports": reports + 1}) <= rank_of(case)


async def test_the_database_keeps_the_rank_of_every_case(db: Database) -> None:
    """A finding, a newer revision and a report each move the case; the oldest of equals comes first."""
    first = await db.write(record, view(1), toxic(0.6))
    later = START + timedelta(minutes=1)
    second = await db.write(record, view(2, author_id=301), toxic(0.6), now=later)
    assert await order(db) == [first.id, second.id]
    await db.write(record_report, view(2, author_id=301), 555, None, LIVE, later)
    assert await order(db) == [second.id, first.id]
    await db.write(record, view(1, text="worse words"), toxic(1.0), now=later)
    await db.write(record, view(3, author_id=302), toxic(0.1))
    assert (await order(db))[-1] not in (first.id, second.id)
    await db.read(ranks_are_true)


async def order(db: Database) -> list[int]:
    return [case.id for case in (await db.read(page, GUILD, EVERYTHING, Turn(), MOD, 50, START)).cases]


def ranks_are_true(conn: Connection) -> None:
    for each in conn.execute(cases.cases.select()):
        assert each.rank == pytest.approx(rank_of(each._mapping))  # type: ignore[arg-type]
