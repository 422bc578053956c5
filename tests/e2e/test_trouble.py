"""What a network, Discord or a power cut may do to the bot: nothing is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.app import run_bot
from bot.sandbox import seed
from bot.sandbox.model import Message
from bot.sandbox.standin import StandIn
from tests.e2e.harness import ACCUSATION, HARMLESS, INSULT, House, open_house, shown
from tests.e2e.test_decisions import LINK, question_in

MESSAGES = f"/channels/{seed.MOD_QUEUE_ID}/messages$"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as running:
        yield running


# --- power cuts: the bot is a process that is killed after each step


@pytest.fixture
async def process(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, process=True) as running:
        yield running


async def test_a_kill_between_any_two_steps_loses_nothing(process: House) -> None:
    """One accusation on its whole way, with a SIGKILL and a new start after every step."""
    house = process

    async def restart() -> None:
        await house.kill()
        await house.start()

    message = house.ada.send("politics", ACCUSATION)
    await restart()
    card = await house.card("Dalgaard", seconds=40)
    await restart()
    question = await house.until(lambda: question_in(house, "politics"), "the bot asks", seconds=40)
    await restart()
    house.ada.press(question, "Why?")
    await house.answer(house.ada, "source", "politics")
    house.ada.reply(message, f"Here: {LINK}")
    await restart()
    await house.until(lambda: "source was given" in shown(card), "the case is closed", seconds=40)
    await house.until(
        lambda: question_in(house, "politics") is None, "the question is taken back", seconds=40
    )
    await restart()
    house.bruno.send("politics", INSULT)
    insult = await house.card("worthless", seconds=40)
    pressed = house.mara.press(insult, "Uphold…")
    await house.until(lambda: pressed.modal, "the modal opens")
    await restart()  # an open form is answered by the next process
    house.mara.submit(pressed, {"what": ["delete", "warn"], "reason": "abuse"})
    await house.until(lambda: "Upheld" in shown(insult), "upheld", seconds=40)
    direct = house.stand_in.world.dm_channel(seed.BRUNO_ID).id
    assert len(house.stand_in.world.history(direct)) == 1
    assert len(house.cards()) == 2


async def test_an_effect_cut_off_midway_is_finished_once(process: House) -> None:
    house = process
    house.bruno.send("politics", INSULT)
    card = await house.card("worthless", seconds=40)
    pressed = house.mara.press(card, "Uphold…")
    await house.until(lambda: pressed.modal, "the modal opens")
    held = house.stand_in.faults.delay(30, "PATCH", r"/members/")
    house.mara.submit(pressed, {"what": ["warn", "timeout"], "length": ["60"], "reason": "abuse"})
    await house.until(lambda: held.caught, "the time-out is on its way")
    await house.kill()
    house.stand_in.faults.clear()
    await house.start()
    await house.until(lambda: "Upheld" in shown(card), "upheld after the start", seconds=40)
    world = house.stand_in.world
    assert world.members[seed.BRUNO_ID].timed_out_until is not None
    assert len(world.history(world.dm_channel(seed.BRUNO_ID).id)) == 1, "warned once"


async def test_what_was_written_while_the_bot_was_off_is_read_at_the_start(house: House) -> None:
    house.ada.send("politics", HARMLESS)
    house.bruno.send("politics", INSULT)
    await house.card("worthless")
    await house.stop()
    house.ada.send("politics", ACCUSATION)
    await house.start()
    await house.card("Dalgaard")
    assert len(house.cards()) == 2


async def test_a_stop_drains_and_the_exit_code_is_0(process: House) -> None:
    house = process
    for number in range(12):
        house.ada.send("politics", f"{HARMLESS} Item {number}.")
    house.bruno.send("politics", INSULT)
    assert await house.stop() == 0
    await house.start()
    await house.card("worthless", seconds=40)


# --- the gateway


async def test_a_message_told_twice_is_one_case(house: House) -> None:
    house.stand_in.faults.gateway.duplicate["MESSAGE_CREATE"] = 1
    house.bruno.send("politics", INSULT)
    card = await house.card("worthless")
    house.ada.send("politics", ACCUSATION)
    await house.card("Dalgaard")
    assert "#1" in shown(card)
    assert len(house.cards()) == 2


async def test_an_edit_that_overtakes_its_message_wins(house: House) -> None:
    house.stand_in.faults.gateway.swap["MESSAGE_CREATE"] = 1
    message = house.ada.send("politics", ACCUSATION)
    house.ada.edit(message, "The minister should explain the port contract to the council.")
    house.bruno.send("politics", INSULT)
    await house.card("worthless")
    assert not [
        card
        for card in house.cards()
        if "Dalgaard" in shown(card) and "withdrawn by the author" not in shown(card)
    ]


async def test_an_edit_of_a_message_the_bot_never_saw_is_judged(house: House) -> None:
    message = house.bruno.send("politics", HARMLESS)
    await house.stop()
    await house.start()  # an empty cache
    house.bruno.edit(message, INSULT)
    await house.card("worthless")


@pytest.mark.parametrize("way", ["drop", "reconnect", "invalidate", "refuse resume"])
async def test_a_broken_connection_loses_no_message(house: House, way: str) -> None:
    gateway = house.stand_in.gateway
    match way:
        case "drop":
            house.stand_in.faults.gateway.lose["MESSAGE_CREATE"] = 1
            house.ada.send("politics", ACCUSATION)
            gateway.drop()
        case "reconnect":
            house.stand_in.faults.gateway.lose["MESSAGE_CREATE"] = 1
            house.ada.send("politics", ACCUSATION)
            gateway.ask_reconnect()
        case "invalidate":
            gateway.invalidate()
            house.ada.send("politics", ACCUSATION)
        case "refuse resume":
            house.stand_in.faults.gateway.refuse_resume = 1
            gateway.drop()
            house.ada.send("politics", ACCUSATION)
    await house.card("Dalgaard", seconds=40)
    house.bruno.send("politics", INSULT)
    await house.card("worthless", seconds=40)
    assert len(house.cards()) == 2


# --- REST


def _429(house: House) -> None:
    house.stand_in.faults.rate_limit("POST", MESSAGES, times=2)


def _429_without_via(house: House) -> None:
    house.stand_in.faults.rate_limit("POST", MESSAGES, times=1, via=False)


def _status(status: int, times: int) -> Callable[[House], None]:
    def order(house: House) -> None:
        house.stand_in.faults.status(status, "POST", MESSAGES, times=times)

    return order


def _dropped(house: House) -> None:
    house.stand_in.faults.drop("POST", MESSAGES, times=1)


@pytest.mark.parametrize(
    "trouble",
    [_429, _429_without_via, _status(500, 2), _status(502, 2), _status(503, 2), _dropped],
    ids=["429", "429 without Via", "500", "502", "503", "dropped"],
)
async def test_a_card_is_posted_once_whatever_the_first_tries_met(
    house: House, trouble: Callable[[House], None]
) -> None:
    trouble(house)
    house.bruno.send("politics", INSULT)
    await house.card("worthless", seconds=40)
    await asyncio.sleep(1)
    assert len(house.cards()) == 1


async def test_a_card_whose_answer_was_lost_is_not_doubled(house: House) -> None:
    house.stand_in.faults.drop("POST", MESSAGES, times=1, after=True)
    house.bruno.send("politics", INSULT)
    card = await house.card("worthless", seconds=40)
    await asyncio.sleep(2)
    live = [one for one in house.cards() if _has_controls(one)]
    assert len(live) == 1
    house.mara.press(live[0] if live else card, "Dismiss")
    await house.until(lambda: any("Dismissed" in shown(one) for one in house.cards()), "it works", seconds=40)


def _has_controls(message: Message) -> bool:
    return bool(message.components)


async def test_a_card_deleted_by_hand_comes_back_when_its_case_changes(house: House) -> None:
    message = house.bruno.send("politics", INSULT)
    card = await house.card("worthless")
    house.olive.delete(card)
    assert house.cards() == []
    house.bruno.delete(message)
    again = await house.card("worthless", seconds=40)
    house.mara.press(again, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(again), "the new card works")


# --- settings that need a person: exit code 78 and one sentence


async def _refused(house: House, settings: object) -> int:
    return await asyncio.wait_for(run_bot(settings), 30)  # type: ignore[arg-type]


async def test_a_refused_token_is_exit_78(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with open_house(tmp_path, start=False) as house:
        discord = house.settings.discord.model_copy(update={"discord_token": _secret("wrong")})
        assert await _refused(house, house.settings.model_copy(update={"discord": discord})) == 78
    assert "DISCORD_TOKEN" in caplog.text


async def test_a_missing_intent_is_exit_78_and_names_the_switch(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in = StandIn.create(approved_intents=0)
    async with open_house(tmp_path, start=False, stand_in=stand_in) as house:
        assert await _refused(house, house.settings) == 78
    assert "Message Content Intent" in caplog.text


def _secret(value: str) -> object:
    from pydantic import SecretStr

    return SecretStr(value)
