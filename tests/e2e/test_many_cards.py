"""Thousands of open cards after a restart, and dozens of clicks on one card in the same moment."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.detect.judge import Findings
from bot.detect.message import AuthorKind, MessageView, Part, Place
from bot.detect.policy import Flag, GuildPolicy, RuleKind, Step
from bot.review.findings import record_finding
from bot.review.rows import load_card
from bot.review.types import Case
from bot.sandbox import posting, seed
from bot.sandbox.model import Message
from bot.sandbox.world import World
from bot.store import groups
from bot.store.database import Database
from bot.ui.cards import case_embed
from bot.ui.controls import card_controls
from tests.e2e.harness import INSULT, House, labels, open_house, shown
from tests.e2e.town import newcomer, newcomers_who_moderate, queueing, rows

LONG = bool(os.environ.get("FAULTS"))
CARDS = 5000
CLICKED = CARDS if LONG else 200
ROUNDS = 1000 if LONG else 50
AT_ONCE = 50
APART = timedelta(seconds=20)
BATCH = 100
pytestmark = pytest.mark.timeout(3600 if LONG else 300)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, start=False) as waiting:
        yield waiting


def _cases(conn: Connection, first: int, count: int) -> list[Case]:
    """Cases of one author each, as the intake would have written them: some seconds apart, so that they are no flood."""
    policy = GuildPolicy(shadow=False, review_channel_id=seed.MOD_QUEUE_ID)
    found = Findings({"toxicity": 0.9}, None, "test:0000", "en", None)
    made = []
    for number in range(first, first + count):
        now = datetime.now(UTC) - (CARDS - number) * APART
        view = MessageView(
            guild_id=seed.GUILD_ID,
            channel_id=seed.POLITICS_ID,
            message_id=10_000_000 + number,
            author_id=20_000_000 + number,
            author_name=f"Author {number}",
            author_kind=AuthorKind.MEMBER,
            created_at=now,
            parts=(Part(Place.CONTENT, f"text {number}"),),
        )
        flag = Flag(RuleKind.TOXICITY, 0.9, labels=("toxicity",))
        made.append(
            record_finding(conn, view, flag, (Step("channel watched", True),), found, policy, (), now)
        )
    return made


def _posted(conn: Connection, world: World, cases: list[Case]) -> list[tuple[Case, Message]]:
    """Their cards, posted by the bot and written down."""
    channel = world.channels[seed.MOD_QUEUE_ID]
    out = []
    for case in cases:
        view = load_card(conn, case.guild_id, case.group_id)
        assert view is not None
        payload = {"embeds": [case_embed(view).to_dict()], "components": card_controls(view).to_components()}
        message = posting.create(world, seed.BOT_ID, channel, payload, [])
        groups.set_card(conn, case.group_id, channel.id, message.id)
        out.append((case, message))
    return out


async def _fill(house: House) -> list[tuple[Case, Message]]:
    db = Database.at(house.settings.store.database)
    await db.open()
    cards: list[tuple[Case, Message]] = []
    try:
        for first in range(0, CARDS, BATCH):
            made = await db.write(_cases, first, BATCH)
            cards += await db.write(_posted, house.stand_in.world, made)
            await asyncio.sleep(0)
    finally:
        await db.close()
    books = sqlite3.connect(house.settings.store.database)
    books.execute("DELETE FROM outbox")  # as delivered
    books.commit()
    books.close()
    return cards


async def test_five_thousand_open_cards_are_clickable_after_a_restart(house: House) -> None:
    await house.policy(queueing)
    cards = await _fill(house)
    await house.start()
    await house.stop()
    await house.start()
    middle = random.Random(7).sample(cards[1:-1], min(CLICKED, CARDS) - 2)
    chosen = [cards[0], *middle, cards[-1]]
    for first in range(0, len(chosen), AT_ONCE):
        clicked = chosen[first : first + AT_ONCE]
        for _, card in clicked:
            house.mara.press(card, "Dismiss")
        await house.until(
            lambda clicked=clicked: all("Dismiss" not in labels(card) for _, card in clicked),  # type: ignore[misc]
            "each card says that it is decided",
            seconds=120,
        )
    ids = {case.id for case, _ in chosen}
    decided = {row["id"] for row in rows(house, "SELECT id FROM cases WHERE state = 'dismissed'")}
    assert decided == ids


async def test_fifty_clicks_on_one_card_give_one_winner(house: House) -> None:
    await house.policy(queueing)
    people = newcomers_who_moderate(house, AT_ONCE)
    await house.start()
    author = newcomer(house)
    for round_ in range(ROUNDS):
        mark = f"round{round_}"
        message = author.send("politics", f"{INSULT} {mark}")
        card = await house.card(mark)
        used = [person.press(card, "Dismiss") for person in people]
        await house.until(
            lambda used=used: all(one.callback is not None for one in used),  # type: ignore[misc]
            "all are answered",
            seconds=60,
        )
        await house.until(lambda card=card: "Dismissed by" in shown(card), "decided")  # type: ignore[misc]
        (case,) = rows(house, "SELECT * FROM cases WHERE message_id = ?", message.id)
        taken = rows(house, "SELECT * FROM audit WHERE case_id = ? AND event = 'dismissed'", case["id"])
        assert len(taken) == 1
        assert case["decided_by"] in {person.id for person in people}
        told = await _told(house, used)
        assert sum("already decided" in text for text in told) == AT_ONCE - 1


async def _told(house: House, used: list) -> list[str]:  # type: ignore[type-arg]
    """What the slower ones were told: one answer each."""

    def answers() -> list[str]:
        there = house.stand_in.world.messages[seed.MOD_QUEUE_ID]
        return [shown(there[one]) for click in used for one in click.followup_ids if one in there]

    await house.until(lambda: len(answers()) >= AT_ONCE - 1, "all but one are told", seconds=60)
    return answers()
