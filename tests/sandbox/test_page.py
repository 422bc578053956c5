"""The page's API: what each person sees, what happens to them, what they may do, and who may ask at all."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from bot.sandbox import seed
from bot.sandbox.standin import StandIn
from tests.sandbox.conftest import WAIT, Login, until


async def state(standin: StandIn, who: str) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{standin.url}/page/state?as={who}") as answer,
    ):
        assert answer.status == 200
        data: dict[str, Any] = await answer.json()
        return data


async def do(standin: StandIn, who: str, body: Any, status: int = 200) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{standin.url}/page/act?as={who}", json=body) as answer,
    ):
        data: dict[str, Any] = await answer.json()
        assert answer.status == status, data
        return data


class Watch:
    """A page's websocket; keeps what came."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.came: list[dict[str, Any]] = []

    async def until(self, name: str) -> dict[str, Any]:
        async with asyncio.timeout(WAIT):
            while True:
                event = json.loads(await self.socket.receive_str())
                self.came.append(event)
                if event["t"] == name:
                    found: dict[str, Any] = event["d"]
                    return found


async def test_state_shows_what_a_person_may_see(standin: StandIn) -> None:
    standin.person("mara").send("mod-queue", "for moderators")
    ada, mara = await state(standin, "ada"), await state(standin, str(seed.MARA_ID))
    assert [one["name"] for one in ada["channels"]] == ["general", "politics", "proposals", "harbour budget"]
    assert "mod-queue" in [one["name"] for one in mara["channels"]]
    assert str(seed.MOD_QUEUE_ID) not in ada["messages"]
    assert [one["key"] for one in ada["people"] if one["playable"]] == [
        "ada",
        "bruno",
        "mara",
        "milo",
        "olive",
    ]
    assert mara["messages"][str(seed.MOD_QUEUE_ID)][0]["content"] == "for moderators"
    assert ada["bot"]["online"] is False
    assert {one["key"]: one["color"] for one in ada["people"]}["mara"] == "#3498DB"


async def test_everything_a_person_can_write(standin: StandIn) -> None:
    data = base64.b64encode(b"hello").decode()
    files = [{"filename": "a.txt", "description": "a note", "data": data}]
    sent = (
        await do(standin, "ada", {"do": "send", "channel": "politics", "content": "x", "attachments": files})
    )["message"]
    async with aiohttp.ClientSession() as session, session.get(sent["attachments"][0]["url"]) as answer:
        assert (await answer.read(), answer.content_type) == (b"hello", "text/plain")
    at = {"channel": "politics", "message": sent["id"]}
    reply = (await do(standin, "bruno", {"do": "reply", **at, "content": "y"}))["message"]
    assert reply["referenced_message"]["id"] == sent["id"]
    assert (await do(standin, "ada", {"do": "edit", **at, "content": "z"}))["message"]["content"] == "z"
    await do(standin, "bruno", {"do": "react", **at, "emoji": "👍"})
    forward = (await do(standin, "bruno", {"do": "forward", **at, "to": "general"}))["message"]
    assert forward["message_snapshots"][0]["message"]["content"] == "z"
    poll = (
        await do(
            standin, "ada", {"do": "poll", "channel": "politics", "question": "?", "answers": ["a", "b"]}
        )
    )["message"]
    await do(standin, "bruno", {"do": "vote", "channel": "politics", "message": poll["id"], "answer": 2})
    shown = (await state(standin, "bruno"))["messages"][str(seed.POLITICS_ID)][-1]
    assert shown["poll"]["results"]["answer_counts"] == [{"id": 2, "count": 1, "me_voted": True}]
    thread = (
        await do(standin, "ada", {"do": "thread", "channel": "proposals", "name": "n", "content": "c"})
    )["channel"]
    assert (thread["type"], thread["can_send"]) == (11, True)
    await do(standin, "ada", {"do": "delete", **at})
    assert (await do(standin, "ada", {"do": "dm", "content": "hello bot"}))["message"][
        "content"
    ] == "hello bot"
    assert await do(standin, "ada", {"do": "dm-toggle", "open": False}) == {"ok": True, "dms_open": False}
    assert (await state(standin, "ada"))["dms_open"] is False


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"do": "fly"}),
        (400, ["send"]),
        (400, {"do": "send"}),
        (400, {"do": "send", "channel": "politics", "content": 7}),
        (400, {"do": "send", "channel": "politics", "attachments": [7]}),
        (400, {"do": "send", "channel": "politics", "attachments": [{"filename": "x", "data": "%%"}]}),
        (400, {"do": "edit", "channel": "politics", "message": "x", "content": "y"}),
        (400, {"do": "command", "channel": "politics", "name": "x", "options": []}),
        (400, {"do": "modal", "interaction": "1", "values": {}}),
        (400, {"do": "poll", "channel": "politics", "question": "?", "answers": ["a"], "hours": "x"}),
        (403, {"do": "poll", "channel": "politics", "question": "?", "answers": []}),
        (403, {"do": "send", "channel": "mod-queue", "content": "x"}),
        (403, {"do": "send", "channel": "politics", "content": "x" * 2001}),
        (403, {"do": "send", "channel": "politics", "content": " "}),
        (403, {"do": "edit", "channel": "politics", "message": "1", "content": "y"}),
        (403, {"do": "command", "channel": "politics", "name": "missing"}),
        (403, {"do": "thread", "channel": "proposals", "name": "no first message"}),
    ],
)
async def test_bad_deeds_are_refused_with_a_sentence(standin: StandIn, status: int, body: Any) -> None:
    answer = await do(standin, "ada", body, status)
    assert answer["error"]
    assert standin.world.messages == {} or not any(standin.world.messages.values())


