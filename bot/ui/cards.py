"""A case as moderators see it: the embed. The buttons under it are made in ``controls``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import discord

from bot import wording
from bot.detect.message import AuthorKind
from bot.detect.policy import RuleKind, Step
from bot.review.severity import severe, thresholds_of
from bot.review.types import (
    REOPENED,
    UNDONE,
    ActionKind,
    ActionRow,
    ActionState,
    CardView,
    Case,
    CaseState,
    Note,
    Suggestion,
)
from bot.ui import limits
from bot.ui.text import clip, escape_line, hidden, highlighted, width

# What each part of a card may take, so that the whole keeps EMBED_TOTAL whatever the case holds; a test adds them up.
SPOILER_MARKS: Final = 4
TEXT_ROOM: Final = 1040
AUTHOR_ROOM: Final = 200
WHERE_ROOM: Final = 200
SCORES_ROOM: Final = 400
ACCUSATION_ROOM: Final = 900
GROUP_ROOM: Final = 500
ACTIONS_ROOM: Final = 500
STATE_ROOM: Final = 500
FOOTER_ROOM: Final = 150
REPORTS_ROOM: Final = 400
NAME_ROOM: Final = 100
SOURCE_ROOM: Final = 220
SPAN_ROOM: Final = 120
REASON_ROOM: Final = 110
NOTE_ROOM: Final = 80
NOTES_ROOM: Final = 440
LINKS_ROOM: Final = 130
LADDER_ROOM: Final = 120

QUOTING_RULES: Final = "accusation "
"""Beginning of the rules whose details quote the message."""
SCORES_SHOWN: Final = 3
ACCUSATIONS_SHOWN: Final = 2
OTHERS_SHOWN: Final = 5
BAR_CELLS: Final = 5
COLOURS: Final[Mapping[CaseState, int]] = {
    CaseState.OPEN: 0xD9822B,
    CaseState.ASKED: 0x3B7DD8,
    CaseState.CLAIMED: 0x8E6BBF,
    CaseState.UPHELD: 0xB03A3A,
}
DECIDED_COLOUR: Final = 0x6B7280


def jump_url(guild_id: int, channel_id: int, message_id: int) -> str:
    """The address that opens a message in every Discord client."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def case_url(case: Case) -> str:
    """The address of the message that a case is about."""
    return jump_url(case.guild_id, case.channel_id, case.message_id)


def stamp(moment: datetime) -> int:
    """Epoch seconds, as Discord's ``<t:…>`` marks want them."""
    return int(moment.timestamp())


def case_embed(view: CardView) -> discord.Embed:
    """The card of a group, showing its lead case. Keeps every limit of an embed whatever the case holds."""
    case = view.lead
    embed = discord.Embed(
        title=clip(wording.case_title(case.number, case.kind.value, _marks(case)), limits.EMBED_TITLE),
        description=case_text(case, TEXT_ROOM),
        colour=COLOURS.get(case.state, DECIDED_COLOUR),
        timestamp=case.created_at,
    )
    _add(embed, wording.FIELD_AUTHOR, _author(case), AUTHOR_ROOM, inline=True)
    _add(embed, wording.FIELD_WHERE, _where(case), WHERE_ROOM, inline=True)
    _add(embed, wording.FIELD_SCORES, score_lines(case), SCORES_ROOM)
    _add(embed, wording.FIELD_ACCUSATION, _accusations(case), ACCUSATION_ROOM)
    _add(
        embed, wording.FIELD_HELP, _help(view), ACCUSATION_ROOM
    )  # in the place of an accusation: no card has both
    earlier = view.earlier
    _add(
        embed,
        wording.FIELD_EARLIER,
        wording.earlier_cases(earlier.total, earlier.upheld, earlier.dismissed, earlier.open),
        NAME_ROOM,
        inline=True,
    )
    _add(embed, wording.FIELD_LADDER, ladder_text(view.ladder), LADDER_ROOM)
    _add(embed, wording.KINDS["report"], _reports(view), REPORTS_ROOM)
    _add(embed, wording.FIELD_NOTES, note_lines(view.notes, view.notes_total, NOTE_ROOM), NOTES_ROOM)
    _add(embed, wording.FIELD_LINKS, ", ".join(f"#{number}" for number in view.links), LINKS_ROOM)
    _add(embed, wording.FIELD_GROUP, _others(view), GROUP_ROOM)
    _add(embed, wording.FIELD_ACTIONS, action_lines(view.actions), ACTIONS_ROOM)
    _add(embed, wording.FIELD_STATE, _state(case, view.actions), STATE_ROOM)
    embed.set_footer(text=clip(case.model, FOOTER_ROOM))
    return embed


