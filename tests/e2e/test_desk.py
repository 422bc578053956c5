"""The desk from end to end: every measure, its undo, what moderators put beside a case, and who is turned away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.detect.policy import GuildPolicy
from bot.sandbox import render, seed
from bot.sandbox.model import Channel, Interaction, InteractionType, Json, Message
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Exchange
from tests.e2e.harness import House, labels, shown
from tests.e2e.town import (
    a_name,
    abuse,
    at_rest,
    cases_of,
    claim,
    newcomer,
    queueing,
    rows,
    said,
    shared_house,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


def rules(policy: GuildPolicy) -> GuildPolicy:
    return queueing(policy).model_copy(update={"escalation_role_id": seed.MODERATOR_ROLE_ID})


class Refusals:
    """An observer: Discord refuses nothing, because rights are looked at before."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, exchange: Exchange) -> None:
        if exchange.status == 403:
            self.seen.append(f"{exchange.method} {exchange.path}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    refusals = Refusals()

    def prepare(house: House) -> None:
        house.stand_in.observers.append(refusals)

    async with shared_house(tmp_path_factory.mktemp("desk"), rules, prepare=prepare) as running:
        yield running
    assert refusals.seen == []


@pytest.fixture(autouse=True)
def rights_as_before(house: House) -> Any:
    """Roles are put back after each test; the house is shared."""
    roles = house.stand_in.world.roles
    before = {key: role.permissions for key, role in roles.items()}
    yield
    for key, permissions in before.items():
        if roles[key].permissions != permissions:
            roles[key].permissions = permissions
            announce(house, key)


def announce(house: House, role_id: int) -> None:
    """Tell the bot that a role is another now, as Discord does."""
    world = house.stand_in.world
    role = render.role(world.roles[role_id])
    world.emit("GUILD_ROLE_UPDATE", {"guild_id": str(world.guild_id), "role": role})


async def take_away(house: House, role_id: int, permission: Permission) -> None:
    """Take a permission from a role, and let the bot hear of it."""
    house.stand_in.world.roles[role_id].permissions &= ~int(permission)
    announce(house, role_id)
    await asyncio.sleep(0.1)


class Scene:
    """A newcomer's abuse in a thread of its own, its card, and what stands on the stand-in about them."""

    def __init__(
        self, house: House, author: Person, thread: Channel, message: Message, card: Message
    ) -> None:
        self.house, self.author, self.thread, self.message, self.card = house, author, thread, message, card

    @property
    def case(self) -> Any:
        return cases_of(self.house, self.message)[0]

    def standing(self) -> dict[str, Any]:
        world = self.house.stand_in.world
        member = world.members.get(self.author.id)
        return {
            "timeout": None if member is None else member.timed_out_until,
            "banned": self.author.id in world.banned,
            "slowmode": self.thread.slowmode,
            "locked": self.thread.locked,
            "archived": self.thread.archived,
        }

    def audit(self, action: str) -> list[Any]:
        about = {self.author.id, self.thread.id}
        return [
            one for one in self.house.stand_in.world.audit if one.action == action and one.target_id in about
        ]

    def direct(self) -> list[Message]:
        world = self.house.stand_in.world
        return world.history(world.dm_channel(self.author.id).id)

    async def uphold(self, *what: str, moderator: Person | None = None, **values: Any) -> Interaction:
        who = moderator or self.house.mara
        pressed = who.press(self.card, "Uphold…")
        await self.house.until(lambda: pressed.modal, "the form opens")
        return who.submit(pressed, {"what": list(what), **values})

    async def decided(self) -> None:
        await self.house.until(lambda: "Upheld" in shown(self.card), "the card says Upheld")

    async def undo(self) -> str:
        self.house.mara.select(self.card, "More…", ["undo"])
        answer = await self.house.answer(self.house.mara, f"Case #{self.case['number']} is open again")
        await self.house.until(lambda: "decision was undone" in shown(self.card), "the card is open again")
        assert "Dismiss" in labels(self.card)
        return shown(answer)


async def scene(house: House, *role_ids: int) -> Scene:
    name = a_name()
    author = newcomer(house, *role_ids)
    thread = author.thread("politics", f"about {name}")
    message = author.send(thread, abuse(name))
    return Scene(house, author, thread, message, await house.card(name))


# --- measures and their undo


async def test_two_clicks_delete_and_warn(house: House) -> None:
    one = await scene(house)
    await one.uphold("delete", "warn", reason="no abuse here")
    await one.decided()
    assert "no abuse here" in shown(one.direct()[-1])
    assert one.message.id not in house.stand_in.world.messages[one.thread.id]
    assert "being read" not in shown(one.card).lower()


@pytest.mark.parametrize(
    ("what", "values"),
    [
        (["timeout"], {"other": "2d 4h"}),
        (["lock"], {}),
        (["lock", "timeout", "warn"], {"length": ["60"]}),
    ],
)
async def test_what_needs_no_second_step_is_done_and_undone(
    house: House, what: list[str], values: Json
) -> None:
    one = await scene(house)
    before = one.standing()
    await one.uphold(*what, **values)
    await one.decided()
    during = one.standing()
    assert during != before
    if "other" in values:
        length = during["timeout"] - datetime.now(UTC)
        assert timedelta(hours=51, minutes=55) < length <= timedelta(hours=52)
    await one.undo()
    assert one.standing() == before
    assert one.case["state"] == "open"


@pytest.mark.parametrize("archived", [False, True])
async def test_slow_mode_and_ban_ask_once_more_and_come_undone(house: House, archived: bool) -> None:
    one = await scene(house)
    other = one.author.send("general", "an hour old, and harmless")
    one.thread.slowmode, one.thread.archived = 10, archived
    before = one.standing()
    await one.uphold("warn", "lock", "slowmode", "ban", reason="again and again")
    step = await house.answer(house.mara, "One more question")
    house.mara.select(step, "Slow mode: one message every…", ["300"])
    await house.until(lambda: _chosen(step, "slowmode") == "300", "the choice is kept")
    house.mara.select(step, "Ban: delete messages of…", ["3600"])
    await house.until(lambda: _chosen(step, "ban") == "3600", "the choice is kept")
    assert one.standing() == before  # nothing was done yet
    house.mara.press(step, "Carry out")
    await one.decided()
    assert one.standing() == {**before, "banned": True, "slowmode": 300, "locked": True}
    assert other.id not in house.stand_in.world.messages[seed.GENERAL_ID]
    (ban,) = one.audit("ban")
    assert f"Case #{one.case['number']}: again and again" == ban.reason
    assert ban.detail["delete_message_seconds"] == 3600
    assert one.direct(), "the warning came before the ban"

    said_after = await one.undo()
    assert one.standing() == before
    assert "invite" in said_after
    assert [entry.reason for entry in one.audit("unban")] == [f"Case #{one.case['number']}: decision undone"]


def _chosen(message: Message, verb: str) -> str | None:
    for row in message.components:
        for part in row["components"]:
            if str(part["custom_id"]).startswith(f"case:{verb}:"):
                return next((one["value"] for one in part["options"] if one.get("default")), None)
    return None


async def test_a_kick_gives_an_invitation_and_a_deleted_message_stays_in_the_case(house: House) -> None:
    one = await scene(house)
    await one.uphold("delete", "warn", "kick")
    await one.decided()
    assert one.author.id not in house.stand_in.world.members
    assert one.direct()
    said_after = await one.undo()
    assert "invite" in said_after
    assert "cannot come back" in shown(one.card)
    assert "worthless" in shown(one.card)


async def test_undo_leaves_what_a_person_changed_since(house: House) -> None:
    one = await scene(house)
    await one.uphold("timeout", length=["60"])
    await one.decided()
    later = datetime.now(UTC) + timedelta(days=3)
    house.stand_in.world.members[one.author.id].timed_out_until = later
    await one.undo()
    assert one.standing()["timeout"] == later
    assert "somebody changed it since" in shown(one.card)


async def test_the_cancelled_second_step_gives_the_case_back(house: House) -> None:
    one = await scene(house)
    before = one.standing()
    await one.uphold("slowmode")
    step = await house.answer(house.mara, "One more question")
    assert "Being read by" in shown(one.card)
    house.mara.press(step, "Cancel")
    await house.until(lambda: one.case["state"] == "open", "given back")
    assert one.standing() == before


async def test_the_second_step_works_after_a_restart(house: House) -> None:
    one = await scene(house)
    await one.uphold("slowmode")
    step = await house.answer(house.mara, "One more question")
    await at_rest(house)
    await house.stop()
    await house.start()
    house.mara.press(step, "Carry out")
    await one.decided()
    assert one.standing()["slowmode"] == 30


async def test_a_length_nobody_understands_does_nothing(house: House) -> None:
    one = await scene(house)
    await one.uphold("timeout", other="a fortnight")
    await house.answer(house.mara, "was not understood")
    assert one.standing()["timeout"] is None
    assert one.case["state"] == "claimed"


# --- rights


@pytest.mark.parametrize(
    ("lost", "what", "values"),
    [
        (Permission.MANAGE_MESSAGES, "delete", {}),
        (Permission.MODERATE_MEMBERS, "timeout", {"length": ["60"]}),
        (Permission.KICK_MEMBERS, "kick", {}),
        (Permission.MANAGE_THREADS, "lock", {}),
    ],
)
async def test_what_the_bot_may_not_do_is_on_the_card(
    house: House, lost: Permission, what: str, values: Json
) -> None:
    one = await scene(house)
    await take_away(house, seed.BOT_ROLE_ID, lost)
    before = one.standing()
    await one.uphold(what, **values)
    await one.decided()
    await house.until(lambda: "has not got the permission" in shown(one.card), "the card says why")
    assert one.standing() == before


async def test_one_above_the_bot_is_left_alone(house: House) -> None:
    one = await scene(house, seed.BOT_ROLE_ID)  # as high as the bot, below the moderators
    await one.uphold("kick")
    await one.decided()
    assert one.author.id in house.stand_in.world.members
    await house.until(lambda: "is not below the bot's" in shown(one.card), "the card says why")


@pytest.mark.parametrize(
    ("lost", "what", "said_so"),
    [
        (Permission.MANAGE_MESSAGES, "delete", "Manage Messages"),
        (Permission.BAN_MEMBERS, "ban", "Ban Members"),
        (Permission.MANAGE_THREADS, "slowmode", "Manage Threads"),
    ],
)
async def test_what_a_moderator_may_not_do_by_hand_the_bot_does_not_do_for_them(
    house: House, lost: Permission, what: str, said_so: str
) -> None:
    one = await scene(house)
    await take_away(house, seed.MODERATOR_ROLE_ID, lost)
    before = one.standing()
    await one.uphold(what)
    await house.answer(house.mara, said_so)
    assert one.standing() == before
    assert one.case["state"] == "claimed"
    await house.until(lambda: refusals_of(house, one), "it is written down")
    assert [row["detail"] for row in refusals_of(house, one)] == ['{"why": "no_right"}']


async def test_nobody_decides_about_their_own_message(house: House) -> None:
    name = a_name()
    house.milo.send("politics", claim(name))
    card = await house.card(name)
    house.milo.press(card, "Dismiss")
    await house.answer(house.milo, "your own message")
    assert "Dismiss" in labels(card)
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "a colleague decides")


