"""``/second-look``: another moderator judges a decided case without seeing the decision."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.detect.policy import GuildPolicy
from bot.sandbox import seed
from bot.sandbox.model import Message
from bot.sandbox.people import NotAllowed
from tests.e2e.harness import House, labels, shown
from tests.e2e.test_commands import followup
from tests.e2e.town import (
    a_name,
    at_rest,
    cases_of,
    claim,
    forced,
    newcomer,
    queueing,
    rows,
    said,
    shared_house,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


def looking(policy: GuildPolicy) -> GuildPolicy:
    """Every decision gets a second look, and the case says where it disagreed."""
    return queueing(policy).model_copy(update={"second_look_percent": 100, "second_look_note": True})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("second"), looking) as running:
        yield running


async def dismissed(house: House) -> tuple[str, Message, int]:
    """(name in the text, its card, case number) of a case that Mara dismissed."""
    author, name = newcomer(house), a_name()
    message = author.send("politics", claim(name))
    card = await house.card(name)
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "dismissed")
    await at_rest(house)
    return name, card, cases_of(house, message)[0]["number"]


async def test_members_have_no_second_look(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.ada.command("general", "second-look")
    assert "moderators" in shown(await said(house, forced(house.ada, "general", "second-look")))


async def test_a_look_is_blind_and_answered_in_its_place(house: House) -> None:
    one, card, number = await dismissed(house)
    two, _, _ = await dismissed(house)
    assert "No case waits" in shown(await said(house, house.mara.command("general", "second-look")))
    look = await said(house, house.milo.command("general", "second-look"))
    text = shown(look)
    assert one in text
    assert labels(look) == ["Uphold", "Dismiss", "Skip"]
    assert "Accusation without a source" in text
    blind = ("ismissed", str(seed.MARA_ID), str(card.id), "discord.com/channels", "newcomer", "Newcomer")
    assert [told for told in blind if told in text] == []
    assert not re.search(rf"(?<!<)#{number}\b", text), "with its number the case could be looked up"
    house.milo.press(look, "Uphold")
    await house.until(lambda: two in shown(look), "the next one comes in its place")
    await house.until(lambda: "second look by another moderator disagreed" in shown(card), "the card says so")
    assert "Dismissed" in shown(card)
    house.milo.press(look, "Dismiss")
    await house.until(lambda: "your answer is kept. No case waits" in shown(look), "that was all")
    assert labels(look) == []
    again = shown(await said(house, house.milo.command("general", "second-look")))
    assert "2 second looks were answered; disagreed: 1." in again
    assert [row[0] for row in rows(house, "SELECT answer FROM second_looks ORDER BY id")] == [
        "upheld",
        "dismissed",
    ]


async def test_skip(house: House) -> None:
    name, _, _ = await dismissed(house)
    look = await said(house, house.milo.command("general", "second-look"))
    assert name in shown(look)
    house.milo.press(look, "Skip")
    await house.until(lambda: "Skipped. No case waits" in shown(look), "skipped")


async def test_a_moderator_who_is_none_any_more(house: House) -> None:
    await dismissed(house)
    former = newcomer(house, seed.MODERATOR_ROLE_ID)
    look = await said(house, former.command("general", "second-look"))
    house.stand_in.world.members[former.id].role_ids.remove(seed.MODERATOR_ROLE_ID)
    used = former.press(look, "Uphold")
    assert "moderators" in shown(await followup(house, used))
    assert rows(house, "SELECT state FROM second_looks ORDER BY id DESC LIMIT 1")[0][0] == "shown"


async def test_somebody_elses_look(house: House) -> None:
    """A look's number in another moderator's button, as no client can send it."""
    await dismissed(house)
    await dismissed(house)
    one, other = newcomer(house, seed.MODERATOR_ROLE_ID), newcomer(house, seed.MODERATOR_ROLE_ID)
    theirs = await said(house, one.command("general", "second-look"))
    look = await said(house, other.command("general", "second-look"))
    foreign = theirs.components[0]["components"][0]["custom_id"]
    look.components[0]["components"][0]["custom_id"] = foreign
    used = other.press(look, "Uphold")
    assert "not a look of yours" in shown(await followup(house, used))
    look_id = int(foreign.rsplit(":", 1)[1])
    assert rows(house, "SELECT state FROM second_looks WHERE id = ?", look_id)[0][0] == "shown"


async def test_switched_off(house: House) -> None:
    await said(house, house.olive.command("general", "settings second-look", {"percent": 0}))
    fresh = newcomer(house, seed.MODERATOR_ROLE_ID)
    assert "switched off" in shown(await said(house, fresh.command("general", "second-look")))
    await said(house, house.olive.command("general", "settings second-look", {"percent": 100}))


async def test_buttons_live_through_a_restart(house: House) -> None:
    await dismissed(house)
    fresh = newcomer(house, seed.MODERATOR_ROLE_ID)
    look = await said(house, fresh.command("general", "second-look"))
    await house.stop()
    await house.start()
    fresh.press(look, "Dismiss")
    await house.until(lambda: "Thank you" in shown(look), "the answer is kept")
