"""``.env.example`` made from the settings' own descriptions, so that the two cannot differ."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from bot.settings import GROUPS

HEAD = """\
# Evenhand's settings for the operator. Copy this file to .env and fill in DISCORD_TOKEN; the rest may stay as it is.
# Each line shows the default. What a server decides (channels, thresholds …) is set in Discord with /settings.
# Made by: python -m bot.ops.env_example > .env.example
"""
WIDTH = 110


def render() -> str:
    """The whole file as text."""
    return HEAD + "".join(_group(group) for group in GROUPS)


def _group(group: type[BaseSettings]) -> str:
    lines = [f"\n# --- {(group.__doc__ or '').strip()}\n"]
    for name, field in group.model_fields.items():
        lines += [f"# {line}\n" for line in textwrap.wrap(field.description or "", WIDTH)]
        lines.append(f"{_prefix(field)}{name.upper()}={_value(field.default)}\n")
    return "".join(lines)


def _prefix(field: FieldInfo) -> str:
    return "" if field.default is None else "# "


def _value(default: Any) -> str:
    if default is None:
        return ""
    return json.dumps(default) if isinstance(default, bool | tuple) else str(default)


if __name__ == "__main__":
    print(render(), end="")  # noqa: T201
