"""A small discord.py bot that uses every kind of control once, to try the sandbox page with."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands

CARD_COLOUR = 0xF0B232


class Desk(discord.ui.View):
    """Buttons and selects of one card."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__(timeout=None)
        self.clerk = clerk

    @discord.ui.button(label="Dismiss", custom_id="dismiss", style=discord.ButtonStyle.secondary)
    async def dismiss(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        embed = interaction.message.embeds[0] if interaction.message else discord.Embed()
        embed.set_footer(text=f"Dismissed by {interaction.user.display_name}")
        await interaction.response.edit_message(embed=embed, view=None)

    @discord.ui.button(label="Form…", custom_id="form", style=discord.ButtonStyle.danger)
    async def form(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form(self.clerk))

    @discord.ui.button(label="Silence", custom_id="silence")
    async def silence(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        """Never answers."""

    @discord.ui.button(label="Closed", custom_id="closed", disabled=True)
    async def closed(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        """Cannot be pressed."""

    @discord.ui.select(
        custom_id="several",
        placeholder="Several…",
        min_values=1,
        max_values=3,
        options=[discord.SelectOption(label=name) for name in ("Roads", "Housing", "Schools")],
    )
    async def several(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message(f"Chosen: {', '.join(select.values)}", ephemeral=True)


class Form(discord.ui.Modal, title="Decide"):
    """A select and a text in labels, and a text the classic way."""

    what: discord.ui.Label[Any] = discord.ui.Label(
        text="What to do",
        description="Any number of these",
        component=discord.ui.Select(
            custom_id="what",
            min_values=1,
            max_values=2,
            options=[discord.SelectOption(label="Delete"), discord.SelectOption(label="Warn")],
        ),
    )
    why: discord.ui.Label[Any] = discord.ui.Label(
        text="Why", component=discord.ui.TextInput(custom_id="why", style=discord.TextStyle.paragraph)
    )
    note: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Note", custom_id="note", required=False)

    def __init__(self, clerk: Clerk) -> None:
        super().__init__(custom_id="decide")
        self.clerk = clerk

    async def on_submit(self, interaction: discord.Interaction) -> None:
        what, why = self.what.component, self.why.component
        assert isinstance(what, discord.ui.Select)
        assert isinstance(why, discord.ui.TextInput)
        self.clerk.decided.append((what.values, why.value, self.note.value))
        await interaction.response.send_message("Noted.", ephemeral=True)


class Clerk(discord.Client):
    """Posts a card for each message that says "card"; ``decided`` keeps what came through the form."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.message_content = intents.dm_messages = True
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.decided: list[tuple[list[str], str, str]] = []
        self.finish = asyncio.Event()
        self.up = asyncio.Event()

    async def setup_hook(self) -> None:
        _add_commands(self)
        self.add_view(Desk(self))
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.up.set()

    async def on_message(self, message: discord.Message) -> None:
        if message.content != "card" or message.guild is None:
            return
        queue = discord.utils.get(message.guild.text_channels, name="mod-queue")
        assert queue is not None
        embed = discord.Embed(title="Case 1", description=f"[Message]({message.jump_url})", color=CARD_COLOUR)
        await queue.send(embed=embed.add_field(name="By", value=message.author.mention), view=Desk(self))
        await message.author.send("A card was written about you.")


def _add_commands(clerk: Clerk) -> None:
    @clerk.tree.command(description="Says a text again, to you alone")
    @app_commands.describe(text="What to say", times="How often", loud="In capitals")
    async def echo(interaction: discord.Interaction, text: str, times: int = 1, loud: bool = False) -> None:
        await interaction.response.send_message(
            (text.upper() if loud else text + " ") * times, ephemeral=True
        )

    @clerk.tree.command(description="Takes its time")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await clerk.finish.wait()
        await interaction.edit_original_response(content="Done at last.")

    @clerk.tree.command(description="For moderators")
    @app_commands.default_permissions(moderate_members=True)
    async def inspect(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"{member.display_name} it is.", ephemeral=True)

    @clerk.tree.context_menu(name="Count words")
    async def count(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{len(message.content.split())} words", ephemeral=True)
