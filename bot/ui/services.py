"""What cogs and controls work with. ``bot.app`` builds it once and hands it to the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, cast

from bot.articles.digest.service import Digester
from bot.articles.requests import Requests
from bot.detect.engine import Engine
from bot.review.appeal_desk import AppealDesk
from bot.review.desk import Desk
from bot.review.intake import Intake
from bot.review.ladder import Ladder
from bot.review.outbox import Outbox
from bot.review.policies import Policies
from bot.review.second_look import SecondLook
from bot.review.waiting import Waiting
from bot.ui.allowance import Allowance
from bot.ui.answers import Interaction
from bot.ui.files import TextFiles
from bot.ui.painter import Painter


@dataclass(frozen=True, slots=True)
class Services:
    """The domain behind the bot. ``requests`` makes summaries, ``labels`` are those that the model in use scores."""

    engine: Engine
    policies: Policies
    desk: Desk
    waiting: Waiting
    appeals: AppealDesk
    ladder: Ladder
    intake: Intake
    outbox: Outbox
    second_look: SecondLook
    painter: Painter
    digester: Digester
    requests: Requests
    files: TextFiles
    reports: Allowance
    labels: tuple[str, ...]
    retention_days: int


@dataclass(frozen=True, slots=True)
class Clicks:
    """What controls do when they are used: (interaction, verb, case id), in DMs also the guild id.

    ``appeal`` is for moderators and takes an appeal's id, ``own_appeal`` for the member the case is about.
    ``amount`` takes the chosen value between verb and case id, ``queue`` gets what else its button says. ``report`` is
    the button under a summary.
    """

    card: Callable[[Interaction, str, int], Awaitable[None]]
    menu: Callable[[Interaction, str, int], Awaitable[None]]
    amount: Callable[[Interaction, str, str, int], Awaitable[None]]
    question: Callable[[Interaction, str, int, int], Awaitable[None]]
    queue: Callable[[Interaction, str, str], Awaitable[None]]
    appeal: Callable[[Interaction, str, int], Awaitable[None]]
    own_appeal: Callable[[Interaction, str, int, int], Awaitable[None]]
    report: Callable[[Interaction], Awaitable[None]]


class EvenhandLike(Protocol):
    """The bot, as far as cogs and controls see more of it than discord.py does."""

    services: Services
    clicks: Clicks


def services_of(interaction: Interaction) -> Services:
    """The services of the bot that received an interaction."""
    return cast(EvenhandLike, interaction.client).services


def clicks_of(interaction: Interaction) -> Clicks:
    """What the bot that received an interaction does with clicks."""
    return cast(EvenhandLike, interaction.client).clicks
