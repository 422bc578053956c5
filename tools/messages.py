"""``make messages``: every sentence of the bot into the catalogues, and what translators wrote into what the bot reads.

Sentences are found where ``bot.wording`` keeps them (constants, and the literals in ``_`` and ``_n``) and where Discord
shows the commands. They go into ``locales/evenhand.pot``; each language's ``evenhand.po`` gets the new ones empty and
loses those that are no more; its ``evenhand.mo`` is compiled from that. How to translate: docs/translating.md.
"""

from __future__ import annotations

import ast
import asyncio
import importlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from discord import app_commands

from bot.app import Evenhand, build_services
from bot.detect.judge import Judge
from bot.settings import Settings
from bot.wording import language

WORDING: Final = Path(language.__file__).parent
NOT_TRANSLATED: Final = frozenset({"__init__", "language", "operator"})
"""Modules without sentences, and the one whose sentences are for the log."""
TEMPLATE: Final = language.LOCALES / f"{language.DOMAIN}.pot"
LANGUAGES: Final = tuple(code for code in language.LANGUAGES if code != language.SOURCE)
WIDTH: Final = 110
UNDESCRIBED: Final = "…"
"""What discord.py says where an option has no description."""
_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Of every catalogue's header, so that a catalogue changes only where a sentence does."""


@dataclass(frozen=True, slots=True)
class Message:
    """One key of the catalogues: its text (and plural), its context, and where it is said."""

    text: str
    place: str
    plural: str | None = None
    context: str | None = None


class NotTranslatable(Exception):
    """A sentence that no catalogue can hold. The text says where and why."""


def topics() -> list[Path]:
    """The modules that hold sentences."""
    return sorted(path for path in WORDING.glob("*.py") if path.stem not in NOT_TRANSLATED)


def in_constants(path: Path) -> Iterator[Message]:
    """The strings of a topic's upper-case constants."""
    module = importlib.import_module(f"bot.wording.{path.stem}")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = [one for target in targets if target is not None for one in ast.walk(target)]
        for name in names:
            if isinstance(name, ast.Name) and name.id.isupper() and not name.id.startswith("_"):
                for text in _strings(getattr(module, name.id)):
                    yield Message(text, f"bot/wording/{path.name}:{name.id}")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value.values()))


def in_calls(path: Path) -> Iterator[Message]:
    """The literals in a topic's ``_("…")`` and ``_n("…", "…", count)``. Raises ``NotTranslatable`` for an f-string."""
    for function in ast.parse(path.read_text(encoding="utf-8")).body:
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
                continue
            place = f"bot/wording/{path.name}:{getattr(function, 'name', '')}"
            texts = [_literal(argument, place) for argument in call.args]
            if call.func.id == "_" and texts[0] is not None:
                yield Message(texts[0], place)
            elif call.func.id == "_n" and texts[0] is not None and texts[1] is not None:
                yield Message(texts[0], place, plural=texts[1])


def _literal(argument: ast.expr, place: str) -> str | None:
    if isinstance(argument, ast.JoinedStr):
        raise NotTranslatable(f'{place}: an f-string has no key; write _("… {{name}} …").format(name=name).')
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


async def command_tree() -> app_commands.CommandTree[Any]:
    """Every command of the bot, which is wired for it and neither started nor connected."""
    judge = cast(Judge, SimpleNamespace(scorer=SimpleNamespace(labels=())))
    bot = Evenhand(build_services(Settings(), judge))
    await bot.add_cogs()
    return bot.tree


async def in_commands() -> list[Message]:
    """Names, descriptions, options and choices of every command, as Discord is told them."""
    return [one for command in (await command_tree()).get_commands() for one in _of_command(command)]


def _of_command(command: Any) -> Iterator[Message]:
    name = command.qualified_name if hasattr(command, "qualified_name") else command.name
    place = "cogs:" + name.replace(" ", "/")
    yield Message(command.name, place, context=language.COMMAND_NAME)
    if description := getattr(command, "description", ""):
        yield Message(description, place)
    if isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _of_command(child)
    for option in getattr(command, "parameters", ()):
        at = f"{place}:{option.display_name}"
        yield Message(option.display_name, at, context=language.COMMAND_NAME)
        if str(option.description) != UNDESCRIBED:
            yield Message(str(option.description), at)
        for choice in option.choices:
            yield Message(choice.name, at)


def messages() -> list[Message]:
    """Every message, in an order that stays. Raises ``NotTranslatable``."""
    found = [one for path in topics() for one in (*in_constants(path), *in_calls(path))]
    return found + sorted(asyncio.run(in_commands()), key=lambda one: one.place)


def template() -> Catalog:
    """The catalogue without translations."""
    catalog = _catalog(None)
    for one in messages():
        key = one.text if one.plural is None else (one.text, one.plural)
        catalog.add(key, context=one.context, locations=[(one.place, 0)])
    return catalog


def translated(code: str, source: Catalog) -> Catalog:
    """A language's catalogue brought to the keys of ``source``: what stays keeps its translation, new ones are empty."""
    catalog = _catalog(code)
    path = po_path(code)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=code, domain=language.DOMAIN)
        for one in known:
            if one.id:
                catalog.add(one.id, one.string, context=one.context, user_comments=one.user_comments)
    catalog.update(source, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def _catalog(code: str | None) -> Catalog:
    return Catalog(
        locale=code,
        domain=language.DOMAIN,
        project="Evenhand",
        version="1",
        header_comment="# Evenhand: what people read in Discord. How to translate: docs/translating.md",
        creation_date=_MOMENT,
        revision_date=_MOMENT,
        fuzzy=False,
        msgid_bugs_address="docs/translating.md",
        last_translator="Evenhand",
        language_team="Evenhand",
    )


def po_path(code: str) -> Path:
    """Where translators write."""
    return language.LOCALES / code / "LC_MESSAGES" / f"{language.DOMAIN}.po"


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as the text that is kept."""
    out = BytesIO()
    write_po(out, catalog, width=WIDTH, include_lineno=False, sort_output=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """A catalogue as the bot reads it; what is not translated is left out."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Keys that have no translation yet, or not every plural form."""
    return [str(one.id) for one in catalog if one.id and not _complete(one.string)]


def _complete(string: Any) -> bool:
    return bool(string) and all(string if isinstance(string, tuple | list) else (string,))


def main() -> int:
    """Write template, catalogues and compiled catalogues; 1 where a language lacks something."""
    source = template()
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_po(source))
    lacking = 0
    for code in LANGUAGES:
        catalog = translated(code, source)
        path = po_path(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        gaps = missing(catalog)
        lacking += len(gaps)
        print(f"{code}: {len(source) - len(gaps)} of {len(source)} sentences")
        for gap in gaps:
            print(f"  missing: {gap}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
