"""What a reader sees, the bot reads: every kind of text on its way from a client to a card, and whose is left alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.detect.policy import AccusationHandling, GuildPolicy
from bot.detect.toxicity import default_thresholds
from bot.sandbox import membership, posting, render, seed
from bot.sandbox.model import Channel, ChannelType, Json, Message, MessageFlag
from bot.sandbox.people import File, Person
from bot.sandbox.seed import sandbox_world
from bot.sandbox.standin import StandIn
from bot.ui.files import FILE_BYTES
from tests.e2e.harness import HARMLESS, House, shown
from tests.e2e.town import a_name, abuse, cases_of, claim, newcomer, queueing, shared_house, watching

pytestmark = pytest.mark.asyncio(loop_scope="module")

LABELS = tuple(default_thresholds())
LENIENT_ID, MACHINES_ID, STRICT_THREAD_ID, SPARED_THREAD_ID, EVIDENCE_ID, FENCE_ID = (
    seed.GUILD_ID + 1000 + number for number in range(6)
)


def _town() -> StandIn:
    """Town Hall with a lenient channel, one where bots are judged, and two threads that differ from their channels.

    Links and files go to #evidence: for a while they count as support for what is said after them in their channel.
    """
    world = sandbox_world()
    for one in (
        Channel(LENIENT_ID, ChannelType.TEXT, "lenient", 5),
        Channel(MACHINES_ID, ChannelType.TEXT, "machines", 6),
        Channel(EVIDENCE_ID, ChannelType.TEXT, "evidence", 7),
        Channel(FENCE_ID, ChannelType.TEXT, "fence", 8),
        Channel(STRICT_THREAD_ID, ChannelType.PUBLIC_THREAD, "strict", parent_id=seed.GENERAL_ID),
        Channel(SPARED_THREAD_ID, ChannelType.PUBLIC_THREAD, "spared", parent_id=seed.POLITICS_ID),
    ):
        one.owner_id = seed.OLIVE_ID if one.is_thread else None
        world.channels[one.id] = one
    return StandIn.create(world)


def _rules(policy: GuildPolicy) -> GuildPolicy:
    policy = queueing(policy)
    policy = watching(
        policy, LENIENT_ID, watch=True, accusations=AccusationHandling.OFF, thresholds=dict.fromkeys(LABELS)
    )
    policy = watching(policy, MACHINES_ID, watch=True, judge_bots=True)
    for channel_id in (STRICT_THREAD_ID, EVIDENCE_ID, FENCE_ID):
        policy = watching(policy, channel_id, watch=True)
    policy = watching(policy, SPARED_THREAD_ID, watch=False)
    return policy.model_copy(update={"exempt_role_ids": frozenset({seed.REGULAR_ROLE_ID})})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("messages"), _rules, stand_in=_town()) as running:
        yield running


async def fence(house: House) -> None:
    """Wait until everything that was written before is judged: messages are, in the order they came."""
    name = a_name()
    newcomer(house).send("fence", claim(name))
    await house.card(name)


# --- ways in which an accusation reaches a reader

Way = Callable[[House, Person, str], object]


def _create(house: House, author: Person, text: str) -> None:
    author.send("politics", text)


def _edit(house: House, author: Person, text: str) -> None:
    author.edit(author.send("politics", HARMLESS), text)


def _edit_of_an_old_message(house: House, author: Person, text: str) -> None:
    """Written while the channel was not watched: the bot never saw it."""
    message = author.send("general", HARMLESS)
    world = house.stand_in.world
    world.forget(message)
    message.channel_id = seed.POLITICS_ID
    world.keep(message)
    author.edit(message, text)


def _reply(house: House, author: Person, text: str) -> None:
    author.reply(house.olive.send("politics", HARMLESS), text)


def _forward(house: House, author: Person, text: str) -> None:
    author.forward(house.olive.send("general", text), "politics")


def _forward_of_a_forward(house: House, author: Person, text: str) -> None:
    author.forward(house.olive.forward(house.olive.send("general", text), "general"), "politics")


def _poll_question(house: House, author: Person, text: str) -> None:
    author.poll("politics", text, ["He should go", "He should stay"])


def _poll_answer(house: House, author: Person, text: str) -> None:
    author.poll("politics", "What is the news?", ["Rain", text.removesuffix(".")[:55]])


def _thread(house: House, author: Person, text: str) -> None:
    author.send(author.thread("politics", "about the port"), text)


def _title(house: House, author: Person, text: str) -> None:
    author.thread("politics", text)


def _title_on_own_message(house: House, author: Person, text: str) -> None:
    author.thread("politics", text, message=author.send("politics", HARMLESS))


def _renamed_thread(house: House, author: Person, text: str) -> None:
    rename(house, author.thread("politics", "about the port"), text)


def _forum_title(house: House, author: Person, text: str) -> None:
    author.thread("proposals", text, "I propose an audit.")


def _forum_body(house: House, author: Person, text: str) -> None:
    author.thread("proposals", "An audit of the port", text)


def _forum_reply(house: House, author: Person, text: str) -> None:
    author.send(house.olive.thread("proposals", "A tram for the harbour", "I propose a tram."), text)


def _renamed_post(house: House, author: Person, text: str) -> None:
    rename(house, author.thread("proposals", "A new pier", "I propose a pier."), text)


def _strict_thread(house: House, author: Person, text: str) -> None:
    author.send("strict", text)


def _without_the_role(house: House, author: Person, text: str) -> None:
    """Somebody whose role is not one of the exempt ones."""
    house.stand_in.world.members[author.id].role_ids.append(seed.MODERATOR_ROLE_ID)
    author.send("politics", text)


def rename(house: House, thread: Channel, name: str) -> None:
    """What a client's "Edit thread" causes."""
    world = house.stand_in.world
    thread.name = name
    world.emit("THREAD_UPDATE", render.channel(world, thread), channel_id=thread.id)


