"""The audit log: its entries, its file, and whether its chain holds."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wording.language import _, _n

AUDIT_TITLE = "Audit log"
AUDIT_EMPTY = "No entry fits."
AUDIT_PAST_THE_END = "There is no such page."
AUDIT_NO_EVENT = "There is no such event. Please choose one of those that are offered."
AUDIT_DAYS = "The days are the wrong way round: the log is searched from the earlier to the later one."
AUDIT_BOT = "the bot"
AUDIT_SUBJECT = "subject {number}"
EVENTS: Mapping[str, str] = {
    "opened": "case opened",
    "revised": "case brought to the newest edit",
    "reported": "message reported",
    "noted": "remark on the case",
    "claimed": "case claimed",
    "released": "case released",
    "lease over": "claim ran out",
    "upholding": "upholding begun",
    "given back": "given back: Discord could not be reached",
    "upheld": "upheld",
    "undoing": "undoing begun",
    "undone": "undone, open again",
    "dismissed": "dismissed",
    "asked": "question for a source ordered",
    "ask sent": "author asked for a source",
    "ask failed": "author could not be asked",
    "ask over": "time to give a source ran out",
    "ask removed": "question taken down",
    "thanked": "author thanked for a source",
    "sourced": "a source was given",
    "withdrawn": "withdrawn",
    "duplicate": "marked as a duplicate",
    "reopened": "reopened",
    "escalated": "escalated",
    "urgent": "role on duty called",
    "reminded": "moderators reminded of what waits",
    "assigned": "colleague asked to look",
    "note added": "note added",
    "linked": "linked",
    "unlinked": "link removed",
    "refused": "refused",
    "message deleted": "message is gone",
    "action done": "action done",
    "action failed": "action failed",
    "undo done": "reversed",
    "undo failed": "could not be reversed",
    "lapsed": "lapsed undecided",
    "appeal opened": "appealed against by the member",
    "appeal answered": "moderators answered in the appeal",
    "appeal reply": "member replied in the appeal",
    "appeal withdrawn": "appeal withdrawn by the member",
    "appeal deciding": "upholding the appeal begun",
    "appeal given back": "Discord could not be reached, the appeal waits as before",
    "appeal upheld": "appeal upheld, case dismissed",
    "appeal rejected": "appeal rejected",
    "appeal stale": "appeal closed without a decision",
    "appeal reminded": "waiting appeals brought up",
    "text removed": "text removed after retention",
    "card posted": "card posted",
    "errand failed": "errand given up",
    "second look shown": "second look begun",
    "second look answered": "second look answered",
    "second look skipped": "second look skipped",
    "second look over": "second look not finished",
    "settings": "settings changed",
    "audit exported": "audit log exported",
}
CHAIN_BREAKS: Mapping[str, str] = {
    "row changed": "it was changed",
    "row missing": "it is missing",
    "row unreadable": "it cannot be read",
    "end cut off": "the end was cut off",
}


def audit_pages(page: int, pages: int, total: int) -> str:
    """Where in the log one is."""
    return _n(
        "Page {page} of {pages} · {total} entry", "Page {page} of {pages} · {total} entries", total
    ).format(page=page, pages=pages, total=f"{total:,}")


def chain_holds(entries: int, checked: int) -> str:
    """The chain is whole."""
    return _n(
        "The chain holds: {entries} entry, checked <t:{checked}:R>.",
        "The chain holds: {entries} entries, checked <t:{checked}:R>.",
        entries,
    ).format(entries=f"{entries:,}", checked=checked)


def chain_broken(entry: int, why: str, checked: int) -> str:
    """The chain is broken."""
    return _(
        "**The chain is broken at entry {entry}**: {why} (checked <t:{checked}:R>). Somebody or something changed the "
        "database file outside of the bot. Who runs the bot finds out more with `python -m bot doctor` and a backup."
    ).format(entry=entry, why=_(CHAIN_BREAKS.get(why, why)), checked=checked)


def audit_line(seq: int, at: int, actor: str, event: str, case: int | None, member: str | None) -> str:
    """One entry, but for its details."""
    about = [
        _("case #{number}").format(number=case) if case is not None else "",
        _("concerns {member}").format(member=member) if member is not None else "",
    ]
    return " · ".join(
        part
        for part in (f"`#{seq}`", f"<t:{at}:f>", actor, f"**{_(EVENTS.get(event, event))}**", *about)
        if part
    )


def audit_exported(rows: int, total: int) -> str:
    """What the exported file holds."""
    if rows == total:
        return _n("{rows} entry.", "{rows} entries, newest first.", rows).format(rows=f"{rows:,}")
    return _(
        "The newest {rows} of {total} entries: more does not fit in one file. For the rest choose an earlier end."
    ).format(rows=f"{rows:,}", total=f"{total:,}")
