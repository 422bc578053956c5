"""How often one person may ask for something that costs an outlet or the moderators work."""

from __future__ import annotations

import math
from typing import Any

from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, tell


class Allowance:
    """``count`` times in any ``seconds``, per person and server. Forgets those who have not asked for a while."""

    def __init__(self, count: int, seconds: float) -> None:
        person: Any = _person  # the library's annotation knows messages only
        self._buckets = commands.CooldownMapping.from_cooldown(count, seconds, person)

    async def spent(self, interaction: Interaction) -> bool:
        """Count one more time; where that is too many the person is told, and it is ``True``."""
        asked: Any = interaction
        wait = self._buckets.update_rate_limit(asked)
        if wait is None:
            return False
        await tell(interaction, wording.slow_down(math.ceil(wait)))
        return True


def _person(interaction: Interaction) -> tuple[int | None, int]:
    return interaction.guild_id, interaction.user.id
