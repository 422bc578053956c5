"""Whose messages are judged, and where: members, in watched channels, by the channel's own rules."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox import membership, posting, seed
from bot.sandbox.model import Json, MessageFlag
from tests.e2e.harness import HARMLESS, House, shown
from tests.e2e.town import a_name, cases_of, claim, newcomer, shared_house
from tests.e2e.watched import MACHINES_ID, fence, unjudged, watched_rules, watched_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(
        tmp_path_factory.mktemp("messages"), watched_rules, stand_in=watched_town()
    ) as running:
        yield running


async def test_other_bots_and_webhooks_are_left_alone(house: House) -> None:
    world, name = house.stand_in.world, a_name()
    membership.add_bot(world, f"bot-{name}", f"{name} Bot")
    message = house.stand_in.person(f"bot-{name}").send("politics", claim(name))
    hook = membership.post_by_webhook(world, world.channels[seed.POLITICS_ID], "Feed", claim(name))
    await unjudged(house, message, name)
    assert cases_of(house, hook) == []


@pytest.mark.parametrize("kind", ["bot", "bot's embed", "bot's components", "webhook"])
async def test_bots_and_webhooks_where_a_channel_switches_it_on(house: House, kind: str) -> None:
    world, name = house.stand_in.world, a_name()
    where = world.channels[MACHINES_ID]
    if kind == "webhook":
        membership.post_by_webhook(world, where, "Feed", claim(name))
    else:
        robot = membership.add_bot(world, f"bot-{name}", "Newsbot")
        payload: Json = {"content": claim(name)}
        if kind == "bot's embed":
            payload = {"embeds": [{"title": "News", "description": claim(name)}]}
        elif kind == "bot's components":
            text = {"type": 10, "content": claim(name)}
            payload = {
                "components": [{"type": 17, "components": [text]}],
                "flags": int(MessageFlag.IS_COMPONENTS_V2),
            }
        posting.create(world, robot.id, where, payload, [])
    card = await house.card(name)
    pressed = house.mara.press(card, "Uphold…")
    modal = await house.until(lambda: pressed.modal, "the modal opens")
    choices = [
        option["value"] for part in modal["components"] for option in part["component"].get("options", [])
    ]
    assert "delete" in choices
    assert not {"warn", "timeout"} & set(choices), "there is no member to act on"
    assert not any("Ask for a source" in str(row) for row in card.components)


async def test_we_never_judge_ourselves(house: House) -> None:
    world, name = house.stand_in.world, a_name()
    for channel_id in (seed.POLITICS_ID, MACHINES_ID):
        message = posting.create(world, seed.BOT_ID, world.channels[channel_id], {"content": claim(name)}, [])
        await unjudged(house, message, name)


async def test_discords_own_notes_are_not_judged(house: House) -> None:
    """Opening a thread leaves a note with the thread's name in its channel; the name makes one case, not two."""
    author, name = newcomer(house), a_name()
    thread = author.thread("politics", claim(name))
    await house.card(name)
    await fence(house)
    found = [one for one in house.cards() if name in shown(one)]
    assert len(found) == 1
    assert len(cases_of(house, thread.id)) == 1
    note = [one for one in house.stand_in.world.history(seed.POLITICS_ID) if name in one.content]
    assert len(note) == 1
    assert cases_of(house, note[0]) == []


async def test_a_title_over_somebody_elses_message_is_not_blamed_on_them(house: House) -> None:
    author, other, name = newcomer(house), newcomer(house), a_name()
    message = author.send("politics", HARMLESS)
    other.thread("politics", claim(name), message=message)
    await unjudged(house, message, name)


@pytest.mark.parametrize("how", ["create", "edit", "forum", "title"])
async def test_an_exempt_role_is_not_judged(house: House, how: str) -> None:
    author, name = newcomer(house, seed.REGULAR_ROLE_ID), a_name()
    match how:
        case "create":
            message = author.send("politics", claim(name))
        case "edit":
            message = author.edit(author.send("politics", HARMLESS), claim(name))
        case "forum":
            post = author.thread("proposals", "A pier", claim(name))
            message = house.stand_in.world.history(post.id)[0]
        case _:
            author.thread("politics", claim(name))
            message = house.stand_in.world.history(seed.POLITICS_ID)[-1]
    await unjudged(house, message, name)


@pytest.mark.parametrize("channel", ["general", "spared", "lenient"])
async def test_a_channels_own_rules_hold(house: House, channel: str) -> None:
    """Not watched; a thread taken out of a watched channel; a channel that leaves accusations alone."""
    author, name = newcomer(house), a_name()
    await unjudged(house, author.send(channel, claim(name)), name)


async def test_a_channels_own_threshold(house: House) -> None:
    text = "You are an idiot and a moron."
    strict, lenient = newcomer(house).send("politics", text), newcomer(house).send("lenient", text)
    await house.until(lambda: cases_of(house, strict), "a case where the server's thresholds hold")
    await fence(house)
    assert cases_of(house, lenient) == []


async def test_the_review_channel_itself_is_never_judged(house: House) -> None:
    name = a_name()
    await unjudged(house, house.mara.send("mod-queue", claim(name)), name)


async def test_direct_messages_are_not_judged(house: House) -> None:
    author, name = newcomer(house), a_name()
    await unjudged(house, author.dm(claim(name)), name)