def ladder_text(suggestion: Suggestion | None) -> str:
    """A member's points and what upholding adds up to; empty where there is nothing to say."""
    if suggestion is None or not (suggestion.points or suggestion.adds):
        return ""
    step = suggestion.step
    said = None if step is None else wording.ladder_step(step.action.value, step.minutes)
    return wording.ladder_line(suggestion.points, suggestion.adds, said, by_itself=suggestion.by_itself)


def case_line(case: Case) -> str:
    """A case on one line of a list: number, kind, where, when, how it stands."""
    return (
        f"[#{case.number}]({case_url(case)}) {wording.KINDS.get(case.kind.value, case.kind.value)} · "
        f"<#{case.channel_id}> · <t:{stamp(case.created_at)}:R> · {wording.STATES.get(case.state.value, case.state.value)}"
    )


def case_text(case: Case, room: int) -> str:
    """The message with the reason marked, within ``room`` UTF-16 code units; never empty.

    The text of a severe case stands behind spoiler marks: a moderator chooses to read it.
    """
    if case.text is None:
        return wording.TEXT_NOT_KEPT
    veiled = severe(case)
    shown = highlighted(case.text, case.spans, room - SPOILER_MARKS if veiled else room)
    if not shown.strip():
        return wording.TEXT_EMPTY
    return hidden(shown) if veiled else shown


def bar(score: float) -> str:
    """A score (0..1) as a short bar."""
    filled = max(0, min(BAR_CELLS, round(score * BAR_CELLS)))
    return "▰" * filled + "▱" * (BAR_CELLS - filled)


def score_line(label: str, score: float, threshold: float | None) -> str:
    """One label: bar, score, and the threshold it is measured against."""
    name = label.replace("_", " ")
    if threshold is None:
        return f"{bar(score)} `{score:.2f}` {name} ({wording.NO_THRESHOLD})"
    sign = "≥" if score >= threshold else "<"
    return f"{bar(score)} `{score:.2f}` {name} {sign} {threshold:.2f}"


def score_lines(case: Case) -> str:
    """The highest scores, those that flagged first. Thresholds are those of the moment of the flag, from the trace."""
    if not case.scores:
        return ""
    at = thresholds_of(case.trace)
    over = {label for label, score in case.scores.items() if at.get(label) is not None and score >= at[label]}
    ranked = sorted(case.scores.items(), key=lambda item: (item[0] not in over, -item[1]))
    shown = ranked[: max(SCORES_SHOWN, len(over))]
    return "\n".join(score_line(label, score, at.get(label)) for label, score in shown)


def action_lines(actions: Iterable[ActionRow]) -> str:
    """What was done and what could not be done, a line each."""
    return "\n".join(_action(action) for action in actions)


def failed_lines(actions: Iterable[ActionRow]) -> str:
    """Only what could not be done."""
    return action_lines(action for action in actions if action.state is ActionState.FAILED)


def note_lines(notes: Sequence[Note], total: int, room: int) -> str:
    """Notes, newest first, each cut to ``room``, with the number of those not shown."""
    lines = [wording.note_line(note.by, stamp(note.at), escape_line(note.text or "", room)) for note in notes]
    rest = total - len(notes)
    return "\n".join([*lines, wording.notes_rest(rest)] if rest > 0 else lines)


