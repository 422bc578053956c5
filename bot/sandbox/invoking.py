"""What a client checks and sends when a person uses a command, a select or a modal.

Source: https://discord.com/developers/docs/interactions/application-commands and components/reference
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox import render
from bot.sandbox.model import Channel, Command, Json
from bot.sandbox.permissions import Permission, can_view, in_channel, in_guild
from bot.sandbox.validate import components as kinds
from bot.sandbox.world import World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
SUB_COMMAND, SUB_COMMAND_GROUP = 1, 2
GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1


class NotAllowed(Exception):
    """A client would not let the person do that; the text says why."""


def may_use(world: World, user_id: int, command: Command, channel: Channel | None = None) -> bool:
    """Whether the command is offered to the user: default permissions, context, Use Application Commands."""
    contexts = command.data.get("contexts")
    if channel is not None and channel.is_dm:
        offered = command.data.get("dm_permission", True) if contexts is None else BOT_DM_CONTEXT in contexts
        return command.guild_id is None and bool(offered)
    if contexts is not None and GUILD_CONTEXT not in contexts:
        return False
    granted = in_guild(world, user_id) if channel is None else in_channel(world, user_id, channel)
    if granted & Permission.ADMINISTRATOR:
        return True
    needed = command.data.get("default_member_permissions")
    if needed is not None and (int(needed) == 0 or int(needed) & ~granted):
        return False
    return bool(granted & Permission.USE_APPLICATION_COMMANDS)


def command_name(data: Json) -> str:
    """The name of the command used, its subcommands included ("queue list")."""
    names = [str(data["name"])]
    options = data.get("options") or []
    while options and options[0]["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP):
        names.append(options[0]["name"])
        options = options[0].get("options") or []
    return " ".join(names)


def find_command(world: World, user_id: int, channel: Channel, kind: int, name: str) -> Command:
    """The command of that kind and name; raises NotAllowed where the user has none such."""
    for command in world.commands.values():
        if command.type == kind and command.name == name:
            if not may_use(world, user_id, command, channel):
                raise NotAllowed(f"{world.users[user_id].key} is not offered the command {name!r} here")
            return command
    known = ", ".join(sorted(one.name for one in world.commands.values() if one.type == kind)) or "none"
    raise NotAllowed(f"there is no command {name!r}; the bot registered: {known}")


class Resolver:
    """Collects the objects that ids in options or values stand for."""

    def __init__(self, world: World, user_id: int) -> None:
        self.world = world
        self.user_id = user_id
        self.found: Json = {}

    def user(self, value: object) -> str:
        """A user by id or short name; the member comes along."""
        one = self.world.user_by_key(str(value))
        if one is None:
            raise NotAllowed(f"there is no user {value!r}")
        self.found.setdefault("users", {})[str(one.id)] = render.user(one)
        member = self.world.members.get(one.id)
        if member is not None:
            data = render.member(self.world, member, with_user=False)
            data["permissions"] = str(int(in_guild(self.world, one.id)))
            self.found.setdefault("members", {})[str(one.id)] = data
        return str(one.id)

    def role(self, value: object) -> str:
        """A role by id or name."""
        for one in self.world.roles.values():
            if str(value) in (str(one.id), one.name):
                self.found.setdefault("roles", {})[str(one.id)] = render.role(one)
                return str(one.id)
        raise NotAllowed(f"there is no role {value!r}")

    def channel(self, value: object, types: list[int] | None = None) -> str:
        """A channel by id or name that the user sees."""
        one = self.world.channel_by_key(str(value))
        if one is None or not can_view(self.world, self.user_id, one):
            raise NotAllowed(f"there is no channel {value!r}")
        if types and int(one.type) not in types:
            raise NotAllowed(f"#{one.name} is not of a kind that can be chosen here")
        data = render.channel(self.world, one, viewer_id=self.user_id)
        self.found.setdefault("channels", {})[str(one.id)] = data
        return str(one.id)

    def mentionable(self, value: object) -> str:
        """A user or a role."""
        try:
            return self.user(value)
        except NotAllowed:
            return self.role(value)

    def of_select(self, select: Json, values: list[str]) -> list[str]:
        """The ids chosen in a user, role, mentionable or channel select."""
        by_kind = {
            kinds.USER_SELECT: self.user,
            kinds.ROLE_SELECT: self.role,
            kinds.MENTIONABLE_SELECT: self.mentionable,
        }
        pick = by_kind.get(select["type"])
        if pick is None:
            return [self.channel(value, select.get("channel_types")) for value in values]
        return [pick(value) for value in values]


def command_data(
    world: World,
    user_id: int,
    command: Command,
    path: list[str],
    given: Mapping[str, Any],
    *,
    focused: str | None = None,
) -> Json:
    """The ``data`` of a slash command interaction. ``path`` names subcommand group and subcommand."""
    resolver = Resolver(world, user_id)
    options = _descend(resolver, command.data.get("options") or [], path, given, focused)
    data: Json = {"id": str(command.id), "name": command.name, "type": 1, "options": options}
    if command.guild_id is not None:
        data["guild_id"] = str(command.guild_id)
    if resolver.found:
        data["resolved"] = resolver.found
    return data


def _descend(
    resolver: Resolver, declared: list[Json], path: list[str], given: Mapping[str, Any], focused: str | None
) -> list[Json]:
    if not path:
        if any(one["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP) for one in declared):
            names = ", ".join(one["name"] for one in declared)
            raise NotAllowed(f"a subcommand is needed: {names}")
        return _values(resolver, declared, given, focused)
    for one in declared:
        if one["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP) and one["name"] == path[0]:
            inner = _descend(resolver, one.get("options") or [], path[1:], given, focused)
            return [{"name": one["name"], "type": one["type"], "options": inner}]
    raise NotAllowed(f"there is no subcommand {path[0]!r}")


def _values(
    resolver: Resolver, declared: list[Json], given: Mapping[str, Any], focused: str | None
) -> list[Json]:
    names = {one["name"] for one in declared}
    strange = sorted(set(given) - names)
    if strange:
        raise NotAllowed(
            f"there is no option {strange[0]!r}; there are: {', '.join(sorted(names)) or 'none'}"
        )
    out: list[Json] = []
    for one in declared:
        name = one["name"]
        if name in given:
            typing = name == focused
            value = given[name] if typing else _value(resolver, one, given[name])
            out.append(
                {"name": name, "type": one["type"], "value": value} | ({"focused": True} if typing else {})
            )
        elif one.get("required") and focused is None:
            raise NotAllowed(f"the option {name!r} is required")
    return out


def _value(resolver: Resolver, option: Json, value: Any) -> Any:
    kind, name = option["type"], option["name"]
    if kind == USER:
        return resolver.user(value)
    if kind == CHANNEL:
        return resolver.channel(value, option.get("channel_types"))
    if kind == ROLE:
        return resolver.role(value)
    if kind == MENTIONABLE:
        return resolver.mentionable(value)
    if kind == BOOLEAN:
        return _truth(name, value)
    if kind in (INTEGER, NUMBER):
        return _number(option, value)
    if kind != STRING:
        raise NotAllowed(f"the option {name!r} is of a kind that the sandbox does not offer")
    text = str(value)
    _one_of(option, text)
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    if not least <= len(text) <= most:
        raise NotAllowed(f"the option {name!r} takes {least} to {most} characters")
    return text


def _truth(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    raise NotAllowed(f"the option {name!r} is either true or false")


def _number(option: Json, value: Any) -> int | float:
    name = option["name"]
    try:
        number: int | float = int(str(value)) if option["type"] == INTEGER else float(value)
    except ValueError:
        raise NotAllowed(f"the option {name!r} takes a number") from None
    _one_of(option, number)
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and number < least) or (most is not None and number > most):
        raise NotAllowed(f"the option {name!r} lies between {least} and {most}")
    return number


def _one_of(option: Json, value: Any) -> None:
    choices = [one["value"] for one in option.get("choices") or []]
    if choices and value not in choices:
        raise NotAllowed(f"the option {option['name']!r} is one of: {', '.join(map(str, choices))}")


def select_values(resolver: Resolver, select: Json, values: list[str]) -> list[str]:
    """The values of a select as they are sent; raises NotAllowed for a choice that cannot be made."""
    name = select.get("placeholder") or select["custom_id"]
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if len(set(values)) != len(values) or not least <= len(values) <= most:
        raise NotAllowed(f"{name!r} takes {least} to {most} different choices")
    if select["type"] != kinds.STRING_SELECT:
        return resolver.of_select(select, values)
    by_name = {one["label"]: one["value"] for one in select["options"]} | {
        one["value"]: one["value"] for one in select["options"]
    }
    for value in values:
        if value not in by_name:
            raise NotAllowed(f"{name!r} has no choice {value!r}; it has: {', '.join(by_name)}")
    return [by_name[value] for value in values]


def modal_data(world: World, user_id: int, modal: Json, values: Mapping[str, Any]) -> Json:
    """The ``data`` of a modal submit. ``values`` go by custom id or by the field's label."""
    resolver = Resolver(world, user_id)
    left = dict(values)
    shown = [_submitted(resolver, one, left) for one in modal["components"]]
    if left:
        raise NotAllowed(f"the modal has no field {min(left)!r}")
    data: Json = {"custom_id": modal["custom_id"], "components": shown}
    if resolver.found:
        data["resolved"] = resolver.found
    return data


