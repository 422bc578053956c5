"""Interactions: from a person's click or command to the bot's answer, with Discord's deadlines.

Source: https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from enum import IntEnum

from bot.sandbox import errors, limits, posting, render
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.invoking import command_name
from bot.sandbox.model import Channel, Interaction, InteractionType, Json, Message, MessageFlag, MessageType
from bot.sandbox.permissions import in_channel
from bot.sandbox.posting import Origin, Upload
from bot.sandbox.validate import components
from bot.sandbox.world import World, now


class Callback(IntEnum):
    """https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type"""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


FAILED_TEXT = "This interaction failed"


class Interactions:
    """All interactions of the world. ``first_reply`` and ``token_life`` are Discord's unless a test shortens them."""

    def __init__(
        self,
        world: World,
        *,
        first_reply: timedelta = limits.FIRST_REPLY,
        token_life: timedelta = limits.INTERACTION_TOKEN_LIFE,
    ) -> None:
        self.world = world
        self.first_reply = first_reply
        self.token_life = token_life
        self._timers: dict[int, asyncio.TimerHandle] = {}
        self._done: dict[int, asyncio.Event] = {}

    def close(self) -> None:
        """Stop all deadlines."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def start(
        self,
        kind: InteractionType,
        user_id: int,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        """Send an interaction to the bot and start its deadline."""
        one = Interaction(
            self.world.ids.next(), self.world.new_token(), kind, user_id, channel.id, data, now(),
            message_id=message.id if message is not None else None,
            parent_id=parent.id if parent is not None else None,
        )  # fmt: skip
        self.world.interactions[one.token] = one
        self._done[one.id] = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._timers[one.id] = loop.call_later(self.first_reply.total_seconds(), self._expire, one)
        self.world.emit("INTERACTION_CREATE", self._payload(one, channel, message), to_page=False)
        if kind is not InteractionType.AUTOCOMPLETE:
            self._tell(one, "INTERACTION_CREATE", self._note(one))
        return one

    async def answered(self, one: Interaction) -> Interaction:
        """Wait until the bot has answered for the first time, or failed to within the deadline."""
        await self._done[one.id].wait()
        return one

    def find(self, interaction_id: int) -> Interaction | None:
        """The interaction with this id."""
        return next((one for one in self.world.interactions.values() if one.id == interaction_id), None)

    def _tell(self, one: Interaction, name: str, data: Json) -> None:
        self.world.emit(name, data, only_for=one.user_id, to_bot=False)

    def _note(self, one: Interaction) -> Json:
        return {
            "id": str(one.id),
            "channel_id": str(one.channel_id),
            "message_id": str(one.message_id) if one.message_id is not None else None,
            "custom_id": one.data.get("custom_id"),
            "name": one.data.get("name"),
        }

    def _payload(self, one: Interaction, channel: Channel, message: Message | None) -> Json:
        world = self.world
        payload: Json = {
            "id": str(one.id),
            "application_id": str(world.application_id),
            "type": int(one.type),
            "token": one.token,
            "version": 1,
            "data": one.data,
            "channel_id": str(channel.id),
            "channel": render.channel(world, channel, viewer_id=one.user_id),
            "app_permissions": str(int(in_channel(world, world.bot_id, channel))),
            "locale": world.users[one.user_id].locale,
            "entitlements": [],
            "attachment_size_limit": limits.ATTACHMENT_BYTES,
        }
        user = render.user(world.users[one.user_id])
        if channel.is_dm:
            payload |= {"user": user, "context": 1, "authorizing_integration_owners": {"0": "0"}}
        else:
            member = render.member(world, world.members[one.user_id])
            member["permissions"] = str(int(in_channel(world, one.user_id, channel)))
            payload |= {
                "member": member,
                "guild_id": str(world.guild_id),
                "guild": {"id": str(world.guild_id), "locale": world.locale, "features": ["COMMUNITY"]},
                "guild_locale": world.locale,
                "context": 0,
                "authorizing_integration_owners": {"0": str(world.guild_id)},
            }
        if message is not None:
            payload["message"] = render.message(world, message)
        return payload

    def _expire(self, one: Interaction) -> None:
        self._timers.pop(one.id, None)
        if one.callback is None:
            one.failed = True
            if one.type is not InteractionType.AUTOCOMPLETE:
                self._tell(one, "INTERACTION_FAILED", self._note(one) | {"text": FAILED_TEXT})
            self._done[one.id].set()

    def callback(self, interaction_id: int, token: str, payload: Json, files: list[Upload]) -> Json:
        """The bot's first answer. Returns the callback response object.

        Raises 10062 after the deadline or for an unknown token, 40060 for a second answer, 50035 for a bad one.
        """
        one = self.world.interactions.get(token)
        if one is None or one.id != interaction_id or one.failed:
            raise errors.unknown(errors.UNKNOWN_INTERACTION)
        if one.callback is not None:
            raise ApiError(400, errors.ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        kind = payload.get("type")
        handler = self._handlers().get(kind) if isinstance(kind, int) else None
        if handler is None:
            problems = Problems()
            problems.choice(("type",), kind, tuple(int(each) for each in self._handlers()))
            problems.check()
            raise AssertionError
        message = handler(one, payload.get("data") or {}, files)
        one.callback = kind
        timer = self._timers.pop(one.id, None)
        if timer is not None:
            timer.cancel()
        if one.type is not InteractionType.AUTOCOMPLETE:
            self._tell(one, "INTERACTION_SUCCESS", {"id": str(one.id)})
        self._done[one.id].set()
        return self._callback_response(one, message)

    def _handlers(self) -> dict[int, Callable[[Interaction, Json, list[Upload]], Message | None]]:
        return {
            Callback.MESSAGE: self._answer,
            Callback.DEFERRED_MESSAGE: self._defer,
            Callback.DEFERRED_UPDATE: self._defer_update,
            Callback.UPDATE: self._update,
            Callback.CHOICES: self._choices,
            Callback.MODAL: self._modal,
        }

    def _callback_response(self, one: Interaction, message: Message | None) -> Json:
        about: Json = {"id": str(one.id), "type": int(one.type), "channel_id": str(one.channel_id)}
        if not self.world.channels[one.channel_id].is_dm:
            about["guild_id"] = str(self.world.guild_id)
        if message is None:
            return {"interaction": about}
        about |= {
            "response_message_id": str(message.id),
            "response_message_loading": bool(message.flags & MessageFlag.LOADING),
            "response_message_ephemeral": message.ephemeral,
        }
        response: Json = {"interaction": about}
        if one.callback in (Callback.MESSAGE, Callback.UPDATE):
            response["resource"] = {"type": one.callback, "message": render.message(self.world, message)}
        return response

    def _origin(self, one: Interaction, flags: int) -> Origin:
        metadata: Json = self._metadata(one)
        kind = MessageType.DEFAULT
        reference = None
        if one.type is InteractionType.COMMAND:
            chat = int(one.data.get("type", 1)) == 1
            kind = MessageType.CHAT_INPUT_COMMAND if chat else MessageType.CONTEXT_MENU_COMMAND
        elif one.message_id is not None:
            shown = self.world.messages.get(one.channel_id, {}).get(one.message_id)
            if shown is not None and not shown.ephemeral:
                kind = MessageType.REPLY
                reference = {"type": 0, "channel_id": str(one.channel_id), "message_id": str(one.message_id)}
        hidden = flags & MessageFlag.EPHEMERAL
        return Origin(metadata, kind, int(hidden), one.user_id if hidden else None, reference)

    def _metadata(self, one: Interaction) -> Json:
        data: Json = {
            "id": str(one.id),
            "type": int(one.type),
            "user": render.user(self.world.users[one.user_id]),
            "authorizing_integration_owners": {"0": str(self.world.guild_id)},
        }
        if one.type is InteractionType.COMMAND:
            data["name"] = command_name(one.data)
        if one.type is InteractionType.COMPONENT:
            data["interacted_message_id"] = str(one.message_id)
        elif one.type is InteractionType.MODAL_SUBMIT:
            parent = self.find(one.parent_id or 0)
            if parent is not None:
                data["triggering_interaction_metadata"] = self._metadata(parent)
        elif one.data.get("target_id") is not None:
            if one.data.get("type") == 3:
                data["target_message_id"] = one.data["target_id"]
            else:
                data["target_user"] = render.user(self.world.users[int(one.data["target_id"])])
        return data

    def _post(self, one: Interaction, payload: Json, files: list[Upload]) -> Message:
        channel = self.world.channels[one.channel_id]
        origin = self._origin(one, int(payload.get("flags") or 0))
        return posting.create(self.world, self.world.bot_id, channel, payload, files, origin)

    def _answer(self, one: Interaction, data: Json, files: list[Upload]) -> Message:
        message = self._post(one, data, files)
        one.original_id = message.id
        return message

    def _defer(self, one: Interaction, data: Json, files: list[Upload]) -> Message:
        origin = self._origin(one, int(data.get("flags") or 0))
        message = Message(self.world.ids.next(), one.channel_id, self.world.bot_id, now(), origin.type)
        message.flags = origin.flags | MessageFlag.LOADING
        message.only_for, message.reference, message.interaction = (
            origin.only_for,
            origin.reference,
            origin.interaction,
        )
        message.application_id = message.webhook_id = self.world.application_id
        self.world.keep(message)
        posting.announce(self.world, message)
        one.original_id, one.awaiting = message.id, True
        return message

    def _shown(self, one: Interaction) -> Message:
        """The message whose component was used; commands have none, so types 6 and 7 are refused for them."""
        if one.message_id is None:
            problems = Problems()
            problems.choice(("type",), None, (Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL))
            problems.check()
        return self.world.message(one.channel_id, one.message_id or 0)

    def _defer_update(self, one: Interaction, data: Json, files: list[Upload]) -> None:
        one.original_id = self._shown(one).id

    def _update(self, one: Interaction, data: Json, files: list[Upload]) -> Message:
        message = self._shown(one)
        one.original_id = message.id
        return posting.edit(self.world, message, data, files)

    def _choices(self, one: Interaction, data: Json, files: list[Upload]) -> None:
        problems = Problems()
        if one.type is not InteractionType.AUTOCOMPLETE:
            problems.add(("type",), "INTERACTION_TYPE_INVALID", "Autocomplete was not asked for")
        choices = data.get("choices")
        if problems.count(("data", "choices"), choices, limits.AUTOCOMPLETE_CHOICES):
            for index, choice in enumerate(choices or []):
                at = ("data", "choices", index)
                problems.length((*at, "name"), choice.get("name"), limits.CHOICE_NAME_LENGTH, 1)
                if isinstance(choice.get("value"), str):
                    problems.length((*at, "value"), choice["value"], limits.CHOICE_VALUE_LENGTH, 1)
        problems.check()
        one.choices = list(choices or [])

    def _modal(self, one: Interaction, data: Json, files: list[Upload]) -> None:
        problems = Problems()
        if one.type not in (InteractionType.COMMAND, InteractionType.COMPONENT):
            problems.add(
                ("type",), "INTERACTION_TYPE_INVALID", "A modal cannot answer this kind of interaction"
            )
        with errors.wrong_types_refused():
            components.check_modal(problems, data)
        problems.check()
        one.modal = data | {"components": components.normalize(data["components"])}
        self._tell(one, "MODAL", modal_note(one))

    def _by_token(self, token: str) -> Interaction:
        one = self.world.interactions.get(token)
        if one is None or one.callback is None:
            raise errors.unknown(errors.UNKNOWN_WEBHOOK)
        if now() - one.created_at > self.token_life:
            raise ApiError(401, errors.INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token")
        return one

    def followup(self, token: str, payload: Json, files: list[Upload]) -> Message:
        """A further message; after a deferred answer the first one fills the waiting message instead."""
        one = self._by_token(token)
        if one.awaiting and one.original_id is not None:
            return self.edit_answer(token, "@original", payload, files)
        message = self._post(one, payload, files)
        one.followup_ids.append(message.id)
        return message

    def answer(self, token: str, which: str) -> Message:
        """The message ``@original`` or an id names, if it belongs to this interaction."""
        one = self._by_token(token)
        message_id = one.original_id if which == "@original" else int(which)
        if message_id is None or message_id not in (one.original_id, *one.followup_ids):
            raise errors.unknown(errors.UNKNOWN_MESSAGE)
        return self.world.message(one.channel_id, message_id)

    def edit_answer(self, token: str, which: str, payload: Json, files: list[Upload]) -> Message:
        """Edit an answer; the first edit of a deferred one takes its "thinking" away and is no edit to the reader."""
        one = self._by_token(token)
        message = self.answer(token, which)
        filling = one.awaiting and message.id == one.original_id
        if not filling:
            return posting.edit(self.world, message, payload, files)
        before = message.flags
        message.flags &= ~int(MessageFlag.LOADING)
        try:
            posting.edit(self.world, message, payload, files, filling=True)
        except ApiError:
            message.flags = before
            raise
        one.awaiting = False
        return message

    def delete_answer(self, token: str, which: str) -> None:
        """Delete an answer."""
        one = self._by_token(token)
        message = self.answer(token, which)
        if message.id == one.original_id:
            one.awaiting = False
        posting.remove(self.world, message)


def modal_note(one: Interaction) -> Json:
    """A modal as the page gets it."""
    modal = one.modal or {}
    return {
        "interaction_id": str(one.id),
        "channel_id": str(one.channel_id),
        "custom_id": modal.get("custom_id"),
        "title": modal.get("title"),
        "components": modal.get("components", []),
    }
