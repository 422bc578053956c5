"""Asking on a member's behalf: what is kept, what is shared, what is counted, and when it opens again."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.articles import cache, requests
from bot.articles.budget import Budget, GuildBudget
from bot.articles.cache import FAILURE_KEPT, SUMMARY_KEPT, Kept
from bot.articles.links import clean_link
from bot.articles.quotas import Full, Wait
from bot.articles.types import Summary, summary_from_json
from bot.articles.worker import Result
from bot.settings import RewriteSettings
from bot.store import summaries
from bot.store.database import Database
from tests.articles.asking import (
    ADA,
    BRUNO,
    CLEO,
    LINK,
    TOWN,
    VILLAGE,
    Clock,
    Outlet,
    asking,
    kept,
    put_off,
    until,
    until_counted,
)


async def test_what_was_read_is_served_to_everybody_for_a_week(db: Database, outlet: Outlet) -> None:
    clock = Clock()
    desk = asking(db, outlet, clock)
    first = await kept(desk.ask(TOWN, ADA, LINK))
    assert first.summary == outlet.result.summary
    clock.forward(SUMMARY_KEPT - timedelta(seconds=1))
    again = await kept(desk.ask(VILLAGE, BRUNO, f"{LINK}?utm_source=chat#top"))
    assert (again.summary, again.id) == (first.summary, first.id)
    assert outlet.opened == [LINK]
    clock.forward(timedelta(seconds=1))
    later = await kept(desk.ask(TOWN, ADA, LINK))
    assert later.id != first.id
    assert len(outlet.opened) == 2


async def test_what_is_kept_outlives_the_process(db: Database, outlet: Outlet) -> None:
    first = await kept(asking(db, outlet, Clock()).ask(TOWN, ADA, LINK))
    again = await kept(asking(db, outlet, Clock()).ask(TOWN, ADA, LINK))
    assert again == first
    assert len(outlet.opened) == 1


async def test_a_refusal_is_kept_for_ten_minutes_and_the_second_one_not_counted(
    db: Database, outlet: Outlet
) -> None:
    clock = Clock()
    desk = asking(db, outlet, clock, article_member_hourly=2)
    outlet.refusals[LINK] = "missing"
    for _ in range(4):
        assert (await kept(desk.ask(TOWN, ADA, LINK))).summary.refused == "missing"
    assert len(outlet.opened) == 1
    clock.forward(FAILURE_KEPT)
    del outlet.refusals[LINK]
    assert (await kept(desk.ask(TOWN, ADA, LINK))).summary.refused is None
    assert (await put_off(desk.ask(TOWN, ADA, f"{LINK}/other"))).reason is Full.MEMBER


async def test_other_settings_and_other_code_make_their_own(
    db: Database, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kept(asking(db, outlet, Clock()).ask(TOWN, ADA, LINK))
    await kept(asking(db, outlet, Clock(), article_robots=False).ask(TOWN, ADA, LINK))
    assert len(outlet.opened) == 2
    for number, model in enumerate(("small", "large"), 3):
        rewriting = RewriteSettings(_env_file=None, rewrite_model=model)
        await kept(asking(db, outlet, Clock(), rewriting=rewriting).ask(TOWN, ADA, LINK))
        assert len(outlet.opened) == number
    monkeypatch.setattr(cache, "fingerprint", lambda: "another version")
    await kept(asking(db, outlet, Clock()).ask(TOWN, ADA, LINK))
    assert len(outlet.opened) == 5


async def test_a_row_of_another_version_is_passed_over(
    db: Database, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = asking(db, outlet, Clock())
    await kept(desk.ask(TOWN, ADA, LINK))

    def broken(raw: object) -> Summary:
        raise TypeError("unexpected keyword argument")

    monkeypatch.setattr(cache, "summary_from_json", broken)
    await kept(desk.ask(TOWN, ADA, LINK))
    assert len(outlet.opened) == 2


async def test_an_article_behind_another_link_is_not_summarised_twice(db: Database, outlet: Outlet) -> None:
    rewritten: list[str] = []

    async def rewrite(result: Result, budget: Budget) -> Summary:
        assert await budget.take(10)
        rewritten.append(result.article.text)
        return result.summary

    clock = Clock()
    desk = asking(db, outlet, clock, rewrite=rewrite)
    first = await kept(desk.ask(TOWN, ADA, LINK))
    clock.forward(timedelta(days=1))
    other = await kept(desk.ask(TOWN, ADA, "https://short.example/x1"))
    assert len(outlet.opened) == 2
    assert len(rewritten) == 1
    assert (other.summary, other.until) == (first.summary, first.until)


async def test_a_page_that_takes_anothers_link_for_its_own_is_not_served_in_its_place(
    db: Database, outlet: Outlet, made: Result
) -> None:
    desk = asking(db, outlet, Clock())
    forged = replace(made.article, text=made.article.text + " Forged.")
    outlet.result = replace(made, article=forged, summary=replace(made.summary, title="Forged"))
    assert (await kept(desk.ask(TOWN, ADA, "https://tribune.example/forger"))).summary.url == LINK
    outlet.result = made
    assert (await kept(desk.ask(TOWN, BRUNO, LINK))).summary.title == made.summary.title


async def test_two_at_once_share_one_reading(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock(), article_server_hourly=2)
    outlet.open.clear()
    askers = [asyncio.create_task(desk.ask(TOWN, member, LINK)) for member in (ADA, BRUNO)]
    await until(lambda: outlet.opened)
    await until_counted(db, 2)
    outlet.open.set()
    first, second = await asyncio.gather(*askers)
    assert first == second
    assert len(outlet.opened) == 1
    await kept(desk.ask(TOWN, CLEO, f"{LINK}/2"))  # one page was opened, so the server has room for another
    assert (await put_off(desk.ask(TOWN, CLEO, f"{LINK}/3"))).reason is Full.SERVER


async def test_one_at_a_time(db: Database, outlet: Outlet) -> None:
    clock = Clock()
    desk = asking(db, outlet, clock)
    outlet.open.clear()
    first = asyncio.create_task(desk.ask(TOWN, ADA, LINK))
    await until(lambda: outlet.opened)
    wait = await put_off(desk.ask(VILLAGE, ADA, f"{LINK}/2"))
    assert wait == Wait(Full.RUNNING, clock() + requests.PATIENCE)
    outlet.open.set()
    await first
    await kept(desk.ask(TOWN, ADA, f"{LINK}/2"))


async def test_a_members_sixth_in_an_hour_opens_when_the_first_is_an_hour_old(
    db: Database, outlet: Outlet
) -> None:
    clock = Clock()
    began = clock()
    desk = asking(db, outlet, clock)
    for number in range(5):
        await kept(desk.ask(TOWN, ADA, f"{LINK}/{number}"))
        clock.forward(timedelta(minutes=5))
    desk = asking(db, outlet, clock)  # a restart forgets nothing
    for where in (TOWN, VILLAGE):
        wait = await put_off(desk.ask(where, ADA, f"{LINK}/6"))
        assert wait == Wait(Full.MEMBER, began + timedelta(hours=1))
    assert len(outlet.opened) == 5
    await kept(desk.ask(TOWN, BRUNO, f"{LINK}/6"))
    clock.now = began + timedelta(hours=1)
    await kept(desk.ask(TOWN, ADA, f"{LINK}/7"))


async def test_a_server_opens_so_many_pages_an_hour(db: Database, outlet: Outlet) -> None:
    clock = Clock()
    began = clock()
    desk = asking(db, outlet, clock, article_server_hourly=3)
    for member in range(3):
        await kept(desk.ask(TOWN, member, f"{LINK}/{member}"))
    assert await put_off(desk.ask(TOWN, ADA, LINK)) == Wait(Full.SERVER, began + timedelta(hours=1))
    assert (await kept(desk.ask(TOWN, ADA, f"{LINK}/0"))).summary.refused is None  # kept: nothing is opened
    await kept(desk.ask(VILLAGE, ADA, LINK))
    clock.forward(timedelta(hours=1))
    await kept(desk.ask(TOWN, ADA, f"{LINK}/4"))


async def test_what_is_kept_counts_for_the_member(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock(), article_member_hourly=2)
    await kept(desk.ask(TOWN, BRUNO, LINK))
    for _ in range(2):
        await kept(desk.ask(TOWN, ADA, LINK))
    assert (await put_off(desk.ask(TOWN, ADA, LINK))).reason is Full.MEMBER


@pytest.mark.parametrize("link", ["ftp://x.example/a", "nonsense", "http://10.0.0.7/", "http://[", ""])
async def test_what_opens_nothing_is_not_counted(db: Database, outlet: Outlet, link: str) -> None:
    desk = asking(db, outlet, Clock(), article_member_hourly=1)
    for _ in range(3):
        assert (await kept(desk.ask(TOWN, ADA, link))).summary.refused in ("bad_address", "blocked_address")
    assert outlet.opened == []
    await kept(desk.ask(TOWN, ADA, LINK))


async def test_being_busy_is_neither_kept_nor_counted(
    db: Database, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = asking(db, outlet, Clock(), article_member_hourly=1)
    outlet.refusals[LINK] = "busy"
    for _ in range(2):
        assert (await kept(desk.ask(TOWN, ADA, LINK))).summary.refused == "busy"
    outlet.refusals.clear()
    monkeypatch.setattr(requests, "PATIENCE", timedelta(milliseconds=20))
    outlet.open.clear()
    assert (await kept(desk.ask(TOWN, ADA, LINK))).summary.refused == "busy"
    outlet.open.set()
    monkeypatch.undo()
    await until(lambda: desk._made.under_way(clean_link(LINK)) is None)
    assert (await kept(desk.ask(TOWN, ADA, LINK))).summary.refused is None  # the late one was kept
    assert len(outlet.opened) == 3


async def test_an_error_reaches_everybody_who_waits_and_is_not_kept(db: Database, outlet: Outlet) -> None:
    async def fails(result: Result, budget: Budget) -> Summary:
        raise ZeroDivisionError

    desk = asking(db, outlet, Clock(), rewrite=fails)
    answers = await asyncio.gather(
        *(desk.ask(TOWN, member, LINK) for member in (ADA, BRUNO)), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [ZeroDivisionError] * 2
    assert await db.read(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM summaries").scalar()) == 0


async def test_the_end_cuts_off_what_is_under_way(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock())
    outlet.open.clear()
    first = asyncio.create_task(desk.ask(TOWN, ADA, LINK))
    await until(lambda: outlet.opened)
    await desk.close()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert outlet.closed


async def test_time_empties_the_tables(db: Database, outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    desk = asking(db, outlet, clock)
    outlet.refusals[f"{LINK}/gone"] = "missing"
    for number in range(3):
        await kept(desk.ask(TOWN, ADA, f"{LINK}/{number}"))
    await kept(desk.ask(TOWN, ADA, f"{LINK}/gone"))
    await GuildBudget(db, TOWN, 100, clock).take(5)

    async def counts() -> list[int]:
        def count(conn: Any) -> list[int]:
            tables = ("summaries", "summary_asks", "rewrite_tokens")
            return [conn.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables]

        return await db.read(count)

    assert await counts() == [4, 4, 1]
    clock.forward(timedelta(hours=1))
    await desk.tick()
    assert await counts() == [3, 0, 1]
    monkeypatch.setattr(summaries, "ROWS", 2)
    await desk.tick()
    assert await counts() == [2, 0, 1]
    assert (await kept(desk.ask(TOWN, ADA, f"{LINK}/2"))).id == 3, "the newest are left"
    clock.forward(SUMMARY_KEPT)
    await desk.tick()
    assert await counts() == [0, 0, 0]


async def test_nothing_of_the_article_and_nobodys_id_is_kept(db: Database, outlet: Outlet) -> None:
    desk = asking(db, outlet, Clock())
    await kept(desk.ask(9_999_001, 9_999_002, LINK))
    (row,) = await db.read(lambda conn: conn.exec_driver_sql("SELECT * FROM summaries").all())
    text = " ".join(map(str, row))
    assert "9999001" not in text
    assert "9999002" not in text
    summary = outlet.result.summary
    shown = {*summary.summary, *(one.text for one in summary.who_says_what)}
    for sentence in outlet.result.article.text.split(". "):
        assert sentence not in text or any(sentence in one for one in shown), sentence


def test_kept_summaries_come_back_as_they_were(made: Result) -> None:
    for summary in (made.summary, replace(made.summary, refused="missing", summary=(), source_sentences=())):
        assert summary_from_json(json.loads(json.dumps(asdict(summary)))) == summary


async def test_a_summary_that_is_too_long_is_shown_and_not_kept(db: Database, outlet: Outlet) -> None:
    long = replace(outlet.result.summary, title="x" * cache.LONGEST)
    outlet.result = replace(outlet.result, summary=long)
    assert await kept(asking(db, outlet, Clock()).ask(TOWN, ADA, LINK)) == Kept(long)