# --- beside the decision


async def test_escalating_mentions_the_role_once(house: House) -> None:
    one = await scene(house)
    chosen = house.mara.select(one.card, "More…", ["escalate"])
    await house.until(lambda: chosen.modal, "the form opens")
    house.mara.submit(chosen, {"reason": "the owner should see this"})
    await house.until(lambda: "the owner should see this" in shown(one.card), "the card has the reason")
    await at_rest(house)
    number = one.case["number"]
    found = [
        message
        for message in house.stand_in.world.history(seed.MOD_QUEUE_ID)
        if message.mention_role_ids and f"#{number} " in message.content
    ]
    assert [message.mention_role_ids for message in found] == [[seed.MODERATOR_ROLE_ID]]
    assert found[0].mention_ids == []


async def test_a_note_a_link_and_a_colleague(house: House) -> None:
    one, two = await scene(house), await scene(house)
    chosen = house.mara.select(one.card, "More…", ["note"])
    await house.until(lambda: chosen.modal, "the form opens")
    house.mara.submit(chosen, {"note": "second time ||this|| week"})
    await house.until(lambda: "second time" in shown(one.card), "the note is on the card")
    chosen = house.mara.select(one.card, "More…", ["link"])
    await house.until(lambda: chosen.modal, "the form opens")
    house.mara.submit(chosen, {"number": f"#{two.case['number']}"})
    await house.until(lambda: f"#{one.case['number']}" in shown(two.card).split("Linked cases")[-1], "linked")
    await house.until(lambda: f"#{two.case['number']}" in shown(one.card), "on both cards")
    chosen = house.mara.select(one.card, "More…", ["assign"])
    await house.until(lambda: chosen.modal, "the form opens")
    house.mara.submit(chosen, {"who": [str(seed.MILO_ID)]})
    await house.until(lambda: "was asked to look" in shown(one.card), "on the card")
    house.mara.select(one.card, "More…", ["trail"])
    trail = shown(await house.answer(house.mara, "History of case"))
    for words in ("note added", "linked", "colleague asked to look", f"<@{seed.MILO_ID}>"):
        assert words in trail


