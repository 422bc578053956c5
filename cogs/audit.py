"""``/audit``: everything the bot and its moderators did, to read and to take along."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.review.audit import Event
from bot.review.ledger import Ledger, Wanted
from bot.review.types import BOT
from bot.ui.answers import Interaction, polite, take_time, tell
from bot.ui.audit_card import audit_embed
from bot.ui.limits import CHOICES
from bot.ui.reach import is_manager

DAYS: Final = 36_500
PAGES: Final = 100_000

Days = app_commands.Range[int, 0, DAYS]
Number = app_commands.Range[int, 1, 2**31]
FILTERS: Final = {
    "event": "Only this kind of act",
    "actor": "Only what this person did; the bot's own name: what it did by itself",
    "member": "Only what concerns this person",
    "case": "Only this case",
    "since": "Only the last so many days",
    "until": "Only what is older than so many days",
}


class Chosen(NamedTuple):
    """The filters of a call; ``since`` and ``until`` in days before now."""

    event: str | None
    actor: discord.User | None
    member: discord.User | None
    case: int | None
    since: int | None
    until: int | None


class NotFiltered(Exception):
    """A filter makes no sense; the message is a sentence for the person."""


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Audit(commands.GroupCog, group_name="audit", group_description="What the bot and its moderators did"):
    """``/audit``."""

    def __init__(self, ledger: Ledger, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._ledger = ledger
        self._clock = clock

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Manage Server, checked in code too: default permissions can be changed by a server."""
        if is_manager(interaction):
            return True
        await tell(interaction, wording.MANAGERS_ONLY)
        return False

    @app_commands.command(name="list", description="The audit log, newest entry first")
    @app_commands.describe(**FILTERS, page="Page, from 1")
    async def show(
        self,
        interaction: Interaction,
        event: str | None = None,
        actor: discord.User | None = None,
        member: discord.User | None = None,
        case: Number | None = None,
        since: Days | None = None,
        until: Days | None = None,
        page: app_commands.Range[int, 1, PAGES] = 1,
    ) -> None:
        """``/audit list``."""

        async def answer(wanted: Wanted) -> None:
            found = await self._ledger.page(interaction.guild_id or 0, wanted, page - 1)
            await tell(interaction, embed=audit_embed(found, page - 1))

        await self._with(interaction, answer, Chosen(event, actor, member, case, since, until))

    @app_commands.command(name="export", description="The audit log as a CSV file")
    @app_commands.describe(**FILTERS)
    async def export(
        self,
        interaction: Interaction,
        event: str | None = None,
        actor: discord.User | None = None,
        member: discord.User | None = None,
        case: Number | None = None,
        since: Days | None = None,
        until: Days | None = None,
    ) -> None:
        """``/audit export``."""

        async def answer(wanted: Wanted) -> None:
            made = await self._ledger.export(interaction.guild_id or 0, interaction.user.id, wanted)
            if not made.total:
                await tell(interaction, wording.AUDIT_EMPTY)
                return
            name = f"audit-{self._clock():%Y-%m-%d}.csv"
            file = discord.File(io.BytesIO(made.data), filename=name, description=wording.AUDIT_TITLE)
            await tell(interaction, wording.audit_exported(made.rows, made.total), files=[file])

        await self._with(interaction, answer, Chosen(event, actor, member, case, since, until))

    @show.autocomplete("event")
    @export.autocomplete("event")
    async def events_like(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Events whose name holds what was typed."""
        named = [(wording.EVENTS.get(event.value, event.value), event.value) for event in Event]
        fits = [(name, value) for name, value in named if typed.casefold() in name.casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in sorted(fits)[:CHOICES]]

    async def _with(
        self, interaction: Interaction, answer: Callable[[Wanted], Awaitable[None]], chosen: Chosen
    ) -> None:
        """Answer with the filters that were chosen, or say what is wrong with them."""
        async with polite(interaction):
            await take_time(interaction)
            try:
                wanted = self._wanted(interaction, chosen)
            except NotFiltered as wrong:
                await tell(interaction, str(wrong))
                return
            await answer(wanted)

    def _wanted(self, interaction: Interaction, chosen: Chosen) -> Wanted:
        if chosen.event is not None and chosen.event not in set(Event):
            raise NotFiltered(wording.AUDIT_NO_EVENT)
        if chosen.since is not None and chosen.until is not None and chosen.since <= chosen.until:
            raise NotFiltered(wording.AUDIT_DAYS)
        return Wanted(
            event=None if chosen.event is None else Event(chosen.event),
            actor=_id(interaction, chosen.actor),
            member=_id(interaction, chosen.member),
            case_number=chosen.case,
            since=self._ago(chosen.since),
            until=self._ago(chosen.until),
        )

    def _ago(self, days: int | None) -> datetime | None:
        return None if days is None else self._clock() - timedelta(days=days)


def _id(interaction: Interaction, person: discord.User | None) -> int | None:
    """The person's id; in its own log the bot is ``BOT``."""
    if person is None:
        return None
    me = interaction.client.user
    return BOT if me is not None and me.id == person.id else person.id
