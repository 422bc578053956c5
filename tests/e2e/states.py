"""What is on each picture of a card, and the page ``docs/cards.md`` that shows them."""

from __future__ import annotations

from typing import NamedTuple


class State(NamedTuple):
    """A picture's file name without view and ending, its headline, its alt text, and what there is to know."""

    name: str
    title: str
    alt: str
    told: str


CASES = (
    State(
        "toxicity",
        "Toxicity, open",
        "Card: the message with the reason in bold, author, channel, scores against thresholds, state Open; "
        "buttons Uphold and Dismiss, menu More",
        "Scores that flagged come first, each with the threshold it is measured against.",
    ),
    State(
        "accusation",
        "Accusation without a source, open",
        "Card: the accused underlined, the charge in bold, why it was flagged and what clears it; "
        "buttons Uphold, Dismiss and Ask for a source",
        "The bot does not say whether the charge is true, only that nothing was given for it.",
    ),
    State(
        "asked",
        "The author was asked",
        "Card in blue: waiting for a source until a time; buttons Uphold and Dismiss",
        "The case waits for the author, and comes back by itself when the time is up.",
    ),
    State(
        "sourced",
        "A source was given",
        "Card in grey: closed, a source was given, with the link",
        "An edit, a reply or the form closes the case without a moderator.",
    ),
    State(
        "withdrawn",
        "Withdrawn",
        "Card in grey: closed, withdrawn by the author, the message is deleted",
        "The author deleted the message or took the charge out of it.",
    ),
    State(
        "claimed",
        "Being read",
        "Card in violet: being read by a moderator until a time",
        "For ten minutes nobody else decides the case.",
    ),
    State(
        "upheld",
        "Upheld, with measures",
        "Card in red: upheld, with a line and a tick for each measure, and the reason",
        "Deleted, warned and timed out, each with who did it.",
    ),
    State(
        "failed",
        "Upheld, and something could not be done",
        "Card in red: a cross beside the warning, because the member takes no direct messages",
        "What failed stands on the card with its reason; the rest was done.",
    ),
    State(
        "undone",
        "Undone",
        "Card in orange, open again: the decision was undone, with a line for each measure that was reversed",
        "What was still ours is reversed, and the case is open again.",
    ),
    State(
        "dismissed",
        "Dismissed",
        "Card in grey: dismissed, by whom and when; only the menu More is left",
        "Nothing is wrong with the message. Reopening is in the menu.",
    ),
    State(
        "duplicate",
        "Duplicate",
        "Card in grey: duplicate of another case, with its number",
        "What is decided, is decided at the other case.",
    ),
    State(
        "escalated",
        "Escalated, with a note and a colleague",
        "Card marked as escalated: a note, the colleague who was asked to look, and the reason",
        "The role that the server chose is mentioned once.",
    ),
    State(
        "severe",
        "Severe",
        "Card whose message is hidden behind a spoiler until it is clicked",
        "Nobody has to read the worst texts unasked.",
    ),
    State(
        "group",
        "Several cases of one author",
        "Card of a group: one case in full, and under it the others with their states",
        "Cases of one author within a day share a card.",
    ),
    State(
        "report",
        "Report by members",
        "Card: a message that two members reported, with what they wrote",
        "Anybody may report a message, in any channel.",
    ),
    State(
        "self-harm",
        "Somebody may harm themselves",
        "Card with what can be sent to the person; buttons Uphold, Dismiss and Send help text",
        "A cause for care: no points, no suggestion against the person.",
    ),
    State(
        "shadow",
        "Shadow mode",
        "Card marked as shadow mode",
        "Members see nothing, and nothing is done to anybody.",
    ),
    State(
        "lapsed",
        "Lapsed",
        "Card in grey: lapsed without a decision, its text is no longer kept",
        "Nobody decided for as long as texts are kept.",
    ),
    State(
        "flood",
        "Many cases at once",
        "Card of a flood: how many cases of how many people; buttons Open the list, Dismiss all and Uphold all",
        "A raid is one card, not a hundred.",
    ),
)
APPEALS = (
    State(
        "appeal",
        "Appeal, open",
        "Card: the member's words, the decision they are against, buttons Answer, Uphold appeal and Reject appeal",
        "Another moderator than the one who upheld the case decides.",
    ),
    State(
        "appeal-answered",
        "Appeal, answered",
        "Card: the moderators' question, waiting for the member",
        "The talk stands on the card; the member never learns a moderator's name.",
    ),
    State(
        "appeal-upheld",
        "Appeal, upheld",
        "Card in grey: upheld, the decision was taken back, by whom and when, and the words to the member",
        "The measures are reversed and the points are gone.",
    ),
    State(
        "appeal-rejected",
        "Appeal, rejected",
        "Card in grey: rejected, by whom and when, and the words to the member",
        "The decision stays.",
    ),
)
ANSWERS = (
    State(
        "queue-list",
        "The queue as a list",
        "List of waiting cases, a line each, with number, kind, channel and age",
        "Only the moderator who asked sees it.",
    ),
    State(
        "second-look",
        "Second look",
        "A decided case without its decision, author and number; buttons Uphold, Dismiss and Skip",
        "Blind, so that agreement means something.",
    ),
    State(
        "stats",
        "Statistics",
        "Figures of the last seven days, with four charts",
        "For the moderators alone.",
    ),
)
MEMBERS = (
    State(
        "question",
        "The question for a source",
        "Silent reply in the channel that asks for a source, without repeating the charge",
        "Members see that a source is asked for, never the charge or a score.",
    ),
    State(
        "notice",
        "What a member is told",
        "Direct message: what the moderators decided and why; buttons Appeal and Status of my appeal",
        "No moderator is named.",
    ),
    State(
        "summary",
        "Summary of an article",
        "Neutral summary with outlet, author, date, who says what, and buttons",
        "In the article's own sentences.",
    ),
    State(
        "digest",
        "Digest of a discussion",
        "Two views of a discussion side by side, with how many members hold each and links to messages",
        "Nobody is named.",
    ),
)
PARTS = {
    "Cases": CASES,
    "Appeals": APPEALS,
    "Answers to moderators": ANSWERS,
    "What members see": MEMBERS,
}
STATES = tuple(state for part in PARTS.values() for state in part)

_HEAD = """# Every card

What the bot writes in each state, on the [sandbox](sandbox.md)'s page: in the dark and the light theme, at the width of a desktop and
of a phone (390 px). What the buttons do: [the desk](desk.md). People, parties and towns are invented.

`make screenshots` makes the pictures and this page: it drives the real bot into each state.
"""


def _section(state: State) -> str:
    def file(view: str) -> str:
        return f"screenshots/cards/{state.name}-{view}.png"

    others = " · ".join(
        f"[{name}]({file(view)})"
        for name, view in (
            ("dark", "desktop-dark"),
            ("light", "desktop-light"),
            ("phone, dark", "phone-dark"),
            ("phone, light", "phone-light"),
        )
    )
    return f"""### {state.title}

{state.told} {others}

<picture>
  <source media="(max-width: 500px) and (prefers-color-scheme: light)" srcset="{file("phone-light")}">
  <source media="(max-width: 500px)" srcset="{file("phone-dark")}">
  <source media="(prefers-color-scheme: light)" srcset="{file("desktop-light")}">
  <img alt="{state.alt}" src="{file("desktop-dark")}">
</picture>
"""


def page() -> str:
    """``docs/cards.md``."""
    parts = [f"## {title}\n\n" + "\n".join(map(_section, states)) for title, states in PARTS.items()]
    return "\n".join([_HEAD, *parts])
