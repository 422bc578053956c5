"""A page of the audit log: what stands in a line, and that it keeps an embed's limits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot import wording
from bot.review.audit import Chain, Event
from bot.review.ledger import PAGE, Checked, Entry, LedgerPage, Named
from bot.ui.audit_card import audit_embed, detail_text, entry_line
from bot.ui.text import width

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
STAMP = int(AT.timestamp())


def entry(**changes: Any) -> Entry:
    plain: dict[str, Any] = {
        "seq": 12,
        "at": AT,
        "actor": Named(5, 400),
        "event": "upheld",
        "case_number": 3,
        "member": Named(6, 300),
        "detail": {"from": "claimed", "to": "upheld"},
        "hash": "0" * 64,
    }
    return Entry(**{**plain, **changes})


def test_a_line() -> None:
    assert entry_line(entry()) == (
        f"`#12` · <t:{STAMP}:f> · <@400> · **upheld** · case #3 · concerns <@300>\nclaimed → upheld"
    )


def test_a_line_without_case_and_member() -> None:
    line = entry_line(entry(actor=Named(0, None), event="settings", case_number=None, member=None, detail={}))
    assert line == f"`#12` · <t:{STAMP}:f> · the bot · **settings changed**"


def test_somebody_who_was_forgotten_is_a_number() -> None:
    assert "subject 6" in entry_line(entry(member=Named(6, None)))


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ({"shadow": [True, False]}, "shadow: on → off"),
        (
            {"channels.5.watch": [None, True], "ask_minutes": [30, 45]},
            "channels.5.watch: not set → on, ask\\_minutes: 30 → 45",
        ),
        ({"exempt_role_ids": [[], [3, 9]]}, "exempt\\_role\\_ids: none → 3, 9"),
        ({"from": "open", "to": "asked", "via": "reply"}, "open → asked, via: reply"),
        ({"of": 7}, "of: 7"),
        ({"x": "**@everyone**"}, "x: \\*\\*@\u200beveryone\\*\\*"),
        ({}, ""),
    ],
)
def test_details(detail: dict[str, Any], shown: str) -> None:
    assert detail_text(detail) == shown


def page(*entries: Entry, total: int = 1, chain: Chain | None = None) -> LedgerPage:
    return LedgerPage(entries, total, Checked(chain or Chain(12), AT))


def test_the_chain_is_told() -> None:
    holds = audit_embed(page(entry()), 0)
    assert f"The chain holds: 12 entries, checked <t:{STAMP}:R>." in str(holds.description)
    broken = audit_embed(page(entry(), chain=Chain(3, 4, "row changed")), 0)
    assert "broken at entry 4**: it was changed" in str(broken.description)
    assert holds.colour != broken.colour


def test_an_empty_log_and_a_page_too_far() -> None:
    assert wording.AUDIT_EMPTY in str(audit_embed(page(total=0), 0).description)
    far = audit_embed(page(total=25), 7)
    assert wording.AUDIT_PAST_THE_END in str(far.description)
    assert far.footer.text == "Page 8 of 3 · 25 entries"


def test_the_longest_page_keeps_the_limits() -> None:
    long = entry(
        seq=2**62,
        actor=Named(2**53, None),
        member=Named(2**53, 2**63),
        event=max(Event, key=lambda event: len(wording.EVENTS[event])).value,
        case_number=2**31,
        detail={f"channels.{2**62}.thresholds.severe_toxicity_{n}": [0.123, 0.456] for n in range(99)},
    )
    embed = audit_embed(page(*[long] * PAGE, total=10**9, chain=Chain(10**9, 10**9, "row unreadable")), 10**6)
    text = str(embed.description)
    assert width(text) <= 4096
    assert text.count("`#") == PAGE, "all entries fit"
    assert len(embed) <= 6000


def test_every_event_has_words() -> None:
    assert {event.value for event in Event} == set(wording.EVENTS)