async def test_a_colleague_is_a_moderator(house: House) -> None:
    one = await scene(house)
    used = house.mara.command(
        "mod-queue", "case assign", {"number": one.case["number"], "member": str(seed.ADA_ID)}
    )
    await house.until(lambda: not used.awaiting, "answered")
    await house.answer(house.mara, "cannot moderate here")
    assert one.case["assigned_to"] is None


async def test_the_commands_for_one_case(house: House) -> None:
    one, two = await scene(house), await scene(house)
    number = {"number": one.case["number"]}
    note = await said(house, house.mara.command("mod-queue", "case note", {**number, "text": "by command"}))
    assert "by command" in shown(note)
    linked = {**number, "other": two.case["number"]}
    answer = await said(house, house.mara.command("mod-queue", "case link", linked))
    assert f"#{two.case['number']}" in shown(answer)
    await said(house, house.mara.command("mod-queue", "case link", {**linked, "remove": True}))
    assert rows(house, "SELECT * FROM links WHERE case_id = ?", one.case["id"]) == []
    await one.uphold("lock")
    await one.decided()
    await said(house, house.mara.command("mod-queue", "case undo", number))
    assert (one.case["state"], one.thread.locked) == ("open", False)
    await house.until(lambda: "Uphold…" in labels(one.card), "the card is open again")
    await one.uphold("lock")
    await one.decided()
    await said(house, house.mara.command("mod-queue", "case reopen", number))
    assert (one.case["state"], one.thread.locked) == ("open", True)
    history = shown(await said(house, house.mara.command("mod-queue", "case history", number)))
    for words in ("opened", "upheld", "undone", "reopened", "by command"):
        assert words in history
    again = await said(house, house.mara.command("mod-queue", "case undo", number))
    assert "already" in shown(again) or "does not apply" in shown(again)


