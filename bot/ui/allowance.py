"""How often one person may ask for something that costs the moderators or a channel's readers attention."""

from __future__ import annotations

import math
from typing import Any

from discord.ext import commands

from bot import wording
from bot.ui.answers import Interaction, tell


class Allowance:
    """``count`` times in any ``seconds``, per person and server. Forgets those who have not asked for a while."""

    def __init__(self, count: int, seconds: float) -> None:
        person: Any = lambda who: who  # noqa: E731 - the library's annotation knows messages only
        self._buckets = commands.CooldownMapping.from_cooldown(count, seconds, person)

    def wait(self, guild_id: int | None, member_id: int) -> float | None:
        """Count one more time; where that is too many, the seconds until the next one and nothing is counted."""
        who: Any = (guild_id, member_id)
        return self._buckets.update_rate_limit(who)

    async def spent(self, interaction: Interaction) -> bool:
        """Count one more time; where that is too many the person is told, and it is ``True``."""
        wait = self.wait(interaction.guild_id, interaction.user.id)
        if wait is None:
            return False
        await tell(interaction, wording.slow_down(math.ceil(wait)))
        return True
