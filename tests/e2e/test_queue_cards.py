"""Cards in the review channel when their sending was cut off, refused, doubled or overtaken; and what a card may hold."""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import app
from bot.detect.engine import Engine
from bot.detect.judge import Judge
from bot.detect.toxicity import Scorer, Scores
from bot.review.delivery import NONCE_HOLDS
from bot.review.intake import WRITE_SECONDS
from bot.sandbox import render, seed
from bot.sandbox.model import Channel, ChannelType, Message, Overwrite
from bot.sandbox.people import File
from bot.sandbox.permissions import Permission
from bot.settings import Settings
from tests.e2e.harness import HARMLESS, House, labels, shown
from tests.e2e.town import a_name, abuse, at_rest, cases_of, claim, newcomer, queueing, rows, shared_house

LONG_AGO = NONCE_HOLDS + timedelta(minutes=1)
EMBED_TOTAL = 6000
"""https://discord.com/developers/docs/resources/message#embed-object-embed-limits"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with shared_house(tmp_path, queueing) as running:
        yield running


def change(house: House, statement: str, *values: object) -> None:
    """Write into the database of a bot that is stopped."""
    db = sqlite3.connect(house.settings.store.database)
    db.execute(statement, values)
    db.commit()
    db.close()


async def cut_off(house: House, ago: timedelta) -> None:
    """Stop the bot and leave its books as a power cut does between Discord's taking a card and our writing it down."""
    await at_rest(house)
    await house.stop()
    began = int((datetime.now(UTC) - ago).timestamp() * 1000)
    change(house, "UPDATE groups SET card_channel_id = NULL, card_message_id = NULL")
    change(
        house, "UPDATE outbox SET state = 'sending', started_at = ?, code = NULL WHERE kind = 'card'", began
    )


async def posted(house: House) -> tuple[str, Message]:
    """A card as it was posted: its mark, and the message."""
    name = a_name()
    newcomer(house).send("politics", claim(name))
    return name, await house.card(name)


async def dismissed(house: House, card: Message) -> None:
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "the card works")


# --- undecided, re-sent and doubled cards


async def test_a_card_of_unknown_outcome_is_looked_for_before_it_is_sent_again(house: House) -> None:
    name, card = await posted(house)
    await cut_off(house, LONG_AGO)
    card.nonce = None  # Discord has forgotten it by now
    await house.start()
    await at_rest(house)
    assert [one.id for one in house.cards()] == [card.id]
    await dismissed(house, await house.card(name))


async def test_a_card_of_unknown_outcome_that_never_arrived_is_sent(house: House) -> None:
    name, card = await posted(house)
    await cut_off(house, LONG_AGO)
    house.stand_in.world.forget(card)
    await house.start()
    again = await house.card(name)
    assert again.id != card.id
    await dismissed(house, again)


async def test_within_two_minutes_the_nonce_keeps_it_one_card(house: House) -> None:
    name, card = await posted(house)
    await cut_off(house, timedelta(seconds=20))
    before = len(house.stand_in.rest.requests)
    await house.start()
    await at_rest(house)
    assert [one.id for one in house.cards()] == [card.id]
    later = house.stand_in.rest.requests[before:]
    assert f"POST /channels/{seed.MOD_QUEUE_ID}/messages" in later, "it was sent again"
    assert f"GET /channels/{seed.MOD_QUEUE_ID}/messages" not in later
    await dismissed(house, await house.card(name))


async def test_where_the_channel_cannot_be_read_it_is_sent_again_and_the_older_card_points_on(
    house: House,
) -> None:
    name, older = await posted(house)
    await cut_off(house, LONG_AGO)
    older.nonce = None
    hide_history(house)
    await house.start()
    both = await house.until(lambda: one if len(one := live(house, name)) == 2 else None, "a second card")
    newer = both[1]
    assert older in both
    await at_rest(house)
    show_history(house)
    author = cases_about(house, name)[0]["author_id"]
    house.stand_in.person(str(author)).edit(source_of(house, name), f"{claim(name)} Look into it!")
    await house.until(lambda: "continues in a newer one" in older.content, "the older card points on")
    assert str(newer.id) in older.content
    assert older.components == []
    assert older.embeds == []
    await dismissed(house, newer)


async def test_a_click_on_the_older_of_two_cards_is_told_and_mends_them(house: House) -> None:
    name, older = await posted(house)
    await cut_off(house, LONG_AGO)
    older.nonce = None
    hide_history(house)
    await house.start()
    await house.until(lambda: len(live(house, name)) == 2, "a second card")
    house.mara.press(older, "Dismiss")
    await house.answer(house.mara, "replaced by a newer one")
    await house.until(lambda: "continues in a newer one" in older.content, "it points on")
    newer = await house.card(name)
    assert "Dismissed" not in shown(newer)
    await dismissed(house, newer)


def live(house: House, name: str) -> list[Message]:
    return [one for one in house.cards() if name in shown(one)]


