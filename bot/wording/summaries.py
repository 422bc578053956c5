"""Summaries of articles."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.language import _, _n

SUMMARY_DELETE = "Delete"
SUMMARY_NOT_YOURS = "Only the person who asked for this summary, or a moderator, can delete it."
SUMMARY_NO_LINK = "There is no web link in this message."
SUMMARY_PICK = "Which link?"
SUMMARY_TITLE_UNKNOWN = "Article"
SUMMARY_SAYS = "Who says what"
SUMMARY_HOW: Mapping[str, str] = {
    "extractive": "Sentences quoted from the article",
    "lead": "Opening sentences of the article",
    "none": "No summary",
}
SUMMARY_KINDS: Mapping[str, str] = {"opinion": "Opinion", "live": "Live report", "news": "", "other": ""}
SUMMARY_CHECKED = "checked: {checks}"
SUMMARY_FAILED = (
    "The article could not be summarised because of an error in the bot; the log has the details."
)


def summary_refused(sentence: str) -> str:
    """Why there is no summary."""
    return _("No summary: {reason}").format(reason=sentence)


def summary_words(article: int, summary: int) -> str:
    """How long the article is, and its summary."""
    return _n("{article} → {summary} word", "{article} → {summary} words", summary).format(
        article=article, summary=summary
    )
