"""Appeals from end to end: the notice, the form, the talk, who may decide, what is reversed, and who is turned away."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox import seed
from bot.sandbox.model import Interaction, InteractionType, Message
from bot.sandbox.people import NotAllowed, Person
from tests.e2e.harness import House, labels, shown
from tests.e2e.town import a_name, abuse, at_rest, cases_of, newcomer, queueing, rows, said, shared_house

pytestmark = pytest.mark.asyncio(loop_scope="module")
REASON = "Nobody was meant, I quoted a play."


class Refusals:
    """An observer: Discord refuses nothing, because rights are looked at before; closed DMs alone cannot be seen."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, exchange: Any) -> None:
        if exchange.status == 403 and exchange.template != "/channels/{channel_id}/messages":
            self.seen.append(f"{exchange.method} {exchange.path}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    refusals = Refusals()

    def prepare(house: House) -> None:
        house.stand_in.observers.append(refusals)

    async with shared_house(tmp_path_factory.mktemp("appeals"), queueing, prepare=prepare) as running:
        yield running
    assert refusals.seen == []


async def another_acts(house: House) -> None:
    """Milo does something with a case, so that Mara is not the only moderator."""
    name = a_name()
    newcomer(house).send("politics", abuse(name))
    card = await house.card(name)
    house.milo.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "the card says Dismissed")


class Matter:
    """A newcomer's abuse, upheld by Mara, and what followed."""

    def __init__(self, house: House, author: Person, message: Message, card: Message) -> None:
        self.house, self.author, self.message, self.card = house, author, message, card

    @property
    def case(self) -> sqlite3.Row:
        return cases_of(self.house, self.message)[0]

    def direct(self) -> list[Message]:
        world = self.house.stand_in.world
        return list(world.history(world.dm_channel(self.author.id).id, viewer_id=self.author.id))

    async def told(self, holding: str) -> Message:
        """The newest message in the DM channel that holds this."""

        def look() -> Message | None:
            found = [one for one in self.direct() if holding in shown(one)]
            return found[-1] if found else None

        return await self.house.until(look, f"the member is told {holding!r}")

    async def appeal_card(self) -> Message:
        return await self.house.card(f"Appeal in case #{self.case['number']}\n")

    def timeout(self) -> Any:
        return self.house.stand_in.world.members[self.author.id].timed_out_until

    def points(self) -> int:
        found = rows(
            self.house,
            "SELECT coalesce(sum(points), 0) FROM points WHERE member_id = ? AND voided_at IS NULL",
            self.author.id,
        )
        return int(found[0][0])

    async def fill(self, who: Person, message: Message, button: str, **values: str) -> Interaction:
        pressed = who.press(message, button)
        await self.house.until(lambda: pressed.modal, "the form opens")
        return who.submit(pressed, values)

    async def appeal(self) -> Message:
        """Appeal by the notice's button; the moderators' card."""
        notice = await self.told("moderators decided")
        await self.fill(self.author, notice, "Appeal", words=REASON)
        await self.told("Your appeal is with the moderators")
        return await self.appeal_card()


async def matter(house: House, *what: str, dms: bool = True, **values: Any) -> Matter:
    name = a_name()
    author = newcomer(house)
    author.set_dms(open=dms)
    message = author.send("politics", abuse(name))
    card = await house.card(name)
    pressed = house.mara.press(card, "Uphold…")
    await house.until(lambda: pressed.modal, "the form opens")
    house.mara.submit(pressed, {"what": list(what), **values})
    if "ban" in what:
        house.mara.press(await house.answer(house.mara, "One more question"), "Carry out")
    await house.until(lambda: "Upheld" in shown(card), "the card says Upheld")
    return Matter(house, author, message, card)