def cases_about(house: House, name: str) -> list[sqlite3.Row]:
    return rows(house, "SELECT * FROM cases WHERE text LIKE ?", f"%{name}%")


def source_of(house: House, name: str) -> Message:
    return next(one for one in house.ada.sees("politics") if name in one.content)


def hide_history(house: House) -> None:
    """The bot may write in the review channel, but not read what stands there."""
    overwrite(house, int(Permission.VIEW_CHANNEL), int(Permission.READ_MESSAGE_HISTORY))


def show_history(house: House) -> None:
    overwrite(house, int(Permission.VIEW_CHANNEL), 0)


def overwrite(house: House, allow: int, deny: int, channel_id: int = seed.MOD_QUEUE_ID) -> None:
    """What the bot's role may do in a channel, and everybody is told."""
    world = house.stand_in.world
    channel = world.channels[channel_id]
    kept = [one for one in channel.overwrites if one.id != seed.BOT_ROLE_ID]
    channel.overwrites = [*kept, Overwrite(seed.BOT_ROLE_ID, 0, allow, deny)]
    world.emit("CHANNEL_UPDATE", render.channel(world, channel), channel_id=channel_id)


# --- the review channel


async def test_a_lost_permission_keeps_cards_until_the_channel_is_set_again(house: House) -> None:
    overwrite(house, int(Permission.VIEW_CHANNEL), int(Permission.SEND_MESSAGES))
    name = a_name()
    message = newcomer(house).send("politics", claim(name))
    await house.until(lambda: failures(house), "the card is given up")
    assert failures(house) == ["no_permission"]
    assert [one["state"] for one in cases_of(house, message)] == ["open"]
    listed = house.mara.command("mod-queue", "queue list")
    await house.until(lambda: listed.original_id, "the queue can still be asked")
    show_history(house)
    house.olive.command("general", "settings review", {"channel": "mod-queue"})
    await dismissed(house, await house.card(name))


async def test_a_deleted_review_channel_keeps_cards_until_another_is_set(house: House) -> None:
    first, card = await posted(house)
    world = house.stand_in.world
    old = world.channels.pop(seed.MOD_QUEUE_ID)
    world.messages.pop(old.id, None)
    world.emit("CHANNEL_DELETE", render.channel(world, old), channel_id=old.id)
    second = a_name()
    newcomer(house).send("politics", claim(second))
    await house.until(lambda: failures(house), "the card is given up")
    replacement = Channel(world.ids.next(), ChannelType.TEXT, "new-queue", 9, overwrites=list(old.overwrites))
    world.channels[replacement.id] = replacement
    world.emit("CHANNEL_CREATE", render.channel(world, replacement), channel_id=replacement.id)
    house.olive.command("general", "settings review", {"channel": "new-queue"})

    def there(name: str) -> Message | None:
        return next((one for one in world.history(replacement.id) if name in shown(one)), None)

    again = await house.until(lambda: there(second), "the card that was owed")
    await dismissed(house, again)
    assert card.channel_id == old.id
    # The case whose card went down with the channel is still in the queue.
    taken = house.mara.command("new-queue", "queue next")
    answers = world.messages[replacement.id]
    await house.until(
        lambda: taken.original_id in answers and first in shown(answers[taken.original_id]), "the next case"
    )


def failures(house: House) -> list[str]:
    return [one["code"] for one in rows(house, "SELECT code FROM outbox WHERE state = 'failed'")]


async def test_without_a_review_channel_cases_wait_for_one(tmp_path: Path) -> None:
    async with shared_house(
        tmp_path, lambda policy: queueing(policy).model_copy(update={"review_channel_id": None})
    ) as house:
        name = a_name()
        newcomer(house).send("politics", claim(name))
        await house.until(lambda: failures(house), "the card waits")
        assert house.cards() == []
        house.olive.command("general", "settings review", {"channel": "mod-queue"})
        await dismissed(house, await house.card(name))


# --- more messages than the scorer can take


class Gate:
    """A scorer that waits until it is let on, at most ``seconds`` each time."""

    def __init__(self, inner: Scorer, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds
        self.name = inner.name
        self.labels = inner.labels
        self.entered = threading.Event()
        self.open = threading.Event()

    def score(self, texts: Sequence[str]) -> list[Scores]:
        if texts:  # a batch without readable text asks for no scores
            self.entered.set()
            self.open.wait(self._seconds)
        return self._inner.score(texts)

    def close(self) -> None:
        self._inner.close()


@pytest.fixture
def gate_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], list[Gate]]]:
    """Put a gate before the scorer of every bot that starts from now on; the list holds them."""
    gates: list[Gate] = []
    build = app.build_services

    def order(seconds: float) -> list[Gate]:
        def gated(settings: Settings, judge: Judge) -> app.Plant:
            gates.append(Gate(judge.scorer, seconds))
            judge.scorer = gates[-1]
            return build(settings, judge)

        monkeypatch.setattr(app, "build_services", gated)
        return gates

    yield order
    for gate in gates:
        gate.open.set()


