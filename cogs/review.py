"""What the commands about cases share: showing one, and handing modal submissions to their handlers."""

from __future__ import annotations

from discord.ext import commands

from bot import wording
from bot.review.types import Case
from bot.ui.answers import Interaction, tell
from bot.ui.cards import case_embed
from bot.ui.controls import private_controls
from bot.ui.modals import Modals
from bot.ui.services import Services


class Submissions(commands.Cog):
    """Hands modal submissions to their handlers."""

    def __init__(self, modals: Modals) -> None:
        self._modals = modals

    @commands.Cog.listener("on_interaction")
    async def submitted(self, interaction: Interaction) -> None:
        """Any interaction; the modals pick theirs."""
        await self._modals.submitted(interaction)


async def show_case(interaction: Interaction, services: Services, case: Case) -> None:
    """A case with its controls, for one moderator."""
    view = await services.desk.card(case.guild_id, case.group_id, lead_id=case.id)
    if view is None:
        await tell(interaction, wording.NO_SUCH_CASE)
        return
    await tell(interaction, embed=case_embed(view), view=private_controls(view))
