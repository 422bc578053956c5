"""A page of the audit log as an embed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import discord

from bot import wording
from bot.review.ledger import PAGE, Checked, Entry, LedgerPage, Named
from bot.ui.cards import stamp
from bot.ui.limits import EMBED_DESCRIPTION
from bot.ui.text import clip, escape_line

DETAIL_ROOM: Final = 180
VALUE_ROOM: Final = 60
"""Ten entries with so much detail, and the line on the chain, fit a description."""
HOLDS_COLOUR: Final = 0x3B7DD8
BROKEN_COLOUR: Final = 0xB03A3A


def audit_embed(found: LedgerPage, page: int) -> discord.Embed:
    """Page ``page`` (from 0) of the entries, and how the chain stands."""
    lines = [entry_line(entry) for entry in found.entries]
    nothing = wording.AUDIT_PAST_THE_END if found.total else wording.AUDIT_EMPTY
    text = "\n".join([chain_line(found.checked), "", *(lines or [nothing])])
    embed = discord.Embed(
        title=wording.AUDIT_TITLE,
        description=clip(text, EMBED_DESCRIPTION),
        colour=HOLDS_COLOUR if found.checked.chain.ok else BROKEN_COLOUR,
    )
    pages = max(1, -(-found.total // PAGE))
    embed.set_footer(text=wording.audit_pages(page + 1, pages, found.total))
    return embed


def chain_line(checked: Checked) -> str:
    """Whether the chain holds, or where it breaks."""
    chain = checked.chain
    if chain.broken_at is None:
        return wording.chain_holds(chain.rows, stamp(checked.at))
    return wording.chain_broken(chain.broken_at, chain.why or "", stamp(checked.at))


def entry_line(entry: Entry) -> str:
    """One entry: who did what when, to which case and member, and its details."""
    line = wording.audit_line(
        entry.seq,
        stamp(entry.at),
        person(entry.actor),
        entry.event,
        entry.case_number,
        None if entry.member is None else person(entry.member),
    )
    details = detail_text(entry.detail)
    return f"{line}\n{details}" if details else line


def person(named: Named) -> str:
    """A mention; the number where nobody knows any more who it was."""
    if named.bot:
        return wording.AUDIT_BOT
    if named.member_id is None:
        return wording.AUDIT_SUBJECT.format(number=named.number)
    return f"<@{named.member_id}>"


def detail_text(detail: Mapping[str, Any]) -> str:
    """An entry's details on one line, old → new where it holds both."""
    parts = []
    rest = dict(detail)
    if "from" in rest and "to" in rest:
        parts.append(f"{_value(rest.pop('from'))} → {_value(rest.pop('to'))}")
    for name, value in rest.items():
        pair = isinstance(value, list) and len(value) == 2
        shown = f"{_value(value[0])} → {_value(value[1])}" if pair else _value(value)
        parts.append(f"{escape_line(name, VALUE_ROOM)}: {shown}")
    return clip(", ".join(parts), DETAIL_ROOM)


def _value(value: Any) -> str:
    match value:
        case None:
            return wording.UNSET
        case bool():
            return wording.on_off(value)
        case list():
            return escape_line(", ".join(str(one) for one in value) or wording.NO_OVERRIDES, VALUE_ROOM)
        case _:
            return escape_line(str(value), VALUE_ROOM)
