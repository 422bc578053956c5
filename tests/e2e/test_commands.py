"""Slash commands and message commands: what each does, for whom, and what the others are told."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.detect.message import AuthorKind, MessageView, Part, Place
from bot.detect.policy import GuildPolicy
from bot.detect.toxicity import default_thresholds
from bot.review import findings
from bot.sandbox import seed
from bot.sandbox.model import Command, Interaction, Message
from bot.sandbox.people import NotAllowed, Person
from bot.store.database import Database
from tests.e2e.harness import ACCUSATION, HARMLESS, House, labels, open_house, shown
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

pytestmark = pytest.mark.asyncio(loop_scope="module")

ELSEWHERE_ID = 42
"""Another server that the same bot serves."""
MEMBERS = {"summarize", "digest", "privacy", "my", "appeal", "Summarize link", "Report to moderators"}
MODERATORS = MEMBERS | {
    *("queue", "case", "check", "member", "second-look", "stats", "Add note", "Check this message"),
}
MANAGERS = MODERATORS | {"settings", "audit"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("commands"), queueing) as running:
        yield running


# --- who is offered what


@pytest.mark.parametrize(
    ("key", "offered"),
    [("ada", MEMBERS), ("mara", MODERATORS), ("olive", MANAGERS)],
    ids=["member", "moderator", "manager"],
)
async def test_who_is_offered_what(house: House, key: str, offered: set[str]) -> None:
    assert {one.name for one in house.stand_in.person(key).commands("general")} == offered


async def test_appeal_alone_works_in_direct_messages(house: House) -> None:
    """Who is timed out has no commands in the server."""
    world = house.stand_in.world
    assert [one.name for one in house.olive.commands(world.dm_channel(seed.OLIVE_ID))] == ["appeal"]


# --- /check


async def test_check_says_why(house: House) -> None:
    name = a_name()
    answer = await said(house, house.mara.command("politics", "check", {"text": claim(name)}))
    text = shown(answer)
    assert "Flagged here: Accusation without a source" in text
    assert f"Target: Minister {name}" in text
    assert "took two million" in text
    assert "✓ unsupported" in text
    assert "no source was found" in text
    assert rows(house, "SELECT count(*) FROM cases WHERE text LIKE ?", f"%{name}%")[0][0] == 0, (
        "it is not kept"
    )


async def test_check_says_why_not(house: House) -> None:
    text = shown(await said(house, house.mara.command("politics", "check", {"text": HARMLESS})))
    assert "Not flagged here." in text
    assert "No accusation was read" in text
    assert "✗ toxicity ≥ threshold" in text
    assert f"against {default_thresholds()['toxicity']:.2f}" in text


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Minister Dalgaard allegedly took two million from the port company.", "hedged"),
        ("Did Minister Dalgaard take two million from the port company?", "asked"),
        (f"{ACCUSATION} https://www.courts.example/rulings/88", "a link is given"),
        ("¡Qué bonito día para pasear por el puerto con toda la familia!", "the language cannot be read"),
    ],
    ids=["hedge", "question", "source", "language"],
)
async def test_check_explains_exceptions(house: House, text: str, holds: str) -> None:
    answer = shown(await said(house, house.mara.command("politics", "check", {"text": text})))
    assert "Not flagged here." in answer
    assert holds in answer


@pytest.mark.parametrize("name", ["check", "queue list", "queue next", "case show"])
async def test_moderators_commands_are_refused_to_members(house: House, name: str) -> None:
    options: dict[str, Any] = {"check": {"text": "x"}, "case show": {"number": 1}}.get(name, {})
    with pytest.raises(NotAllowed):
        house.ada.command("general", name, options)
    assert "moderators" in shown(await said(house, forced(house.ada, "general", name, options)))


# --- /queue, /case, /privacy


async def decide_everything(house: House) -> None:
    """An empty queue."""
    await at_rest(house)
    while live := [card for card in house.cards() if "Dismiss" in labels(card)]:
        for card in live:
            house.mara.press(card, "Dismiss")
        await at_rest(house)


async def test_queue_list_filters_and_pages(house: House) -> None:
    await decide_everything(house)
    empty = await said(house, house.mara.command("mod-queue", "queue list"))
    assert "The queue is empty." in shown(empty)
    name = a_name()
    for number in range(11):
        newcomer(house).send("politics", claim(f"{name}-{number}"))
    newcomer(house).send("politics", abuse(name))
    newcomer(house).thread("proposals", "A pier", abuse(name))
    await house.until(
        lambda: rows(house, "SELECT count(*) FROM cases WHERE text LIKE ?", f"%{name}%")[0][0] == 13,
        "13 cases",
    )
    first = shown(await said(house, house.mara.command("mod-queue", "queue list")))
    assert "1–10 of 13 undecided" in first
    assert first.count("](https://discord.com/channels/") == 10
    toxic = shown(await said(house, house.mara.command("mod-queue", "queue list", {"kind": "toxicity"})))
    assert "1–2 of 2 undecided" in toxic
    assert "Accusation" not in toxic
    there = {"kind": "toxicity", "channel": "proposals"}
    assert "1–1 of 1 undecided" in shown(
        await said(house, house.mara.command("mod-queue", "queue list", there))
    )
    nothing = {"kind": "report"}
    assert "No undecided case matches" in shown(
        await said(house, house.mara.command("mod-queue", "queue list", nothing))
    )


async def test_queue_next_gives_each_moderator_another_case(house: House) -> None:
    await decide_everything(house)
    assert "Nothing is waiting" in shown(await said(house, house.mara.command("mod-queue", "queue next")))
    one, two = a_name(), a_name()
    newcomer(house).send("politics", claim(one))
    newcomer(house).send("politics", claim(two))
    cards = [await house.card(one), await house.card(two)]
    mine = await said(house, house.mara.command("mod-queue", "queue next"))
    other = await said(house, house.milo.command("mod-queue", "queue next"))
    assert {one in shown(mine), one in shown(other)} == {True, False}
    assert "Nothing is waiting" in shown(
        await said(house, newcomer_moderator(house).command("mod-queue", "queue next"))
    )
    house.mara.press(mine, "Dismiss")  # from the private card
    taken = cards[0] if one in shown(mine) else cards[1]
    await house.until(lambda: "Dismissed" in shown(taken), "the shared card shows it")
    await house.until(lambda: "Dismiss" not in labels(mine), "and the private one")
    left = cards[1] if taken is cards[0] else cards[0]
    house.mara.press(left, "Dismiss")
    refused = await house.answer(house.mara, "already being read")
    assert f"<@{seed.MILO_ID}>" in shown(refused)
    house.milo.press(other, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(left), "its holder decides")


def newcomer_moderator(house: House) -> Person:
    return newcomer(house, seed.MODERATOR_ROLE_ID)


async def test_case_show(house: House) -> None:
    name = a_name()
    message = newcomer(house).send("politics", claim(name))
    card = await house.card(name)
    number = cases_of(house, message)[0]["number"]
    answer = await said(house, house.mara.command("general", "case show", {"number": number}))
    assert name in shown(answer)
    assert "Dismiss" in labels(answer)
    house.mara.press(answer, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "decided from the private card")


async def test_a_case_that_does_not_exist(house: House) -> None:
    answer = await said(house, house.mara.command("general", "case show", {"number": 99_999}))
    assert "This server has no such case." in shown(answer)


async def test_another_servers_case_stays_there(house: House) -> None:
    """Neither by its number nor by a control with its id."""
    secret = a_name()
    case_id, number = await elsewhere(house, secret)
    answer = await said(house, house.mara.command("general", "case show", {"number": number}))
    assert "This server has no such case." in shown(answer)
    assert secret not in shown(answer)
    name = a_name()
    newcomer(house).send("politics", claim(name))
    card = await house.card(name)
    for verb, label in (("dismiss", "Dismiss"), ("uphold", "Uphold…"), ("ask", "Ask for a source")):
        tampered(card, label, f"case:{verb}:{case_id}")
        told = house.mara.press(card, label)
        assert "This server has no such case." in shown(await followup(house, told))
    tampered(card, "More…", f"case:more:{case_id}")
    told = house.mara.select(card, "More…", ["why"])
    assert "This server has no such case." in shown(await followup(house, told))
    assert rows(house, "SELECT state FROM cases WHERE id = ?", case_id)[0][0] == "open"


def tampered(card: Message, label: str, custom_id: str) -> None:
    """Give a control of a card another id, as no client can."""
    for row in card.components:
        for control in row["components"]:
            if label in (control.get("label"), control.get("placeholder")):
                control["custom_id"] = custom_id


async def elsewhere(house: House, name: str) -> tuple[int, int]:
    """A case in another server: (id, a number that Town Hall has not reached)."""
    text = claim(name)
    view = MessageView(
        ELSEWHERE_ID,
        43,
        44,
        45,
        "Somebody",
        AuthorKind.MEMBER,
        datetime.now(UTC),
        (Part(Place.CONTENT, text),),
    )
    policy = GuildPolicy.new(default_thresholds())
    db = Database.at(house.settings.store.database)
    await db.open()
    try:
        case = await db.write(findings.record_report, view, 46, "why", policy, datetime.now(UTC))
    finally:
        await db.close()
    await raise_number(house, case.id)
    return case.id, 90_000


async def raise_number(house: House, case_id: int) -> None:
    db = sqlite3.connect(house.settings.store.database, timeout=10)
    db.execute("UPDATE cases SET number = 90000 WHERE id = ?", (case_id,))
    db.commit()
    db.close()


async def followup(house: House, used: Interaction) -> Message:
    """The private answer, whether it was the first one or came after a deferral."""
    there = house.stand_in.world.messages[used.channel_id]

    def look() -> Message | None:
        ids = [
            one
            for one in (*used.followup_ids, used.original_id)
            if one is not None and one != used.message_id
        ]
        found = [there[one] for one in ids if one in there and there[one].ephemeral]
        return found[0] if found else None

    return await house.until(look, "the bot answers")


async def test_privacy(house: House) -> None:
    answer = shown(await said(house, house.ada.command("general", "privacy")))
    assert "What this bot keeps" in answer
    assert "30 days" in answer


# --- "Report to moderators"


async def reported(house: House, by: Person, message: Message, reason: str) -> None:
    used = by.menu(house.stand_in.world.channels[message.channel_id], "Report to moderators", message)
    await house.until(lambda: used.modal, "the form opens")
    sent = by.submit(used, {"reason": reason})
    assert "The moderators will see it" in shown(await said(house, sent))


async def test_a_report_opens_a_case_in_any_channel(house: House) -> None:
    author, name = newcomer(house), a_name()
    message = author.send("general", f"{name}, somebody should pay your house a visit some night.")
    await reported(house, house.ada, message, "This reads like a threat.")
    card = await house.card(name)
    assert "Report by a member" in shown(card)
    assert "This reads like a threat." in shown(card)
    await reported(house, newcomer(house), message, "To me as well.")
    await house.until(lambda: "Reported by 2 members" in shown(card), "the second report joins")
    assert [one["kind"] for one in cases_of(house, message)] == ["report"]
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "dismissed")


async def test_a_report_joins_the_case_that_is_there(house: House) -> None:
    author, name = newcomer(house), a_name()
    message = author.send("politics", claim(name))
    card = await house.card(name)
    await reported(house, house.ada, message, "He never did.")
    await house.until(lambda: "Reported by 1 member" in shown(card), "it joins")
    assert [one["kind"] for one in cases_of(house, message)] == ["accusation"]


async def test_what_cannot_be_reported(house: House) -> None:
    own = house.ada.send("general", HARMLESS)
    used = house.ada.menu("general", "Report to moderators", own)
    assert "your own message" in shown(await said(house, used))
    gone = newcomer(house).send("general", HARMLESS)
    used = house.ada.menu("general", "Report to moderators", gone)
    await house.until(lambda: used.modal, "the form opens")
    house.olive.delete(gone)
    assert "gone already" in shown(await said(house, house.ada.submit(used, {"reason": "rude"})))


# --- registering


def puts(house: House) -> int:
    return sum(
        one.startswith("PUT /applications/") and one.endswith("/commands")
        for one in house.stand_in.rest.requests
    )


@pytest.mark.asyncio(loop_scope="function")
async def test_commands_are_registered_only_when_they_changed(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        assert puts(house) == 1
        await house.stop()
        await house.start()
        assert puts(house) == 1
        await house.stop()
        # Discord holds another set than the one that was registered: somebody removed a command by hand.
        commands: dict[int, Command] = house.stand_in.world.commands
        del commands[next(iter(commands))]
        await house.start()
        assert puts(house) == 2
        await house.stop()
        _forget_hash(house)
        await house.start()
        assert puts(house) == 3


def _forget_hash(house: House) -> None:
    db = sqlite3.connect(house.settings.store.database)
    db.execute("UPDATE synced SET hash = 'another'")
    db.commit()
    db.close()
