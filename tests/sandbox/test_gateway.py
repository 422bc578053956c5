"""The gateway, driven by discord.py itself and, where discord.py hides something, by a bare websocket."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import seed
from bot.sandbox.compression import compressor
from bot.sandbox.gateway import Close, Op
from bot.sandbox.membership import add_bot, leave, post_by_webhook
from bot.sandbox.model import Intent
from bot.sandbox.people import File
from bot.sandbox.standin import StandIn
from tests.sandbox.conftest import Login, default_intents, until


async def test_login_and_message_round_trip(standin: StandIn, login: Login) -> None:
    client = await login()
    assert client.user is not None
    assert client.user.name == "Evenhand"
    ada = standin.person("ada")
    sent = ada.send("politics", "The ferry timetable is out.")
    heard = await client.until("message")
    assert (heard.id, heard.content, heard.author.display_name) == (sent.id, sent.content, "Ada")
    assert isinstance(heard.author, discord.Member)
    answer = await heard.reply("Thank you.", mention_author=False)
    assert [one.content for one in ada.sees("politics")] == ["The ferry timetable is out.", "Thank you."]
    assert ada.sees("politics")[-1].id == answer.id


async def test_the_guild_arrives_whole(standin: StandIn, login: Login) -> None:
    client = await login()
    guild = client.get_guild(seed.GUILD_ID)
    assert guild is not None
    assert {channel.name for channel in guild.text_channels} == {"general", "politics", "mod-queue"}
    assert [thread.name for thread in guild.threads] == ["harbour budget"]
    assert [forum.name for forum in guild.forums] == ["proposals"]
    assert guild.me.guild_permissions.moderate_members
    assert not guild.me.guild_permissions.manage_guild
    assert [member.id for member in guild.members] == [seed.BOT_ID]
    assert guild.get_role(seed.MODERATOR_ROLE_ID) > guild.me.top_role


async def test_refused_token(login: Login) -> None:
    with pytest.raises(discord.LoginFailure):
        await login(token="wrong")


async def test_disallowed_intents(login: Login) -> None:
    intents = default_intents()
    intents.members = True
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await login(intents)


async def test_content_is_blank_without_the_intent(standin: StandIn, login: Login) -> None:
    intents = default_intents()
    intents.message_content = False
    client = await login(intents)
    bruno = standin.person("bruno")
    file = File("note.txt", b"hello", "a note")
    plain = bruno.send("politics", "Nobody reads this.", files=[file])
    heard = await client.until("message", lambda message: message.id == plain.id)
    assert (heard.content, heard.attachments) == ("", [])
    forward = bruno.forward(plain, "general")
    heard = await client.until("message", lambda message: message.id == forward.id)
    assert heard.message_snapshots[0].content == ""
    mention = bruno.send("politics", f"<@{seed.BOT_ID}> you read this.")
    heard = await client.until("message", lambda message: message.id == mention.id)
    assert heard.content.endswith("you read this.")
    direct = bruno.dm("And this.")
    heard = await client.until("message", lambda message: message.id == direct.id)
    assert heard.content == "And this."
    poll = bruno.poll("politics", "Tram?", ["yes", "no"])
    heard = await client.until("message", lambda message: message.id == poll.id)
    assert heard.poll is None


async def test_invisible_channels_and_missing_intents_stay_silent(standin: StandIn, login: Login) -> None:
    intents = discord.Intents.none()
    intents.guilds = True
    client = await login(intents)
    standin.person("ada").send("politics", "unheard")
    thread = standin.person("ada").thread("politics", "heard")
    await client.until("thread_create", lambda one: one.id == thread.id)
    assert client.of("message") == []


async def test_edits_and_deletions_uncached(standin: StandIn, login: Login) -> None:
    ada = standin.person("ada")
    before = ada.send("politics", "before the bot came")
    client = await login()
    ada.edit(before, "changed")
    raw = await client.until("raw_message_edit")
    assert raw.message_id == before.id
    assert raw.cached_message is None
    assert raw.message.content == "changed"
    assert before.revisions[0].content == "before the bot came"
    ada.delete(before)
    assert (await client.until("raw_message_delete")).message_id == before.id


async def test_forwards_polls_replies_attachments(standin: StandIn, login: Login) -> None:
    client = await login()
    ada, bruno = standin.person("ada"), standin.person("bruno")
    first = ada.send(
        "general", "The ferry is late.", files=[File("a.png", b"\x89PNG", "a ferry at the quay")]
    )
    heard = await client.until("message", lambda one: one.id == first.id)
    assert heard.attachments[0].description == "a ferry at the quay"
    assert await heard.attachments[0].read() == b"\x89PNG"
    forward = bruno.forward(first, "politics")
    heard = await client.until("message", lambda one: one.id == forward.id)
    assert heard.message_snapshots[0].content == "The ferry is late."
    assert heard.reference.type is discord.MessageReferenceType.forward
    poll = bruno.poll("politics", "New ferry?", ["yes", "no"])
    heard = await client.until("message", lambda one: one.id == poll.id)
    assert [answer.text for answer in heard.poll.answers] == ["yes", "no"]
    reply = bruno.reply(first, "so it is", mention=False)
    heard = await client.until("message", lambda one: one.id == reply.id)
    assert heard.reference.resolved.id == first.id
    assert heard.mentions == []


async def test_a_preview_arrives_later_as_an_update(standin: StandIn, login: Login) -> None:
    client = await login()
    link = f"{standin.url}/articles/harbour-budget.html"
    sent = standin.person("ada").send("politics", f"See {link}")
    raw = await client.until("raw_message_edit", lambda one: one.message_id == sent.id)
    assert raw.message.embeds[0].url == link
    assert raw.message.embeds[0].title
    assert raw.message.edited_at is None


async def test_resume_replays_what_was_missed(standin: StandIn, login: Login) -> None:
    client = await login()
    standin.faults.gateway.lose["MESSAGE_CREATE"] = 1
    missed = standin.person("ada").send("politics", "while the line was down")
    standin.gateway.drop()
    heard = await client.until("message", lambda one: one.id == missed.id)
    assert heard.content == "while the line was down"
    assert len(client.of("message")) == 1
    assert (standin.gateway.resumes, standin.gateway.identifies) == (1, 1)


@pytest.mark.parametrize(("resumable", "identifies"), [(True, 1), (False, 2)])
async def test_invalid_session(standin: StandIn, login: Login, resumable: bool, identifies: int) -> None:
    client = await login()
    standin.gateway.invalidate(resumable=resumable)
    event = "resumed" if resumable else "connect"
    await until(lambda: len(client.of(event)) == (1 if resumable else 2))
    assert standin.gateway.identifies == identifies
    sent = standin.person("ada").send("politics", "still here")
    await client.until("message", lambda one: one.id == sent.id)


async def test_asked_to_reconnect(standin: StandIn, login: Login) -> None:
    client = await login()
    standin.gateway.ask_reconnect()
    await client.until("resumed")
    assert standin.gateway.identifies == 1


async def test_a_refused_resume_identifies_anew(standin: StandIn, login: Login) -> None:
    client = await login()
    standin.faults.gateway.refuse_resume = 1
    standin.gateway.drop()
    await until(lambda: len(client.of("ready")) == 2)
    assert (standin.gateway.resumes, standin.gateway.identifies) == (1, 2)


async def test_duplicate_and_reordered_events(standin: StandIn, login: Login) -> None:
    client = await login()
    ada = standin.person("ada")
    standin.faults.gateway.duplicate["MESSAGE_CREATE"] = 1
    twice = ada.send("politics", "twice")
    await until(lambda: [one.id for one in client.of("message")] == [twice.id, twice.id])
    standin.faults.gateway.swap["MESSAGE_CREATE"] = 1
    first, second = ada.send("politics", "first"), ada.send("politics", "second")
    await until(lambda: [one.id for one in client.of("message")[2:]] == [second.id, first.id])


async def test_a_left_over_session_takes_no_orders(standin: StandIn, login: Login) -> None:
    await (await login()).close()
    await until(lambda: not standin.world.bot_online)
    client = await login()
    standin.faults.gateway.duplicate["MESSAGE_CREATE"] = 1
    standin.person("ada").send("politics", "twice")
    await until(lambda: len(client.of("message")) == 2)


async def test_bots_webhooks_stickers_and_system_messages(standin: StandIn, login: Login) -> None:
    client = await login()
    add_bot(standin.world, "newsbot", "Newsbot")
    theirs = standin.person("newsbot").send("politics", "headline")
    heard = await client.until("message", lambda one: one.id == theirs.id)
    assert (heard.author.bot, heard.webhook_id) == (True, None)
    hook = post_by_webhook(standin.world, standin.world.channels[seed.POLITICS_ID], "Ticker", "tick")
    heard = await client.until("message", lambda one: one.id == hook.id)
    assert (heard.author.name, heard.webhook_id) == ("Ticker", hook.webhook_id)
    sticker = standin.person("ada").sticker("politics", "A shouting goose")
    heard = await client.until("message", lambda one: one.id == sticker.id)
    assert [one.name for one in heard.stickers] == ["A shouting goose"]
    thread = standin.person("ada").thread("politics", "no message")
    heard = await client.until("message", lambda one: one.type is discord.MessageType.thread_created)
    assert (heard.is_system(), heard.content, heard.reference.channel_id) == (True, "no message", thread.id)
    standin.person("ada").thread("politics", "on a message", message=theirs)
    heard = await client.until("message", lambda one: one.type is discord.MessageType.thread_starter_message)
    assert heard.reference.resolved.id == theirs.id


async def test_a_member_leaves(standin: StandIn, login: Login) -> None:
    client = await login()
    leave(standin.world, seed.ADA_ID)
    guild = client.get_guild(seed.GUILD_ID)
    assert guild is not None
    with pytest.raises(discord.NotFound):
        await guild.fetch_member(seed.ADA_ID)
    with pytest.raises(discord.Forbidden):
        await (await client.fetch_user(seed.ADA_ID)).send("gone?")


async def test_online_status_follows_the_bot(standin: StandIn, login: Login) -> None:
    assert not standin.world.bot_online
    client = await login()
    assert standin.world.bot_online
    await client.close()
    await until(lambda: not standin.world.bot_online)


@pytest.mark.parametrize(("code", "kept"), [(1000, 0), (4000, 1)])
async def test_a_normal_close_ends_the_session(standin: StandIn, code: int, kept: int) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(standin.gateway_url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": Op.IDENTIFY, "d": IDENTIFY})
        await until(lambda: standin.world.bot_online)
        await socket.close(code=code)
        await until(lambda: not standin.world.bot_online)
        assert len(standin.gateway.sessions) == kept


IDENTIFY: dict[str, Any] = {"token": "sandbox", "intents": int(Intent.GUILDS), "properties": {}}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"op": Op.IDENTIFY, "d": IDENTIFY | {"token": "wrong"}}, Close.AUTHENTICATION_FAILED),
        (
            {"op": Op.IDENTIFY, "d": IDENTIFY | {"intents": int(Intent.GUILD_MEMBERS)}},
            Close.DISALLOWED_INTENTS,
        ),
        ({"op": Op.IDENTIFY, "d": IDENTIFY | {"shard": [3, 2]}}, Close.INVALID_SHARD),
        (
            {"op": Op.RESUME, "d": {"token": "wrong", "session_id": "x", "seq": 1}},
            Close.AUTHENTICATION_FAILED,
        ),
        ({"op": Op.PRESENCE, "d": {}}, Close.NOT_AUTHENTICATED),
        ({"op": 99, "d": {}}, Close.DECODE_ERROR),
        ("no json", Close.DECODE_ERROR),
        ({"op": Op.IDENTIFY, "d": IDENTIFY | {"padding": "x" * 5000}}, Close.DECODE_ERROR),
    ],
)
async def test_close_codes(standin: StandIn, payload: Any, code: Close) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(standin.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == Op.HELLO
        await socket.send_str(payload if isinstance(payload, str) else json.dumps(payload))
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == code


async def test_heartbeats_and_sequence_without_compression(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(standin.gateway_url) as socket:
        hello = await socket.receive_json()
        assert hello["d"]["heartbeat_interval"] == 41250
        await socket.send_json({"op": Op.HEARTBEAT, "d": None})
        assert (await socket.receive_json())["op"] == Op.HEARTBEAT_ACK
        await socket.send_json({"op": Op.IDENTIFY, "d": IDENTIFY})
        ready, guild = await socket.receive_json(), await socket.receive_json()
        assert [ready["t"], ready["s"], guild["t"], guild["s"]] == ["READY", 1, "GUILD_CREATE", 2]
        assert ready["d"]["resume_gateway_url"] == standin.gateway_url
        await socket.send_json({"op": Op.IDENTIFY, "d": IDENTIFY})
        await socket.receive()
        assert socket.close_code == Close.ALREADY_AUTHENTICATED


async def test_a_silent_client_is_closed(standin: StandIn) -> None:
    standin.gateway.heartbeat_interval_ms = 20
    async with aiohttp.ClientSession() as session, session.ws_connect(standin.gateway_url) as socket:
        await socket.receive_json()
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == Close.UNKNOWN_ERROR


async def test_too_many_payloads_are_refused(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(standin.gateway_url) as socket:
        for _ in range(121):
            await socket.send_json({"op": Op.HEARTBEAT, "d": None})
        while (await socket.receive()).type is aiohttp.WSMsgType.TEXT:
            pass
        assert socket.close_code == Close.RATE_LIMITED


async def test_unknown_compression_is_refused(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{standin.url}/gateway?compress=lzma-stream")
        assert answer.status == 400


async def test_zstd_is_spoken_or_refused_plainly() -> None:
    zstd = pytest.importorskip("zstandard", reason="no zstd module in this Python")
    compress = compressor("zstd-stream")
    assert compress is not None
    stream = zstd.ZstdDecompressor().decompressobj()
    assert [stream.decompress(compress(text)) for text in (b"one", b"two")] == [b"one", b"two"]


async def test_members_are_given_on_request(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(standin.gateway_url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": Op.IDENTIFY, "d": IDENTIFY})
        await socket.receive_json()
        await socket.receive_json()
        request = {"guild_id": str(seed.GUILD_ID), "user_ids": [str(seed.ADA_ID)], "nonce": "n1"}
        await socket.send_json({"op": Op.REQUEST_MEMBERS, "d": request})
        chunk = (await asyncio.wait_for(socket.receive_json(), 5))["d"]
        assert [one["user"]["username"] for one in chunk["members"]] == ["ada.winter"]
        assert chunk["nonce"] == "n1"
