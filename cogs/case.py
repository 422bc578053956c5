"""``/case``: one case by its number, and the message command "Add note"."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.review.types import NOTE_LIMIT, Case
from bot.ui import modals
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.clicks import report, undo_case
from bot.ui.rights import allowed, own_message
from bot.ui.services import Services
from bot.ui.submissions import assign
from bot.ui.trails import trail_embed
from cogs.review import show_case

Number = app_commands.Range[int, 1, 2**31]


@app_commands.default_permissions(moderate_members=True)
@app_commands.guild_only()
class Cases(commands.GroupCog, group_name="case", group_description="One case"):
    """``/case``."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._menu = app_commands.ContextMenu(name="Add note", callback=self.note_message)
        self._menu.guild_only = True
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True)
        self._menu.default_permissions = discord.Permissions(moderate_members=True)

    async def cog_load(self) -> None:
        """Add the message command, which a cog cannot declare by a decorator."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it away again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="show", description="Show a case by its number")
    @app_commands.describe(number="The number on the card")
    async def show(self, interaction: Interaction, number: Number) -> None:
        """``/case show``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number)) is not None:
                await show_case(interaction, self._services, case)

    @app_commands.command(name="history", description="Who did what with a case, and when")
    @app_commands.describe(number="The number on the card")
    async def history(self, interaction: Interaction, number: Number) -> None:
        """``/case history``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number)) is not None:
                desk = self._services.desk
                trail = await desk.trail(case.guild_id, case.id)
                notes = await desk.notes(case.guild_id, case.id)
                await tell(interaction, embed=trail_embed(case, trail, notes))

    @app_commands.command(name="note", description="Add a note to a case, for the other moderators")
    @app_commands.describe(number="The number on the card", text="What to remember")
    async def note(
        self, interaction: Interaction, number: Number, text: app_commands.Range[str, 1, NOTE_LIMIT]
    ) -> None:
        """``/case note``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number)) is not None:
                desk, by = self._services.desk, interaction.user.id
                await report(interaction, await desk.add_note(case.guild_id, case.id, by, text))
                await show_case(interaction, self._services, case)

    @app_commands.command(name="reopen", description="Put a decided case back; what was done stays done")
    @app_commands.describe(number="The number on the card")
    async def reopen(self, interaction: Interaction, number: Number) -> None:
        """``/case reopen``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number, deciding=True)) is not None:
                desk, by = self._services.desk, interaction.user.id
                await report(interaction, await desk.reopen(case.guild_id, case.id, by))
                await show_case(interaction, self._services, case)

    @app_commands.command(
        name="undo", description="Open a case again and take back what was done, within a day"
    )
    @app_commands.describe(number="The number on the card")
    async def undo(self, interaction: Interaction, number: Number) -> None:
        """``/case undo``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number, deciding=True)) is not None:
                await undo_case(interaction, case)
                await show_case(interaction, self._services, case)

    @app_commands.command(name="link", description="Link two cases, or take the link away")
    @app_commands.describe(number="One case", other="The other case", remove="Take the link away")
    async def link(
        self, interaction: Interaction, number: Number, other: Number, remove: bool = False
    ) -> None:
        """``/case link``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number)) is not None:
                desk, by = self._services.desk, interaction.user.id
                result = await desk.link(case.guild_id, case.id, by, other, remove=remove)
                await report(interaction, result)
                await show_case(interaction, self._services, case)

    @app_commands.command(name="assign", description="Ask a colleague to look at a case")
    @app_commands.describe(
        number="The number on the card", member="Who; leave it out to take the request back"
    )
    async def assign(
        self, interaction: Interaction, number: Number, member: discord.Member | None = None
    ) -> None:
        """``/case assign``."""
        async with polite(interaction):
            if (case := await self._found(interaction, number)) is not None:
                await assign(interaction, case, member.id if member else None)
                await show_case(interaction, self._services, case)

    async def note_message(self, interaction: Interaction, message: discord.Message) -> None:
        """ "Add note" on a message: a note on its cases."""
        async with polite(interaction):
            if not await allowed(interaction) or interaction.guild_id is None:
                return
            if not await self._services.desk.of_message(interaction.guild_id, message.id):
                await tell(interaction, wording.NOTE_NO_CASE)
                return
            title = wording.NOTE_TITLE_MESSAGE
            await modals.show(interaction, modals.note_modal(title, "note_message", message.id, 0))

    async def _found(self, interaction: Interaction, number: int, *, deciding: bool = False) -> Case | None:
        """The case, with "thinking…" shown; ``None`` where the person was told why not."""
        if not await allowed(interaction) or interaction.guild_id is None:
            return None
        await take_time(interaction)
        case = await self._services.desk.case(interaction.guild_id, number)
        if case is None:
            await tell(interaction, wording.NO_SUCH_CASE)
            return None
        return None if deciding and await own_message(interaction, case) else case
