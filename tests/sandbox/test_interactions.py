"""Commands, buttons, selects and modals, with a real discord.py client answering."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.sandbox import errors, seed
from bot.sandbox.interactions import Interactions
from bot.sandbox.model import Interaction, Message, MessageFlag, MessageType
from bot.sandbox.people import NotAllowed, Person
from bot.sandbox.standin import StandIn
from tests.sandbox.conftest import Client, Login, until


class Verdict(ui.Modal, title="Uphold"):
    """A modal as the bot's are: selects and a text field wrapped in labels."""

    action = ui.Label(
        text="Action",
        component=ui.Select(
            options=[discord.SelectOption(label=name) for name in ("Delete", "Warn")], max_values=2
        ),
    )
    who = ui.Label(text="Second opinion", component=ui.UserSelect(required=False, min_values=0))
    note = ui.Label(
        text="Note", description="Shown to moderators", component=ui.TextInput(required=False, max_length=20)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.action.component, ui.Select)
        assert isinstance(self.note.component, ui.TextInput)
        text = f"{'+'.join(sorted(self.action.component.values))}: {self.note.component.value}"
        await interaction.response.edit_message(content=text, view=None)


class Card(ui.View):
    """A button of each kind of answer and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Answer", custom_id="answer")
    async def answer(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.send_message("answered", ephemeral=True)

    @ui.button(label="Slow", custom_id="slow")
    async def slow(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first followup fills the original", ephemeral=True)
        await interaction.followup.send("second followup is new", ephemeral=True)

    @ui.button(label="Update", custom_id="update")
    async def update(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="updated")
        await interaction.followup.send("and told all")

    @ui.button(label="Uphold…", custom_id="uphold")
    async def uphold(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.send_modal(Verdict())

    @ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, interaction: discord.Interaction, _: Any) -> None:
        raise AssertionError("a greyed-out button was pressed")

    @ui.select(
        placeholder="More…",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")],
    )
    async def more(self, interaction: discord.Interaction, select: Any) -> None:
        await interaction.response.edit_message(content=f"chose {select.values[0]}")


@pytest.fixture
async def client(standin: StandIn, login: Login) -> Client:
    bot = await login()
    queue = app_commands.Group(
        name="queue",
        description="The queue",
        default_permissions=discord.Permissions(moderate_members=True),
        guild_only=True,
    )

    @queue.command(name="list", description="List")
    async def queue_list(interaction: discord.Interaction, page: app_commands.Range[int, 1, 9] = 1) -> None:
        await interaction.response.send_message(f"page {page}", ephemeral=True)

    @app_commands.command(name="check", description="Check a text")
    async def check(
        interaction: discord.Interaction, text: str, member: discord.Member | None = None
    ) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send(f"{text} / {member and member.display_name}")

    @check.autocomplete("text")
    async def complete(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}!", value=f"{current}!")]

    @app_commands.context_menu(name="Shout")
    async def shout(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(message.content.upper())

    @app_commands.command(name="mute", description="Never answers")
    async def mute(interaction: discord.Interaction) -> None:
        await asyncio.sleep(0)

    for command in (queue, check, shout, mute):
        bot.tree.add_command(command)
    await bot.tree.sync()
    return bot


async def card(client: Client) -> Message:
    channel = client.get_channel(seed.MOD_QUEUE_ID)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send("a card", view=Card())
    return client_world(client, sent.id)


def client_world(client: Client, message_id: int) -> Message:
    return WORLDS[0].messages[seed.MOD_QUEUE_ID][message_id]


WORLDS: list[Any] = []


@pytest.fixture(autouse=True)
def _world(standin: StandIn) -> None:
    WORLDS[:] = [standin.world]


async def answer_of(person: Person, one: Interaction) -> Message:
    """The answer a person sees once the bot stopped thinking."""
    await person.interactions.answered(one)
    assert not one.failed

    def found() -> Message | None:
        message = person.world.messages.get(one.channel_id, {}).get(one.original_id or 0)
        return message if message is not None and not message.flags & MessageFlag.LOADING else None

    message: Message = await until(found)
    return message


async def test_commands_are_synced_and_offered_by_permission(standin: StandIn, client: Client) -> None:
    names = {one.name for one in standin.person("ada").commands()}
    assert names == {"check", "Shout", "mute"}
    assert "queue" in {one.name for one in standin.person("mara").commands()}
    with pytest.raises(NotAllowed, match="not offered"):
        standin.person("ada").command("politics", "queue list")
    ids = {one.name: (one.id, one.version) for one in standin.world.commands.values()}
    await client.tree.sync()
    assert {one.name: (one.id, one.version) for one in standin.world.commands.values()} == ids
    fetched = await client.tree.fetch_commands()
    assert {one.name for one in fetched} == set(ids)


async def test_slash_commands(standin: StandIn, client: Client) -> None:
    mara = standin.person("mara")
    answer = await answer_of(mara, mara.command("mod-queue", "queue list", {"page": 3}))
    assert answer.interaction is not None
    assert answer.interaction["name"] == "queue list"
    assert (answer.content, answer.ephemeral, answer.type) == ("page 3", True, MessageType.CHAT_INPUT_COMMAND)
    assert answer not in standin.person("milo").sees("mod-queue")
    for options in ({"page": 10}, {"page": "x"}, {"side": 1}):
        with pytest.raises(NotAllowed):
            mara.command("mod-queue", "queue list", options)
    with pytest.raises(NotAllowed, match="subcommand"):
        mara.command("mod-queue", "queue")
    with pytest.raises(NotAllowed, match="required"):
        mara.command("mod-queue", "check")


async def test_a_followup_after_a_deferred_answer_edits_the_original(
    standin: StandIn, client: Client
) -> None:
    ada = standin.person("ada")
    one = ada.command("politics", "check", {"text": "hello", "member": "bruno"})
    answer = await answer_of(ada, one)
    assert (answer.content, answer.ephemeral, answer.edited_timestamp) == ("hello / Bruno", True, None)
    assert [message.id for message in ada.sees("politics")] == [answer.id]
    assert standin.person("bruno").sees("politics") == []


async def test_autocomplete(standin: StandIn, client: Client) -> None:
    choices = await standin.person("ada").autocomplete("politics", "check", {"text": "hel"}, "text")
    assert choices == [{"name": "hel!", "value": "hel!"}]


async def test_message_menu(standin: StandIn, client: Client) -> None:
    ada = standin.person("ada")
    message = standin.person("bruno").send("politics", "quiet words")
    answer = await answer_of(ada, ada.menu("politics", "Shout", message))
    assert (answer.content, answer.type) == ("QUIET WORDS", MessageType.CONTEXT_MENU_COMMAND)
    assert standin.person("bruno").sees("politics")[-1] is answer


async def test_buttons(standin: StandIn, client: Client) -> None:
    mara, shown = standin.person("mara"), await card(client)
    answer = await answer_of(mara, mara.press(shown, "Answer"))
    assert (answer.content, answer.only_for) == ("answered", mara.id)
    mara.delete(answer)
    assert answer not in mara.sees("mod-queue")
    one = mara.press(shown, "slow")
    assert (await answer_of(mara, one)).content == "first followup fills the original"
    await until(lambda: [each.content for each in mara.sees("mod-queue")][-1] == "second followup is new")
    await until(lambda: len(one.followup_ids) == 1)
    mara.press(shown, "update")
    await until(lambda: shown.content == "updated")
    await until(lambda: standin.person("milo").sees("mod-queue")[-1].content == "and told all")
    with pytest.raises(NotAllowed, match="greyed out"):
        mara.press(shown, "off")
    with pytest.raises(NotAllowed, match="has no"):
        mara.press(shown, "missing")
    with pytest.raises(NotAllowed, match="sees no channel"):
        standin.person("ada").press(shown, "answer")


async def test_select(standin: StandIn, client: Client) -> None:
    mara, shown = standin.person("mara"), await card(client)
    await standin.interactions.answered(mara.select(shown, "More…", ["Two"]))
    assert shown.content == "chose 2"
    for values in (["3"], [], ["1", "2"]):
        with pytest.raises(NotAllowed):
            mara.select(shown, "More…", values)


async def test_modal_with_labelled_selects(standin: StandIn, client: Client) -> None:
    mara, shown = standin.person("mara"), await card(client)
    one = await standin.interactions.answered(mara.press(shown, "Uphold…"))
    assert one.modal is not None
    assert [part["type"] for part in one.modal["components"]] == [18, 18, 18]
    assert mara.open_modal() is one
    with pytest.raises(NotAllowed, match="no such modal"):
        standin.person("milo").submit(one, {})
    for wrong in (
        {"Action": ["Ban"]},
        {"Action": ["Warn"], "Note": "x" * 21},
        {"Action": ["Warn"], "Other": "x"},
        {},
    ):
        with pytest.raises(NotAllowed):
            mara.submit(one, wrong)
    sent = mara.submit(one, {"Action": ["Warn", "Delete"], "Note": "twice", "Second opinion": ["milo"]})
    await standin.interactions.answered(sent)
    assert (shown.content, shown.components) == ("Delete+Warn: twice", [])
    assert mara.open_modal() is None


async def test_dismissed_modal(standin: StandIn, client: Client) -> None:
    mara, shown = standin.person("mara"), await card(client)
    one = await standin.interactions.answered(mara.press(shown, "Uphold…"))
    mara.close_modal(one)
    with pytest.raises(NotAllowed):
        mara.submit(one, {"Action": ["Warn"]})


async def test_no_answer_within_the_deadline_fails(standin: StandIn, client: Client) -> None:
    standin.interactions.first_reply = timedelta(milliseconds=50)
    told: list[str] = []
    standin.world.listeners.append(lambda event: told.append(event.name))
    ada = standin.person("ada")
    one = await standin.interactions.answered(ada.command("politics", "mute"))
    assert one.failed
    assert "INTERACTION_FAILED" in told
    late = await client.until("interaction")
    with pytest.raises(discord.NotFound) as caught:
        await late.response.send_message("too late")
    assert caught.value.code == errors.UNKNOWN_INTERACTION


async def test_a_second_answer_is_refused(standin: StandIn, client: Client) -> None:
    ada = standin.person("ada")
    await answer_of(ada, ada.command("politics", "check", {"text": "x"}))
    heard = await client.until("interaction")
    heard.response._response_type = None
    with pytest.raises(discord.HTTPException) as caught:
        await heard.response.send_message("again")
    assert caught.value.code == errors.ALREADY_ACKNOWLEDGED


async def test_the_token_dies(standin: StandIn, client: Client) -> None:
    ada = standin.person("ada")
    await answer_of(ada, ada.command("politics", "check", {"text": "x"}))
    heard = await client.until("interaction")
    original = await heard.original_response()
    await original.edit(content="still valid")
    standin.interactions.token_life = timedelta(0)
    with pytest.raises(discord.HTTPException) as caught:
        await original.edit(content="no longer")
    assert caught.value.code == errors.INVALID_WEBHOOK_TOKEN


async def test_answers_can_be_deleted_and_ephemeral_ones_are_no_channel_messages(
    standin: StandIn, client: Client
) -> None:
    ada = standin.person("ada")
    answer = await answer_of(ada, ada.command("politics", "check", {"text": "x"}))
    channel = client.get_channel(seed.POLITICS_ID)
    assert isinstance(channel, discord.TextChannel)
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(answer.id)
    assert [one async for one in channel.history()] == []
    heard = await client.until("interaction")
    await heard.delete_original_response()
    assert ada.sees("politics") == []


async def test_commands_in_direct_messages(standin: StandIn, client: Client) -> None:
    mara = standin.person("mara")
    mara.dm("hello")
    direct = standin.world.dm_channel(mara.id)
    answer = await answer_of(mara, mara.command(direct, "check", {"text": "here"}))
    assert answer.content == "here / None"
    with pytest.raises(NotAllowed):
        mara.command(direct, "queue list")


async def test_many_moderators_press_at_once(standin: StandIn, client: Client) -> None:
    shown = await card(client)
    pressed = [standin.person(key).press(shown, "answer") for key in ("mara", "milo", "olive")]
    done = await asyncio.gather(*map(standin.interactions.answered, pressed))
    assert [one.failed for one in done] == [False, False, False]


async def test_wrong_callbacks(standin: StandIn, client: Client) -> None:
    ada = standin.person("ada")
    interactions: Interactions = standin.interactions
    one = ada.command("politics", "mute")
    for payload in (
        {"type": 99},
        {"type": 7, "data": {"content": "x"}},
        {"type": 8, "data": {"choices": []}},
        {},
    ):
        with pytest.raises(errors.ApiError) as caught:
            interactions.callback(one.id, one.token, payload, [])
        assert caught.value.code == errors.INVALID_FORM_BODY
    with pytest.raises(errors.ApiError):
        interactions.callback(one.id, "wrong", {"type": 4, "data": {"content": "x"}}, [])
    with pytest.raises(errors.ApiError):
        interactions.followup(one.token, {"content": "before the answer"}, [])
