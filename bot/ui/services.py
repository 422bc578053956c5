"""What cogs and controls work with. ``bot.app`` builds it once and hands it to the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

import discord

from bot.articles.service import Summarizer
from bot.detect.engine import Engine
from bot.review.desk import Desk
from bot.review.intake import Intake
from bot.review.outbox import Outbox
from bot.review.policies import Policies
from bot.ui.files import TextFiles


@dataclass(frozen=True, slots=True)
class Services:
    """The domain behind the bot. ``thresholds`` are the model's own defaults per label."""

    engine: Engine
    policies: Policies
    desk: Desk
    intake: Intake
    outbox: Outbox
    summarizer: Summarizer
    files: TextFiles
    thresholds: Mapping[str, float]
    retention_days: int


class HasServices(Protocol):
    """The bot, as far as cogs and controls see more of it than discord.py does."""

    services: Services


def services_of(interaction: discord.Interaction[Any]) -> Services:
    """The services of the bot that received an interaction."""
    return cast(HasServices, interaction.client).services
