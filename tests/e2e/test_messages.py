"""What a reader sees, the bot reads: every kind of text on its way from a client to a card, and whose is left alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.sandbox import posting, render, seed
from bot.sandbox.model import Channel, Json, Message
from bot.sandbox.people import File, Person
from bot.ui.files import FILE_BYTES
from tests.e2e.harness import HARMLESS, House, shown
from tests.e2e.town import a_name, abuse, cases_of, claim, newcomer, shared_house
from tests.e2e.watched import fence, unjudged, watched_rules, watched_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(
        tmp_path_factory.mktemp("messages"), watched_rules, stand_in=watched_town()
    ) as running:
        yield running


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
