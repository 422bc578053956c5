"""Which events reach the intake, as what, and which do not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.detect.message import MessageView
from bot.detect.policy import ChannelOverride, GuildPolicy
from cogs.watch import Watch
from tests.ui.kit import (
    ADA,
    CHANNEL,
    FORUM,
    GUILD,
    ME,
    MODERATOR_ROLE,
    NOW,
    client,
    guild_of,
    member,
    message,
    thread,
    user,
)
from tests.ui.test_reach import error

REVIEW = 2002


class Heard:
    """An intake that only notes what it is given."""

    def __init__(self) -> None:
        self.offered: list[tuple[MessageView, bool]] = []
        self.gone: list[tuple[int, list[int]]] = []
        self.missed: list[tuple[int, int, int]] = []
        self.left_off: dict[int, int] = {}
        self.begun: dict[int, int] = {}

    async def offer(self, view: MessageView, *, edited: bool = False) -> None:
        self.offered.append((view, edited))

    async def deleted(self, guild_id: int, channel_id: int, message_ids: list[int]) -> None:
        self.gone.append((channel_id, list(message_ids)))

    async def backlog(self) -> list[tuple[int, int, int]]:
        return self.missed

    async def begin_at(self, guild_id: int, channel_id: int, message_id: int) -> bool:
        self.begun[channel_id] = message_id
        return True

    async def cursors(self, guild_id: int) -> dict[int, int]:
        return dict(self.left_off)


class Street:
    """A server with a watch over it."""

    def __init__(self) -> None:
        self.client = client()
        self.guild = guild_of(self.client)
        self.client._connection.user = SimpleNamespace(id=ME)  # type: ignore[assignment]
        self.heard = Heard()
        self.policy = GuildPolicy(
            shadow=False,
            review_channel_id=REVIEW,
            channels={
                CHANNEL: ChannelOverride(watch=True),
                FORUM: ChannelOverride(watch=True),
                REVIEW: ChannelOverride(watch=True),
            },
        )
        services: Any = SimpleNamespace(
            intake=self.heard,
            policies=SimpleNamespace(get=self._policy),
            files=SimpleNamespace(read=self._files),
        )
        bot: Any = self.client
        self.watch = Watch(bot, services)
        self.members: dict[int, discord.Member] = {ADA: member(self.guild, ADA, "Ada")}

    async def _policy(self, _: int) -> GuildPolicy:
        return self.policy

    async def _files(self, _: Any) -> dict[int, str]:
        return {}

    @property
    def texts(self) -> list[str]:
        return [view.text for view, _ in self.heard.offered]


@pytest.fixture
def street(monkeypatch: pytest.MonkeyPatch) -> Street:
    made = Street()

    async def member_of(_: Any, user_id: int) -> discord.Member | None:
        return made.members.get(user_id)

    monkeypatch.setattr("cogs.watch.member_of", member_of)
    return made


def answers(street: Street, found: Any) -> None:
    """What Discord says when a message is fetched: a payload, or an exception."""

    async def get_message(channel_id: int, message_id: int) -> Any:
        if isinstance(found, Exception):
            raise found
        return {**found, "id": str(message_id), "channel_id": str(channel_id)}

    street.client.http.get_message = get_message  # type: ignore[assignment,method-assign]


FETCHED = {
    "type": 0,
    "author": user(ADA, "Ada"),
    "content": "fetched words",
    "timestamp": NOW.isoformat(),
    "edited_timestamp": NOW.isoformat(),
    "attachments": [],
    "embeds": [],
    "mentions": [],
    "mention_roles": [],
    "components": [],
}


async def test_a_message_is_offered_once_with_its_roles(street: Street) -> None:
    await street.watch.created(message(street.guild))
    ((view, edited),) = street.heard.offered
    assert (view.text, edited) == ("Hello there", False)
    assert MODERATOR_ROLE in view.role_ids


async def test_an_edit_is_offered_as_one(street: Street) -> None:
    event: Any = SimpleNamespace(message=message(street.guild, content="new words"))
    await street.watch.edited(event)
    assert [(view.text, edited) for view, edited in street.heard.offered] == [("new words", True)]


@pytest.mark.parametrize(
    "payload",
    [
        {"author": user(ME, "Evenhand", bot=True)},
        {"type": 7},
        {"type": 18},
        {"type": 21},
    ],
    ids=["ourselves", "a join notice", "thread created", "thread starter"],
)
async def test_what_nobody_wrote_is_passed_over(street: Street, payload: dict[str, Any]) -> None:
    await street.watch.created(message(street.guild, **payload))
    assert street.heard.offered == []


async def test_only_watched_channels_are_read_and_never_the_review_channel(street: Street) -> None:
    for channel_id in (2003, REVIEW):
        place = discord.PartialMessageable(state=street.guild._state, id=channel_id, guild_id=GUILD)
        street.watch._threads[channel_id] = None
        await street.watch.created(message(street.guild, place, channel_id=str(channel_id)))
    in_review = thread(street.guild, 7000, "case talk", REVIEW)
    await street.watch.created(message(street.guild, in_review, channel_id="7000"))
    assert street.heard.offered == []


async def test_a_thread_is_watched_with_its_channel(street: Street) -> None:
    inside = thread(street.guild, 7000, "harbour", CHANNEL)
    await street.watch.created(message(street.guild, inside, channel_id="7000"))
    assert street.heard.offered[0][0].parent_id == CHANNEL


@pytest.mark.parametrize(
    ("found", "offered", "gone"),
    [
        (FETCHED, ["fetched words"], []),
        (error(404, 10008), [], [(CHANNEL, [5000])]),
        (error(403, 50001), [], []),
        (error(503), [], []),
    ],
)
async def test_an_update_in_part_fetches_the_whole(
    street: Street, found: Any, offered: list[str], gone: list[Any]
) -> None:
    answers(street, found)
    await street.watch.edited_in_part(GUILD, CHANNEL, 5000)
    assert street.texts == offered
    assert street.heard.gone == gone


async def test_an_update_in_part_elsewhere_is_not_even_fetched(street: Street) -> None:
    answers(street, RuntimeError("nothing may be fetched"))
    await street.watch.edited_in_part(GUILD, 2003, 5000)
    await street.watch.edited_in_part(GUILD + 1, CHANNEL, 5000)


async def test_deletions_are_passed_on(street: Street) -> None:
    one: Any = SimpleNamespace(guild_id=GUILD, channel_id=CHANNEL, message_id=5)
    many: Any = SimpleNamespace(guild_id=GUILD, channel_id=CHANNEL, message_ids={7, 6})
    private: Any = SimpleNamespace(guild_id=None, channel_id=1, message_id=5)
    await street.watch.deleted(one)
    await street.watch.deleted_in_bulk(many)
    await street.watch.deleted(private)
    assert street.heard.gone == [(CHANNEL, [5]), (CHANNEL, [6, 7])]


@pytest.mark.parametrize(
    ("found", "texts"),
    [
        (error(404, 10008), ["You crooks"]),
        (FETCHED, ["You crooks\nfetched words"]),
        ({**FETCHED, "author": user(77, "Bruno")}, []),
        ({**FETCHED, "type": 18}, ["You crooks"]),
    ],
    ids=["stands by itself", "on one's own message", "on another's message", "on a notice"],
)
async def test_a_new_threads_title_is_text_too(street: Street, found: Any, texts: list[str]) -> None:
    answers(street, found)
    await street.watch.thread_created(thread(street.guild, 5000, "You crooks"))
    assert street.texts == texts


async def test_a_forum_posts_title_comes_with_its_message(street: Street) -> None:
    answers(street, FETCHED)
    before = thread(street.guild, 5000, "Night trams", FORUM)
    await street.watch.thread_created(before)
    assert street.texts == []
    after = thread(street.guild, 5000, "You crooks", FORUM)
    await street.watch.thread_updated(before, after)
    await street.watch.thread_updated(after, after)
    assert street.texts == ["You crooks\nfetched words"]


async def test_a_start_reads_what_was_missed_in_watched_channels_only(street: Street) -> None:
    street.heard.left_off = {CHANNEL: 4000, 2003: 4000}
    street.heard.missed = [(GUILD, CHANNEL, 3000)]
    answers(street, FETCHED)
    asked: list[int] = []

    async def logs_from(
        channel_id: int, limit: int, before: Any = None, after: Any = None, around: Any = None
    ) -> Any:
        asked.append(channel_id)
        newer = {**FETCHED, "id": "5000", "channel_id": str(channel_id), "content": "written meanwhile"}
        older = {**newer, "id": "4000", "content": "read before"}
        return [newer, older]

    street.client.http.logs_from = logs_from  # type: ignore[assignment,method-assign]
    await street.watch.catch_up()
    assert set(asked) == {CHANNEL}
    assert street.texts == ["written meanwhile", "fetched words"]


async def test_a_thread_opened_meanwhile_is_read_from_its_beginning(street: Street) -> None:
    street.heard.left_off = {CHANNEL: 4000, 3500: 3600}
    for number in (3000, 3500, 6000):  # older than the cursor, with a cursor of its own, new
        thread(street.guild, number, f"thread {number}", CHANNEL)
    answers(street, error(404, 10008))
    stands = {
        CHANNEL: [4001, 4000],
        3500: [3601, 3600],
        6000: [6001],
    }

    async def logs_from(
        channel_id: int, limit: int, before: Any = None, after: Any = None, around: Any = None
    ) -> Any:
        return [
            {**FETCHED, "id": str(number), "channel_id": str(channel_id), "content": f"message {number}"}
            for number in stands[channel_id]
        ]

    street.client.http.logs_from = logs_from  # type: ignore[assignment,method-assign]
    await street.watch.catch_up()
    assert sorted(street.texts) == ["message 3601", "message 4001", "message 6001", "thread 6000"]
    assert set(street.heard.begun) == {FORUM}  # the other one has a cursor


async def test_roles_are_fetched_for_a_fetched_message_where_they_matter(street: Street) -> None:
    street.policy = street.policy.model_copy(update={"exempt_role_ids": frozenset({MODERATOR_ROLE})})
    street.members[ADA] = member(street.guild, ADA, "Ada", MODERATOR_ROLE)
    answers(street, FETCHED)
    await street.watch.edited_in_part(GUILD, CHANNEL, 5000)
    assert MODERATOR_ROLE in street.heard.offered[0][0].role_ids


def history_of(street: Street, count: int) -> None:
    """A channel with so many messages, handed out like Discord does: a page at a time, newest first."""

    async def logs_from(
        channel_id: int, limit: int, before: Any = None, after: Any = None, around: Any = None
    ) -> Any:
        newest = (int(before) if before is not None else 10_000 + count) - 1
        last = max(10_000, newest - limit + 1)
        return [
            {**FETCHED, "id": str(number), "channel_id": str(channel_id), "content": str(number)}
            for number in range(newest, last - 1, -1)
        ]

    street.client.http.logs_from = logs_from  # type: ignore[assignment,method-assign]


async def test_after_a_long_absence_the_newest_messages_are_read_in_order(
    street: Street, caplog: pytest.LogCaptureFixture
) -> None:
    street.heard.left_off = {CHANNEL: 10_000}
    history_of(street, 900)
    await street.watch.catch_up()
    assert street.texts == [str(number) for number in range(10_400, 10_900)]
    assert "only the newest 500" in caplog.text


async def test_one_odd_message_does_not_cost_the_others(street: Street) -> None:
    street.heard.left_off = {CHANNEL: 10_000}
    history_of(street, 4)
    offer = street.heard.offer

    async def picky(view: MessageView, *, edited: bool = False) -> None:
        if view.message_id == 10_002:
            raise RuntimeError("the database is busy")
        await offer(view, edited=edited)

    street.heard.offer = picky  # type: ignore[method-assign]
    await street.watch.catch_up()
    assert street.texts == ["10001", "10003"]


async def test_a_refusal_for_the_moment_is_tried_again(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.watch.AGAIN_SECONDS", (0.0, 0.0))
    street.heard.left_off = {CHANNEL: 10_000}
    history_of(street, 2)
    there, refusals = street.client.http.logs_from, [error(503), error(503)]

    async def logs_from(*given: Any, **more: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return await there(*given, **more)

    street.client.http.logs_from = logs_from  # type: ignore[method-assign]
    await street.watch.catch_up()
    assert street.texts == ["10001"]


async def test_cursors_that_could_not_be_read_are_asked_for_again(street: Street) -> None:
    cursors, failures = street.heard.cursors, [OSError("disk")]

    async def failing(guild_id: int) -> dict[int, int]:
        if failures:
            raise failures.pop()
        return await cursors(guild_id)

    street.heard.cursors = failing  # type: ignore[method-assign]
    with pytest.raises(OSError, match="disk"):
        await street.watch.created(message(street.guild))
    await street.watch.created(message(street.guild))
    assert street.texts == ["Hello there"]


async def test_looking_after_the_unscored_outlives_a_failure(
    street: Street, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(street.client, "is_ready", lambda: True)

    async def broken() -> list[tuple[int, int, int]]:
        raise OSError("disk")

    street.heard.backlog = broken  # type: ignore[method-assign]
    await street.watch._rescore.coro(street.watch)
    assert "could not be read again" in caplog.text
