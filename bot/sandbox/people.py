"""What people do: the same events and interactions that Discord's own clients would cause.

Anything a client would not let a person do raises ``NotAllowed`` with the reason in plain words.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox import posting, reacting, threads
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions import Interactions, modal_note
from bot.sandbox.invoking import (
    NotAllowed,
    Resolver,
    command_data,
    find_command,
    may_use,
    modal_data,
    select_values,
)
from bot.sandbox.model import (
    Channel,
    ChannelType,
    Command,
    Interaction,
    InteractionType,
    Json,
    Message,
    MessageFlag,
    User,
)
from bot.sandbox.permissions import Permission, can_view, in_channel
from bot.sandbox.posting import Upload
from bot.sandbox.render import message as render_message
from bot.sandbox.validate import components as kinds
from bot.sandbox.world import World

__all__ = ["File", "NotAllowed", "Person"]


@dataclass(frozen=True)
class File:
    """A file a person attaches, with its alt text."""

    filename: str
    data: bytes
    description: str | None = None
    content_type: str | None = None


class Person:
    """One user at a client. Channels are given by name or id, messages as the objects these methods return."""

    def __init__(self, world: World, interactions: Interactions, user: User) -> None:
        self.world = world
        self.interactions = interactions
        self.user = user

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id

    def channel(self, key: str | int | Channel) -> Channel:
        """A channel the person sees."""
        found = key if isinstance(key, Channel) else self.world.channel_by_key(str(key))
        if found is None or not can_view(self.world, self.id, found):
            raise NotAllowed(f"{self.user.key} sees no channel {key!r}")
        return found

    def sees(self, channel: str | int | Channel) -> list[Message]:
        """The channel's messages, oldest first, with the ephemeral ones meant for this person."""
        return self.world.history(self.channel(channel).id, viewer_id=self.id)

    def _seen(self, message: Message) -> Message:
        where = self.channel(message.channel_id)
        if message not in self.world.history(where.id, viewer_id=self.id):
            raise NotAllowed(f"{self.user.key} does not see that message (any more)")
        return message

    def message(self, channel: str | int | Channel, message_id: int) -> Message:
        """A message the person sees, by id."""
        for one in self.sees(channel):
            if one.id == message_id:
                return one
        raise NotAllowed(f"{self.user.key} does not see that message (any more)")

    def _post(
        self, channel: Channel, payload: Json, files: Sequence[File] = (), stickers: tuple[str, ...] = ()
    ) -> Message:
        uploads = [_upload(slot, file) for slot, file in enumerate(files)]
        if files:
            payload["attachments"] = [
                {"id": str(slot), "description": file.description} for slot, file in enumerate(files)
            ]
        try:
            posting.check_may_send(self.world, self.id, channel, payload, len(files))
            return posting.create(self.world, self.id, channel, payload, uploads, stickers=stickers)
        except ApiError as error:
            raise NotAllowed(f"{self.user.key} cannot send that: {_reason(error)}") from error

    def send(self, channel: str | int | Channel, content: str = "", *, files: Sequence[File] = ()) -> Message:
        """Write a message."""
        return self._post(self.channel(channel), {"content": content}, files)

    def sticker(self, channel: str | int | Channel, name: str, content: str = "") -> Message:
        """Send a sticker of that name."""
        return self._post(self.channel(channel), {"content": content}, stickers=(name,))

    def reply(
        self, message: Message, content: str, *, mention: bool = True, files: Sequence[File] = ()
    ) -> Message:
        """Reply to a message, with or without a ping."""
        self._seen(message)
        if message.ephemeral:
            raise NotAllowed("nobody can reply to a message that only one person sees")
        reference = {"message_id": str(message.id), "channel_id": str(message.channel_id)}
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": mention}
        payload: Json = {"content": content, "message_reference": reference, "allowed_mentions": allowed}
        return self._post(self.channel(message.channel_id), payload, files)

    def forward(self, message: Message, to: str | int | Channel) -> Message:
        """Forward a message to another channel."""
        self._seen(message)
        if message.ephemeral:
            raise NotAllowed("a message that only one person sees cannot be forwarded")
        reference = {"type": 1, "message_id": str(message.id), "channel_id": str(message.channel_id)}
        return self._post(self.channel(to), {"message_reference": reference})

    def poll(
        self,
        channel: str | int | Channel,
        question: str,
        answers: Sequence[str],
        *,
        hours: int = 24,
        multi: bool = False,
    ) -> Message:
        """Start a poll."""
        poll: Json = {
            "question": {"text": question},
            "answers": [{"poll_media": {"text": text}} for text in answers],
            "duration": hours,
            "allow_multiselect": multi,
        }
        return self._post(self.channel(channel), {"poll": poll})

    def edit(self, message: Message, content: str) -> Message:
        """Change one's own message."""
        self._seen(message)
        if message.author_id != self.id:
            raise NotAllowed("only one's own messages can be edited")
        try:
            return posting.edit(self.world, message, {"content": content}, [])
        except ApiError as error:
            raise NotAllowed(f"{self.user.key} cannot change it so: {_reason(error)}") from error

    def delete(self, message: Message) -> None:
        """Delete one's own message, another's with Manage Messages; dismiss an ephemeral one."""
        self._seen(message)
        granted = in_channel(self.world, self.id, self.channel(message.channel_id))
        if (
            message.author_id != self.id
            and not message.ephemeral
            and not granted & Permission.MANAGE_MESSAGES
        ):
            raise NotAllowed(f"{self.user.key} may not delete another's message")
        posting.remove(self.world, message)

    def react(self, message: Message, emoji: str) -> None:
        """Add a reaction, or take one's own back."""
        self._seen(message)
        if self.id in message.reactions.get(emoji, []):
            reacting.remove(self.world, message, self.id, emoji)
        elif in_channel(self.world, self.id, self.channel(message.channel_id)) & Permission.ADD_REACTIONS:
            reacting.add(self.world, message, self.id, emoji)
        else:
            raise NotAllowed(f"{self.user.key} may not react here")

    def vote(self, message: Message, answer_id: int) -> None:
        """Vote in a poll."""
        try:
            reacting.vote(self.world, self._seen(message), self.id, answer_id)
        except ValueError as error:
            raise NotAllowed(str(error)) from error

    def thread(
        self, channel: str | int | Channel, name: str, content: str = "", *, message: Message | None = None
    ) -> Channel:
        """Open a thread (on a message), or in a forum a post whose first message is ``content``."""
        parent = self.channel(channel)
        forum = parent.type is ChannelType.FORUM
        needed = Permission.SEND_MESSAGES if forum else Permission.CREATE_PUBLIC_THREADS
        if not in_channel(self.world, self.id, parent) & needed:
            raise NotAllowed(f"{self.user.key} may not open a thread there")
        try:
            if forum:
                return threads.forum_post(self.world, parent, self.id, name, {"content": content}, [], [])[0]
            if message is not None:
                thread = threads.from_message(self.world, self._seen(message), self.id, name)
            else:
                thread = threads.without_message(self.world, parent, self.id, name)
        except ApiError as error:
            raise NotAllowed(f"{self.user.key} cannot open that thread: {_reason(error)}") from error
        if content:
            self.send(thread, content)
        return thread

    def dm(self, content: str) -> Message:
        """Write to the bot."""
        return self._post(self.world.dm_channel(self.id), {"content": content})

    def set_dms(self, *, open: bool) -> None:  # noqa: A002 (reads well where it is called)
        """Let the bot write direct messages, or not."""
        self.user.dms_open = open

    def component(self, message: Message, name: str) -> Json:
        """The button or select of that custom id or label (a select: its placeholder), ready to be used."""
        self._seen(message)
        usable = kinds.walk_interactive(message.components)
        for one in usable:
            if name in (one["custom_id"], one.get("label"), one.get("placeholder")):
                if one.get("disabled"):
                    raise NotAllowed(f"{name!r} is greyed out")
                return one
        shown = ", ".join(
            repr(one.get("label") or one.get("placeholder") or one["custom_id"]) for one in usable
        )
        raise NotAllowed(f"the message has no {name!r}; it has: {shown or 'no controls'}")

    def press(self, message: Message, name: str) -> Interaction:
        """Press a button."""
        button = self.component(message, name)
        if button["type"] != kinds.BUTTON:
            raise NotAllowed(f"{name!r} is no button")
        return self._use(message, button, {})

    def select(self, message: Message, name: str, values: Sequence[str]) -> Interaction:
        """Choose in a select, by the options' values or labels."""
        select = self.component(message, name)
        if select["type"] not in kinds.SELECTS:
            raise NotAllowed(f"{name!r} is no select")
        resolver = Resolver(self.world, self.id)
        data: Json = {"values": select_values(resolver, select, list(values))}
        if resolver.found:
            data["resolved"] = resolver.found
        return self._use(message, select, data)

    def _use(self, message: Message, component: Json, data: Json) -> Interaction:
        if message.flags & MessageFlag.LOADING:
            raise NotAllowed("the bot is still thinking")
        data |= {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component["id"],
        }
        channel = self.channel(message.channel_id)
        return self.interactions.start(InteractionType.COMPONENT, self.id, channel, data, message=message)

    def open_modal(self) -> Interaction | None:
        """The interaction whose modal this person has open: the newest one."""
        opened = [
            one
            for one in self.world.interactions.values()
            if one.user_id == self.id and one.modal is not None
        ]
        return opened[-1] if opened else None

    def submit(self, interaction: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Fill in and send the modal an interaction opened; fields go by custom id or label."""
        modal = interaction.modal
        if modal is None or interaction.user_id != self.id:
            raise NotAllowed(f"{self.user.key} has no such modal open")
        data = modal_data(self.world, self.id, modal, values)
        channel = self.channel(interaction.channel_id)
        message = None
        if interaction.message_id is not None:
            message = self.world.messages.get(channel.id, {}).get(interaction.message_id)
        self.close_modal(interaction)
        return self.interactions.start(
            InteractionType.MODAL_SUBMIT, self.id, channel, data, message=message, parent=interaction
        )

    def close_modal(self, interaction: Interaction) -> None:
        """Dismiss a modal; the bot does not hear of it."""
        if interaction.modal is None or interaction.user_id != self.id:
            raise NotAllowed(f"{self.user.key} has no such modal open")
        note = {"interaction_id": modal_note(interaction)["interaction_id"]}
        interaction.modal = None
        self.world.emit("MODAL_CLOSE", note, only_for=self.id, to_bot=False)

    def commands(self, channel: str | int | Channel | None = None) -> list[Command]:
        """The commands the client offers this person (there)."""
        where = None if channel is None else self.channel(channel)
        return [one for one in self.world.commands.values() if may_use(self.world, self.id, one, where)]

    def command(
        self, channel: str | int | Channel, name: str, options: Mapping[str, Any] | None = None
    ) -> Interaction:
        """Use a slash command; ``name`` holds subcommands too (``queue list``)."""
        where = self.channel(channel)
        root, *path = name.removeprefix("/").split()
        command = find_command(self.world, self.id, where, 1, root)
        data = command_data(self.world, self.id, command, path, options or {})
        return self.interactions.start(InteractionType.COMMAND, self.id, where, data)

    def menu(self, channel: str | int | Channel, name: str, target: Message | int) -> Interaction:
        """Use a context menu command on a message, or on a user given by id."""
        where = self.channel(channel)
        on_message = isinstance(target, Message)
        command = find_command(self.world, self.id, where, 3 if on_message else 2, name)
        resolver = Resolver(self.world, self.id)
        if isinstance(target, Message):
            self._seen(target)
            target_id = str(target.id)
            resolver.found["messages"] = {target_id: render_message(self.world, target)}
        else:
            target_id = resolver.user(target)
        data: Json = {"id": str(command.id), "name": name, "type": command.type, "target_id": target_id}
        data["resolved"] = resolver.found
        return self.interactions.start(InteractionType.COMMAND, self.id, where, data)

    async def autocomplete(
        self, channel: str | int | Channel, name: str, options: Mapping[str, Any], focused: str
    ) -> list[Json]:
        """What the bot offers for a half-typed option; empty where it does not answer in time."""
        where = self.channel(channel)
        root, *path = name.removeprefix("/").split()
        command = find_command(self.world, self.id, where, 1, root)
        given = {focused: "", **options}
        data = command_data(self.world, self.id, command, path, given, focused=focused)
        one = self.interactions.start(InteractionType.AUTOCOMPLETE, self.id, where, data)
        await self.interactions.answered(one)
        return one.choices or []


def _upload(slot: int, file: File) -> Upload:
    kind = file.content_type or mimetypes.guess_type(file.filename)[0] or "application/octet-stream"
    if kind.startswith("text/") and "charset" not in kind:
        kind += "; charset=utf-8"
    return Upload(slot, file.filename, kind, file.data)


def _reason(error: ApiError) -> str:
    """The first message of a nested form error, or the error's own."""
    node: Any = error.errors
    while isinstance(node, dict) and node and "_errors" not in node:
        node = next(iter(node.values()))
    return str(node["_errors"][0]["message"]) if node else error.message
