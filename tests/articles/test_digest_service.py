"""The digest room's door, on a real database and with the real engine: who is left out, what is quoted, who waits."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.articles.digest.child import (
    Failed,
    digest_from_json,
    make_beside,
    source_from_json,
    source_to_json,
)
from bot.articles.digest.make import make_digest
from bot.articles.digest.service import QUOTES, WAITING, Busy, Digester
from bot.articles.digest.types import Digest, Post, Source
from bot.detect.embedding import SentenceEncoder
from bot.detect.engine import Engine
from bot.detect.judge import Judge
from bot.store import cases, digest_optouts
from bot.store.database import Database
from tests.articles.test_digest import embed, posts
from tests.detect.fakes import MarkReader, WordScorer
from tests.review.conftest import db, db_path, empty_file  # noqa: F401 - fixtures
from tests.review.kit import GUILD, record, view

TEXTS = (
    "I support the toll, it pays for repairs.",
    "The toll is fair to the town and the islands.",
    "Keep the toll, it keeps the trucks out.",
    "I am against the toll, it hits commuters.",
    "The toll is unfair to nurses on night shifts.",
    "Scrap the toll and use the road fund.",
)
NOBODY: frozenset[str] = frozenset()


@pytest.fixture
async def engine() -> AsyncIterator[Engine]:
    made = Engine(Judge(WordScorer(), MarkReader()))
    made.start()
    yield made
    await made.close()


@pytest.fixture
async def digester(db: Database, engine: Engine) -> AsyncIterator[Digester]:  # noqa: F811
    made = Digester(db, engine, {"toxicity": 0.5}, here)
    yield made
    await made.close()


async def here(source: Source) -> Digest:
    """In this process: what is under test is what stands around it."""
    return make_digest(source, embed)


async def counts(
    digester: Digester, made: Sequence[Post] = tuple(posts(TEXTS)), guild_id: int = GUILD
) -> list[int]:
    digest = await digester.digest(guild_id, made, NOBODY)
    return [view.members for topic in digest.topics for view in topic.views]


async def test_opting_out_and_in_again(digester: Digester, db: Database) -> None:  # noqa: F811
    assert await counts(digester) == [3, 3]
    await digester.opts_out(GUILD, 103)
    await digester.opts_out(GUILD, 103)
    digest = await digester.digest(GUILD, posts(TEXTS), NOBODY)
    assert (digest.left_out.opted_out, digest.read) == (1, 5)
    assert await counts(digester) == [3]
    assert await counts(digester, guild_id=GUILD + 1) == [3, 3], "another server has its own list"
    await digester.opts_in(GUILD, 103)
    assert await counts(digester) == [3, 3]
    assert await db.read(digest_optouts.members, GUILD) == frozenset()


async def test_erasing_a_member_takes_the_wish_away_too(db: Database) -> None:  # noqa: F811
    await db.write(digest_optouts.add, GUILD, 7)
    await db.write(digest_optouts.add, GUILD, 8)
    assert await db.write(digest_optouts.remove, GUILD, 7)
    assert not await db.write(digest_optouts.remove, GUILD, 7)
    assert await db.read(digest_optouts.members, GUILD) == {8}


@pytest.mark.parametrize(
    ("state", "left_out"),
    [
        ("open", True),
        ("asked", True),
        ("claimed", True),
        ("upheld", True),
        ("duplicate", True),
        ("lapsed", True),
        ("dismissed", False),
        ("sourced", False),
        ("withdrawn", False),
    ],
)
async def test_which_cases_leave_a_message_out(
    digester: Digester,
    db: Database,  # noqa: F811
    state: str,
    left_out: bool,
) -> None:
    case = await db.write(record, view(1003))

    def decide(conn: Connection) -> None:
        row = cases.get(conn, GUILD, case.id)
        assert row is not None
        if row.state != state:
            assert cases.swap(conn, row, state=state) is not None

    await db.write(decide)
    digest = await digester.digest(GUILD, posts(TEXTS), NOBODY)
    assert digest.left_out.flagged == left_out
    assert await counts(digester) == ([3] if left_out else [3, 3])
    assert await counts(digester, guild_id=GUILD + 1) == [3, 3], "a case of another server says nothing here"


async def test_many_messages_are_asked_about_at_once(db: Database) -> None:  # noqa: F811
    await db.write(record, view(1500))
    assert await db.read(cases.unquotable, GUILD, range(1, 20_000)) == {1500}
    assert await db.read(cases.unquotable, GUILD, []) == frozenset()


async def test_both_sides_get_equally_many_sentences(digester: Digester) -> None:
    (topic,) = (await digester.digest(GUILD, posts(TEXTS), NOBODY)).topics
    assert [len(one.quotes) for one in topic.views] == [QUOTES, QUOTES]

    rough = [
        "The toll is fair, you see.",
        "Keep the toll, you need it.",
        TEXTS[0],
    ]  # the first two address somebody
    (topic,) = (await digester.digest(GUILD, posts([*rough, *TEXTS[3:]]), NOBODY)).topics
    assert [len(one.quotes) for one in topic.views] == [1, 1]


async def test_a_sentence_that_would_be_flagged_is_not_quoted(digester: Digester) -> None:
    texts = [
        *TEXTS[:3],
        "The toll is a rotten mistake.",
        TEXTS[4],
        "Scrap the toll, Minister Dalum took the money.",
    ]
    (topic,) = (await digester.digest(GUILD, posts(texts), NOBODY)).topics
    assert [one.members for one in topic.views] == [3, 3]
    assert [quote.text for one in topic.views for quote in one.quotes if quote.post_id > 1002] == [TEXTS[4]]


async def test_too_many_at_once_are_refused(db: Database, engine: Engine) -> None:  # noqa: F811
    going = asyncio.Event()

    async def waiting(source: Source) -> Digest:
        await going.wait()
        return await here(source)

    digester = Digester(db, engine, {}, waiting)
    running = [asyncio.create_task(counts(digester)) for _ in range(WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await counts(digester)
    going.set()
    assert await asyncio.gather(*running) == [[3, 3]] * WAITING
    assert await counts(digester) == [3, 3], "and then there is room again"


async def test_a_close_ends_what_is_at_work(db: Database, engine: Engine) -> None:  # noqa: F811
    begun, ended = asyncio.Event(), asyncio.Event()

    async def hanging(source: Source) -> Digest:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    digester = Digester(db, engine, {}, hanging)
    running = asyncio.create_task(counts(digester))
    await begun.wait()
    await digester.close()
    with pytest.raises(Busy):
        await running
    assert ended.is_set()
    with pytest.raises(Busy):
        await counts(digester)


async def test_an_asker_who_is_cancelled_ends_the_digest(db: Database, engine: Engine) -> None:  # noqa: F811
    begun, ended = asyncio.Event(), asyncio.Event()

    async def hanging(source: Source) -> Digest:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    running = asyncio.create_task(counts(Digester(db, engine, {}, hanging)))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await asyncio.wait_for(ended.wait(), 5)


async def test_an_engine_that_stops_is_said_plainly(db: Database) -> None:  # noqa: F811
    stopped = Engine(Judge(WordScorer(), MarkReader()))
    await stopped.close()
    with pytest.raises(Busy):
        await counts(Digester(db, stopped, {}, here))


# --- the child process


def test_a_source_and_a_digest_survive_the_pipe() -> None:
    talk = [*posts(TEXTS), replace(posts(["See https://news.example/a ok"])[0], id=7, reply_to=1000)]
    source = Source(talk, frozenset({"Ivo"}), frozenset({1}), frozenset({2}))
    assert source_from_json(json.loads(json.dumps(source_to_json(source)))) == source
    for made in (make_digest(source), make_digest(Source(()))):
        assert digest_from_json(json.loads(json.dumps(asdict(made), default=datetime.isoformat))) == made


async def test_the_child_makes_the_same_digest() -> None:
    source = Source(posts(TEXTS))
    made = await make_beside(source)
    assert made == make_digest(source, SentenceEncoder.load().embed)


@pytest.mark.parametrize(
    "code",
    [
        "pass",
        "print('{}')",
        "print('[1]')",
        "print('nonsense')",
        "import sys; sys.exit(3)",
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
    ],
)
async def test_a_child_that_fails_is_said_plainly(code: str) -> None:
    with pytest.raises(Failed):
        await make_beside(Source(posts(TEXTS)), (sys.executable, "-c", code), seconds=1.0)


async def test_a_child_that_is_not_there_is_said_plainly() -> None:
    with pytest.raises(Failed):
        await make_beside(Source(posts(TEXTS)), ("/nowhere/python",))


async def test_the_child_does_not_see_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    code = "import json, os, sys; assert 'DISCORD_TOKEN' not in os.environ; from bot.articles.digest.child import main; main()"
    assert (await make_beside(Source(posts(TEXTS)), (sys.executable, "-c", code))).read == 6


async def test_nothing_of_a_digest_is_kept(digester: Digester, db_path: Path) -> None:  # noqa: F811
    marked = [replace(post, text=f"{post.text} Zanzibarquux.") for post in posts(TEXTS)]
    await digester.digest(GUILD, marked, NOBODY)
    for file in db_path.parent.iterdir():
        assert b"Zanzibarquux" not in file.read_bytes()