async def test_an_appeal_from_the_notice_to_the_reversal(house: House) -> None:
    await another_acts(house)
    one = await matter(house, "timeout", length=["60"], reason="abuse of a member")
    assert one.timeout() is not None
    assert one.points() == 3  # severe
    notice = await one.told("moderators decided")
    assert {"Appeal", "Status of my appeal"} <= set(labels(notice))
    assert "abuse of a member" in shown(notice)
    assert "timed out until" in shown(notice)
    card = await one.appeal()
    assert REASON in shown(card)
    assert {"Answer…", "Uphold appeal…", "Reject appeal…", "More…"} == set(labels(card))

    await one.fill(house.mara, card, "Answer…", words="Which play?")
    word = await one.told("Which play?")
    assert "Mara" not in shown(word)
    assert str(seed.MARA_ID) not in shown(word)
    await house.until(lambda: "waits for the member" in shown(card), "the card says so")
    await one.fill(one.author, word, "Reply", words="The one of the school.")
    await house.until(lambda: "The one of the school." in shown(card), "the reply stands on the card")

    house.mara.press(card, "Uphold appeal…")
    await house.answer(house.mara, "another moderator decides")
    assert one.timeout() is not None
    await one.fill(house.milo, card, "Uphold appeal…", words="A quotation, indeed.")
    await house.until(lambda: one.timeout() is None, "the timeout is lifted")
    outcome = await one.told("Your appeal was upheld")
    assert "A quotation, indeed." in shown(outcome)
    assert "Milo" not in shown(outcome)
    assert one.points() == 0
    await house.until(lambda: "upheld: the decision was taken back" in shown(card), "the card says so")
    assert labels(card) == ["More…"]
    await at_rest(house)
    assert (one.case["state"], one.case["decided_by"], one.case["note"]) == (
        "dismissed",
        seed.MILO_ID,
        "appeal upheld",
    )
    assert "appeal was upheld" in shown(one.card)


async def test_a_rejected_appeal_leaves_the_decision_and_cannot_be_repeated(house: House) -> None:
    one = await matter(house, "timeout", length=["60"])
    card = await one.appeal()
    await one.fill(house.milo, card, "Reject appeal…", words="It was aimed at a member.")
    outcome = await one.told("Your appeal was rejected")
    assert "It was aimed at a member." in shown(outcome)
    assert one.timeout() is not None
    assert one.points() == 3
    one.author.press(await one.told("moderators decided"), "Appeal")
    await one.told("You appealed against this decision already")
    stale = house.mara.select(card, "More…", ["talk"])
    assert REASON in shown(await house.answer(house.mara, REASON))
    assert stale.callback is not None


async def test_a_withdrawn_appeal(house: House) -> None:
    one = await matter(house, "timeout", length=["60"])
    card = await one.appeal()
    one.author.press(await one.told("moderators decided"), "Status of my appeal")
    status = await one.told("have not answered yet")
    one.author.press(status, "Withdraw my appeal")
    await one.told("You withdrew your appeal")
    await house.until(lambda: "withdrawn by the member" in shown(card), "the card says so")
    house.milo.select(card, "More…", ["case"])
    await house.answer(house.milo, f"#{one.case['number']}")


async def test_closed_dms_leave_the_command_and_the_status(house: House) -> None:
    one = await matter(house, "timeout", length=["60"], dms=False)
    assert one.direct() == []
    assert "does not take direct messages" in shown(one.card)
    world = house.stand_in.world
    with pytest.raises(NotAllowed):  # the timeout takes the commands away in the server
        one.author.command("general", "appeal")
    listed = await said(house, one.author.command(world.dm_channel(one.author.id), "appeal"))
    number = one.case["number"]
    one.author.select(listed, "Which decision?", [f"{one.case['id']}:{seed.GUILD_ID}"])
    await one.fill(one.author, await one.told("no appeal of yours against"), "Appeal", words=REASON)
    sent = await one.told("Your appeal is with the moderators")
    card = await house.card(f"Appeal in case #{number}\n")
    await one.fill(house.milo, card, "Answer…", words="Was it meant for somebody?")
    await house.until(lambda: "No DM" in shown(card), "the card says that no DM arrived")
    one.author.press(sent, "Status of my appeal")
    status = await one.told("Was it meant for somebody?")
    assert status.ephemeral
    assert "The moderators" in shown(status)
    await one.fill(one.author, status, "Reply", words="For nobody.")
    await house.until(lambda: "For nobody." in shown(card), "the reply stands on the card")


