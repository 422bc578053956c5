"""Where the sentences of a kept summary stand in the article."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.articles.budget import Budget
from bot.articles.cache import SUMMARY_KEPT
from bot.articles.places import Sources, Unread
from bot.articles.quotas import Full, Wait
from bot.articles.requests import Requests
from bot.articles.types import Summary
from bot.articles.worker import Result
from bot.store.database import Database
from tests.articles.asking import ADA, BRUNO, CLEO, LINK, TOWN, Clock, Outlet, asking, kept, until_counted


async def found(desk: Requests, summary_id: int | None, member: int = ADA) -> Sources:
    sources = await desk.sources(TOWN, member, summary_id or 0)
    assert sources is not None
    return sources


async def test_source_sentences_with_their_neighbours(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock())
    made = await kept(desk.ask(TOWN, ADA, LINK))
    sources = await found(desk, made.id)
    assert outlet.opened == [LINK, LINK]
    assert sources.unread is None
    article = outlet.result.article
    for sentence, (place,) in zip(made.summary.summary, sources.places, strict=True):
        assert place.text == sentence
        around = [text for text in (place.before, place.text, place.after) if text]
        at = [article.text.index(text) for text in around]
        assert at == sorted(at)
        assert 1 <= place.number <= (sources.total or 0)
    assert any(place.before for (place,) in sources.places)


async def test_an_article_that_changed_or_went_is_told(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock())
    made = await kept(desk.ask(TOWN, ADA, LINK))
    outlet.refusals[LINK] = "missing"
    sources = await found(desk, made.id)
    assert sources.unread is Unread.GONE
    assert [place.text for (place,) in sources.places] == list(made.summary.summary), "quoted: known anyway"
    outlet.refusals.clear()
    article = replace(outlet.result.article, text=outlet.result.article.text + " More.")
    outlet.result = replace(outlet.result, article=article)
    assert (await found(desk, made.id)).unread is Unread.CHANGED


async def test_of_a_rewritten_sentence_only_the_numbers_are_kept(db: Database, outlet: Outlet) -> None:
    rewritten: Any = "rewritten"

    async def rewrite(result: Result, budget: Budget) -> Summary:
        assert await budget.take(10)
        return replace(result.summary, method=rewritten)

    desk = asking(db, outlet, Clock(), rewrite=rewrite)
    made = await kept(desk.ask(TOWN, ADA, LINK))
    outlet.refusals[LINK] = "timeout"
    sources = await found(desk, made.id)
    assert {place.text for (place,) in sources.places} == {None}
    assert all(place.number > 0 for (place,) in sources.places)


async def test_looking_at_sources_has_a_quota_of_its_own(db: Database, outlet: Outlet) -> None:
    clock = Clock()
    desk = asking(db, outlet, clock, article_member_hourly=2, article_server_hourly=5)
    made = await kept(desk.ask(TOWN, ADA, LINK))
    for _ in range(2):
        assert (await found(desk, made.id)).unread is None
    full = await found(desk, made.id)
    assert full.unread == Wait(Full.MEMBER, clock() + timedelta(hours=1))
    assert [place.text for (place,) in full.places] == list(made.summary.summary)
    await kept(desk.ask(TOWN, ADA, f"{LINK}/2"))
    assert (await found(desk, made.id, BRUNO)).unread is None
    wait = (await found(desk, made.id, BRUNO)).unread
    assert isinstance(wait, Wait)
    assert wait.reason is Full.SERVER


async def test_several_who_look_at_once_share_one_reading(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock())
    made = await kept(desk.ask(TOWN, ADA, LINK))
    outlet.open.clear()
    looks = [asyncio.create_task(found(desk, made.id, member)) for member in (ADA, BRUNO, CLEO)]
    await until_counted(db, 4)
    outlet.open.set()
    assert [one.unread for one in await asyncio.gather(*looks)] == [None] * 3
    assert len(outlet.opened) == 2


async def test_what_is_no_longer_kept_has_no_sources(db: Database, outlet: Outlet) -> None:
    clock = Clock()
    desk = asking(db, outlet, clock)
    made = await kept(desk.ask(TOWN, ADA, LINK))
    clock.forward(SUMMARY_KEPT)
    assert await desk.sources(TOWN, ADA, made.id or 0) is None
    assert await desk.sources(TOWN, ADA, 12345) is None
