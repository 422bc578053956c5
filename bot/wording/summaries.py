"""Summaries of articles."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.language import _, _n

# The card
SUMMARY_TITLE_UNKNOWN = "Article"
SUMMARY_KINDS: Mapping[str, str] = {"opinion": "Opinion", "live": "Live report", "news": "", "other": ""}
SUMMARY_ARGUES = "The author argues:"
SUMMARY_SAYS = "Who says what"
SUMMARY_NOT_USED = "Wording in the article, not used here"
SUMMARY_HOW: Mapping[str, str] = {
    "extractive": "Sentences quoted from the article",
    "lead": "Opening sentences of the article",
    "rewritten": "Rewritten by a language model from sentences of the article",
    "none": "No summary",
}
SUMMARY_CHECKED = "checked: {checks}"
SUMMARY_CHECKS: Mapping[str, str] = {
    "exact": "word for word",
    "order": "the article's order",
    "statements": "who says what",
    "length": "length",
    "whole_quotations": "whole quotations",
    "numbers": "numbers",
    "names": "names",
    "quotations": "quotations",
    "loaded_words": "loaded words",
    "dangling_starts": "sentences that stand alone",
    "both_sides": "both sides",
    "language": "language",
    "rewrite": "rewrite",
    "rewritten": "rewritten",
    "sources": "sources",
    "times": "times",
    "new_words": "new words",
    "meaning": "meaning",
    "sense": "negations",
    "roles": "who does what",
    "attribution": "who says what",
}
SUMMARY_CHECKS_FAILED: Mapping[str, str] = {
    "exact": "not word for word in the article ({found})",
    "order": "not kept",
    "statements": "not word for word in the article ({found})",
    "length": "longer than it should be",
    "whole_quotations": "cut off ({found})",
    "numbers": "not in the source sentences ({found})",
    "names": "not in the source sentences ({found})",
    "quotations": "not in the source sentences ({found})",
    "loaded_words": "kept where no other sentence says it ({found})",
    "dangling_starts": "one points back to what is left out ({found})",
    "both_sides": "the article quotes a side that is missing here",
    "language": "wording in this language ({language}) cannot be judged here, so these are the first sentences",
}
"""By the name of a check that does not hold, how it does not."""

# Its buttons
SUMMARY_SOURCES = "Show source sentences"
SUMMARY_REPORT = "Report this summary"
SUMMARY_DELETE = "Delete"
SUMMARY_NOT_YOURS = "Only the person who asked for this, or a moderator, can delete it."
SUMMARY_GONE = "This summary is no longer kept, so its sentences cannot be shown. A new one can be asked for with `/summarize`."
SUMMARY_UNREAD: Mapping[str, str] = {
    "gone": "The article could not be opened again, so only what is kept of the summary is shown.",
    "changed": "The article was changed since, so only what is kept of the summary is shown.",
}
SUMMARY_REPORT_TITLE = "Report this summary"
SUMMARY_REPORT_REASON = "What is wrong with this summary?"
SUMMARY_REPORTED = "A summary was reported"
SUMMARY_REPORT_HINT = "The link above leads to it. Its Delete button works for moderators."
SUMMARY_REPORT_ENOUGH = "The moderators have several reports of this summary already. Thank you."
SUMMARY_REPORT_FAILED = "Your report did not reach the moderators' channel. Please write to a moderator."

# Asking for one
SUMMARY_NO_LINK = "There is no web link in this message."
SUMMARY_MENTIONED = (
    "There is no web link here. Mention me in a reply to a message that has one, or use `/summarize`."
)
SUMMARY_PICK = "Which link?"
SUMMARY_PICK_NOT_YOURS = "Only the person who asked can choose."
SUMMARY_FAILED = (
    "The article could not be summarised because of an error in the bot; the log has the details."
)


def summary_refused(sentence: str) -> str:
    """Why there is no summary; ``sentence`` is English, one of ``REFUSALS`` if it can be translated."""
    return _("No summary: {reason}").format(reason=_(sentence))


def summary_check(name: str, detail: str, language: str) -> str:
    """What does not hold in a summary.

    ``detail`` is English, as a kept summary holds it: a sentence of ``NOT_REWRITTEN``, or a few words, a colon and what was
    found, which is quoted. ``language`` is the article's.
    """
    if name not in SUMMARY_CHECKS_FAILED:
        return _(detail)
    found = detail.partition(": ")[2]
    return _(SUMMARY_CHECKS_FAILED[name]).format(found=found, language=language)


def summary_words(article: int, summary: int) -> str:
    """How long the article is, and its summary."""
    return _n("{article} → {summary} word", "{article} → {summary} words", summary).format(
        article=article, summary=summary
    )


def summary_wait(reason: str, when: str) -> str:
    """Why a request is not taken (``running``, ``member`` or ``server``), and ``when`` (a timestamp) it would be."""
    sentences = {
        "running": _(
            "Your last request is still being answered. Please ask again when it is, at the latest {when}."
        ),
        "member": _("You asked for many articles in the last hour. Please ask again {when}."),
        "server": _("This server opened many articles in the last hour. Please ask again {when}."),
    }
    return sentences[reason].format(when=when)


def summary_unread_until(when: str) -> str:
    """The article is not opened again for its sentences, because a quota is used up until ``when``."""
    return _(
        "The article can be opened again {when}; until then only what is kept of the summary is shown."
    ).format(when=when)


def summary_place(number: int, total: int | None) -> str:
    """Which sentence of the article it is."""
    if total is None:
        return _("sentence {number} of the article").format(number=number)
    return _("sentence {number} of {total}").format(number=number, total=total)


def summary_report(number: int) -> str:
    """Heading of one report among several."""
    return _("Report {number}").format(number=number)
