"""Which events a session may hear, and what of a message it may read.

Source: https://discord.com/developers/docs/events/gateway#gateway-intents and #message-content-intent
"""

from __future__ import annotations

from bot.sandbox.model import Event, Intent, Json
from bot.sandbox.permissions import can_view
from bot.sandbox.world import World

_GUILD_AND_DM: dict[str, tuple[Intent, Intent]] = {
    "MESSAGE_CREATE": (Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
    "MESSAGE_UPDATE": (Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
    "MESSAGE_DELETE": (Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
    "MESSAGE_DELETE_BULK": (Intent.GUILD_MESSAGES, Intent.GUILD_MESSAGES),
    "MESSAGE_REACTION_ADD": (Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS),
    "MESSAGE_REACTION_REMOVE": (Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS),
    "MESSAGE_POLL_VOTE_ADD": (Intent.GUILD_MESSAGE_POLLS, Intent.DIRECT_MESSAGE_POLLS),
    "MESSAGE_POLL_VOTE_REMOVE": (Intent.GUILD_MESSAGE_POLLS, Intent.DIRECT_MESSAGE_POLLS),
    "TYPING_START": (Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING),
}
_GUILD_ONLY = {
    "GUILD_MEMBER_ADD": Intent.GUILD_MEMBERS,
    "GUILD_MEMBER_UPDATE": Intent.GUILD_MEMBERS,
    "GUILD_MEMBER_REMOVE": Intent.GUILD_MEMBERS,
    "GUILD_BAN_ADD": Intent.GUILD_MODERATION,
    "GUILD_BAN_REMOVE": Intent.GUILD_MODERATION,
    "GUILD_AUDIT_LOG_ENTRY_CREATE": Intent.GUILD_MODERATION,
    "AUTO_MODERATION_ACTION_EXECUTION": Intent.AUTO_MODERATION_EXECUTION,
}
_ALWAYS = ("INTERACTION_CREATE", "USER_UPDATE")
_BLANK: tuple[tuple[str, object], ...] = (
    ("content", ""),
    ("embeds", []),
    ("attachments", []),
    ("components", []),
)


def hears(world: World, intents: int, event: Event) -> bool:
    """Whether a session with these intents gets the event at all: by intent, then by what the bot can see."""
    if not event.to_bot:
        return False
    if event.name in _ALWAYS:
        return True
    channel = world.channels.get(event.channel_id) if event.channel_id is not None else None
    if event.name in _GUILD_AND_DM:
        guild, direct = _GUILD_AND_DM[event.name]
        needed = direct if channel is not None and channel.is_dm else guild
    else:
        needed = _GUILD_ONLY.get(event.name, Intent.GUILDS)
    if not intents & needed:
        return False
    return channel is None or event.name.startswith("CHANNEL_") or can_view(world, world.bot_id, channel)


def readable(world: World, data: Json, *, granted: bool) -> Json:
    """The message with its content blanked, unless the intent is granted or the exception applies.

    Exceptions: the bot's own messages, messages that mention it, direct messages. The forwarded and the referenced
    message are treated alike. ``data`` is not changed.
    """
    if granted or "author" not in data or _excepted(world, data):
        return data
    out = data | dict(_BLANK)
    out.pop("poll", None)
    if "message_snapshots" in out:
        out["message_snapshots"] = [
            {"message": one["message"] | dict(_BLANK)} for one in out["message_snapshots"]
        ]
    if out.get("referenced_message"):
        out["referenced_message"] = readable(world, out["referenced_message"], granted=False)
    return out


def _excepted(world: World, data: Json) -> bool:
    own = str(world.bot_id)
    if data["author"]["id"] == own or any(one["id"] == own for one in data["mentions"]):
        return True
    channel = world.channels.get(int(data["channel_id"]))
    return channel is not None and channel.is_dm
