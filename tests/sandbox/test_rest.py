"""REST through discord.py: sending, faults, permissions, hierarchy, threads, direct messages."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import errors, seed
from bot.sandbox.model import Overwrite
from bot.sandbox.people import NotAllowed
from bot.sandbox.permissions import Permission
from bot.sandbox.snowflakes import snowflake_at
from bot.sandbox.standin import StandIn
from tests.sandbox.conftest import Client, Login

SEND = r"^/channels/\d+/messages$"


def channel(client: Client, channel_id: int = seed.POLITICS_ID) -> discord.TextChannel:
    found = client.get_channel(channel_id)
    assert isinstance(found, discord.TextChannel)
    return found


async def test_send_edit_read_delete(standin: StandIn, login: Login) -> None:
    client = await login()
    embed = discord.Embed(title="A card", description="with text").add_field(name="a", value="b")
    sent = await channel(client).send(
        "hello", embed=embed, file=discord.File(io.BytesIO(b"x"), "x.txt", description="alt")
    )
    assert sent.attachments[0].description == "alt"
    fetched = await channel(client).fetch_message(sent.id)
    assert fetched.embeds[0].fields[0].value == "b"
    await sent.edit(content="changed", attachments=[])
    assert (await channel(client).fetch_message(sent.id)).attachments == []
    await sent.delete()
    with pytest.raises(discord.NotFound) as caught:
        await channel(client).fetch_message(sent.id)
    assert caught.value.code == errors.UNKNOWN_MESSAGE


async def test_history_pages(standin: StandIn, login: Login) -> None:
    client = await login()
    ada = standin.person("ada")
    sent = [ada.send("politics", f"message {number}") for number in range(130)]
    listed = [one.id async for one in channel(client).history(limit=None, oldest_first=True)]
    assert listed == [one.id for one in sent]
    around = [one.id async for one in channel(client).history(limit=3, around=sent[50])]
    assert sorted(around) == [sent[49].id, sent[50].id, sent[51].id]


async def test_an_enforced_nonce_sends_once(standin: StandIn, login: Login) -> None:
    client = await login()
    first = await channel(client).send("once", nonce="outbox-1")
    second = await channel(client).send("once", nonce="outbox-1")
    other = await channel(client).send("once", nonce="outbox-2")
    assert first.id == second.id != other.id
    assert first.nonce == "outbox-1"


async def test_a_429_with_via_is_waited_for(standin: StandIn, login: Login) -> None:
    client = await login()
    fault = standin.faults.rate_limit("POST", SEND, times=2, retry_after=0.01)
    await channel(client).send("patient")
    assert len(fault.caught) == 2
    limited = standin.faults.rate_limit("POST", SEND, retry_after=0.01, is_global=True)
    await channel(client).send("patient")
    assert limited.times == 0


async def test_a_429_without_via_raises_at_once(standin: StandIn, login: Login) -> None:
    client = await login()
    standin.faults.rate_limit("POST", SEND, via=False)
    with pytest.raises(discord.HTTPException) as caught:
        await channel(client).send("impatient")
    assert caught.value.status == 429
    assert standin.world.history(seed.POLITICS_ID) == []


@pytest.mark.parametrize("status", [500, 502])
async def test_some_server_errors_are_tried_again(standin: StandIn, login: Login, status: int) -> None:
    client = await login()
    standin.faults.status(status, "POST", SEND)
    await channel(client).send("again")
    assert len(standin.world.history(seed.POLITICS_ID)) == 1


async def test_a_503_is_not_tried_again(standin: StandIn, login: Login) -> None:
    client = await login()
    standin.faults.status(503, "POST", SEND)
    with pytest.raises(discord.DiscordServerError):
        await channel(client).send("once")
    assert standin.world.history(seed.POLITICS_ID) == []


@pytest.mark.parametrize(("after", "kept"), [(False, 0), (True, 1)])
async def test_a_dropped_connection(standin: StandIn, login: Login, after: bool, kept: int) -> None:
    client = await login()
    standin.faults.drop("POST", SEND, after=after)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel(client).send("lost?")
    assert len(standin.world.history(seed.POLITICS_ID)) == kept


async def test_a_delayed_answer_arrives(standin: StandIn, login: Login) -> None:
    client = await login()
    fault = standin.faults.delay(0.01, "POST", SEND)
    await channel(client).send("late")
    assert fault.caught
    standin.faults.status(500)
    standin.faults.clear()
    await channel(client).send("on time")


async def code_of(work: Any) -> int:
    with pytest.raises(discord.HTTPException) as caught:
        await work
    return caught.value.code


async def test_permissions_of_the_bot(standin: StandIn, login: Login) -> None:
    client = await login()
    ada = standin.person("ada")
    politics = standin.world.channels[seed.POLITICS_ID]
    message = ada.send("politics", "hello")

    def deny(*bits: Permission) -> None:
        politics.overwrites = [Overwrite(seed.BOT_ROLE_ID, 0, 0, sum(bits))] if bits else []

    deny(Permission.SEND_MESSAGES)
    assert await code_of(channel(client).send("x")) == errors.MISSING_PERMISSIONS
    deny(Permission.EMBED_LINKS)
    assert await code_of(channel(client).send(embed=discord.Embed(title="x"))) == errors.MISSING_PERMISSIONS
    await channel(client).send("plain text may pass")
    deny(Permission.ATTACH_FILES)
    assert (
        await code_of(channel(client).send(file=discord.File(io.BytesIO(b"x"), "x")))
        == errors.MISSING_PERMISSIONS
    )
    deny(Permission.MANAGE_MESSAGES)
    assert (
        await code_of(client.http.delete_message(seed.POLITICS_ID, message.id)) == errors.MISSING_PERMISSIONS
    )
    deny(Permission.READ_MESSAGE_HISTORY)
    assert await code_of(channel(client).fetch_message(message.id)) == errors.MISSING_PERMISSIONS
    assert await client.http.logs_from(seed.POLITICS_ID, 10) == []
    deny(Permission.VIEW_CHANNEL)
    assert await code_of(channel(client).send("x")) == errors.MISSING_ACCESS
    deny()
    await client.http.delete_message(seed.POLITICS_ID, message.id, reason="a reason with ünïcode")
    assert standin.world.audit[-1].reason == "a reason with ünïcode"
    assert await code_of(
        client.http.edit_message(seed.POLITICS_ID, (ada.send("politics", "mine")).id, params=_edit())
    ) == (errors.CANNOT_EDIT_OTHERS)


def _edit() -> Any:
    return discord.http.handle_message_parameters(content="x")


async def test_timeouts_and_the_hierarchy(standin: StandIn, login: Login) -> None:
    client = await login()
    guild = client.get_guild(seed.GUILD_ID)
    assert guild is not None
    ada = await guild.fetch_member(seed.ADA_ID)
    until = discord.utils.utcnow() + timedelta(minutes=10)
    await ada.timeout(until, reason="calm down")
    assert standin.world.audit[-1].action == "timeout"
    with pytest.raises(NotAllowed):
        standin.person("ada").send("politics", "but I")
    assert standin.person("ada").sees("politics") == []
    await (await guild.fetch_member(seed.ADA_ID)).timeout(None)
    standin.person("ada").send("politics", "thank you")
    assert await code_of(ada.timeout(discord.utils.utcnow() + timedelta(days=29))) == errors.INVALID_FORM_BODY
    for above in (seed.MARA_ID, seed.OLIVE_ID):
        member = await guild.fetch_member(above)
        assert await code_of(member.timeout(until)) == errors.MISSING_PERMISSIONS
    standin.world.roles[seed.BOT_ROLE_ID].permissions &= ~(Permission.KICK_MEMBERS | Permission.BAN_MEMBERS)
    assert await code_of(ada.kick()) == errors.MISSING_PERMISSIONS
    assert await code_of(ada.ban()) == errors.MISSING_PERMISSIONS
    assert await code_of(guild.fetch_member(seed.GUILD_ID)) == errors.UNKNOWN_MEMBER


async def test_kick_and_ban(standin: StandIn, login: Login) -> None:
    client = await login()
    guild = client.get_guild(seed.GUILD_ID)
    assert guild is not None
    await (await guild.fetch_member(seed.ADA_ID)).kick(reason="spam")
    assert seed.ADA_ID not in standin.world.members
    bruno = await guild.fetch_member(seed.BRUNO_ID)
    await bruno.ban(delete_message_seconds=0, reason="spam again")
    assert (await guild.fetch_ban(bruno)).reason == "spam again"
    await guild.unban(bruno)
    assert await code_of(guild.fetch_ban(bruno)) == errors.UNKNOWN_BAN


async def test_a_ban_takes_what_was_written_in_its_window(standin: StandIn, login: Login) -> None:
    client = await login()
    old, new = standin.person("bruno").send("politics", "old"), standin.person("bruno").send("general", "new")
    kept = standin.person("ada").send("politics", "by somebody else")
    old.timestamp -= timedelta(hours=2)
    guild = client.get_guild(seed.GUILD_ID)
    assert guild is not None
    bruno = discord.Object(seed.BRUNO_ID)
    await guild.ban(bruno, delete_message_seconds=3600)
    left = {one.id for where in (seed.POLITICS_ID, seed.GENERAL_ID) for one in standin.world.history(where)}
    assert left == {old.id, kept.id}
    assert new.id not in left


async def test_slow_mode_is_set_and_taken_back(standin: StandIn, login: Login) -> None:
    client = await login()
    politics = standin.world.channels[seed.POLITICS_ID]
    await channel(client).edit(slowmode_delay=30, reason="calm")
    assert politics.slowmode == 30
    assert standin.world.audit[-1].detail == {"rate_limit_per_user": 30}
    assert await code_of(channel(client).edit(slowmode_delay=21_601)) == errors.INVALID_FORM_BODY
    await channel(client).edit(slowmode_delay=0)
    assert politics.slowmode == 0
    standin.world.roles[seed.BOT_ROLE_ID].permissions &= ~Permission.MANAGE_CHANNELS
    assert await code_of(channel(client).edit(slowmode_delay=5)) == errors.MISSING_PERMISSIONS


async def test_a_thread_is_locked_by_those_who_may(standin: StandIn, login: Login) -> None:
    client = await login()
    budget = standin.world.channels[seed.BUDGET_THREAD_ID]
    thread = await client.fetch_channel(budget.id)
    assert isinstance(thread, discord.Thread)
    await thread.edit(locked=True)
    with pytest.raises(NotAllowed):
        standin.person("ada").send(budget, "but I")
    await thread.edit(archived=True)
    assert await code_of(thread.edit(locked=False)) == errors.THREAD_ARCHIVED
    await thread.edit(archived=False, locked=False)
    standin.person("ada").send(budget, "thank you")
    standin.world.roles[seed.BOT_ROLE_ID].permissions &= ~Permission.MANAGE_THREADS
    assert await code_of(thread.edit(locked=True)) == errors.MISSING_PERMISSIONS
    own = await (await channel(client).send("topic")).create_thread(name="ours")
    assert await code_of(own.edit(locked=True)) == errors.MISSING_PERMISSIONS


async def test_a_role_is_mentioned_where_it_may_be(standin: StandIn, login: Login) -> None:
    client = await login()
    world = standin.world
    for mentionable in (True, False):
        world.roles[seed.MODERATOR_ROLE_ID].mentionable = mentionable
        only = discord.AllowedMentions(
            everyone=False, users=False, roles=[discord.Object(seed.MODERATOR_ROLE_ID)]
        )
        text = f"<@&{seed.MODERATOR_ROLE_ID}> <@&{seed.ADMIN_ROLE_ID}>"
        await channel(client).send(text, allowed_mentions=only)
        found = world.history(seed.POLITICS_ID)[-1].mention_role_ids
        assert found == ([seed.MODERATOR_ROLE_ID] if mentionable else [])


async def test_closed_direct_messages(standin: StandIn, login: Login) -> None:
    client = await login()
    ada = standin.person("ada")
    user = await client.fetch_user(ada.id)
    await user.send("hello")
    ada.set_dms(open=False)
    assert await code_of(user.send("hello?")) == errors.CANNOT_SEND_TO_USER
    assert [one.content for one in ada.sees(standin.world.dm_channel(ada.id))] == ["hello"]


async def test_threads_forums_and_titles(standin: StandIn, login: Login) -> None:
    client = await login()
    ada = standin.person("ada")
    post = ada.thread("proposals", "Free ferry rides", "For everyone under 18.")
    heard = await client.until("thread_create", lambda one: one.id == post.id)
    assert (heard.name, heard.parent.name) == ("Free ferry rides", "proposals")
    first = await client.until("message", lambda one: one.id == post.id)
    assert (first.content, first.channel.name) == ("For everyone under 18.", "Free ferry rides")
    await heard.send("noted")
    start = ada.send("politics", "about the quay")
    thread = ada.thread("politics", "the quay", "more here", message=start)
    assert thread.id == start.id
    raw = await client.until("raw_message_edit", lambda one: one.message_id == start.id)
    assert raw.message.flags.has_thread
    with pytest.raises(NotAllowed):
        ada.thread("politics", "again", message=start)
    guild = client.get_guild(seed.GUILD_ID)
    assert guild is not None
    assert {one.name for one in await guild.active_threads()} == {
        "harbour budget",
        "Free ferry rides",
        "the quay",
    }


async def test_the_bot_opens_threads_where_it_may(standin: StandIn, login: Login) -> None:
    client = await login()
    sent = await channel(client).send("topic")
    thread = await sent.create_thread(name="a topic")
    assert standin.world.channels[thread.id].name == "a topic"
    await thread.edit(name="another topic", archived=True)
    assert standin.world.channels[thread.id].archived
    forum = client.get_channel(seed.PROPOSALS_ID)
    assert isinstance(forum, discord.ForumChannel)
    post = await forum.create_thread(
        name="from the bot", content="hello", applied_tags=forum.available_tags[:1]
    )
    assert post.message.id == post.thread.id
    await thread.join()
    await thread.leave()
    standin.world.roles[seed.BOT_ROLE_ID].permissions &= ~Permission.MANAGE_CHANNELS
    assert await code_of(channel(client).edit(name="renamed")) == errors.MISSING_PERMISSIONS


async def test_bulk_deletion(standin: StandIn, login: Login) -> None:
    client = await login()
    sent = [standin.person("ada").send("politics", str(number)) for number in range(3)]
    await client.http.delete_messages(seed.POLITICS_ID, [one.id for one in sent[:2]])
    assert (await client.until("raw_bulk_message_delete")).message_ids == {sent[0].id, sent[1].id}
    assert (
        await code_of(client.http.delete_messages(seed.POLITICS_ID, [sent[2].id])) == errors.BULK_DELETE_COUNT
    )
    old = snowflake_at(discord.utils.utcnow() - timedelta(days=15))
    ids = [old, old + 1]
    assert await code_of(client.http.delete_messages(seed.POLITICS_ID, ids)) == errors.BULK_DELETE_AGE


async def test_reactions_and_poll_votes(standin: StandIn, login: Login) -> None:
    intents = discord.Intents(guilds=True, messages=True, message_content=True, reactions=True, polls=True)
    client = await login(intents)
    ada, bruno = standin.person("ada"), standin.person("bruno")
    message = ada.send("politics", "react")
    bruno.react(message, "👍")
    assert str((await client.until("raw_reaction_add")).emoji) == "👍"
    await channel(client).get_partial_message(message.id).add_reaction("👀")
    assert (await channel(client).fetch_message(message.id)).reactions[1].me
    bruno.react(message, "👍")
    assert (await client.until("raw_reaction_remove")).user_id == bruno.id
    poll = ada.poll("politics", "Tram or ferry?", ["tram", "ferry"])
    bruno.vote(poll, 2)
    assert (await client.until("raw_poll_vote_add")).answer_id == 2
    bruno.vote(poll, 1)
    assert (await client.until("raw_poll_vote_remove")).answer_id == 2
    assert poll.poll is not None
    assert poll.poll.votes == {1: {bruno.id}, 2: set()}


async def test_mentions_follow_allowed_mentions(standin: StandIn, login: Login) -> None:
    client = await login()
    text = f"<@{seed.ADA_ID}> <@&{seed.MODERATOR_ROLE_ID}> @everyone"
    silent = await channel(client).send(text, allowed_mentions=discord.AllowedMentions.none())
    assert (silent.mentions, silent.role_mentions, silent.mention_everyone) == ([], [], False)
    loud = await channel(client).send(text)
    assert [one.id for one in loud.mentions] == [seed.ADA_ID]
    assert not loud.mention_everyone, "the bot has no Mention Everyone"


async def test_unknown_routes_are_recorded(standin: StandIn) -> None:
    async with aiohttp.ClientSession(headers={"Authorization": "Bot sandbox"}) as session:
        answer = await session.get(f"{standin.api_url}/stage-instances/1")
        assert (answer.status, await answer.json()) == (404, {"message": "404: Not Found", "code": 0})
    assert standin.unhandled == ["GET /api/v10/stage-instances/1"]
    standin.unhandled.clear()
    for observer in standin.observers:
        getattr(observer, "violations", []).clear()


async def test_plain_answers(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{standin.api_url}/users/@me")
        assert answer.status == 401
        answer = await session.get(f"{standin.api_url}/gateway")
        assert answer.headers["Content-Type"] == "application/json"
        assert (await answer.json())["url"] == standin.gateway_url
        headers = {"Authorization": "Bot sandbox", "Content-Type": "application/json"}
        url = f"{standin.api_url}/channels/{seed.POLITICS_ID}/messages"
        answer = await session.post(url, data=b"{", headers=headers)
        assert (answer.status, (await answer.json())["code"]) == (400, errors.INVALID_JSON)
        answer = await session.get(f"{standin.api_url}/channels/nonsense", headers=headers)
        assert (answer.status, (await answer.json())["code"]) == (400, errors.INVALID_FORM_BODY)
        answer = await session.get(f"{standin.api_url}/channels/1", headers=headers)
        assert (answer.status, (await answer.json())["code"]) == (404, errors.UNKNOWN_CHANNEL)


async def test_only_loopback_is_listened_on() -> None:
    with pytest.raises(ValueError, match="loopback"):
        await StandIn.create().start(host="0.0.0.0")


async def test_requests_at_the_same_time(standin: StandIn, login: Login) -> None:
    client = await login()
    await asyncio.gather(*(channel(client).send(str(number)) for number in range(30)))
    assert len(standin.world.history(seed.POLITICS_ID)) == 30