async def test_a_ban_is_announced_with_the_servers_own_words_and_lifted(house: House) -> None:
    used = house.olive.command(
        "general", "settings appeals removal", {"text": "Write to https://appeals.example"}
    )
    assert "appeals.example" in shown(await said(house, used))
    one = await matter(house, "ban")
    world = house.stand_in.world
    await house.until(lambda: one.author.id in world.banned, "the ban")
    notice = await one.told("you are banned")
    assert "https://appeals.example" in shown(notice)
    card = await one.appeal()
    await one.fill(house.milo, card, "Uphold appeal…", words="")
    await house.until(lambda: one.author.id not in world.banned, "the ban is lifted")
    await house.until(lambda: "upheld: the decision was taken back" in shown(card), "the card says so")
    one.author.press(notice, "Status of my appeal")
    await one.told("Your appeal was upheld")


async def test_who_was_kicked_appeals_by_the_notice_and_reads_the_answer_there(house: House) -> None:
    one = await matter(house, "kick")
    assert one.author.id not in house.stand_in.world.members
    notice = await one.told("you are removed from the server")
    card = await one.appeal()
    await one.fill(house.milo, card, "Answer…", words="Who was it aimed at?")
    await house.until(lambda: "not a member any more" in shown(card), "the card says that no DM arrived")
    one.author.press(notice, "Status of my appeal")
    status = await one.told("Who was it aimed at?")
    await one.fill(one.author, status, "Reply", words="At a character.")
    await house.until(lambda: "At a character." in shown(card), "the reply stands on the card")
    await one.fill(house.milo, card, "Uphold appeal…", words="")
    await house.until(lambda: "upheld: the decision was taken back" in shown(card), "the card says so")
    await house.until(lambda: "Bring the author back" in shown(one.card), "what cannot return is said")


def forge(house: House, person: Person, message: Message, custom_id: str) -> Interaction:
    """Use a button of another message, as if it stood on this one: the bot gets what a forger could send at worst."""
    channel = house.stand_in.world.channels[message.channel_id]
    data = {"custom_id": custom_id, "component_type": 2, "id": 1}
    kept = message.components
    button = {"type": 2, "id": 2, "style": 2, "label": "?", "custom_id": custom_id}
    message.components = [{"type": 1, "id": 1, "components": [button]}]
    try:
        return house.stand_in.interactions.start(
            InteractionType.COMPONENT, person.id, channel, data, message=message
        )
    finally:
        message.components = kept


async def test_others_forged_and_foreign_are_turned_away(house: House) -> None:
    one = await matter(house, "timeout", length=["60"])
    other = await matter(house, "timeout", length=["60"])
    card = await one.appeal()
    number = one.case["number"]
    case_id, foreign = one.case["id"], 4_000_000_000_000_001
    appeal_id = rows(house, "SELECT id FROM appeals WHERE case_id = ?", case_id)[0][0]
    mine = await other.told("moderators decided")
    before = rows(house, "SELECT count(*) FROM appeal_messages")[0][0]

    forge(house, other.author, mine, f"appeal:open:{case_id}:{seed.GUILD_ID}")
    await other.told("no decision about you here")
    for verb in ("status", "reply", "withdraw"):
        pressed = forge(house, other.author, mine, f"appeal:{verb}:{case_id}:{seed.GUILD_ID}")
        await house.until(lambda pressed=pressed: pressed.callback, "the click is answered")
    pressed = forge(house, one.author, await one.told("decided"), f"appeal:status:{case_id}:{foreign}")
    await house.until(lambda: pressed.callback, "the click is answered")
    assert not [each for each in other.direct() if REASON in shown(each)]

    forge(house, house.ada, card, f"appeal:reject:{appeal_id}")
    await house.until(
        lambda: rows(
            house,
            "SELECT 1 FROM audit WHERE event = 'refused' AND case_id = ? AND detail LIKE '%not_moderator%'",
            case_id,
        ),
        "it is written down",
    )
    forge(house, house.milo, one.card, f"appeal:reject:{appeal_id}")
    await house.answer(house.milo, "replaced by a newer one")
    forge(house, house.milo, card, "appeal:reject:999999")
    await house.answer(house.milo, "no such appeal")
    await at_rest(house)
    assert rows(house, "SELECT count(*) FROM appeal_messages")[0][0] == before
    assert rows(house, "SELECT state FROM appeals WHERE id = ?", appeal_id)[0][0] == "open"
    assert number


