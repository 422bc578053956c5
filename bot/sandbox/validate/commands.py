"""Application commands as they are registered.

Source: https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox import limits
from bot.sandbox.errors import Problems, wrong_types_refused
from bot.sandbox.model import Json

Path = tuple[str | int, ...]
CHAT_INPUT = 1
SUB_COMMAND = 1
SUB_COMMAND_GROUP = 2
OPTION_TYPES = tuple(range(1, 12))
LOCALES = (
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro",
    "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
)  # fmt: skip
"""https://discord.com/developers/docs/reference#locales"""
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
    _names(problems, command, path, chat=kind == CHAT_INPUT)
    if kind == CHAT_INPUT:
        _descriptions(problems, command, path)
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


def _names(problems: Problems, part: Json, path: Path, *, chat: bool) -> None:
    """A name and what it is called in other languages, to which the same rules apply."""
    for at, name in _said(problems, part, "name", path):
        problems.length(at, name, limits.COMMAND_NAME_LENGTH, 1)
        if chat:
            _chat_name(problems, at, name)


def _descriptions(problems: Problems, part: Json, path: Path) -> None:
    for at, text in _said(problems, part, "description", path):
        problems.length(at, text, limits.COMMAND_DESCRIPTION_LENGTH, 1)


def _said(problems: Problems, part: Json, field: str, path: Path) -> Iterator[tuple[Path, Any]]:
    """A field and its localisations, each with its place."""
    yield (*path, field), part.get(field)
    for locale, text in (part.get(f"{field}_localizations") or {}).items():
        at = (*path, f"{field}_localizations", locale)
        if locale not in LOCALES:
            problems.choice(at, locale, LOCALES)
        yield at, text


def _chat_name(problems: Problems, path: Path, name: Any) -> None:
    if isinstance(name, str) and (not _NAME.fullmatch(name) or name != name.lower()):
        problems.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _options(problems: Problems, options: Any, path: Path) -> None:
    if not problems.count(path, options, limits.COMMAND_OPTIONS):
        return
    names: set[tuple[str, str]] = set()
    optional_seen = False
    for index, option in enumerate(options):
        at = (*path, index)
        kind = option.get("type")
        if kind not in OPTION_TYPES:
            problems.choice((*at, "type"), kind, OPTION_TYPES)
        _names(problems, option, at, chat=True)
        _descriptions(problems, option, at)
        _unique(problems, option, at, names)
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


def _unique(problems: Problems, option: Json, path: Path, seen: set[tuple[str, str]]) -> None:
    """Names of options are unique in every language."""
    names = {"": option.get("name"), **(option.get("name_localizations") or {})}
    for locale, name in names.items():
        if (locale, str(name)) in seen:
            problems.add(
                (*path, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique"
            )
        seen.add((locale, str(name)))


def _choices(problems: Problems, choices: list[Json], path: Path) -> None:
    problems.count(path, choices, limits.COMMAND_CHOICES)
    for index, choice in enumerate(choices):
        for at, name in _said(problems, choice, "name", (*path, index)):
            problems.length(at, name, limits.CHOICE_NAME_LENGTH, 1)
        if isinstance(choice.get("value"), str):
            problems.length((*path, index, "value"), choice["value"], limits.CHOICE_VALUE_LENGTH, 1)


def _total(part: Json) -> int:
    """Of a field with localisations only the longest counts."""
    total = sum(_longest(part, field) for field in ("name", "description"))
    if isinstance(part.get("value"), str):
        total += len(part["value"])
    return total + sum(_total(one) for one in [*(part.get("options") or []), *(part.get("choices") or [])])


def _longest(part: Json, field: str) -> int:
    texts = [part.get(field), *(part.get(f"{field}_localizations") or {}).values()]
    return max(len(str(text or "")) for text in texts)
