"""Scripts: what is checked before, and how they are played."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import ui

from bot.sandbox import script as module
from bot.sandbox import seed
from bot.sandbox.script import Script, ScriptError, play_script
from bot.sandbox.standin import StandIn
from tests.sandbox.conftest import Login

DEMO = Path(module.__file__).parent / "demo.jsonl"


def lines(*parts: dict[str, Any]) -> str:
    return "\n".join(json.dumps(part) for part in parts)


SAY = {"as": "ada", "do": "send", "in": "politics", "text": "hello", "name": "hello"}


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        (1, "", "empty"),
        (1, "{", "not JSON"),
        (1, "[" * 100_000, "not JSON"),
        (2, lines(SAY) + "\n[]", "'do' is one of"),
        (1, lines({"do": ["send"]}), "'do' is one of"),
        (3, "# a comment\n\n" + lines({"do": "fly"}), "'do' is one of"),
        (1, lines({"do": "send", "as": "ada", "text": "x"}), "needs 'in'"),
        (1, lines({"do": "send", "in": "politics"}), "needs 'as'"),
        (1, lines(SAY | {"colour": "red"}), "no key 'colour'"),
        (1, lines(SAY | {"text": 7}), "'text' has a value of the wrong kind"),
        (1, lines(SAY | {"at": True}), "'at' has a value of the wrong kind"),
        (1, lines(SAY | {"at": "noon"}), "'at' is a number"),
        (1, lines({"as": "ada", "do": "edit", "text": "x"}), "needs one of: message, card, answer, latest"),
        (
            2,
            lines(SAY, {"as": "ada", "do": "edit", "text": "x", "message": "other"}),
            "no earlier line has the name 'other'",
        ),
        (
            2,
            lines(SAY, {"as": "ada", "do": "look", "message": "hello", "name": "x"}),
            "nothing that could have a name",
        ),
        (2002, lines(*[SAY] * 2001) + "\n", "at most 2000 lines"),
    ],
)
def test_bad_scripts_name_the_line(number: int, text: str, said: str) -> None:
    with pytest.raises(ScriptError) as caught:
        Script.parse(text)
    assert said in str(caught.value)
    assert caught.value.number == min(number, 2001)


def test_bad_files(tmp_path: Path) -> None:
    path = tmp_path / "script.jsonl"
    path.write_bytes(lines(SAY).encode() + b"\n\xff\xfe")
    with pytest.raises(ScriptError, match="line 2: this is not UTF-8"):
        Script.load(path)
    path.write_bytes(b"x" * (module.FILE_BYTES + 1))
    with pytest.raises(ScriptError, match="larger than"):
        Script.load(path)


async def test_people_talk_by_script(standin: StandIn) -> None:
    text = lines(
        {"do": "note", "text": "a note"},
        SAY | {"at": 0},
        {
            "as": "bruno",
            "do": "reply",
            "message": "hello",
            "text": "see {base}/articles/night-trams.html",
            "name": "reply",
        },
        {"as": "bruno", "do": "edit", "message": "reply", "text": "changed"},
        {"as": "bruno", "do": "forward", "message": "hello", "to": "general"},
        {"as": "ada", "do": "poll", "in": "politics", "question": "?", "answers": ["a", "b"], "name": "poll"},
        {"as": "bruno", "do": "vote", "message": "poll", "vote": 1},
        {"as": "bruno", "do": "react", "message": "hello", "emoji": "👍"},
        {"as": "ada", "do": "thread", "in": "proposals", "title": "post", "text": "first", "name": "post"},
        {"as": "bruno", "do": "reply", "message": "post", "text": "in the post"},
        {
            "as": "ada",
            "do": "send",
            "in": "politics",
            "file": {"filename": "x.png", "alt": "a picture"},
            "name": "file",
        },
        {"as": "ada", "do": "send", "in": "politics", "file": {"filename": "x.txt", "text": "words"}},
        {"as": "ada", "do": "delete", "message": "hello"},
        {"as": "ada", "do": "dm", "text": "hello bot"},
        {"as": "ada", "do": "dm-toggle", "open": False},
    )
    assert await play_script(standin, Script.parse(text), pace=0, strict=True) == []
    shown = standin.person("ada").sees("politics")
    assert [one.content for one in shown] == ["changed", "", "", ""]
    assert shown[2].attachments[0]["description"] == "a picture"
    assert standin.world.files[int(shown[2].attachments[0]["id"])][1].startswith(b"\x89PNG\r\n\x1a\n")
    post = standin.world.channel_by_key("post")
    assert post is not None
    assert [one.content for one in standin.world.history(post.id)] == ["first", "in the post"]
    assert not standin.person("ada").user.dms_open


async def test_what_cannot_be_done_is_said_and_left_out(standin: StandIn) -> None:
    text = lines(
        SAY | {"in": "mod-queue"},
        SAY | {"as": "nobody"},
        SAY,
        {"as": "ada", "do": "press", "card": "hello", "control": "Dismiss"},
        {"as": "ada", "do": "modal", "values": {}},
        {"as": "ada", "do": "command", "in": "politics", "command": "check"},
    )
    problems = await play_script(standin, Script.parse(text), pace=0, patience=0.05)
    assert [problem.split(":")[0] for problem in problems] == [
        "line 1",
        "line 2",
        "line 4",
        "line 5",
        "line 6",
    ]
    assert "a card of 'hello' with 'Dismiss'" in problems[2]
    assert "a modal to open" in problems[3]
    with pytest.raises(ScriptError, match="line 1: ada sees no channel"):
        await play_script(standin, Script.parse(text), pace=0, strict=True)


async def test_the_bots_messages_are_found(standin: StandIn, login: Login) -> None:
    client = await login()

    class Card(ui.View):
        @ui.button(label="Dismiss", custom_id="dismiss")
        async def dismiss(self, interaction: discord.Interaction, _: Any) -> None:
            await interaction.response.edit_message(content=f"dismissed {self.about}", view=None)

        about = 0

    async def on_message(message: discord.Message) -> None:
        queue = client.get_channel(seed.MOD_QUEUE_ID)
        if message.author.bot or not message.guild or not isinstance(queue, discord.TextChannel):
            return
        card = Card(timeout=None)
        card.about = message.id
        await queue.send(f"about {message.jump_url}", view=card)
        await message.reply("A source?")
        await message.author.send("hello")

    client.on_message = on_message  # type: ignore[attr-defined]
    text = lines(
        SAY,
        {"as": "mara", "do": "look", "card": "hello"},
        {"as": "ada", "do": "look", "answer": "hello"},
        {"as": "ada", "do": "look", "latest": "dm"},
        {"as": "mara", "do": "press", "card": "hello", "control": "Dismiss"},
    )
    assert await play_script(standin, Script.parse(text), pace=0, strict=True) == []
    (sent,) = (one for one in standin.world.history(seed.POLITICS_ID) if one.author_id == seed.ADA_ID)
    assert standin.world.history(seed.MOD_QUEUE_ID)[0].content == f"dismissed {sent.id}"


def test_the_shipped_conversation_is_sound() -> None:
    script = Script.load(DEMO)
    done = {line.do for line in script.lines}
    assert len(script.lines) >= 40
    assert done >= {
        "send", "reply", "edit", "forward", "poll", "thread", "press", "select", "modal", "command", "menu", "dm-toggle",
    }  # fmt: skip
    controls = {line.keys.get("control") for line in script.lines}
    assert controls >= {"Uphold…", "Dismiss", "Ask for a source", "More…", "Why?", "Add a source"}
    people = {line.keys["as"] for line in script.lines if "as" in line.keys}
    assert people <= set(seed.TITLES)
