"""Digests on request: both views with their counts and links, and whose messages are never read into one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot import wording
from bot.sandbox import seed
from bot.sandbox.model import Channel, Interaction, Message, MessageFlag, Overwrite
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from tests.e2e.harness import House, labels, shown
from tests.e2e.town import abuse, cases_of, newcomer, queueing, said, shared_house

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECONDS = 30.0
"""The encoder is loaded with the first digest."""
FOR = (
    "I support the bridge toll, the bridge needs repairs.",
    "The toll is fair because those who use the bridge pay for it.",
    "A toll keeps trucks out of the old town, so I am in favour of it.",
    "The toll is a good idea.",
)
AGAINST = (
    "I am against the toll, nurses on night shifts would pay the most.",
    "The toll hurts people who commute from the islands.",
    "We should scrap the toll and use the road fund.",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("digests"), queueing) as running:
        yield running


def debate(
    house: House, where: Channel, texts: Sequence[str] = (*FOR, *AGAINST)
) -> list[tuple[Person, Message]]:
    """Each text by a member of their own."""
    found = []
    for text in texts:
        person = newcomer(house)
        found.append((person, person.send(where, text)))
    return found


def thread(house: House) -> Channel:
    """A thread of its own for each test, so that its channel's allowance is whole."""
    return newcomer(house).thread("politics", "the bridge")


async def card(house: House, used: Interaction) -> Message:
    """The digest that everybody sees."""

    def look() -> Message | None:
        found = house.stand_in.world.messages.get(used.channel_id, {}).get(used.original_id or 0)
        return found if found is not None and found.embeds and not found.flags & MessageFlag.LOADING else None

    return await house.until(look, "a digest", seconds=SECONDS)


async def refusal(house: House, used: Interaction) -> str:
    """What the person alone is told where "thinking…" was taken away; nothing is left for the others."""

    def look() -> Message | None:
        there = house.stand_in.world.messages.get(used.channel_id, {})
        found = [there[one] for one in used.followup_ids if one in there]
        return next((one for one in found if one.ephemeral and shown(one).strip()), None)

    answer = await house.until(look, "a refusal", seconds=SECONDS)
    assert used.original_id not in house.stand_in.world.messages.get(used.channel_id, {})
    assert answer.only_for == used.user_id
    return shown(answer)


def fields(message: Message) -> dict[str, str]:
    return {field["name"]: field["value"] for field in message.embeds[0]["fields"]}


def linked(text: str) -> set[int]:
    return {int(found) for found in re.findall(rf"/channels/{seed.GUILD_ID}/\d+/(\d+)\)", text)}


@pytest.mark.parametrize("kind", ["thread", "forum"])
async def test_both_views_with_counts_and_links(house: House, kind: str) -> None:
    where = (
        thread(house)
        if kind == "thread"
        else house.olive.thread("proposals", "A toll", "Let us talk about it.")
    )
    talk = debate(house, where)
    used = newcomer(house).command(where, "digest")
    message = await card(house, used)
    assert not message.ephemeral
    seen = fields(message)
    some, others = seen["Some argue · 4 members"], seen["Others argue · 3 members"]
    assert linked(some) == {one.id for _, one in talk[:4]}
    assert linked(others) == {one.id for _, one in talk[4:]}
    assert any(text in some for text in FOR)
    assert any(text in others for text in AGAINST)
    inline = [field["inline"] for field in message.embeds[0]["fields"] if "argue" in field["name"]]
    assert inline == [True, True], "side by side"
    everything = shown(message)
    for person, _ in talk:
        assert str(person.id) not in everything
        assert person.user.username not in everything
        assert (person.user.global_name or "?") not in everything
    assert "<@" not in everything


async def test_who_opted_out_is_not_read(house: House) -> None:
    where = thread(house)
    talk = debate(house, where)
    shy = talk[4][0]
    answer = await said(house, shy.command("politics", "privacy", {"digest": 0}))
    assert "left out of digests" in shown(answer)
    message = await card(house, newcomer(house).command(where, "digest"))
    assert AGAINST[0] not in shown(message)
    assert not linked(shown(message)) & {talk[4][1].id}
    assert "its author does not want to be in digests" in shown(message)
    assert "Others argue · 3 members" not in fields(message), "two are too few to be stated"
    assert "fewer than three members" in shown(message)

    assert "again" in shown(await said(house, shy.command("politics", "privacy", {"digest": 1})))
    message = await card(house, newcomer(house).command(where, "digest"))
    assert "Others argue · 3 members" in fields(message)


