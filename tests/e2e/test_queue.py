"""The queue from a moderator's chair: next, list, bulk, status; floods, calls and reminders; buttons after a restart."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.detect.policy import GuildPolicy
from bot.sandbox import seed
from bot.sandbox.model import Interaction, Message, Overwrite
from bot.sandbox.people import NotAllowed
from bot.sandbox.permissions import Permission
from tests.e2e.harness import ACCUSATION, HARMLESS, House, labels, shown
from tests.e2e.town import (
    a_name,
    abuse,
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

RAID_AUTHORS = 8
NEED = "I really want to die and I mean it."


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with shared_house(tmp_path, queueing) as running:
        yield running


async def restarted(house: House) -> None:
    await at_rest(house)
    await house.stop()
    await house.start()


async def three(house: House) -> list[str]:
    """Three cases of three authors."""
    names = [a_name() for _ in range(3)]
    for name in names:
        newcomer(house).send("politics", claim(name))
        await house.card(name)
    return names


def change(house: House, statement: str, *values: object) -> None:
    """Write into the database of a bot that is stopped."""
    db = sqlite3.connect(house.settings.store.database)
    db.execute(statement, values)
    db.commit()
    db.close()


# --- next


async def test_submit_and_next_goes_through_the_queue(house: House) -> None:
    names = await three(house)
    card = await said(house, house.mara.command("mod-queue", "queue next"))
    seen = []
    for _ in names:
        (name,) = [name for name in names if name in shown(card)]
        seen.append(name)
        assert "Next case" not in labels(card)
        house.mara.press(card, "Dismiss")
        await house.until(lambda: "Next case" in labels(card), "the next case is offered")
        if len(seen) == 1:
            await restarted(house)
        house.mara.press(card, "Next case")
        await at_rest(house)
    assert sorted(seen) == sorted(names)
    await house.answer(house.mara, "Nothing is waiting")
    assert rows(house, "SELECT count(*) FROM cases WHERE state = 'dismissed'")[0][0] == 3


async def test_shared_cards_offer_no_next(house: House) -> None:
    name = a_name()
    newcomer(house).send("politics", claim(name))
    card = await house.card(name)
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "dismissed")
    assert labels(card) == ["More…"]


# --- list and status


async def test_pages_and_filters_work_after_a_restart(house: House) -> None:
    names = [a_name() for _ in range(12)]
    author = newcomer(house)
    for name in names:
        author.send("politics", claim(name))
    newcomer(house).send("politics", abuse("Kornel"))
    await house.until(lambda: rows(house, "SELECT count(*) FROM cases")[0][0] == 13, "all are flagged")
    listed = await said(house, house.mara.command("mod-queue", "queue list", {"kind": "accusation"}))
    assert "1–10 of 12" in shown(listed)
    first = shown(listed)
    assert labels(listed) == ["Next page"]
    await restarted(house)
    house.mara.press(listed, "Next page")
    await house.until(lambda: "11–12 of 12" in shown(listed), "the second page")
    assert labels(listed) == ["Previous page"]
    assert "Toxicity" not in shown(listed)
    house.mara.press(listed, "Previous page")
    await house.until(lambda: "1–10 of 12" in shown(listed), "the first page")
    assert shown(listed) == first
    none = await said(house, house.mara.command("mod-queue", "queue list", {"least": 0.9, "most": 0.2}))
    assert "nothing can match" in shown(none)
    own = await said(house, house.mara.command("mod-queue", "queue list", {"author": author.id, "hours": 1}))
    assert "No undecided case matches" in shown(own)


async def test_status_counts(house: House) -> None:
    empty = await said(house, house.mara.command("mod-queue", "queue status"))
    assert "The queue is empty." in shown(empty)
    names = await three(house)
    number = rows(house, "SELECT number FROM cases WHERE text LIKE ?", f"%{names[0]}%")[0]["number"]
    await said(
        house, house.mara.command("mod-queue", "case assign", {"number": number, "member": house.milo.id})
    )
    house.mara.command("mod-queue", "queue next")
    await at_rest(house)
    counted = shown(await said(house, house.mara.command("mod-queue", "queue status")))
    assert "3 undecided cases" in counted
    assert "1 being read, 2 open" in counted
    assert f"<@{house.milo.id}>: 1 case" in counted


@pytest.mark.parametrize("name", ["queue list", "queue next", "queue status", "queue bulk", "member history"])
async def test_members_are_refused(house: House, name: str) -> None:
    options = {"queue bulk": {"decision": "dismiss"}, "member history": {"member": house.bruno.id}}.get(
        name, {}
    )
    with pytest.raises(NotAllowed):
        house.ada.command("general", name, options)
    assert "moderators" in shown(await said(house, forced(house.ada, "general", name, options)))
    await house.until(
        lambda: (
            [row["detail"] for row in rows(house, "SELECT detail FROM audit WHERE event = 'refused'")]
            == ['{"why": "not_moderator"}']
        ),
        "the refusal is written down",
    )


# --- bulk


async def test_bulk_is_seen_confirmed_and_checked_again(house: House) -> None:
    names = await three(house)
    preview = await said(house, house.mara.command("mod-queue", "queue bulk", {"decision": "dismiss"}))
    assert "3 cases" in shown(preview)
    assert "Accusation without a source: 3" in shown(preview)
    assert labels(preview) == ["Dismiss 3 cases", "Cancel"]
    house.milo.press(await house.card(names[0]), "Uphold…")
    await at_rest(house)
    await restarted(house)
    house.mara.press(preview, "Dismiss 3 cases")
    await house.until(lambda: "2 cases dismissed. 1 was left out" in shown(preview), "it is done")
    assert labels(preview) == []
    await at_rest(house)
    states = sorted(one["state"] for one in rows(house, "SELECT state FROM cases"))
    assert states == ["claimed", "dismissed", "dismissed"]
    assert rows(house, "SELECT count(*) FROM audit WHERE event = 'dismissed'")[0][0] == 2
    for name in names[1:]:
        card = await house.card(name)
        await house.until(lambda card=card: "Dismissed" in shown(card), "its card says so")  # type: ignore[misc]


async def test_bulk_can_be_dropped_and_says_when_there_is_nothing(house: House) -> None:
    nothing = await said(house, house.mara.command("mod-queue", "queue bulk", {"decision": "uphold"}))
    assert "nothing that you could decide together" in shown(nothing)
    name = a_name()
    newcomer(house).send("politics", claim(name))
    await house.card(name)
    preview = await said(house, house.mara.command("mod-queue", "queue bulk", {"decision": "uphold"}))
    house.mara.press(preview, "Cancel")
    await house.until(lambda: "Nothing was decided." in shown(preview), "it is dropped")
    assert rows(house, "SELECT state FROM cases")[0]["state"] == "open"


# --- floods


def flooding(policy: GuildPolicy) -> GuildPolicy:
    return queueing(policy).model_copy(update={"flood_authors": RAID_AUTHORS})


async def test_a_flood_is_one_card_with_its_own_controls(tmp_path: Path) -> None:
    async with shared_house(tmp_path, flooding) as house:
        await one_flood(house)


async def one_flood(house: House) -> None:
    authors = [newcomer(house) for _ in range(3 * RAID_AUTHORS)]
    for author in authors:
        author.send("politics", claim(a_name()))
    await house.until(
        lambda: rows(house, "SELECT count(*) FROM cases")[0][0] == len(authors), "all are flagged", seconds=40
    )

    def rolling() -> Message | None:
        found = [card for card in house.cards() if "Many cases at once" in shown(card)]
        assert len(found) <= 1
        return found[0] if found and f"{len(authors) - RAID_AUTHORS + 1} cases" in shown(found[0]) else None

    card = await house.until(rolling, "the card has rolled on", seconds=30)
    assert len(house.cards()) == RAID_AUTHORS
    assert labels(card) == ["Open the list", "Dismiss all…", "Uphold all…"]
    await restarted(house)
    house.mara.press(card, "Open the list")
    listed = await house.answer(house.mara, f"1–10 of {len(authors) - RAID_AUTHORS + 1}")
    assert labels(listed) == ["Next page"]
    house.mara.press(card, "Dismiss all…")
    preview = await house.answer(house.mara, "Dismiss together?")
    house.mara.press(preview, f"Dismiss {len(authors) - RAID_AUTHORS + 1} cases")
    await house.until(lambda: "cases dismissed." in shown(preview), "it is done")
    await house.until(lambda: "All of them are decided." in shown(card), "the card says so", seconds=30)
    refused = forced_press(house, card)
    await house.until(lambda: refused.callback is not None, "a member is answered")
    assert "moderators" in shown(await house.answer(house.ada, "moderators"))
    assert len(house.cards()) == RAID_AUTHORS


def forced_press(house: House, card: Message) -> Interaction:
    """A member presses a button of a channel that they were let into."""
    channel = house.stand_in.world.channels[seed.MOD_QUEUE_ID]
    see = int(Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY)
    channel.overwrites = [*channel.overwrites, Overwrite(house.ada.id, 1, see, 0)]
    return house.ada.press(card, "Open the list")


# --- who is called


def calling(policy: GuildPolicy) -> GuildPolicy:
    return queueing(policy).model_copy(
        update={
            "urgent_role_id": seed.MODERATOR_ROLE_ID,
            "urgent_severity": 0.5,
            "remind_role_id": seed.MODERATOR_ROLE_ID,
            "remind_hours": 24,
        }
    )


def mentions(house: House) -> list[Message]:
    history = house.stand_in.world.history(seed.MOD_QUEUE_ID, viewer_id=seed.MARA_ID)
    return [one for one in history if one.author_id == seed.BOT_ID and one.mention_role_ids]


async def test_the_role_on_duty_is_called_three_times_an_hour_at_most(tmp_path: Path) -> None:
    async with shared_house(tmp_path, calling) as house:
        house.stand_in.world.roles[seed.MODERATOR_ROLE_ID].mentionable = True
        for number in range(5):
            newcomer(house).send("politics", claim(a_name()))
            await house.until(lambda number=number: len(house.cards()) == number + 1, "its card")  # type: ignore[misc]
            if number == 1:
                await restarted(house)
        await at_rest(house)
        called = mentions(house)
        assert len(called) == 3
        assert all("is urgent" in one.content for one in called)
        assert {role for one in called for role in one.mention_role_ids} == {seed.MODERATOR_ROLE_ID}


async def test_what_waits_is_reminded_of_once(tmp_path: Path) -> None:
    async with shared_house(tmp_path, calling) as house:
        house.stand_in.world.roles[seed.MODERATOR_ROLE_ID].mentionable = True
        names = await three(house)
        await at_rest(house)
        called = len(mentions(house))
        await house.stop()
        long_ago = int((datetime.now(UTC) - timedelta(hours=30)).timestamp() * 1000)
        change(house, "UPDATE cases SET waiting_since = ?", long_ago)
        for _ in range(2):
            await house.start()
            await house.until(lambda: len(mentions(house)) > called, "a reminder")
            await restarted(house)
            await house.stop()
        await house.start()
        await at_rest(house)
        (reminder,) = mentions(house)[called:]
        assert "3 cases are waiting" in reminder.content
        assert len(names) == 3


# --- care


async def test_somebody_in_need_is_offered_help_by_hand_alone(house: House) -> None:
    house.olive.command("general", "settings help-text", {"text": "Robin listens: write to them any time."})
    await at_rest(house)
    author = newcomer(house)
    message = author.send("politics", NEED)
    card = await house.card("May harm themselves")
    assert [one["kind"] for one in cases_of(house, message)] == ["self_harm"]
    assert labels(card) == ["Uphold…", "Dismiss", "Send help text", "More…"]
    assert "Robin listens" in shown(card)
    await restarted(house)
    dms = house.stand_in.world.dm_channel(author.id)
    assert author.sees(dms) == []
    house.mara.press(card, "Send help text")
    (sent,) = await house.until(lambda: author.sees(dms), "the text arrives")
    assert "Robin listens" in sent.content
    assert "You are not in trouble for it." in sent.content
    assert "Mara" not in sent.content
    await house.until(lambda: "Help text sent" in shown(card), "the card says so")
    assert "Send help text" not in labels(card)
    house.mara.press(card, "Uphold…")
    opened = await house.until(house.mara.open_modal, "the form")
    house.mara.submit(opened, {"reason": "Looked after."})
    await house.until(lambda: "Upheld" in shown(card), "it is closed")
    assert house.stand_in.world.messages[seed.POLITICS_ID].get(message.id) is not None


async def test_self_harm_can_be_switched_off(house: House) -> None:
    house.olive.command("general", "settings self-harm", {"state": 0})
    await at_rest(house)
    message = newcomer(house).send("politics", NEED)
    newcomer(house).send("politics", ACCUSATION)
    await house.card("Dalgaard")
    await at_rest(house)
    assert cases_of(house, message) == []


async def test_settings_of_calls_are_told_and_shown(house: House) -> None:
    role = seed.MODERATOR_ROLE_ID
    urgent = await said(
        house, house.olive.command("general", "settings urgent", {"role": role, "severity": 0.8})
    )
    assert f"<@&{role}> is called for cases of severity 0.80 and over" in shown(urgent)
    remind = await said(house, house.olive.command("general", "settings remind", {"role": role, "hours": 6}))
    assert "wait for 6 hours" in shown(remind)
    text = shown(await said(house, house.olive.command("general", "settings show")))
    assert "severity 0.80" in text
    assert "6 hours" in text
    off = await said(house, house.olive.command("general", "settings remind"))
    assert "Nobody is reminded" in shown(off)


# --- members and messages


async def test_a_members_history_for_moderators_and_for_themselves(house: House) -> None:
    author, name = newcomer(house), a_name()
    author.send("politics", claim(name))
    card = await house.card(name)
    number = rows(house, "SELECT number FROM cases")[0]["number"]
    await said(
        house, house.mara.command("mod-queue", "case note", {"number": number, "text": "Knows better."})
    )
    nothing = shown(await said(house, author.command("general", "my cases")))
    assert "No decision about a message of yours" in nothing
    house.mara.press(card, "Uphold…")
    opened = await house.until(house.mara.open_modal, "the form")
    house.mara.submit(opened, {"what": ["warn"], "reason": "Please name a source."})
    await house.until(lambda: "Upheld" in shown(card), "upheld")
    await at_rest(house)
    record = shown(
        await said(house, house.milo.command("mod-queue", "member history", {"member": author.id}))
    )
    assert f"#{number}" in record
    assert "Knows better." in record
    assert re.search(r"Ladder\W+[13] points?", record), record
    assert f"<@{seed.MARA_ID}>" in record
    for own in (
        author.command("general", "my cases"),
        forced(author, "general", "member history", {"member": author.id}),
    ):
        text = shown(await said(house, own))
        assert f"#{number}" in text
        assert "Please name a source." in text
        assert "Knows better." not in text
        assert str(seed.MARA_ID) not in text
    mine = shown(await said(house, house.mara.command("general", "member history", {"member": seed.MARA_ID})))
    assert "No decision about a message of yours" in mine


async def test_check_this_message_says_why_and_why_not(house: House) -> None:
    name = a_name()
    flagged, harmless = (
        newcomer(house).send("politics", claim(name)),
        newcomer(house).send("general", HARMLESS),
    )
    await house.card(name)
    yes = shown(await said(house, house.mara.menu("politics", "Check this message", flagged)))
    assert "Flagged here: Accusation without a source" in yes
    assert "✓ channel watched" in yes
    no = shown(await said(house, house.mara.menu("general", "Check this message", harmless)))
    assert "Not flagged here." in no
    assert "✗ toxicity ≥ threshold" in no
    with pytest.raises(NotAllowed):
        house.ada.menu("politics", "Check this message", flagged)
