"""The queue: lists, counts, decisions in bulk, floods, reminders, urgent calls, and help for who may harm themselves."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.cards import KINDS, STATES
from bot.wording.language import _, _n

QUEUE_TITLE = "Queue"
QUEUE_EMPTY = "The queue is empty."
QUEUE_NONE_MATCH = "No undecided case matches this."
NEXT_EMPTY = "Nothing is waiting for a decision."
QUEUE_BUTTONS: Mapping[str, str] = {
    "next": "Next case",
    "after": "Next page",
    "before": "Previous page",
    "list": "Open the list",
    "dismiss_all": "Dismiss all…",
    "uphold_all": "Uphold all…",
    "drop": "Cancel",
}
FILTER_OPPOSED = "The least severity is over the most, so nothing can match."

# Counts

STATUS_TITLE = "What waits for a decision"
STATUS_ASSIGNED = "Colleagues who were asked to look"

# In bulk

BULK_TITLES: Mapping[str, str] = {"dismiss": "Dismiss together?", "uphold": "Uphold together?"}
BULK_NOTE = (
    "Each case gets its own decision. Nothing is done to any member, nobody is told, and no points are given. Cases that "
    "change until you confirm, and those that somebody else holds, are left out."
)
BULK_NOTHING = (
    "There is nothing that you could decide together: no case matches, somebody else holds them, they are about your "
    "own messages, or about somebody who may harm themselves (choose that kind to decide these)."
)
BULK_NOT_YOURS = "Only the moderator who asked for this can confirm it."
BULK_DROPPED = "Nothing was decided."
FIELD_FIRST = "The first of them"
FIELD_KINDS = "By kind"

# Floods

FLOOD_TITLE = "Many cases at once"
FLOOD_NEWEST = "The newest"
FLOOD_OVER = "All of them are decided."

# Help for who may harm themselves

FIELD_HELP = "What you can send to this person"
HELP_CARE = (
    "This may be somebody in need, so nothing is suggested against them. The text is sent only when you press the "
    "button. Where a life is in danger now, tell Discord and, if you can, the emergency services of their country."
)
HELP_TEXT = (
    "If you are thinking about harming yourself, you do not have to be alone with it. At <https://findahelpline.com> "
    "you find people in your country who listen, free of charge and in confidence. If you are in danger right now, "
    "please call the emergency services where you are."
)


def bulk_go(choice: str, count: int) -> str:
    """The button that confirms."""
    if choice == "dismiss":
        return _n("Dismiss {count} case", "Dismiss {count} cases", count).format(count=count)
    return _n("Uphold {count} case", "Uphold {count} cases", count).format(count=count)


def bulk_count(count: int, oldest: int, skipped: int, run: int) -> str:
    """How many cases a bulk decision covers; ``oldest`` in epoch seconds, ``skipped`` match and are left out."""
    text = _n(
        "{count} case, waiting since <t:{oldest}:R>.",
        "{count} cases, the oldest waiting since <t:{oldest}:R>.",
        count,
    ).format(count=count, oldest=oldest)
    if count > run:
        text += " " + _("{run} of them are decided at a time.").format(run=run)
    if skipped:
        text += " " + _n(
            "{count} more matches and is left out: somebody else holds it, it is about your own message, or about "
            "somebody who may harm themselves.",
            "{count} more match and are left out: somebody else holds them, they are about your own messages, or about "
            "somebody who may harm themselves.",
            skipped,
        ).format(count=skipped)
    return text


def bulk_progress(decided: int, expected: int) -> str:
    """How far it is."""
    return _("{decided} of {expected} decided…").format(decided=decided, expected=expected)


def bulk_done(choice: str, decided: int, left_out: int, left: int) -> str:
    """How it ended."""
    if choice == "dismiss":
        text = _n("{count} case dismissed.", "{count} cases dismissed.", decided)
    else:
        text = _n("{count} case upheld.", "{count} cases upheld.", decided)
    text = text.format(count=decided)
    if left_out:
        text += " " + _n(
            "{count} was left out: it changed since the preview, or somebody holds it.",
            "{count} were left out: they changed since the preview, or somebody holds them.",
            left_out,
        ).format(count=left_out)
    if left:
        text += " " + _n(
            "{count} is still there; use the command again.",
            "{count} are still there; use the command again.",
            left,
        ).format(count=left)
    return text


def queue_span(first: int, last: int, total: int, oldest: int) -> str:
    """Which cases of the list a page shows; ``oldest`` in epoch seconds."""
    return _n(
        "{first}–{last} of {total} undecided · oldest <t:{oldest}:R>",
        "{first}–{last} of {total} undecided · oldest <t:{oldest}:R>",
        total,
    ).format(first=first, last=last, total=total, oldest=oldest)


def queue_assigned(to: int) -> str:
    """Who was asked to look at a case, on its line of a list."""
    return _("for <@{to}>").format(to=to)


def queue_reports(count: int) -> str:
    """How many members reported a case, on its line of a list."""
    return _n("{count} report", "{count} reports", count).format(count=count)


def status_total(total: int, oldest: int) -> str:
    """All undecided cases; ``oldest`` in epoch seconds."""
    return _n(
        "{total} undecided case, waiting since <t:{oldest}:R>.",
        "{total} undecided cases, the oldest waiting since <t:{oldest}:R>.",
        total,
    ).format(total=total, oldest=oldest)


def status_kind(kind: str, states: Mapping[str, int]) -> str:
    """The cases of one kind by state."""
    said = ", ".join(f"{count} {_(STATES.get(state, state))}" for state, count in states.items())
    return f"**{_(KINDS.get(kind, kind))}**: {said}"


def status_assigned(to: int, count: int, since: int | None) -> str:
    """What one colleague was asked to look at; ``since`` in epoch seconds."""
    text = _n("<@{to}>: {count} case", "<@{to}>: {count} cases", count).format(to=to, count=count)
    return text if since is None else _("{text}, since <t:{since}:R>").format(text=text, since=since)


def flood_count(total: int, undecided: int, authors: int) -> str:
    """How big a flood is."""
    people = _n("{count} person", "{count} people", authors).format(count=authors)
    return _n(
        "{total} case by {people}, {undecided} of them undecided. New ones join this card while the flood lasts.",
        "{total} cases by {people}, {undecided} of them undecided. New ones join this card while the flood lasts.",
        total,
    ).format(total=total, people=people, undecided=undecided)


def urgent(role: int, number: int, url: str) -> str:
    """The one message that calls the role on duty because of an urgent case."""
    return _("<@&{role}> Case #{number} is urgent. {url}").format(role=role, number=number, url=url)


def remind(role: int, number: int, oldest: int) -> str:
    """The reminder of what waits too long; ``oldest`` in epoch seconds."""
    return _n(
        "<@&{role}> {number} case is waiting for a decision, since <t:{oldest}:R>. `/queue next` takes it.",
        "<@&{role}> {number} cases are waiting for a decision, the oldest since <t:{oldest}:R>. `/queue next` takes one.",
        number,
    ).format(role=role, number=number, oldest=oldest)


def help_dm(server: str, text: str) -> str:
    """What a member gets when a moderator sends the help text. ``server`` is escaped."""
    intro = _(
        "The moderators of **{server}** saw your message and wish you well. You are not in trouble for it."
    )
    return f"{intro.format(server=server)}\n\n{text}"


# Settings


def set_urgent(role: int | None, severity: float) -> str:
    """The role on duty was set or taken away."""
    if role is None:
        return _("Nobody is called for urgent cases.")
    return _(
        "<@&{role}> is called for cases of severity {severity} and over: once for each card, at most 3 times an hour."
    ).format(role=role, severity=f"{severity:.2f}")


def set_remind(role: int | None, hours: int) -> str:
    """The reminder was set or taken away."""
    if role is None:
        return _("Nobody is reminded of cases that wait.")
    return _n(
        "<@&{role}> is reminded of cases that wait for {hours} hour: once for each case, and at most once in that time.",
        "<@&{role}> is reminded of cases that wait for {hours} hours: once for each case, and at most once in that time.",
        hours,
    ).format(role=role, hours=hours)


def set_flood(people: int) -> str:
    """From how many people on a flood begins."""
    return _("From {people} people flagged within a minute on, their cases share one card.").format(
        people=people
    )


def set_help_text(own: bool) -> str:
    """The help text was set, or the bot's own stands again."""
    if own:
        return _("Moderators can send this text to members who may harm themselves.")
    return _("Moderators can send the bot's own help text to members who may harm themselves.")


def set_self_harm(on: bool, channel: int | None) -> str:
    """Whether messages about self-harm are shown to moderators."""
    place = f"<#{channel}>" if channel else _("all watched channels")
    text = (
        _(
            "Messages in which somebody may harm themselves are shown to the moderators, in {place}. Members see nothing."
        )
        if on
        else _("Messages in which somebody may harm themselves are left alone, in {place}.")
    )
    return text.format(place=place)
