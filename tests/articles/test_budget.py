"""What rewriting may cost a server in a day."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.budget import Budget, GuildBudget
from bot.articles.cache import FAILURE_KEPT
from bot.articles.types import Summary
from bot.articles.worker import Result
from bot.store.database import Database
from bot.store.migrate import upgrade
from tests.articles.asking import ADA, LINK, TOWN, VILLAGE, Clock, Outlet, asking, kept


async def test_a_budget_is_counted_before_it_is_spent(db: Database) -> None:
    clock = Clock()
    one, other = (GuildBudget(db, TOWN, 100, clock) for _ in range(2))
    assert await asyncio.gather(one.take(60), other.take(60)) == [True, False]
    await one.give_back(30)
    assert await other.take(60)
    assert not await other.take(11)
    assert await GuildBudget(db, VILLAGE, 100, clock).take(100)
    clock.forward(timedelta(days=1))
    assert await GuildBudget(db, TOWN, 100, clock).take(100)
    assert [one.fruitless, other.fruitless] == [False, False]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)), max_size=12))
def test_no_order_of_requests_overspends(tmp_path_factory: Any, wishes: list[tuple[int, int]]) -> None:
    async def play() -> None:
        path = tmp_path_factory.mktemp("budget") / "a.sqlite3"
        upgrade(path)
        db = Database.at(path)
        await db.open()
        try:
            spent = 0

            async def one(most: int, unused: int) -> None:
                nonlocal spent
                budget = GuildBudget(db, TOWN, 100, Clock())
                if await budget.take(most):
                    spent += most - min(most, unused)
                    await budget.give_back(min(most, unused))

            await asyncio.gather(*(one(*wish) for wish in wishes))
            assert spent <= 100
            assert not await GuildBudget(db, TOWN, 100, Clock()).take(101 - spent)
            assert await GuildBudget(db, TOWN, 100, Clock()).take(100 - spent)
        finally:
            await db.close()

    asyncio.run(play())


@pytest.mark.parametrize("how", ["no budget", "no answer"])
async def test_a_rewrite_that_was_not_possible_is_tried_again_soon(
    db: Database, outlet: Outlet, how: str
) -> None:
    async def rewrite(result: Result, budget: Budget) -> Summary:
        if await budget.take(50):
            await budget.give_back(50 if how == "no answer" else 0)
        return result.summary

    clock = Clock()
    limit = 0 if how == "no budget" else 1000
    desk = asking(db, outlet, clock, rewrite=rewrite, article_rewrite_tokens=limit)
    first = await kept(desk.ask(TOWN, ADA, LINK))
    assert first.until == clock() + FAILURE_KEPT
    other = await kept(desk.ask(TOWN, ADA, "https://short.example/x1"))
    assert other.until == first.until, "no link makes it last longer"
    clock.forward(FAILURE_KEPT)
    assert (await kept(desk.ask(TOWN, ADA, LINK))).id != first.id
    assert await desk.sources(TOWN, ADA, first.id or 0), "its card stands, and its buttons work"