async def test_what_does_not_fit_into_the_queue_is_scored_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gate_of: Callable[[float], list[Gate]]
) -> None:
    monkeypatch.setattr(app, "Engine", functools.partial(Engine, capacity=4))
    gates = gate_of(30)
    async with shared_house(tmp_path, queueing) as house:
        try:
            author, name = newcomer(house), a_name()
            author.send("politics", HARMLESS)
            await house.until(gates[0].entered.is_set, "the first one is at the scorer")
            fillers = [author.send("politics", f"{HARMLESS} Item {number}.") for number in range(12)]
            await house.until(lambda: fillers[-1].id in unscored(house), "the queue is full")
            message = newcomer(house).send("politics", claim(name))
            await house.until(lambda: message.id in unscored(house), "it is kept for later")
            assert {one["reason"] for one in rows(house, "SELECT reason FROM unscored")} == {"full"}
        finally:
            gates[0].open.set()
        house.stand_in.gateway.invalidate()  # a new session looks at once; else within RESCORE_SECONDS
        await house.card(name, seconds=40)
        await house.until(lambda: not unscored(house), "nothing is left", seconds=40)
        assert len(house.cards()) == 1


async def test_what_a_stop_left_unscored_is_scored_after_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gate_of: Callable[[float], list[Gate]]
) -> None:
    monkeypatch.setattr(app, "INTAKE_SECONDS", WRITE_SECONDS + 0.2)
    build = app.build_services
    gates = gate_of(3)
    async with shared_house(tmp_path, queueing) as house:
        name = a_name()
        message = newcomer(house).send("politics", claim(name))
        await house.until(gates[0].entered.is_set, "it is at the scorer")
        assert await house.stop() == 0
        assert unscored(house) == [message.id]
        assert house.cards() == []
        monkeypatch.setattr(app, "build_services", build)
        await house.start()
        await house.card(name)
        await house.until(lambda: not unscored(house), "nothing is left")


def unscored(house: House) -> list[int]:
    return [one["message_id"] for one in rows(house, "SELECT message_id FROM unscored")]


# --- what a card may hold

MARKUP = "**bold** __under__ ~~gone~~ ||hidden|| `code` [text](https://evil.example) > quote # head \u202e \u200b 🇺🇳 "


async def test_a_card_keeps_every_limit_whatever_was_written(house: House) -> None:
    """The stand-in refuses what Discord would refuse; so that the card is there says that it fits."""
    author, name = newcomer(house), a_name()
    house.stand_in.world.members[author.id].nick = "`*_|>\\"[:32].ljust(32, "*")
    text = f"{abuse(name)} {claim(name)} "
    author.send("politics", (text + MARKUP * 40)[:2000])
    await house.card(name)
    filler = (text + MARKUP * 400).encode()[:60_000].decode("utf-8", "ignore")
    author.send("politics", text, files=[File("many.txt", filler.encode(), "`" * 900)])
    await at_rest(house)
    for card in house.cards():
        embed = card.embeds[0]
        parts = [
            embed.get("title", ""),
            embed.get("description", ""),
            embed.get("footer", {}).get("text", ""),
        ]
        parts += [part for field in embed["fields"] for part in (field["name"], field["value"])]
        assert sum(len(part) for part in parts) <= EMBED_TOTAL
        assert "[text](https://evil.example)" not in embed["description"]
        house.mara.select(card, "More…", ["group"])
        await house.until(lambda card=card: "Dismissed" in shown(card), "the card works")  # type: ignore[misc]


async def test_a_card_never_pings(house: House) -> None:
    """The bot's role may mention everybody here; it must not, whatever it quotes."""
    world = house.stand_in.world
    world.roles[seed.BOT_ROLE_ID].permissions |= int(Permission.MENTION_EVERYONE)
    name = a_name()
    author = newcomer(house)
    text = f"@everyone @here <@{seed.MARA_ID}> <@&{seed.MODERATOR_ROLE_ID}> {claim(name)}"
    author.send("politics", text)
    card = await house.card(name)
    house.mara.command("mod-queue", "check", {"text": text})
    house.mara.command("mod-queue", "queue next")
    await at_rest(house)
    house.mara.press(card, "Uphold…")
    await at_rest(house)
    opened = house.mara.open_modal()
    assert opened is not None
    house.mara.submit(opened, {"what": ["warn"], "reason": "@everyone <@&1> look"})
    await house.until(lambda: "Upheld" in shown(card), "upheld")
    for channel in world.channels.values():
        for one in world.messages.get(channel.id, {}).values():
            if one.author_id == seed.BOT_ID:
                assert not one.mention_everyone
                assert one.mention_ids == []
                assert one.mention_role_ids == []
    assert labels(card) == ["More…"]