async def test_a_moderator_who_lost_the_right_between_button_and_form(house: House) -> None:
    one = await matter(house, "timeout", length=["60"])
    card = await one.appeal()
    pressed = house.milo.press(card, "Reject appeal…")
    await house.until(lambda: pressed.modal, "the form opens")
    role = house.stand_in.world.roles[seed.MODERATOR_ROLE_ID]
    role.permissions &= ~(1 << 40)
    try:
        house.milo.submit(pressed, {"words": "no"})
        await house.answer(house.milo, "This is for moderators")
    finally:
        role.permissions |= 1 << 40
    assert rows(house, "SELECT state FROM appeals WHERE case_id = ?", one.case["id"])[0][0] == "open"


async def test_the_ladder_suggests_in_the_form_and_acts_where_switched_on(house: House) -> None:
    name = a_name()
    author = newcomer(house)
    author.send("politics", abuse(name))
    card = await house.card(name)
    await house.until(lambda: "0 points, +3 → suggests a warning" in shown(card), "the card says so")
    pressed = house.mara.press(card, "Uphold…")
    await house.until(lambda: pressed.modal, "the form opens")
    (chosen,) = [
        option
        for label in pressed.modal["components"]
        for option in label["component"].get("options", ())
        if option.get("default") and option["value"] == "warn"
    ]
    assert chosen
    used = house.olive.command("general", "settings ladder mode", {"mode": "automatic", "days": 30})
    assert "acts by itself" in shown(await said(house, used))
    try:
        house.mara.submit(pressed, {"what": []})
        await house.until(lambda: "Upheld" in shown(card), "the card says Upheld")
        world = house.stand_in.world
        direct = await house.until(
            lambda: world.history(world.dm_channel(author.id).id), "the warning is sent"
        )
        assert "this is a warning" in shown(direct[-1])
        done = rows(
            house, "SELECT by FROM actions WHERE kind = 'warn' AND case_id = (SELECT max(id) FROM cases)"
        )
        assert [row[0] for row in done] == [0]
    finally:
        used = house.olive.command("general", "settings ladder mode", {"mode": "suggest", "days": 90})
        await said(house, used)


async def test_the_ladder_is_set_by_commands(house: House) -> None:
    used = house.olive.command(
        "general", "settings ladder step", {"points": 4, "action": "timeout", "length": "90m"}
    )
    assert "From 4 points: a timeout of 90 minutes" in shown(await said(house, used))
    used = house.olive.command("general", "settings ladder step", {"points": 4, "action": "timeout"})
    assert "length of a timeout is needed" in shown(await said(house, used))
    used = house.olive.command("general", "settings ladder step", {"points": 4, "action": "none"})
    assert "From 4 points" not in shown(await said(house, used))
    used = house.olive.command("general", "settings ladder points", {"kind": "report", "points": 2})
    assert "report 2" in shown(await said(house, used))
    used = house.olive.command("general", "settings show")
    answer = shown(await said(house, used))
    assert "From 5 points: a timeout of 1 hour" in answer
    assert "one appeal each 24 h" in answer
    await asyncio.sleep(0)
