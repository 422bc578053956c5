"""Application commands as they are registered.

Source: https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox import limits
from bot.sandbox.errors import Problems, wrong_types_refused
from bot.sandbox.model import Json

Path = tuple[str | int, ...]
CHAT_INPUT = 1
SUB_COMMAND = 1
SUB_COMMAND_GROUP = 2
OPTION_TYPES = tuple(range(1, 12))
_NAME = re.compile(r"[-_'\w]+")
"""Chat input names: letters, digits, ``-``, ``_`` and ``'``; where letters have case, lower case."""


def check(commands: Any) -> None:
    """Raise 400 for a bulk overwrite Discord would refuse."""
    problems = Problems()
    if not isinstance(commands, list):
        problems.add((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        problems.check()
        return
    with wrong_types_refused():
        _all(problems, commands)
    problems.check()


def _all(problems: Problems, commands: list[Any]) -> None:
    seen: set[tuple[int, str]] = set()
    counts: dict[int, int] = {}
    for index, command in enumerate(commands):
        kind = int(command.get("type") or CHAT_INPUT)
        _command(problems, command, kind, (index,))
        identity = (kind, str(command.get("name")))
        if identity in seen:
            problems.add(
                (index, "name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        seen.add(identity)
        counts[kind] = counts.get(kind, 0) + 1
    for kind, count in counts.items():
        most = limits.GLOBAL_CHAT_COMMANDS if kind == CHAT_INPUT else limits.GLOBAL_MENU_COMMANDS
        if count > most:
            problems.add(
                (), "APPLICATION_COMMAND_TOO_MANY", f"Maximum number of application commands reached ({most})"
            )


def _command(problems: Problems, command: Json, kind: int, path: Path) -> None:
    name = command.get("name")
    problems.length((*path, "name"), name, limits.COMMAND_NAME_LENGTH, 1)
    if kind == CHAT_INPUT:
        _chat_name(problems, (*path, "name"), name)
        problems.length(
            (*path, "description"), command.get("description"), limits.COMMAND_DESCRIPTION_LENGTH, 1
        )
        _options(problems, command.get("options") or [], (*path, "options"))
    else:
        if command.get("description"):
            problems.add(
                (*path, "description"),
                "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
                "Context menu commands cannot have description",
            )
        if command.get("options"):
            problems.add(
                (*path, "options"),
                "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS",
                "Context menu commands cannot have options",
            )
    if _total(command) > limits.COMMAND_TOTAL_LENGTH:
        problems.add(
            path,
            "APPLICATION_COMMAND_TOO_LARGE",
            f"Command exceeds maximum size ({limits.COMMAND_TOTAL_LENGTH})",
        )


def _chat_name(problems: Problems, path: Path, name: Any) -> None:
    if isinstance(name, str) and (not _NAME.fullmatch(name) or name != name.lower()):
        problems.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _options(problems: Problems, options: Any, path: Path) -> None:
    if not problems.count(path, options, limits.COMMAND_OPTIONS):
        return
    names: set[str] = set()
    optional_seen = False
    for index, option in enumerate(options):
        at = (*path, index)
        kind = option.get("type")
        if kind not in OPTION_TYPES:
            problems.choice((*at, "type"), kind, OPTION_TYPES)
        problems.length((*at, "name"), option.get("name"), limits.COMMAND_NAME_LENGTH, 1)
        _chat_name(problems, (*at, "name"), option.get("name"))
        problems.length((*at, "description"), option.get("description"), limits.COMMAND_DESCRIPTION_LENGTH, 1)
        if option.get("name") in names:
            problems.add(
                (*at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique"
            )
        names.add(str(option.get("name")))
        if option.get("required") and optional_seen:
            problems.add(
                at,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen = optional_seen or (
            kind not in (SUB_COMMAND, SUB_COMMAND_GROUP) and not option.get("required")
        )
        _choices(problems, option.get("choices") or [], (*at, "choices"))
        _options(problems, option.get("options") or [], (*at, "options"))


def _choices(problems: Problems, choices: list[Json], path: Path) -> None:
    problems.count(path, choices, limits.COMMAND_CHOICES)
    for index, choice in enumerate(choices):
        problems.length((*path, index, "name"), choice.get("name"), limits.CHOICE_NAME_LENGTH, 1)
        if isinstance(choice.get("value"), str):
            problems.length((*path, index, "value"), choice["value"], limits.CHOICE_VALUE_LENGTH, 1)


def _total(part: Json) -> int:
    total = len(str(part.get("name") or "")) + len(str(part.get("description") or ""))
    if isinstance(part.get("value"), str):
        total += len(part["value"])
    return total + sum(_total(one) for one in [*(part.get("options") or []), *(part.get("choices") or [])])