WAYS: list[Way] = [
    _create,
    _edit,
    _edit_of_an_old_message,
    _reply,
    _forward,
    _forward_of_a_forward,
    _poll_question,
    _poll_answer,
    _thread,
    _title,
    _title_on_own_message,
    _renamed_thread,
    _forum_title,
    _forum_body,
    _forum_reply,
    _renamed_post,
    _strict_thread,
    _without_the_role,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
async def test_an_accusation_reaches_the_moderators(house: House, way: Way) -> None:
    author, name = newcomer(house), a_name()
    way(house, author, claim(name))
    card = await house.card(name)
    assert "Accusation" in shown(card)
    assert f"<@{author.id}>" in shown(card)


# --- texts that are no claims, but read all the same


def _file_name(house: House, author: Person, name: str) -> Message:
    file = File(f"you_disgusting_worthless_piece_of_shit_{name}.png", b"\x89PNG")
    return author.send("evidence", "Look.", files=[file])


def _alt_text(house: House, author: Person, name: str) -> Message:
    return author.send("evidence", "At the tram stop.", files=[File("poster.png", b"\x89PNG", abuse(name))])


def _text_file(house: House, author: Person, name: str) -> Message:
    file = File("notes.txt", f"My notes.\n\n{abuse(name)}\n".encode())
    return author.send("evidence", "What I think.", files=[file])


def _file_known_by_its_ending(house: House, author: Person, name: str) -> Message:
    file = File("notes.md", abuse(name).encode("utf-8-sig"), content_type="application/octet-stream")
    return author.send("evidence", files=[file])


def _second_file(house: House, author: Person, name: str) -> Message:
    files = [File("photo.jpg", b"\xff\xd8\xff" * 50), File("why.txt", abuse(name).encode())]
    return author.send("evidence", "Two files.", files=files)


def _forwarded_file(house: House, author: Person, name: str) -> Message:
    original = house.olive.send("general", "Seen elsewhere.", files=[File("why.txt", abuse(name).encode())])
    return author.forward(original, "evidence")


def _sticker(house: House, author: Person, name: str) -> Message:
    return author.sticker("politics", f"fuck you {name} idiot")


def _embed_that_arrives_later(house: House, author: Person, name: str) -> Message:
    message = author.send("evidence", "https://www.courier.example/opinion/77")
    message.embeds = [_preview(abuse(name))]
    posting.changed(house.stand_in.world, message)
    return message


ABUSE: list[Callable[[House, Person, str], Message]] = [
    _file_name,
    _alt_text,
    _text_file,
    _file_known_by_its_ending,
    _second_file,
    _forwarded_file,
    _sticker,
    _embed_that_arrives_later,
]


@pytest.mark.parametrize("way", ABUSE, ids=lambda way: way.__name__.strip("_"))
async def test_abuse_reaches_the_moderators(
    house: House, way: Callable[[House, Person, str], Message]
) -> None:
    author, name = newcomer(house), a_name()
    message = way(house, author, name)
    card = await house.card(name)
    assert "Toxicity" in shown(card)
    assert [one["author_id"] for one in cases_of(house, message)] == [author.id]


async def test_what_a_site_says_in_a_preview_is_not_its_posters_claim(house: House) -> None:
    author, name = newcomer(house), a_name()
    message = author.send("politics", "Have you read the courier today?")
    message.embeds = [_preview(claim(name))]
    posting.changed(house.stand_in.world, message)
    await fence(house)
    assert cases_of(house, message) == []


def _preview(text: str) -> Json:
    return {
        "type": "article",
        "title": "From the courier",
        "description": text,
        "url": "https://www.courier.example/opinion/77",
        "provider": {"name": "The Courier"},
    }


async def test_a_large_or_binary_file_is_left_aside_and_its_message_read(house: House) -> None:
    author, name, hidden = newcomer(house), a_name(), a_name()
    large = File("long.txt", abuse(hidden).encode() + b" \n" * FILE_BYTES)
    binary = File("data.txt", b"\xff\xfe\x00" + abuse(hidden).encode())
    message = author.send("evidence", abuse(name), files=[large, binary])
    await house.card(name)
    assert hidden not in cases_of(house, message)[0]["text"]


async def test_an_attached_document_counts_as_support(house: House) -> None:
    """As the definition has it: a document or picture of the act, attached, is something a reader can look at."""
    author, name = newcomer(house), a_name()
    message = author.send("evidence", claim(name), files=[File("ledger.pdf", b"%PDF-1.4")])
    await unjudged(house, message, name)


async def test_quoted_lines_and_code_are_not_the_authors_claim(house: House) -> None:
    author, name = newcomer(house), a_name()
    message = author.send("politics", f"> {claim(name)}\nWhere did you read that?")
    code = author.send("politics", f"```\n{claim(name)}\n```")
    await fence(house)
    assert cases_of(house, message) == []
    assert cases_of(house, code) == []


# --- who is judged, and where


async def unjudged(house: House, message: Message, name: str) -> None:
    await fence(house)
    assert cases_of(house, message) == []
    assert not [card for card in house.cards() if name in shown(card)]


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