async def test_a_flagged_message_is_left_out_until_it_is_cleared(house: House) -> None:
    where = thread(house)
    talk = debate(house, where, (*FOR, *AGAINST[:2]))
    rude = newcomer(house)
    message = rude.send(where, f"{abuse('Brandal')} I am against the toll.")
    queued = await house.card("Brandal")
    first = await card(house, newcomer(house).command(where, "digest"))
    assert message.id not in linked(shown(first))
    assert "1 message was left out because it was flagged" in shown(first)

    house.mara.press(queued, "Dismiss")
    await house.until(lambda: cases_of(house, message)[0]["state"] == "dismissed", "it is dismissed")
    second = await card(house, newcomer(house).command(where, "digest"))
    assert message.id in linked(fields(second)["Others argue · 3 members"])
    assert "Brandal" not in shown(second), "its words are still not fit to be quoted"
    assert talk[4][1].id in linked(shown(second))


async def test_an_upheld_message_stays_out(house: House) -> None:
    where = thread(house)
    debate(house, where)
    message = newcomer(house).send(where, abuse("Sundholm"))
    queued = await house.card("Sundholm")
    house.mara.press(queued, "Uphold…")
    opened = await house.until(house.mara.open_modal, "the modal opens")
    house.mara.submit(opened, {})
    await house.until(lambda: cases_of(house, message)[0]["state"] == "upheld", "it is upheld")
    made = await card(house, newcomer(house).command(where, "digest"))
    assert "Sundholm" not in shown(made)
    assert "1 message was left out because it was flagged" in shown(made)


async def test_too_little_is_said_in_one_sentence(house: House) -> None:
    where = thread(house)
    debate(house, where, FOR[:2])
    assert "too little here" in await refusal(house, newcomer(house).command(where, "digest"))


async def test_talk_without_views_states_none(house: House) -> None:
    where = thread(house)
    texts = ("When does the ferry leave today?", "The ferry leaves at nine.", "I took the ferry at eight.")
    debate(house, where, texts)
    message = await card(house, newcomer(house).command(where, "digest"))
    assert wording.DIGEST_NO_VIEW in shown(message)
    assert "argue" not in "".join(fields(message))


@pytest.mark.parametrize(
    ("options", "read"), [({"messages": 10}, 10), ({"hours": 1}, 14), ({"messages": 12, "hours": 2}, 12)]
)
async def test_how_much_is_read(house: House, options: dict[str, int], read: int) -> None:
    where = thread(house)
    debate(house, where, [*FOR, *AGAINST] * 2)
    message = await card(house, newcomer(house).command(where, "digest", options))
    assert f"{read} messages by {read} members were read" in shown(message)


async def test_bots_commands_and_system_messages_are_not_read(house: House) -> None:
    where = thread(house)
    debate(house, where)
    newcomer(house).send(where, "!poll the toll is a good idea")
    await card(house, newcomer(house).command(where, "digest"))
    message = await card(house, newcomer(house).command(where, "digest"))
    assert "7 messages by 7 members were read" in shown(message)


async def test_nobody_asks_for_a_fourth_digest_within_ten_minutes(house: House) -> None:
    person = newcomer(house)
    for _ in range(3):
        await refusal(house, person.command(thread(house), "digest"))
    assert "try again in" in shown(await said(house, person.command(thread(house), "digest")))


async def test_a_channel_gets_no_fourth_digest_either(house: House) -> None:
    where = thread(house)
    for _ in range(3):
        await refusal(house, newcomer(house).command(where, "digest"))
    assert "try again in" in shown(await said(house, newcomer(house).command(where, "digest")))


@pytest.mark.parametrize(
    ("role", "told"),
    [(seed.GUILD_ID, "You need the permission"), (seed.BOT_ROLE_ID, "The bot cannot read")],
    ids=["asker", "bot"],
)
async def test_without_the_channels_history_there_is_no_digest(house: House, role: int, told: str) -> None:
    general = house.stand_in.world.channels[seed.GENERAL_ID]
    denied = Overwrite(role, 0, 0, int(Permission.READ_MESSAGE_HISTORY))
    general.overwrites.append(denied)
    try:
        assert told in shown(await said(house, newcomer(house).command("general", "digest")))
    finally:
        general.overwrites.remove(denied)


@pytest.mark.parametrize("who", ["asker", "moderator"])
async def test_a_digest_is_taken_away_by_its_asker_or_a_moderator(house: House, who: str) -> None:
    where, person, other = thread(house), newcomer(house), newcomer(house)
    debate(house, where)
    message = await card(house, person.command(where, "digest"))
    assert labels(message) == ["Delete"]
    pressed = other.press(message, "Delete")
    refused = shown(await said_after(house, pressed))
    assert refused == wording.SUMMARY_NOT_YOURS
    assert "summary" not in refused
    (person if who == "asker" else house.milo).press(message, "Delete")
    await house.until(lambda: message not in other.sees(where), "it is gone")


async def said_after(house: House, used: Interaction) -> Message:
    """The private answer to a click."""

    def look() -> Message | None:
        there = house.stand_in.world.messages.get(used.channel_id, {})
        found = [there[one] for one in (*used.followup_ids, used.original_id) if one in there]
        return next((one for one in found if one.ephemeral and shown(one).strip()), None)

    return await house.until(look, "an answer")
