"""Embeds.

Source: https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from __future__ import annotations

from typing import Any

from bot.sandbox import limits
from bot.sandbox.errors import Problems
from bot.sandbox.model import Json

Path = tuple[str | int, ...]
_TEXTS = (("title", limits.EMBED_TITLE_LENGTH), ("description", limits.EMBED_DESCRIPTION_LENGTH))
_NESTED = (("footer", "text", limits.EMBED_FOOTER_LENGTH), ("author", "name", limits.EMBED_AUTHOR_LENGTH))


def check(problems: Problems, embeds: Any, path: Path = ("embeds",)) -> None:
    """Note what is wrong with the list of embeds of one message."""
    if not problems.count(path, embeds, limits.MESSAGE_EMBEDS):
        return
    for index, embed in enumerate(embeds):
        if isinstance(embed, dict):
            _embed(problems, embed, (*path, index))
        else:
            problems.add((*path, index), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    if sum(map(_total, embeds)) > limits.EMBED_TOTAL_LENGTH:
        problems.add(
            path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {limits.EMBED_TOTAL_LENGTH}"
        )


def _embed(problems: Problems, embed: Json, path: Path) -> None:
    for name, most in _TEXTS:
        if embed.get(name) is not None:
            problems.length((*path, name), embed[name], most)
    for outer, inner, most in _NESTED:
        part = embed.get(outer)
        if isinstance(part, dict):
            problems.length((*path, outer, inner), part.get(inner), most)
    fields = embed.get("fields") or []
    if problems.count((*path, "fields"), fields, limits.EMBED_FIELDS):
        for index, one in enumerate(fields):
            at = (*path, "fields", index)
            problems.length((*at, "name"), one.get("name"), limits.EMBED_FIELD_NAME_LENGTH, 1)
            problems.length((*at, "value"), one.get("value"), limits.EMBED_FIELD_VALUE_LENGTH, 1)
    url = embed.get("url")
    if url is not None and not str(url).startswith(("http://", "https://")):
        problems.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")
    seen = ("title", "description", "fields", "image", "thumbnail", "author", "footer", "video")
    if not any(embed.get(name) for name in seen):
        problems.add((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")


def _total(embed: Any) -> int:
    if not isinstance(embed, dict):
        return 0
    total = len(str(embed.get("title") or "")) + len(str(embed.get("description") or ""))
    for outer, inner, _ in _NESTED:
        total += len(str((embed.get(outer) or {}).get(inner) or ""))
    for one in embed.get("fields") or []:
        total += len(str(one.get("name") or "")) + len(str(one.get("value") or ""))
    return total


def normalize(embeds: list[Json]) -> list[Json]:
    """The embeds as Discord gives them back: typed, without empty values, times and flags filled in."""
    out = []
    for embed in embeds:
        kept = {key: value for key, value in embed.items() if value is not None and value != []}
        kept["type"] = "rich"
        if "fields" in kept:
            kept["fields"] = [{"inline": False} | one for one in kept["fields"]]
        out.append(kept)
    return out