@pytest.mark.parametrize("who", ["", "nobody", "evenhand", "99"])
async def test_nobody_else_can_be_played(standin: StandIn, who: str) -> None:
    await do(standin, who, {"do": "send", "channel": "politics", "content": "x"}, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "127.0.0.1.evil.example"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/page/state?as=ada", "/page/ws?as=ada", "/gateway", "/api/v10/gateway", "/"]
)
async def test_other_web_pages_are_refused(standin: StandIn, headers: dict[str, str], path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(standin.url + path, headers=headers) as answer:
        assert answer.status == 403


async def test_its_own_origin_is_welcome_and_forms_are_not(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{standin.url}/page/state?as=ada", headers={"Origin": standin.url})
        assert answer.status == 200
        answer = await session.post(f"{standin.url}/page/act?as=ada", data={"do": "send"})
        assert answer.status == 415


async def test_articles_and_attachments_are_served_safely(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        for slug in ("harbour-budget", "night-trams"):
            answer = await session.get(f"{standin.url}/articles/{slug}.html")
            assert (answer.status, answer.content_type) == (200, "text/html")
        for path in (
            "/articles/../seed.py",
            "/articles/%2e%2e/seed.py",
            "/attachments/1/2/x",
            "/attachments/1/x/x",
        ):
            assert (await session.get(standin.url + path)).status == 404
        data = base64.b64encode(b"<script>").decode()
        body = {"do": "send", "channel": "politics", "attachments": [{"filename": "x.html", "data": data}]}
        sent = (await do(standin, "ada", body))["message"]
        answer = await session.get(sent["attachments"][0]["url"])
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_events_reach_only_those_who_see_them(standin: StandIn) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{standin.url}/page/ws?as=ada") as ada_socket,
        session.ws_connect(f"{standin.url}/page/ws?as=mara") as mara_socket,
    ):
        ada, mara = Watch(ada_socket), Watch(mara_socket)
        await ada.until("READY")
        await mara.until("READY")
        standin.person("milo").send("mod-queue", "secret")
        standin.person("bruno").dm("between us")
        public = standin.person("bruno").send("politics", "public")
        assert (await mara.until("MESSAGE_CREATE"))["content"] == "secret"
        assert (await ada.until("MESSAGE_CREATE"))["content"] == "public"
        assert (await mara.until("MESSAGE_CREATE"))["content"] == "public"
        standin.person("bruno").edit(public, "changed")
        assert (await ada.until("MESSAGE_UPDATE"))["content"] == "changed"
        standin.person("bruno").thread("politics", "a thread")
        assert (await ada.until("THREAD_CREATE"))["can_send"] is True
        standin.person("bruno").delete(public)
        assert (await ada.until("MESSAGE_DELETE"))["id"] == str(public.id)


async def test_the_bot_seen_from_the_page(standin: StandIn, login: Login) -> None:
    class Form(ui.Modal, title="Form"):
        field: ui.TextInput[Any] = ui.TextInput(label="Text", custom_id="field")

        async def on_submit(self, interaction: discord.Interaction) -> None:
            await interaction.response.send_message(f"got {self.field.value}", ephemeral=True)

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{standin.url}/page/ws?as=ada") as socket,
    ):
        ada = Watch(socket)
        await ada.until("READY")
        client = await login()
        assert await ada.until("BOT_STATUS") == {"online": True}

        @client.tree.command(name="form", description="Opens a form")
        async def form(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Form())

        @app_commands.default_permissions(manage_guild=True)
        @client.tree.command(name="hidden", description="For managers")
        async def hidden(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("x")

        await client.tree.sync()
        assert [one["name"] for one in (await ada.until("COMMANDS_UPDATE"))["commands"]] == ["form"]
        started = await do(standin, "ada", {"do": "command", "channel": "politics", "name": "form"})
        modal = await ada.until("MODAL")
        assert (modal["interaction_id"], modal["title"]) == (started["interaction"], "Form")
        assert (await state(standin, "ada"))["modal"] == modal
        await ada.until("INTERACTION_SUCCESS")
        body = {"do": "modal", "interaction": modal["interaction_id"], "values": {"field": "text"}}
        await do(standin, "ada", body)
        answer = await ada.until("MESSAGE_CREATE")
        assert (answer["content"], answer["flags"] & 64) == ("got text", 64)
        assert str(seed.POLITICS_ID) in (await state(standin, "ada"))["messages"]
        assert (await state(standin, "bruno"))["messages"][str(seed.POLITICS_ID)] == []
        await do(standin, "ada", {"do": "delete", "channel": "politics", "message": answer["id"]})
        channel = client.get_channel(seed.POLITICS_ID)
        assert isinstance(channel, discord.TextChannel)
        async with channel.typing():
            assert (await ada.until("TYPING_START"))["user_id"] == str(seed.BOT_ID)
        until_then = discord.utils.utcnow() + discord.utils.datetime.timedelta(minutes=5)
        guild = client.get_guild(seed.GUILD_ID)
        assert guild is not None
        await (await guild.fetch_member(seed.ADA_ID)).timeout(until_then)
        told = await ada.until("GUILD_MEMBER_UPDATE")
        assert told["member"]["communication_disabled_until"]
        await client.close()
        assert await ada.until("BOT_STATUS") == {"online": False}


async def test_an_interaction_nobody_answers_fails_on_the_page(standin: StandIn, login: Login) -> None:
    client = await login()

    @client.tree.command(name="form", description="Opens nothing")
    async def form(interaction: discord.Interaction) -> None:
        await asyncio.sleep(0)

    await client.tree.sync()
    await client.close()
    standin.interactions.first_reply /= 100
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{standin.url}/page/ws?as=ada") as socket,
    ):
        ada = Watch(socket)
        await ada.until("READY")
        started = await do(standin, "ada", {"do": "command", "channel": "politics", "name": "form"})
        failed = await ada.until("INTERACTION_FAILED")
        assert (failed["id"], failed["text"]) == (started["interaction"], "This interaction failed")


async def test_a_page_that_does_not_keep_up_is_sent_away(standin: StandIn) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{standin.url}/page/ws?as=ada") as socket,
    ):
        watch = Watch(socket)
        await watch.until("READY")
        (watcher,) = standin.page.watchers
        for number in range(watcher.queue.maxsize + 2):
            watcher.offer("SCRIPT", {"line": number})
        await until(lambda: not standin.page.watchers)
