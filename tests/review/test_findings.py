"""A finding or a report makes a case, or joins the one that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.detect.accusation.types import Category, Span
from bot.detect.message import AuthorKind, Part, Place
from bot.detect.policy import AccusationHandling, RuleKind
from bot.review import decisions, transitions, upholding
from bot.review.findings import claim_of, record_finding, record_report, report_severity
from bot.review.rows import load_actions, load_card
from bot.review.types import BOT, EDITED, Case, CaseState, Ok
from bot.review.types import Span as Mark
from bot.store import audit as audit_rows
from bot.store import cases, guilds, reports
from bot.store.database import Database
from bot.store.tables import outbox
from tests.review.kit import (
    ASKING,
    AUTHOR,
    FINDINGS,
    GUILD,
    LIVE,
    MOD,
    SHADOW,
    START,
    TRACE,
    accusation,
    accused,
    chain_holds,
    go_live,
    record,
    toxic,
    view,
)

ASK = accused(handling=AccusationHandling.ASK)


def errands(conn: Connection) -> list[tuple[str, int | None, int | None]]:
    rows = conn.execute(select(outbox.c.kind, outbox.c.group_id, outbox.c.case_id).order_by(outbox.c.id))
    return [(row.kind, row.group_id, row.case_id) for row in rows]


def events(conn: Connection, case_id: int) -> list[str]:
    return [row.event for row in audit_rows.of_case(conn, GUILD, case_id)]


async def test_a_case_holds_what_was_found(db: Database) -> None:
    message = view(7, parent_id=55, has_attachments=True)
    case = await db.write(record, message)
    assert (case.number, case.state, case.version, case.kind) == (1, CaseState.OPEN, 1, RuleKind.ACCUSATION)
    assert (case.channel_id, case.parent_id, case.message_id) == (message.channel_id, 55, 7)
    assert (case.text, case.revision) == (message.text, message.revision)
    assert case.accusations[0]["charge"] == {"text": "rigged the tender", "start": 7, "end": 24}
    assert case.accusations[0]["category"] == "fraud"
    assert case.scores == {"toxicity": 0.8, "insult": 0.4}
    assert [span.role for span in case.spans] == ["target", "charge"]
    assert case.trace[1].detail == "0.80 against 0.50"
    assert case.created_at == START
    assert not case.shadow
    assert await db.read(errands) == [("card", case.group_id, None)]
    assert await db.read(events, case.id) == ["opened"]


async def test_numbers_count_per_guild(db: Database) -> None:
    numbers = [
        (await db.write(record, view(message_id, guild_id=guild_id))).number
        for message_id, guild_id in enumerate([1, 1, 2, 1, 2], start=1)
    ]
    assert numbers == [1, 2, 1, 3, 2]


async def test_a_number_is_given_back_with_the_transaction(db: Database) -> None:
    def fails(conn: Connection) -> None:
        record(conn, view(1))
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(fails)
    assert (await db.write(record, view(2))).number == 1


async def test_one_case_a_message_and_kind(db: Database) -> None:
    first = await db.write(record)
    again = await db.write(record)
    other = await db.write(record, view(), toxic())
    assert again == first
    assert other.id != first.id
    assert other.group_id == first.group_id
    assert await db.read(events, first.id) == ["opened"]


async def test_a_newer_revision_takes_over_while_undecided(db: Database) -> None:
    first = await db.write(record)
    text = "Orlova rigged the tender and stole the fund."
    found = accused(accusation(), accusation(charge="stole the fund"), severity=0.95)
    newer = await db.write(record, view(1, text), found, now=START + timedelta(minutes=1))
    assert (newer.id, newer.text, newer.severity, newer.state) == (first.id, text, 0.95, CaseState.OPEN)
    assert len(newer.accusations) == 2
    assert newer.version > first.version
    assert newer.updated_at > newer.created_at == first.created_at
    assert await db.read(events, first.id) == ["opened", "revised"]


def _edited(text: str, charge: str) -> tuple[Any, Any]:
    return view(1, text), accused(accusation(charge=charge))


@pytest.mark.parametrize(
    ("verdict", "text", "charge", "state"),
    [
        ("dismissed", "Orlova rigged the tender!!", "rigged the tender", CaseState.DISMISSED),
        ("dismissed", "Orlova RIGGED  the tender", "RIGGED  the tender", CaseState.DISMISSED),
        ("dismissed", "Orlova took bribes.", "took bribes", CaseState.OPEN),
        ("upheld", "Orlova rigged the tender, again", "rigged the tender", CaseState.UPHELD),
        ("upheld", "Orlova took bribes.", "took bribes", CaseState.OPEN),
        ("sourced by a member", "Orlova rigged the tender!!", "rigged the tender", CaseState.SOURCED),
        ("sourced by a member", "Orlova took bribes.", "took bribes", CaseState.OPEN),
        ("sourced by an edit", "Orlova rigged the tender!!", "rigged the tender", CaseState.OPEN),
        ("withdrawn by an edit", "Orlova rigged the tender!!", "rigged the tender", CaseState.OPEN),
    ],
)
async def test_an_edit_after_the_decision(
    db: Database, verdict: str, text: str, charge: str, state: CaseState
) -> None:
    case = await db.write(record)
    await db.write(_decide, case, verdict)
    edited = await db.write(record, *_edited(text, charge))
    assert edited.state is state
    assert edited.note == EDITED
    if state is CaseState.OPEN:
        assert edited.text == text
        assert edited.round == 2
        assert edited.decided_by is None
    else:
        assert edited.text == case.text
        assert edited.decided_by is not None
    events_before = await db.read(events, case.id)
    assert await db.write(record, *_edited(text, charge)) == edited
    assert await db.read(events, case.id) == events_before
    assert await chain_holds(db)


def _decide(conn: Connection, case: Case, verdict: str) -> None:
    how = {
        "dismissed": lambda: decisions.dismiss(conn, GUILD, case.id, MOD, None, START),
        "upheld": lambda: (
            upholding.begin(conn, GUILD, case.id, MOD, upholding.Plan(), START),
            upholding.finish(conn, GUILD, case.id, START),
        )[1],
        "sourced by a member": lambda: transitions.source_given(conn, GUILD, case.id, AUTHOR, "x", START),
        "sourced by an edit": lambda: transitions.source_given(conn, GUILD, case.id, BOT, "x", START),
        "withdrawn by an edit": lambda: transitions.withdrawn(conn, GUILD, case.id, BOT, START),
    }
    assert isinstance(how[verdict](), Ok)


async def test_toxic_spans_decide_what_is_new(db: Database) -> None:
    def toxic_case(conn: Connection, text: str, word: str) -> Case:
        start = text.index(word)
        marks = (Mark(start, start + len(word), "toxic"),)
        return record_finding(conn, view(1, text), toxic(), TRACE, FINDINGS, LIVE, marks, START)

    case = await db.write(toxic_case, "you utter muppet", "muppet")
    await db.write(_decide, case, "dismissed")
    assert (await db.write(toxic_case, "well, you utter Muppet", "Muppet")).state is CaseState.DISMISSED
    assert (await db.write(toxic_case, "you utter weasel", "weasel")).state is CaseState.OPEN


async def test_an_embed_that_arrives_later_reopens_nothing(db: Database) -> None:
    case = await db.write(record)
    await db.write(_decide, case, "dismissed")
    parts = (*view().parts, Part(Place.EMBED, "The Harbour Post: a headline"))
    assert (await db.write(record, view(parts=parts))).state is CaseState.DISMISSED


async def test_a_case_may_begin_decided(db: Database) -> None:
    case = await db.write(record, flag=ASK, policy=ASKING, state=CaseState.SOURCED)
    assert (case.state, case.decided_by) == (CaseState.SOURCED, BOT)
    assert [kind for kind, *_ in await db.read(errands)] == ["card"]


async def test_an_older_revision_reopens_nothing(db: Database) -> None:
    case = await db.write(record)
    await db.write(_decide, case, "withdrawn by an edit")
    other = await db.write(record, view(1, "Orlova took bribes."), state=CaseState.WITHDRAWN)
    assert (other.state, other.text, other.round) == (CaseState.WITHDRAWN, "Orlova took bribes.", 1)


# Asking at once


@pytest.mark.parametrize(
    ("policy", "changes", "may_ask", "asked"),
    [
        (ASKING, {}, True, True),
        (ASKING, {}, False, False),
        (SHADOW, {}, True, False),
        (ASKING, {"author_kind": AuthorKind.BOT}, True, False),
        (ASKING, {"author_kind": AuthorKind.WEBHOOK}, True, False),
    ],
)
async def test_asking_at_once(
    db: Database, policy: Any, changes: dict[str, Any], may_ask: bool, asked: bool
) -> None:
    case = await db.write(record, view(**changes), ASK, policy, may_ask=may_ask)
    kinds = {kind for kind, *_ in await db.read(errands)}
    if asked:
        assert case.state is CaseState.ASKED
        assert case.ask_until == START + timedelta(minutes=30)
        assert kinds == {"card", "ask"}
        (action,) = await db.read(load_actions, GUILD, case.id)
        assert (action.kind, action.state, action.by) == ("ask", "pending", BOT)
    else:
        assert (case.state, kinds) == (CaseState.OPEN, {"card"})


async def test_asked_again_when_the_edit_is_undone(db: Database) -> None:
    await go_live(db)
    case = await db.write(record, flag=ASK, policy=ASKING)
    await db.write(_decide, case, "sourced by an edit")
    again = await db.write(record, view(1, "Orlova rigged the tender, period."), ASK, ASKING)
    assert (again.state, again.round) == (CaseState.ASKED, 2)
    assert again.ask_until is not None


# Groups


@pytest.mark.parametrize(
    ("hours", "changes", "together"),
    [
        (1, {}, True),
        (23.9, {}, True),
        (24, {}, False),
        (1, {"author_id": 301}, True),  # the same claim
        (25, {"author_id": 301}, False),
        (1, {"guild_id": 101}, False),
    ],
)
async def test_groups(db: Database, hours: float, changes: dict[str, Any], together: bool) -> None:
    first = await db.write(record, view(1))
    second = await db.write(record, view(2, **changes), now=START + timedelta(hours=hours))
    assert (first.group_id == second.group_id) is together


async def test_another_claim_of_another_author_stands_alone(db: Database) -> None:
    first = await db.write(record, view(1))
    other = accused(accusation("Petrescu"))
    assert (await db.write(record, view(2, author_id=301), other)).group_id != first.group_id
    assert (await db.write(record, view(3, author_id=302), toxic())).group_id != first.group_id


async def test_a_settled_group_takes_nothing_more(db: Database) -> None:
    first = await db.write(record, view(1))
    await db.write(_decide, first, "dismissed")
    second = await db.write(record, view(2))
    assert second.group_id != first.group_id
    third = await db.write(record, view(3))
    assert third.group_id == second.group_id


async def test_claims_are_kept_under_the_guilds_own_key(db: Database) -> None:
    keys = []
    for guild_id in (1, 2):
        case = await db.write(record, view(guild_id=guild_id))
        row = await db.read(cases.get, guild_id, case.id)
        assert row is not None
        keys.append(row.claim_key)
    assert keys[0] != keys[1]
    assert all(len(key) == 64 and "orlova" not in key for key in keys)


@pytest.mark.parametrize(
    ("found", "claim"),
    [
        ((accusation(),), "orlova|fraud"),
        ((accusation("ORLOVA’S"),), "orlova s|fraud"),
        ((accusation("her", resolved_target="Mayor Orlova"),), "mayor orlova|fraud"),
        ((accusation("her"),), None),
        ((replace(accusation(), target=None),), None),
        ((accusation(), accusation("Bakker", category=Category.TREASON_AGENT)), "bakker|treason_agent"),
        ((accusation("you"), accusation("Bakker")), "bakker|fraud"),
        ((), None),
    ],
)
def test_claim_of(found: Any, claim: str | None) -> None:
    assert claim_of(found) == claim


def test_a_span_of_nothing_but_signs_is_no_name() -> None:
    assert claim_of([replace(accusation(), target=Span("…", 0, 1))]) is None


async def test_the_card_of_a_group(db: Database) -> None:
    old = await db.write(record, view(99), now=START - timedelta(days=3))
    made = [await db.write(record, view(message_id)) for message_id in range(1, 15)]
    group = made[0].group_id
    card = await db.read(load_card, GUILD, group)
    assert card is not None
    assert card.lead.id == made[0].id
    assert [case.id for case in card.others] == [case.id for case in made[:3:-1]]
    assert card.others_total == 13
    assert (card.earlier.total, card.earlier.open) == (1, 1)
    assert await db.read(load_card, 999, group) is None
    assert await db.read(load_card, GUILD, group, old.id) is None
    chosen = await db.read(load_card, GUILD, group, made[8].id)
    assert chosen is not None
    assert chosen.lead.id == made[8].id
    assert made[8].id not in {case.id for case in chosen.others}


async def test_the_lead_moves_on_when_it_is_decided(db: Database) -> None:
    first, second = [await db.write(record, view(message_id)) for message_id in (1, 2)]
    await db.write(_decide, first, "dismissed")
    card = await db.read(load_card, GUILD, first.group_id)
    assert card is not None
    assert card.lead.id == second.id
    await db.write(_decide, second, "dismissed")
    card = await db.read(load_card, GUILD, first.group_id)
    assert card is not None
    assert card.lead.state is CaseState.DISMISSED


# Reports


async def test_a_report_without_a_finding_opens_a_case(db: Database) -> None:
    case = await db.write(record_report, view(), 500, "rude", LIVE, START)
    assert (case.kind, case.reports, case.severity, case.scores) == (RuleKind.REPORT, 1, 0.5, None)
    assert await db.read(events, case.id) == ["opened", "reported"]
    (row,) = await db.read(reports.of_case, case.id)
    assert (row.reporter_id, row.reason) == (500, "rude")


async def test_reports_join_and_count_members_once(db: Database) -> None:
    for reporter in (500, 501, 500, 502):
        case = await db.write(record_report, view(), reporter, None, LIVE, START)
    assert (case.reports, case.severity) == (3, pytest.approx(0.7))
    assert await db.read(_count, cases.cases) == 1


async def test_a_report_joins_the_gravest_finding(db: Database) -> None:
    await db.write(record, view(), toxic(0.6))
    grave = await db.write(record, view(), accused(severity=0.9))
    case = await db.write(record_report, view(), 500, None, LIVE, START)
    assert (case.id, case.reports, case.severity) == (grave.id, 1, 0.9)


async def test_a_report_on_what_a_moderator_decided_joins_it(db: Database) -> None:
    case = await db.write(record)
    await db.write(_decide, case, "dismissed")
    joined = await db.write(record_report, view(), 500, None, LIVE, START)
    assert (joined.id, joined.state, joined.reports) == (case.id, CaseState.DISMISSED, 1)


async def test_a_report_on_what_settled_itself_opens_a_case(db: Database) -> None:
    case = await db.write(record)
    await db.write(_decide, case, "sourced by a member")
    reported = await db.write(record_report, view(), 500, None, LIVE, START)
    assert (reported.kind, reported.state) == (RuleKind.REPORT, CaseState.OPEN)


async def test_a_report_of_a_newer_revision_reopens_the_report(db: Database) -> None:
    case = await db.write(record_report, view(), 500, None, LIVE, START)
    await db.write(_decide, case, "dismissed")
    same = await db.write(record_report, view(), 501, None, LIVE, START)
    assert (same.state, same.reports) == (CaseState.DISMISSED, 2)
    newer = await db.write(record_report, view(1, "something else"), 502, None, LIVE, START)
    assert (newer.id, newer.state, newer.reports) == (case.id, CaseState.OPEN, 3)
    assert newer.text == "something else"


async def test_the_card_shows_what_reporters_wrote(db: Database) -> None:
    for reporter, reason in enumerate(["first", None, "second", "third", "fourth"], start=500):
        case = await db.write(record_report, view(), reporter, reason, LIVE, START)
    card = await db.read(load_card, GUILD, case.group_id)
    assert card is not None
    assert card.report_reasons == ("fourth", "third", "second")


def test_severity_of_reports() -> None:
    assert [report_severity(count) for count in (0, 1, 2, 6, 100)] == [0, 0.5, pytest.approx(0.6), 1, 1]


def _count(conn: Connection, table: Any) -> int:
    return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


async def test_guild_rows_are_made_once(db: Database) -> None:
    await db.write(guilds.ensure, GUILD)
    key = await db.read(guilds.hmac_key, GUILD)
    await db.write(guilds.ensure, GUILD)
    assert await db.read(guilds.hmac_key, GUILD) == key
    assert len(key) == 32
    assert await db.read(guilds.every) == [GUILD]