def trace_lines(trace: Iterable[Step], room: int, *, veiled: bool = False) -> str:
    """The trace, a step a line, cut to ``room`` UTF-16 code units with the number of steps left out.

    ``veiled``: what a step quotes from the message stands behind spoiler marks.
    """
    steps = list(trace)
    lines: list[str] = []
    used = 0
    for index, step in enumerate(steps):
        # The detector's own steps repeat the last word of the rule ("accusation mode": "mode: asserted …").
        words = escape_line(
            wording.trace_detail(step.detail.removeprefix(f"{step.rule.rpartition(' ')[2]}: ")), SPAN_ROOM * 2
        )
        quotes = veiled and step.rule.startswith(QUOTING_RULES)
        detail = f": {hidden(words) if quotes else words}" if words else ""
        line = (
            f"{'✓' if step.passed else '✗'} {escape_line(wording.trace_rule(step.rule), SPAN_ROOM)}{detail}"
        )
        cut = wording.trace_cut(len(steps) - index)
        if used + width(line) + 1 + width(cut) > room:
            return "\n".join([*lines, cut])
        lines.append(line)
        used += width(line) + 1
    return "\n".join(lines) or wording.WHY_EMPTY


def _add(embed: discord.Embed, name: str, value: str, room: int, *, inline: bool = False) -> None:
    """A field, where there is something to show in it."""
    if value.strip():
        embed.add_field(name=name, value=clip(value, min(room, limits.EMBED_FIELD_VALUE)), inline=inline)


def _marks(case: Case) -> tuple[str, ...]:
    marks = ((case.shadow, wording.SHADOW_MARK), (case.escalated, wording.ESCALATED_MARK))
    return tuple(text for on, text in marks if on)


def _author(case: Case) -> str:
    name = escape_line(case.author_name, NAME_ROOM)
    if case.author_kind is AuthorKind.MEMBER:
        return f"<@{case.author_id}> · {name}\n`{case.author_id}`"
    kind = wording.BY_WEBHOOK if case.author_kind is AuthorKind.WEBHOOK else wording.BY_BOT
    return f"{name} ({kind})\n`{case.author_id}`"


def _where(case: Case) -> str:
    if case.message_deleted:
        return f"<#{case.channel_id}> · {wording.MESSAGE_DELETED}"
    return f"<#{case.channel_id}> · [{wording.JUMP}]({case_url(case)})"


def _accusations(case: Case) -> str:
    if case.kind is not RuleKind.ACCUSATION or not case.accusations:
        return ""
    veil = veil_of(case)
    blocks = [_accusation(found, veil) for found in case.accusations[:ACCUSATIONS_SHOWN]]
    return "\n".join([*blocks, wording.WHAT_CLEARS])


def _help(view: CardView) -> str:
    if view.lead.kind is not RuleKind.SELF_HARM or view.lead.state.decided:
        return ""
    return f"{wording.HELP_CARE}\n>>> {clip(view.help_text or wording.HELP_TEXT, ACCUSATION_ROOM - width(wording.HELP_CARE) - 5)}"


def veil_of(case: Case) -> Callable[[str], str]:
    """How words of this case's message are shown: behind spoiler marks where the case is severe, else as they are."""
    return hidden if severe(case) else _plainly


def _plainly(escaped: str) -> str:
    return escaped


def _accusation(found: Mapping[str, Any], veil: Callable[[str], str]) -> str:
    target = veil(_span(found.get("target"))) or wording.TARGET_UNSAID
    resolved = found.get("resolved_target")
    if isinstance(resolved, str) and resolved:
        target += f" ({veil(escape_line(resolved, SPAN_ROOM // 2))})"
    charge = veil(_span(found.get("charge"))) or wording.CHARGE_UNSAID
    category = wording.CATEGORIES.get(str(found.get("category")), str(found.get("category")))
    kind = wording.ACCUSATION_KINDS.get(str(found.get("kind")), str(found.get("kind")))
    support = wording.SUPPORTS.get(str(found.get("support")), str(found.get("support")))
    return wording.accusation(target=target, charge=charge, category=category, kind=kind, support=support)


