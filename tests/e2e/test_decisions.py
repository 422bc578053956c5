"""From a message to a flag, a card, a decision: each control of the card, by the people who may and may not press it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.detect.policy import AccusationHandling, AskVia, ChannelOverride
from bot.sandbox import seed
from bot.sandbox.people import NotAllowed
from tests.e2e.harness import ACCUSATION, HARMLESS, INSULT, House, labels, open_house, shown

LINK = "https://www.courts.example/rulings/dalgaard-port-88"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as running:
        yield running


@pytest.fixture
async def down(tmp_path: Path) -> AsyncIterator[House]:
    """A house whose bot is not started yet, so that settings can be changed."""
    async with open_house(tmp_path, start=False) as waiting:
        yield waiting


async def upheld(house: House, card_text: str, **values: object) -> None:
    card = await house.card(card_text)
    pressed = house.mara.press(card, "Uphold…")
    await house.until(lambda: pressed.modal, "the modal opens")
    house.mara.submit(pressed, values)
    await house.until(lambda: "Upheld" in shown(card), "the card says Upheld")


async def test_a_harmless_message_makes_no_card(house: House) -> None:
    house.ada.send("politics", HARMLESS)
    house.ada.send("general", INSULT)  # not watched
    house.bruno.send("politics", INSULT)
    await house.card("worthless")
    assert len(house.cards()) == 1


async def test_dismiss_ends_the_case_and_nothing_happens_to_the_member(house: House) -> None:
    message = house.bruno.send("politics", INSULT)
    card = await house.card("worthless")
    assert {"Uphold…", "Dismiss", "More…"} <= set(labels(card))
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "the card says Dismissed")
    assert "Dismiss" not in labels(card)
    assert house.bruno.message("politics", message.id)
    assert house.stand_in.world.members[seed.BRUNO_ID].timed_out_until is None


async def test_uphold_deletes_warns_and_times_out_with_the_reason_in_the_audit_log(house: House) -> None:
    house.bruno.send("politics", INSULT)
    await upheld(
        house, "worthless", what=["delete", "warn", "timeout"], length=["60"], reason="abuse of a member"
    )
    world = house.stand_in.world
    assert all("worthless" not in one.content for one in house.ada.sees("politics"))
    assert world.members[seed.BRUNO_ID].timed_out_until is not None
    direct = world.history(world.dm_channel(seed.BRUNO_ID).id)
    assert direct
    assert "abuse of a member" in shown(direct[-1])
    assert any("abuse of a member" in (entry.reason or "") for entry in world.audit)
    card = await house.card("worthless")
    assert shown(card).count("✓") >= 3


async def test_what_could_not_be_done_stands_on_the_card(house: House) -> None:
    message = house.bruno.send("politics", INSULT)
    await house.card("worthless")
    house.bruno.set_dms(open=False)
    house.bruno.delete(message)
    card = await house.card("worthless")
    await house.until(lambda: "deleted" in shown(card).lower(), "the card says that the message is gone")
    await upheld(house, "worthless", what=["warn"], reason="abuse")
    await house.until(lambda: "✗" in shown(card), "the card says what failed")


async def test_members_cannot_decide_and_do_not_see_the_queue(house: House) -> None:
    house.bruno.send("politics", INSULT)
    card = await house.card("worthless")
    with pytest.raises(NotAllowed):
        house.ada.press(card, "Dismiss")
    assert not [
        one for one in house.ada.commands("politics") if one.name in {"queue", "case", "settings", "check"}
    ]


async def test_a_moderator_who_lost_the_right_is_refused_at_the_click(house: House) -> None:
    house.bruno.send("politics", INSULT)
    card = await house.card("worthless")
    pressed = house.mara.press(card, "Uphold…")
    await house.until(lambda: pressed.modal, "the modal opens")
    house.stand_in.world.roles[seed.MODERATOR_ROLE_ID].permissions &= ~(1 << 40)
    house.mara.submit(pressed, {"what": ["delete"]})
    await house.answer(house.mara, "moderator")
    assert "Upheld" not in shown(card)
    assert any("worthless" in one.content for one in house.ada.sees("politics"))


async def test_a_moderator_cannot_have_a_colleague_timed_out(house: House) -> None:
    house.milo.send("politics", INSULT)
    card = await house.card("worthless")
    pressed = house.mara.press(card, "Uphold…")
    await house.until(lambda: pressed.modal, "the modal opens")
    house.mara.submit(pressed, {"what": ["timeout"], "length": ["60"]})
    await house.until(
        lambda: [one for one in house.mara.sees("mod-queue") if one.ephemeral] or "✗" in shown(card),
        "she is told",
    )
    assert house.stand_in.world.members[seed.MILO_ID].timed_out_until is None


async def test_an_accusation_is_asked_about_without_naming_the_charge(house: House) -> None:
    message = house.ada.send("politics", ACCUSATION)
    question = await house.until(lambda: question_in(house, "politics"), "the bot asks")
    assert question.reference["message_id"] == str(message.id)
    assert "source" in question.content.lower()
    for word in ("Dalgaard", "million", "took", "false", "lie"):
        assert word not in shown(question)
    card = await house.card("Dalgaard")
    assert "took two million" in shown(card)
    house.ada.press(question, "Why?")
    await house.answer(house.ada, "source", "politics")
    house.bruno.press(question, "Why?")
    answer = await house.answer(house.bruno, "", "politics")
    assert "Dalgaard" not in shown(answer)


def question_in(house: House, channel: str) -> object:
    seen = [one for one in house.ada.sees(channel) if one.author_id == seed.BOT_ID and not one.ephemeral]
    return seen[-1] if seen else None


@pytest.mark.parametrize("way", ["edit", "reply", "reply of another", "button"])
async def test_a_source_ends_the_case_and_the_question(house: House, way: str) -> None:
    message = house.ada.send("politics", ACCUSATION)
    question = await house.until(lambda: question_in(house, "politics"), "the bot asks")
    card = await house.card("Dalgaard")
    match way:
        case "edit":
            house.ada.edit(message, f"{ACCUSATION} {LINK}")
        case "reply":
            house.ada.reply(message, f"Here it is: {LINK}")
        case "reply of another":
            house.bruno.reply(question, f"The ruling: {LINK}")
        case "button":
            pressed = house.ada.press(question, "Add a source")
            await house.until(lambda: pressed.modal, "the form opens")
            house.ada.submit(pressed, {"source": LINK})
    await house.until(lambda: "source was given" in shown(card), "the card says so")
    await house.until(lambda: question_in(house, "politics") is None, "the question is taken back")


@pytest.mark.parametrize("way", ["edit", "delete"])
async def test_taking_it_back_ends_the_case(house: House, way: str) -> None:
    message = house.ada.send("politics", ACCUSATION)
    card = await house.card("Dalgaard")
    if way == "edit":
        house.ada.edit(message, "The minister should explain the port contract to the council.")
    else:
        house.ada.delete(message)
    await house.until(lambda: "withdrawn by the author" in shown(card), "the card says so")
    await house.until(lambda: question_in(house, "politics") is None, "the question is taken back")


async def test_a_reply_that_is_no_source_changes_nothing(house: House) -> None:
    message = house.ada.send("politics", ACCUSATION)
    card = await house.card("Dalgaard")
    house.bruno.reply(message, "trust me, google it")
    house.bruno.reply(message, "https://tenor.com/view/money-gif-12345")
    later = house.bruno.send("politics", INSULT)
    await house.card("worthless")
    assert later
    assert "Waiting for a source" in shown(card)


async def test_ask_by_dm_with_closed_dms_leaves_the_case_open_and_never_asks_in_the_channel(
    down: House,
) -> None:
    await down.policy(lambda policy: policy.model_copy(update={"ask_via": AskVia.DM}))
    down.ada.set_dms(open=False)
    await down.start()
    down.ada.send("politics", ACCUSATION)
    card = await down.card("Dalgaard")
    await down.until(lambda: "✗" in shown(card), "the card says that asking failed")
    assert question_in(down, "politics") is None
    assert "Dismiss" in labels(card)


async def test_ask_by_dm(down: House) -> None:
    await down.policy(lambda policy: policy.model_copy(update={"ask_via": AskVia.DM}))
    await down.start()
    down.ada.send("politics", ACCUSATION)
    card = await down.card("Dalgaard")
    world = down.stand_in.world
    direct = world.dm_channel(seed.ADA_ID).id
    await down.until(lambda: world.history(direct), "a DM")
    question = world.history(direct)[-1]
    assert question_in(down, "politics") is None
    pressed = down.ada.press(question, "Add a source")
    await down.until(lambda: pressed.modal, "the form opens")
    down.ada.submit(pressed, {"source": LINK})
    await down.until(lambda: "source was given" in shown(card), "the card says so")


async def test_a_moderator_asks_for_a_source(down: House) -> None:
    def queue(policy):  # type: ignore[no-untyped-def]
        channel = ChannelOverride(watch=True, accusations=AccusationHandling.QUEUE)
        return policy.model_copy(update={"channels": {seed.POLITICS_ID: channel}})

    await down.policy(queue)
    await down.start()
    down.ada.send("politics", ACCUSATION)
    card = await down.card("Dalgaard")
    assert question_in(down, "politics") is None
    assert "Ask for a source" in labels(card)
    down.mara.press(card, "Ask for a source")
    await down.until(lambda: question_in(down, "politics"), "the bot asks")
    await down.until(lambda: "Waiting for a source" in shown(card), "the card says so")


async def test_shadow_mode_shows_moderators_and_touches_nobody(down: House) -> None:
    await down.policy(lambda policy: policy.model_copy(update={"shadow": True}))
    await down.start()
    down.ada.send("politics", ACCUSATION)
    down.bruno.send("politics", INSULT)
    accused, insulted = await down.card("Dalgaard"), await down.card("worthless")
    for card in (accused, insulted):
        assert "hadow" in shown(card)
    assert question_in(down, "politics") is None
    assert "Ask for a source" not in labels(accused)
    down.mara.press(insulted, "Dismiss")
    await down.until(lambda: "Dismissed" in shown(insulted), "the verdict is kept")


async def test_the_menu_says_why_and_reopens(house: House) -> None:
    house.bruno.send("politics", INSULT)
    card = await house.card("worthless")
    house.mara.select(card, "More…", ["why"])
    answer = await house.answer(house.mara, "toxicity ≥ threshold")
    assert "against" in shown(answer)
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "dismissed")
    house.mara.select(card, "More…", ["reopen"])
    await house.until(lambda: "Dismiss" in labels(card), "open again")


async def test_one_author_one_group_one_card(house: House) -> None:
    house.bruno.send("politics", INSULT)
    await house.card("worthless")
    house.bruno.send("politics", "Nobody asked you, you stupid piece of garbage, get lost you idiot.")
    await house.until(lambda: any("#2" in shown(card) for card in house.cards()), "the second case")
    assert len(house.cards()) == 1


async def test_two_moderators_in_the_same_moment_one_wins_each_of_fifty_rounds(house: House) -> None:
    people = [house.ada, house.bruno]
    for round_ in range(50):
        author = people[round_ % 2]
        mark = f"round{round_}"
        author.send("politics", f"{INSULT} {mark}")
        card = await house.card(mark)
        before = {
            one.id for who in (house.mara, house.milo) for one in who.sees("mod-queue") if one.ephemeral
        }
        house.mara.press(card, "Dismiss")
        house.milo.press(card, "Dismiss")
        await house.until(lambda card=card: "Dismissed" in shown(card), "decided")  # type: ignore[misc]

        def told(before: set[int] = before) -> list[str]:
            return [
                shown(one)
                for who in (house.mara, house.milo)
                for one in who.sees("mod-queue")
                if one.ephemeral and one.id not in before and shown(one).strip()
            ]

        await house.until(lambda: len(told()) >= 1, "the slower one is told")
        assert sum("already" in text for text in told()) == 1, told()
