"""What the tests of this room share: cases, cards, and discord.py's own objects made of Discord's payloads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord

from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind, Step
from bot.review.types import (
    ActionKind,
    ActionRow,
    ActionState,
    CardView,
    Case,
    CaseState,
    EarlierCases,
    Group,
    Span,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GUILD, CHANNEL, FORUM, OWNER, ME, ADA, MOD = 1000, 2000, 2001, 3000, 3001, 3002, 3003
MODERATOR_ROLE, BOT_ROLE, ADMIN_ROLE = 4000, 4001, 4002
TEXT = "Minister Dalgaard took 2 million from the port company."
SPANS = (Span(0, 17, "target"), Span(18, 54, "charge"))
ACCUSATION = {
    "target": {"text": "Minister Dalgaard", "start": 0, "end": 17},
    "charge": {"text": "took 2 million from the port company", "start": 18, "end": 54},
    "category": "corruption",
    "kind": "act",
    "mode": "asserted",
    "support": "none",
    "route": None,
    "resolved_target": None,
    "probability": 0.91,
}


def case(**changes: Any) -> Case:
    """An open case about an accusation, with whatever a test changes in it."""
    base = Case(
        id=7,
        guild_id=GUILD,
        number=12,
        channel_id=CHANNEL,
        parent_id=None,
        message_id=5000,
        message_deleted=False,
        author_id=ADA,
        author_name="Ada",
        author_kind=AuthorKind.MEMBER,
        kind=RuleKind.ACCUSATION,
        state=CaseState.OPEN,
        version=1,
        round=1,
        group_id=70,
        escalated=False,
        shadow=False,
        severity=0.9,
        text=TEXT,
        spans=SPANS,
        scores={"toxicity": 0.91, "insult": 0.2, "threat": 0.05, "obscene": 0.01},
        model="embedded:0123abcd",
        accusations=(ACCUSATION,),
        trace=(
            Step("channel watched", True),
            Step("toxicity ≥ threshold", True, "0.91 against 0.85"),
            Step("insult ≥ threshold", False, "0.20 against 0.60"),
            Step("threat ≥ threshold", False, "0.05, label switched off"),
        ),
        reports=0,
        revision="0" * 16,
        created_at=NOW,
        updated_at=NOW,
        ask_via=None,
        ask_until=None,
        ask_channel_id=None,
        ask_message_id=None,
        note=None,
        claimed_by=None,
        lease_until=None,
        deciding=False,
        undoing=False,
        assigned_to=None,
        decided_by=None,
        decided_at=None,
        reason=None,
        source=None,
        duplicate_of=None,
    )
    return replace(base, **changes)


def card(lead: Case | None = None, *, others: tuple[Case, ...] = (), **changes: Any) -> CardView:
    """The card of a case."""
    base = CardView(
        group=Group(70, GUILD, ADA, None, None, None),
        lead=lead or case(),
        others=others,
        others_total=len(others),
        earlier=EarlierCases(0, 0, 0, 0),
        actions=(),
    )
    return replace(base, **changes)


def action(kind: ActionKind, state: ActionState, **changes: Any) -> ActionRow:
    """One action on the case."""
    return replace(ActionRow(1, 7, kind, "key", state, None, None, MOD, NOW, None), **changes)


def field(embed: discord.Embed, name: str) -> str:
    """The value of a field, empty where the card has none such."""
    return next((str(one.value) for one in embed.fields if one.name == name), "")


MODERATORS_MAY = discord.Permissions(
    moderate_members=True,
    manage_messages=True,
    manage_channels=True,
    manage_threads=True,
    kick_members=True,
    ban_members=True,
)


def client() -> discord.Client:
    """A client that is connected to nothing."""
    return discord.Client(
        intents=discord.Intents(guilds=True, guild_messages=True, message_content=True),
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
    )


def role(role_id: int, name: str, position: int, permissions: int = 0) -> dict[str, Any]:
    """A role's payload."""
    return {
        "id": str(role_id),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": position,
        "permissions": str(permissions),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(channel_id: int, kind: int, name: str, **more: Any) -> dict[str, Any]:
    """A channel's payload."""
    return {
        "id": str(channel_id),
        "type": kind,
        "name": name,
        "position": 0,
        "permission_overwrites": [],
        **more,
    }


def guild_of(bot: discord.Client) -> discord.Guild:
    """A server with a text channel, a forum with a tag, and four roles, put into the client's cache."""
    state = bot._connection
    everyone = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
    payload: Any = {
        "id": str(GUILD),
        "name": "Town Hall",
        "owner_id": str(OWNER),
        "roles": [
            role(GUILD, "@everyone", 0, everyone.value),
            role(BOT_ROLE, "Evenhand", 2, discord.Permissions(moderate_members=True).value),
            role(MODERATOR_ROLE, "Moderator", 3, MODERATORS_MAY.value),
            role(ADMIN_ROLE, "Admin", 4, discord.Permissions(administrator=True).value),
        ],
        "channels": [
            channel(CHANNEL, 0, "politics"),
            channel(FORUM, 15, "proposals", available_tags=[tag(9, "transport")], flags=0),
        ],
        "members": [],
        "emojis": [],
        "features": [],
        "member_count": 4,
    }
    guild = discord.Guild(data=payload, state=state)
    state._add_guild(guild)
    return guild


def tag(tag_id: int, name: str) -> dict[str, Any]:
    """A forum tag's payload."""
    return {"id": str(tag_id), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}


def user(user_id: int, name: str, **more: Any) -> dict[str, Any]:
    """A user's payload."""
    return {
        "id": str(user_id),
        "username": name.lower(),
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        **more,
    }


def member(guild: discord.Guild, user_id: int, name: str, *roles: int) -> discord.Member:
    """A member with roles."""
    payload: Any = {
        "user": user(user_id, name),
        "roles": [str(one) for one in roles],
        "joined_at": NOW.isoformat(),
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return discord.Member(data=payload, guild=guild, state=guild._state)


def message(guild: discord.Guild, where: Any = None, **changes: Any) -> discord.Message:
    """A message by Ada, with whatever a test puts into its payload; ``...`` takes a key out of it."""
    payload: Any = {
        "id": "5000",
        "type": 0,
        "channel_id": str(CHANNEL),
        "guild_id": str(GUILD),
        "author": user(ADA, "Ada"),
        "member": {
            "roles": [str(MODERATOR_ROLE)],
            "joined_at": NOW.isoformat(),
            "deaf": False,
            "mute": False,
            "flags": 0,
        },
        "content": "Hello there",
        "timestamp": NOW.isoformat(),
        "edited_timestamp": None,
        "attachments": [],
        "embeds": [],
        "mentions": [],
        "mention_roles": [],
        "components": [],
        **changes,
    }
    payload = {key: value for key, value in payload.items() if value is not ...}
    place: Any = where or guild.get_channel(CHANNEL)
    return discord.Message(state=guild._state, channel=place, data=payload)


def thread(
    guild: discord.Guild, thread_id: int, name: str, parent: int = CHANNEL, **more: Any
) -> discord.Thread:
    """A thread, cached like one that Discord announced."""
    payload: Any = {
        "id": str(thread_id),
        "parent_id": str(parent),
        "guild_id": str(GUILD),
        "owner_id": str(ADA),
        "name": name,
        "type": 11,
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": NOW.isoformat(),
            "locked": False,
        },
        **more,
    }
    made = discord.Thread(guild=guild, state=guild._state, data=payload)
    guild._add_thread(made)
    return made