def _span(span: object) -> str:
    text = span.get("text") if isinstance(span, Mapping) else span
    return escape_line(text, SPAN_ROOM) if isinstance(text, str) else ""


def _reports(view: CardView) -> str:
    """How many members reported the message, and what the last of them wrote."""
    if not view.lead.reports:
        return ""
    veil = veil_of(view.lead)
    reasons = [wording.quoted(veil(escape_line(reason, REASON_ROOM))) for reason in view.report_reasons]
    return "\n".join([wording.reports(view.lead.reports), *(reason for reason in reasons if reason)])


def _others(view: CardView) -> str:
    if not view.others:
        return ""
    shown, used = [], 0
    for other in view.others[:OTHERS_SHOWN]:
        line = (
            f"[#{other.number}]({case_url(other)}) {wording.STATES.get(other.state.value, other.state.value)}"
        )
        if used + width(line) + 40 > GROUP_ROOM:
            break
        shown.append(line)
        used += width(line) + 1
    rest = view.others_total - len(shown)
    return "\n".join([*shown, wording.group_rest(rest)] if rest > 0 else shown)


def _action(action: ActionRow) -> str:
    if action.undoes is not None:
        return _undo(action)
    if action.state is ActionState.FAILED:
        return wording.action_failed(action.kind.value, action.code or "error")
    if action.state is ActionState.PENDING:
        return wording.action_pending(action.kind.value)
    until = stamp(action.until) if action.until and action.kind is ActionKind.TIMEOUT else None
    return wording.action_done(action.kind.value, action.by, until)


def _undo(action: ActionRow) -> str:
    kind = action.kind.value
    if action.state is ActionState.FAILED:
        return wording.undo_failed(kind, action.code or "error")
    if action.state is ActionState.PENDING:
        return wording.undo_pending(kind)
    return wording.undo_done(kind, action.by)


def _state(case: Case, actions: Iterable[ActionRow]) -> str:
    lines = [
        wording.deciding(case.claimed_by, case.undoing)
        if case.deciding
        else wording.state_line(
            case.state.value,
            by=case.decided_by if case.state.decided else case.claimed_by,
            at=stamp(case.decided_at) if case.decided_at and case.state.decided else None,
            until=stamp(case.ask_until) if case.ask_until else None,
            lease=stamp(case.lease_until) if case.lease_until else None,
            duplicate_of=case.duplicate_of,
        )
    ]
    if case.assigned_to and not case.state.decided:
        lines.append(wording.assigned(case.assigned_to))
    if case.note and not _said_already(case, case.note, actions):
        lines.append(note_text(case.note))
    if case.reason:
        lines.append(wording.decision_reason(escape_line(case.reason, SOURCE_ROOM - 60)))
    if case.source:
        lines.append(wording.source_given(escape_line(case.source, SOURCE_ROOM - 60)))
    return "\n".join(lines)


def _said_already(case: Case, note: str, actions: Iterable[ActionRow]) -> bool:
    """Whether a note tells nothing new: reopened before the decision, or a failed question that is listed as such."""
    if note in (REOPENED, UNDONE):
        return case.state.decided
    return note.startswith("ask: ") and any(action.state is ActionState.FAILED for action in actions)


def note_text(note: str) -> str:
    """A case's note as a sentence; two kinds carry a word of their own (``ask: dms_closed``, ``weak source: video``)."""
    kind, mark, code = note.partition(": ")
    if mark and kind == "ask":
        return wording.action_failed(kind, code)
    if mark and kind == "weak source":
        return wording.WEAK_SOURCE.format(kind=escape_line(code, NAME_ROOM))
    return wording.NOTES.get(note) or escape_line(note, SOURCE_ROOM)
