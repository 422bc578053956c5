"""The law of intake: events may come twice and in any order, and the cases end in the same state."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.detect.message import MessageView
from bot.detect.policy import AccusationHandling, RuleKind
from bot.review import writer
from bot.review.outbox import Outbox
from bot.review.types import CaseState
from bot.store.database import Database
from tests.review import street as words
from tests.review.channel import FakeCourier
from tests.review.kit import GUILD, START, Clock, chain_holds, view
from tests.review.street import Street, edit, open_street, policy

TEXTS = (
    words.CHARGE,
    words.CHARGE + " " + words.VILE,
    words.SOURCED,
    words.WEAK,
    words.HEDGED,
    words.CLEAN,
    words.VILE,
    words.RUDE,
    words.FOREIGN,
)
DELETE = "delete"
SETTINGS = {
    "ask": policy(AccusationHandling.ASK),
    "queue": policy(AccusationHandling.QUEUE),
    "shadow": policy(AccusationHandling.ASK, shadow=True),
}


@dataclass
class World:
    """One server in one event loop. Every story has a message, an author and a channel of its own."""

    street: Street
    outbox: Outbox
    courier: FakeCourier
    number: Iterator[int]

    async def story(self, events: Sequence[str | int], texts: Sequence[str], *, together: bool) -> object:
        """Play events (numbers of revisions, and ``DELETE``) and describe where the message's cases end."""
        number = next(self.number)
        place = {"channel_id": 10_000 + number, "author_id": 20_000 + number}
        waiting: list[Awaitable[Any]] = []
        for event in events:
            if event == DELETE:
                step: Awaitable[Any] = self.street.intake.deleted(GUILD, place["channel_id"], [number])
            else:
                step = await self.street.intake.offer(revision(number, int(event), texts, **place))
            if together:
                waiting.append(asyncio.ensure_future(step))
            else:
                await step
        await asyncio.gather(*waiting)
        await self.outbox.deliver_due()
        return await self.end_of(number)

    async def end_of(self, message_id: int) -> dict[RuleKind, object]:
        ends: dict[RuleKind, object] = {}
        for case in await self.street.cases(message_id):
            asked = [each for each in self.courier.asks.values() if each.about == case.id]
            assert len(asked) == (case.state is CaseState.ASKED), "a question stands exactly while it is open"
            cards = [each for each in self.courier.cards.values() if each.about == case.group_id]
            assert len(cards) == 1
            ends[case.kind] = (
                case.state,
                case.text,
                case.severity,
                case.spans,
                case.note,
                case.source,
                case.decided_by,
                case.message_deleted,
            )
        return ends


def revision(message_id: int, number: int, texts: Sequence[str], **place: int) -> MessageView:
    made = edit(message_id, texts[number], number, **place)
    return replace(made, edited_at=None) if number == 0 else made


@contextmanager
def world(empty_file: Path, folder: Path, name: str) -> Iterator[tuple[World, Callable[[Any], Any]]]:
    """A server with the named settings, and what runs a coroutine in its loop."""
    writer.BATCH_SECONDS, usual = 0.001, writer.BATCH_SECONDS  # most events here wait for the one before
    path = Path(shutil.copy(empty_file, folder / f"{name}.sqlite3"))
    with asyncio.Runner() as runner:
        db, clock = Database.at(path), Clock()

        async def begin() -> World:
            await db.open()
            street = await open_street(db, clock, SETTINGS[name])
            courier = FakeCourier(clock)
            return World(street, Outbox(db, courier, clock=clock), courier, itertools.count(1))

        made = runner.run(begin())
        yield made, runner.run

        async def end() -> None:
            await made.street.intake.drain(10)
            assert await chain_holds(db)
            await db.close()

        runner.run(end())
    writer.BATCH_SECONDS = usual


@pytest.mark.parametrize("name", SETTINGS)
def test_any_order_and_repetition_ends_the_same(empty_file: Path, tmp_path: Path, name: str) -> None:
    with world(empty_file, tmp_path, name) as (server, run):

        @settings(max_examples=25, deadline=None, derandomize=True)
        @given(
            texts=some.lists(some.sampled_from(TEXTS), min_size=1, max_size=3),
            deleted=some.booleans(),
            data=some.data(),
            together=some.booleans(),
        )
        def check(texts: list[str], deleted: bool, data: some.DataObject, together: bool) -> None:
            in_order: list[str | int] = [*range(len(texts)), *([DELETE] if deleted else [])]
            repeated = data.draw(some.lists(some.sampled_from(in_order), max_size=4))
            shuffled = data.draw(some.permutations(in_order + repeated))
            expected = run(server.story(in_order, texts, together=False))
            assert run(server.story(shuffled, texts, together=together)) == expected

        check()


ALL_ORDERS = list(itertools.permutations([0, 1, 2, DELETE]))


@pytest.mark.parametrize(
    "texts",
    [
        (words.CHARGE, words.SOURCED, words.CHARGE),
        (words.VILE, words.RUDE, words.CLEAN),
        (words.CHARGE + " " + words.VILE, words.WEAK, words.FOREIGN),
    ],
)
def test_every_order_of_create_edit_edit_delete(
    empty_file: Path, tmp_path: Path, texts: tuple[str, ...]
) -> None:
    with world(empty_file, tmp_path, "ask") as (server, run):
        ends = [run(server.story(order, texts, together=False)) for order in ALL_ORDERS]
        assert all(end == ends[0] for end in ends)
        assert ends[0]


def test_the_first_revision_has_no_edit_time() -> None:
    assert revision(1, 0, ["a"]).edited_at is None
    assert view().created_at == START