async def test_a_note_from_the_message(house: House) -> None:
    one = await scene(house)
    used = house.mara.menu(one.thread, "Add note", one.message)
    await house.until(lambda: used.modal, "the form opens")
    house.mara.submit(used, {"note": "from the message"})
    await house.until(lambda: "from the message" in shown(one.card), "on the card")
    plain = house.ada.send("general", "Good morning.")
    none = await said(house, house.mara.menu("general", "Add note", plain))
    assert "no case" in shown(none)


# --- who is turned away


def refusals_of(house: House, one: Scene) -> list[Any]:
    return rows(
        house, "SELECT * FROM audit WHERE event = 'refused' AND case_id = ? ORDER BY seq", one.case["id"]
    )


def forged(card: Message, label: str, custom_id: str) -> None:
    """Give a control of a card another id, as no client can."""
    for row in card.components:
        for control in row["components"]:
            if label in (control.get("label"), control.get("placeholder")):
                control["custom_id"] = custom_id


async def test_a_forged_click_on_another_message_is_refused(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = await scene(house), await scene(house)
    with caplog.at_level(logging.WARNING):
        forged(two.card, "Dismiss", f"case:dismiss:{one.case['id']}")
        house.mara.press(two.card, "Dismiss")
        await house.answer(house.mara, "replaced by a newer one")
        await at_rest(house)
    assert one.case["state"] == "open"
    assert [row["detail"] for row in refusals_of(house, one)] == ['{"why": "another_card"}']
    assert "refused: another_card" in caplog.text
    assert "worthless" not in caplog.text


async def test_a_member_who_reaches_a_button_is_refused(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    one = await scene(house)
    channel = house.stand_in.world.channels[seed.MOD_QUEUE_ID]
    data: Json = {"custom_id": f"case:dismiss:{one.case['id']}", "component_type": 2, "id": 1}
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            used = house.ada.interactions.start(
                InteractionType.COMPONENT, house.ada.id, channel, data, message=one.card
            )
            await house.until(lambda used=used: used.callback, "answered")  # type: ignore[misc]
        await at_rest(house)
    assert one.case["state"] == "open"
    assert len(refusals_of(house, one)) == 1  # the same again adds nothing to the trail
    assert caplog.text.count("refused: not_moderator") == 3


async def test_one_demoted_between_click_and_form_is_refused(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    one = await scene(house)
    pressed = house.milo.press(one.card, "Uphold…")
    await house.until(lambda: pressed.modal, "the form opens")
    before = one.standing()
    members = house.stand_in.world.members
    members[seed.MILO_ID].role_ids.remove(seed.MODERATOR_ROLE_ID)
    try:
        queue = house.stand_in.world.channels[seed.MOD_QUEUE_ID]
        data: Json = {
            "custom_id": pressed.modal["custom_id"] if pressed.modal else "",
            "components": [
                {
                    "type": 18,
                    "id": 1,
                    "component": {"type": 3, "id": 2, "custom_id": "what", "values": ["lock"]},
                }
            ],
        }
        with caplog.at_level(logging.WARNING):
            used = house.milo.interactions.start(
                InteractionType.MODAL_SUBMIT, seed.MILO_ID, queue, data, message=one.card, parent=pressed
            )
            await house.until(lambda: used.callback, "answered")
            await at_rest(house)
    finally:
        members[seed.MILO_ID].role_ids.append(seed.MODERATOR_ROLE_ID)
    assert one.standing() == before
    assert [row["detail"] for row in refusals_of(house, one)] == ['{"why": "not_moderator"}']
    assert "refused: not_moderator" in caplog.text


async def test_another_servers_case_is_refused(house: House, caplog: pytest.LogCaptureFixture) -> None:
    one = await scene(house)
    with caplog.at_level(logging.WARNING):
        forged(one.card, "Dismiss", "case:dismiss:987654")
        house.mara.press(one.card, "Dismiss")
        await house.answer(house.mara, "no such case")
        await at_rest(house)
    last = rows(house, "SELECT * FROM audit ORDER BY seq DESC LIMIT 1")[0]
    assert (last["event"], last["case_id"], last["detail"]) == ("refused", None, '{"why": "another_guild"}')
    assert "refused: another_guild" in caplog.text


# --- what is shown


async def test_no_pictures_and_no_links_of_members_on_cards(house: House) -> None:
    one = await scene(house)
    embed = one.card.embeds[0]
    assert not {"thumbnail", "image", "author", "video"} & {key for key, value in embed.items() if value}
    assert one.card.attachments == []