def _submitted(resolver: Resolver, part: Json, left: dict[str, Any]) -> Json:
    out: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == kinds.LABEL:
        return out | {"component": _field(resolver, part["component"], part["label"], left)}
    if part["type"] == kinds.ACTION_ROW:
        fields = [_field(resolver, one, one.get("label") or "", left) for one in part["components"]]
        return out | {"components": fields}
    return out


def _field(resolver: Resolver, field: Json, label: str, left: dict[str, Any]) -> Json:
    key = field["custom_id"]
    default = _default(field)
    value = left.pop(key, left.pop(label, default))
    out: Json = {"type": field["type"], "id": field["id"], "custom_id": key}
    required = field.get("required", True)
    if field["type"] == kinds.TEXT_INPUT:
        return out | {
            "value": _typed(field, label or key, "" if value is None else str(value), required=required)
        }
    if field["type"] == kinds.CHECKBOX:
        return out | {"value": bool(value)}
    chosen = (
        [str(one) for one in value]
        if isinstance(value, list)
        else [str(value)]
        if value not in (None, "")
        else []
    )
    if not chosen and not required:
        nothing: Json = {"value": None} if field["type"] == kinds.RADIO_GROUP else {"values": []}
        return out | nothing
    if field["type"] in (kinds.RADIO_GROUP, kinds.CHECKBOX_GROUP):
        offered = [one["value"] for one in field.get("options") or []]
        if any(one not in offered for one in chosen):
            raise NotAllowed(f"{label!r} is chosen from: {', '.join(offered)}")
        return out | ({"value": chosen[0]} if field["type"] == kinds.RADIO_GROUP else {"values": chosen})
    if field["type"] not in kinds.SELECTS:
        raise NotAllowed("the sandbox cannot fill this kind of field")
    return out | {"values": select_values(resolver, field, chosen)}


def _default(field: Json) -> Any:
    if field["type"] == kinds.TEXT_INPUT:
        return field.get("value")
    chosen = [one["value"] for one in field.get("options") or [] if one.get("default")]
    return chosen or [one["id"] for one in field.get("default_values") or []]


def _typed(field: Json, label: str, text: str, *, required: bool) -> str:
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if required and not text.strip():
        raise NotAllowed(f"the field {label!r} is required")
    if text and not least <= len(text) <= most:
        raise NotAllowed(f"the field {label!r} takes {least} to {most} characters")
    return text
