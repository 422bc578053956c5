"""What comes in: who is judged, that nothing is lost, and what edits, deletions and answers make of a case."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import OperationalError

from bot.detect.message import AuthorKind, MessageView, Part, Place
from bot.detect.policy import AccusationHandling, AskVia, ChannelOverride, RuleKind
from bot.review import transitions, verdicts
from bot.review.intake import ASKED_EVERY, Intake
from bot.review.outbox import Outbox
from bot.review.types import BOT, CaseState, Span
from bot.review.writer import BATCH_LIMIT, Outcome
from bot.store import cursors, outbox, unscored
from bot.store.database import Database
from bot.store.tables import cases, scores
from tests.review import street as words
from tests.review.channel import FakeCourier
from tests.review.kit import AUTHOR, CHANNEL, GUILD, Clock, chain_holds, view
from tests.review.street import CHARGE, CLEAN, HEDGED, SOURCED, VILE, WEAK, Street, edit, open_street, policy

ASK, QUEUE = AccusationHandling.ASK, AccusationHandling.QUEUE
LINK = "https://courts.example/ruling/88"


@pytest.fixture
async def street(db: Database, clock: Clock) -> Street:
    return await open_street(db, clock)


async def cursor(db: Database, channel_id: int = CHANNEL) -> int | None:
    found = await db.read(cursors.everything)
    return next((each.message_id for each in found if each.channel_id == channel_id), None)


# Who is judged


@pytest.mark.parametrize(
    ("more", "settings"),
    [
        pytest.param({"author_kind": AuthorKind.BOT}, policy(), id="bot"),
        pytest.param({"author_kind": AuthorKind.WEBHOOK}, policy(), id="webhook"),
        pytest.param({"author_kind": AuthorKind.SYSTEM}, policy(), id="system"),
        pytest.param({"author_kind": AuthorKind.OURSELVES}, policy(), id="ourselves"),
        pytest.param({"role_ids": frozenset({7})}, policy(exempt_role_ids=frozenset({7})), id="exempt role"),
        pytest.param({"channel_id": 900}, policy(), id="review channel"),
        pytest.param({"channel_id": 5}, policy(channels={5: ChannelOverride(watch=False)}), id="not watched"),
        pytest.param(
            {"channel_id": 6, "parent_id": 5},
            policy(channels={5: ChannelOverride(watch=False)}),
            id="thread of a channel that is not watched",
        ),
    ],
)
async def test_not_judged(street: Street, more: dict[str, Any], settings: Any) -> None:
    await street.set_policy(settings)
    assert await street.say(1, CHARGE, **more) is Outcome.SKIPPED
    assert street.engine.asks == []
    assert await street.cases() == []


async def test_a_message_that_is_not_judged_is_context(street: Street) -> None:
    await street.say(1, "the harbour contract", author_kind=AuthorKind.BOT, author_name="Relay")
    await street.say(2, CLEAN, channel_id=5)
    await street.say(3, CHARGE)
    context = street.engine.asks[-1].context
    assert [(each.author, each.text) for each in context] == [("Relay", "the harbour contract")]


async def test_a_channel_that_is_not_watched_is_not_remembered(street: Street) -> None:
    await street.set_policy(policy(channels={CHANNEL: ChannelOverride(watch=False)}))
    await street.say(1, CLEAN)
    await street.set_policy(policy())
    await street.say(2, CHARGE)
    assert street.engine.asks[-1].context == ()


# What is written down


async def test_a_clean_message_leaves_only_its_cursor(street: Street, db: Database) -> None:
    assert await street.say(5, CLEAN) is Outcome.JUDGED
    assert await street.cases() == []
    assert await cursor(db) == 5
    assert await db.read(outbox.owed) == 0
    assert await db.read(lambda conn: conn.execute(select(scores)).all()) == []


async def test_a_flag_makes_a_case_with_its_words_marked(street: Street) -> None:
    await street.say(1, VILE + " " + CHARGE)
    toxic = await street.case(1, RuleKind.TOXICITY)
    start = VILE.index("vile")
    assert toxic.spans == (Span(start, start + 4, "toxic"),)
    assert toxic.state is CaseState.OPEN
    accusation = await street.case(1)
    assert {span.role for span in accusation.spans} == {"target", "charge"}
    assert street.engine.explained == ["toxicity"]
    assert street.woken


async def test_an_explanation_that_fails_costs_no_case(street: Street) -> None:
    async def explain(text: str, label: str) -> list[tuple[int, int]]:
        raise ValueError(text)

    street.engine.explain = explain  # type: ignore[method-assign]
    assert await street.say(1, VILE) is Outcome.JUDGED
    assert (await street.case(1, RuleKind.TOXICITY)).spans == ()


async def test_scores_are_kept_in_shadow_mode_only_without_author(street: Street, db: Database) -> None:
    await street.say(1, CLEAN)
    await street.set_policy(policy(shadow=True))
    await street.say(2, CLEAN)
    rows = await db.read(lambda conn: conn.execute(select(scores)).mappings().all())
    assert [(row["message_id"], row["scores"]["toxicity"]) for row in rows] == [(2, 0.05)]
    assert not any("author" in name for name in rows[0])


async def test_shadow_mode_asks_nobody(street: Street) -> None:
    await street.set_policy(policy(shadow=True))
    await street.say(1, CHARGE)
    case = await street.case()
    assert (case.state, case.shadow) == (CaseState.OPEN, True)
    assert await street.errands("ask") == 0


async def test_the_same_event_again_costs_nothing(street: Street, db: Database) -> None:
    first = await street.intake.offer(view(1, CHARGE))
    again = await street.intake.offer(view(1, CHARGE))
    assert again is first
    assert await first is Outcome.JUDGED
    assert len(street.engine.asks) == 1
    after = street.restarted()
    assert await after.say(1, CHARGE) is Outcome.JUDGED
    assert len(await street.cases()) == 1
    assert (await street.case()).version == 2  # made, then asked: not touched by the repetition
    assert await street.errands("ask") == 1


async def waiting_batch(street: Street) -> tuple[Intake, list[asyncio.Future[Outcome]]]:
    """A full batch that waits for an intake that was not started yet."""
    intake = Intake(street.db, street.engine, street.policies, clock=street.clock)
    futures = [await intake.offer(view(number, VILE)) for number in range(1, BATCH_LIMIT + 1)]
    while intake._at_work:  # noqa: ASYNC110 - ends when the last one was handed to the writer
        await asyncio.sleep(0)
    return intake, futures


async def test_a_full_batch_is_one_transaction(
    street: Street, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake, futures = await waiting_batch(street)
    real, calls = db.write, []

    async def write(*args: Any, **kw: Any) -> Any:
        calls.append(args)
        return await real(*args, **kw)

    monkeypatch.setattr(db, "write", write)
    intake.start()
    assert set(await asyncio.gather(*futures)) == {Outcome.JUDGED}
    assert len(calls) == 1
    assert len(await street.cases()) == BATCH_LIMIT
    assert await cursor(db) == BATCH_LIMIT
    assert await chain_holds(db)


async def test_a_batch_is_on_disk_as_a_whole_or_not_at_all(
    street: Street, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake, futures = await waiting_batch(street)
    seen: list[int] = []
    real = cursors.move

    def fails_once(conn: Connection, *args: int) -> None:
        if not seen:
            seen.append(len(conn.execute(select(cases.c.id)).all()))
            raise OperationalError("INSERT", {}, Exception("disk is full"))
        seen.append(len(conn.execute(select(cases.c.id)).all()))
        real(conn, *args)

    monkeypatch.setattr(cursors, "move", fails_once)
    intake.start()
    assert set(await asyncio.gather(*futures)) == {Outcome.JUDGED}
    assert seen == [BATCH_LIMIT, BATCH_LIMIT]  # the second attempt began without the first one's rows
    assert len(await street.cases()) == BATCH_LIMIT
    assert [case.number for case in await street.cases()] == list(range(1, BATCH_LIMIT + 1))


async def test_one_bad_row_does_not_cost_its_neighbours_theirs(
    street: Street, db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = verdicts.record_finding

    def fails_late(conn: Connection, message: MessageView, *rest: Any, **more: Any) -> Any:
        case = real(conn, message, *rest, **more)
        if message.message_id == 2:
            raise RuntimeError(message.text)
        return case

    monkeypatch.setattr(verdicts, "record_finding", fails_late)
    futures = [await street.intake.offer(view(number, CHARGE, channel_id=number)) for number in (1, 2, 3)]
    assert await asyncio.gather(*futures) == [Outcome.JUDGED, Outcome.UNSCORED, Outcome.JUDGED]
    assert [case.message_id for case in await street.cases()] == [1, 3]
    (kept,) = await db.read(unscored.waiting, 10)
    assert (kept.message_id, kept.reason, kept.attempts) == (2, "store", 1)
    assert "bribe" not in caplog.text
    assert await chain_holds(db)
    monkeypatch.undo()
    assert await street.say(2, CHARGE, channel_id=2) is Outcome.JUDGED
    assert await db.read(unscored.count) == 0


async def test_a_database_that_refuses_for_a_moment_loses_nothing(
    street: Street, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = db.write, [1, 1]

    async def write(*args: Any, **kw: Any) -> Any:
        if refusals:
            refusals.pop()
            raise OperationalError("INSERT", {}, Exception("disk is full"))
        return await real(*args, **kw)

    monkeypatch.setattr(db, "write", write)
    assert await street.say(1, CHARGE) is Outcome.JUDGED
    assert len(await street.cases()) == 1


async def test_what_the_database_never_takes_is_read_again_by_the_next_start(
    street: Street, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await street.say(1, CLEAN)

    async def write(*args: Any, **kw: Any) -> Any:
        raise OperationalError("INSERT", {}, Exception("disk is full"))

    monkeypatch.setattr("bot.review.writer.RETRY_SECONDS", (0.0,))
    with monkeypatch.context() as broken:
        broken.setattr(db, "write", write)
        assert await street.say(2, CHARGE) is Outcome.LOST
    assert await street.say(3, CLEAN) is Outcome.JUDGED
    assert await cursor(db) == 1
    assert await street.intake.cursors(GUILD) == {CHANNEL: 1}
    assert await street.intake.cursors(GUILD + 1) == {}


# Overflow, errors, the end


@pytest.mark.parametrize(
    ("trouble", "reason", "attempts"),
    [({"full": True}, "full", 0), ({"closed": True}, "closing", 0), ({"broken": "bribe"}, "error", 1)],
)
async def test_what_is_not_scored_is_kept_and_scored_later(
    street: Street, db: Database, trouble: dict[str, Any], reason: str, attempts: int
) -> None:
    for name, value in trouble.items():
        setattr(street.engine, name, value)
    assert await street.say(1, CHARGE) is Outcome.UNSCORED
    (kept,) = await db.read(unscored.waiting, 10)
    assert (kept.message_id, kept.channel_id, kept.reason, kept.attempts) == (1, CHANNEL, reason, attempts)
    assert await street.intake.backlog() == [(GUILD, CHANNEL, 1)]
    street.engine.full = street.engine.closed = False
    street.engine.broken = None
    assert await street.say(1, CHARGE) is Outcome.JUDGED
    assert len(await street.cases()) == 1
    assert await db.read(unscored.count) == 0


async def test_a_text_that_always_fails_is_given_up_but_not_forgotten(street: Street, db: Database) -> None:
    street.engine.broken = "bribe"
    for _ in range(unscored.ATTEMPT_LIMIT):
        assert await street.say(1, CHARGE) is Outcome.UNSCORED
    assert await street.intake.backlog() == []
    assert await db.read(unscored.count) == 1


async def test_a_message_that_is_gone_is_no_longer_owed(street: Street, db: Database) -> None:
    street.engine.full = True
    await street.say(1, CHARGE)
    await street.intake.deleted(GUILD, CHANNEL, [1])
    assert await street.intake.backlog() == []
    await street.intake.deleted(GUILD, CHANNEL, [])


async def test_asked_cases_are_looked_at_again_now_and_then(street: Street, clock: Clock) -> None:
    await street.say(1, CHARGE)
    after = street.restarted().intake
    assert await after.backlog() == [(GUILD, CHANNEL, 1)]
    assert await after.backlog() == []
    clock.pass_(seconds=ASKED_EVERY.total_seconds())
    assert await after.backlog() == [(GUILD, CHANNEL, 1)]


async def test_draining_keeps_what_was_not_scored(street: Street, db: Database) -> None:
    street.engine.held = []
    futures = [await street.intake.offer(view(number, CHARGE)) for number in (1, 2)]
    assert await street.intake.drain(0) == 2
    assert await asyncio.gather(*futures) == [Outcome.UNSCORED, Outcome.UNSCORED]
    assert [kept.reason for kept in await db.read(unscored.waiting, 10)] == ["closing", "closing"]
    assert await street.say(3, CHARGE) is Outcome.LOST
    assert await cursor(db) == 2


async def test_draining_finishes_what_can_be_scored(street: Street) -> None:
    street.engine.held = []
    future = await street.intake.offer(view(1, CHARGE))
    draining = asyncio.create_task(street.intake.drain(30))
    await asyncio.sleep(0)
    street.engine.release()
    assert await asyncio.wait_for(draining, 20) == 0
    assert await future is Outcome.JUDGED
    assert len(await street.cases()) == 1


async def test_the_cursor_waits_for_a_message_at_work(street: Street, db: Database) -> None:
    await street.say(1, CLEAN)
    street.engine.held = []
    waiting = await street.intake.offer(view(2, CHARGE))
    held, street.engine.held = street.engine.held, None
    await street.say(3, CLEAN)
    assert await cursor(db) == 1
    held[0].set_result(words.findings(CHARGE))
    await waiting
    assert await cursor(db) == 3


async def test_a_revision_is_seen_by_the_next_one_in_the_same_batch(street: Street) -> None:
    intake = Intake(street.db, street.engine, street.policies, clock=street.clock)
    said = [edit(1, HEDGED, 2), edit(1, CLEAN, 3), edit(1, CHARGE, 1), edit(2, CLEAN, 1), edit(2, CLEAN, 2)]
    futures = [await intake.offer(message) for message in said]
    intake.start()
    assert set(await asyncio.gather(*futures)) == {Outcome.JUDGED}
    (case,) = await street.cases()
    assert (case.message_id, case.state, case.text) == (1, CaseState.WITHDRAWN, CHARGE)


async def test_a_channel_is_read_again_from_where_watching_began(street: Street, db: Database) -> None:
    intake = street.intake
    assert await intake.begin_at(GUILD, CHANNEL, 10)
    assert await street.restarted().intake.cursors(GUILD) == {CHANNEL: 10}
    await street.say(12, CLEAN)
    assert not await intake.begin_at(GUILD, CHANNEL, 11)
    assert await cursor(db) == 12


# Edits


@pytest.mark.parametrize("handling", [ASK, QUEUE])
@pytest.mark.parametrize(
    ("edited", "state", "note"),
    [
        (SOURCED, CaseState.SOURCED, None),
        (HEDGED, CaseState.WITHDRAWN, None),
        (CLEAN, CaseState.WITHDRAWN, None),
        ("", CaseState.WITHDRAWN, None),
        (WEAK, None, "weak source: video"),
        (words.FOREIGN, None, "edited since"),
    ],
)
async def test_an_edit_of_an_accusation(
    street: Street, handling: AccusationHandling, edited: str, state: CaseState | None, note: str | None
) -> None:
    await street.set_policy(policy(handling))
    await street.say(1, CHARGE)
    before = await street.case()
    assert before.state is (CaseState.ASKED if handling is ASK else CaseState.OPEN)
    await street.tell(edit(1, edited, 1))
    after = await street.case()
    assert after.state is (state or before.state)
    assert (after.note, after.text) == (note, CHARGE)
    if state:
        assert after.decided_by == BOT
    if state is CaseState.SOURCED:
        assert after.source == LINK


async def test_an_edit_while_accusations_are_off_changes_nothing(street: Street) -> None:
    await street.say(1, CHARGE)
    await street.set_policy(policy(AccusationHandling.OFF))
    await street.tell(edit(1, CLEAN, 1))
    assert (await street.case()).state is CaseState.ASKED


async def test_toxicity_edited_away_stays_and_says_so(street: Street) -> None:
    await street.say(1, VILE)
    await street.tell(edit(1, CLEAN, 1))
    case = await street.case(1, RuleKind.TOXICITY)
    assert (case.state, case.note, case.text) == (CaseState.OPEN, "edited since", VILE)
    await street.tell(edit(1, VILE, 2))
    assert (await street.case(1, RuleKind.TOXICITY)).note is None


async def test_the_gravest_toxic_revision_is_shown(street: Street) -> None:
    await street.say(1, words.RUDE)
    await street.tell(edit(1, VILE, 1))
    await street.tell(edit(1, words.RUDE, 2))
    case = await street.case(1, RuleKind.TOXICITY)
    assert (case.text, case.severity, case.note) == (VILE, 0.9, "edited since")


async def test_a_source_that_is_edited_out_again_reopens(street: Street, clock: Clock) -> None:
    courier = FakeCourier(clock)
    worker = Outbox(street.db, courier, clock=clock)
    states, asked = [], []
    for minute, said in enumerate([CHARGE, SOURCED, CHARGE, CLEAN, CHARGE]):
        await street.tell(edit(1, said, minute))
        await worker.deliver_due()
        states.append((await street.case()).state)
        asked.append(len(courier.asks))
    assert states == [
        CaseState.ASKED,
        CaseState.SOURCED,
        CaseState.ASKED,
        CaseState.WITHDRAWN,
        CaseState.OPEN,  # asked twice already
    ]
    assert asked == [1, 0, 1, 0, 0]


async def test_what_somebody_else_sourced_stays_so_when_the_author_edits(street: Street) -> None:
    await street.say(1, CHARGE)
    await street.say(2, f"here {LINK}", reply_to=1, author_id=9)
    await settle(street)
    await street.tell(edit(1, CHARGE, 1))
    case = await street.case()
    assert (case.state, case.decided_by) == (CaseState.SOURCED, 9)


async def test_an_older_event_after_a_restart_brings_nothing_back(street: Street) -> None:
    await street.say(1, CHARGE)
    await street.tell(edit(1, SOURCED, 1))
    after = street.restarted()
    await after.say(1, CHARGE)
    case = await street.case()
    assert (case.state, case.text) == (CaseState.SOURCED, CHARGE)


async def test_an_embed_that_arrives_later_is_a_newer_revision(street: Street) -> None:
    bare = (Part(Place.CONTENT, "see this"),)
    await street.tell(view(1, parts=bare))
    await street.tell(view(1, parts=(*bare, Part(Place.EMBED, VILE))))
    await street.tell(view(1, parts=bare))
    case = await street.case(1, RuleKind.TOXICITY)
    assert (case.note, VILE in (case.text or "")) == (None, True)


async def test_a_case_in_a_moderators_hands_is_left_to_them(street: Street, clock: Clock) -> None:
    await street.set_policy(policy(QUEUE))
    await street.say(1, VILE)
    case = await street.case(1, RuleKind.TOXICITY)
    await street.db.write(_dismiss, case.id)
    await street.tell(edit(1, CLEAN, 1))
    await street.intake.deleted(GUILD, CHANNEL, [1])
    now = await street.case(1, RuleKind.TOXICITY)
    assert (now.state, now.message_deleted) == (CaseState.DISMISSED, True)


def _dismiss(conn: Connection, case_id: int) -> None:
    conn.execute(text("UPDATE cases SET state='dismissed', decided_by=5 WHERE id=:id"), {"id": case_id})


# Deletions


async def test_a_deleted_accusation_is_withdrawn_and_keeps_its_text(street: Street) -> None:
    await street.say(1, CHARGE)
    await street.intake.deleted(GUILD, CHANNEL, [1])
    case = await street.case()
    assert (case.state, case.message_deleted, case.text) == (CaseState.WITHDRAWN, True, CHARGE)


async def test_deleted_toxicity_stays_open(street: Street) -> None:
    await street.say(1, VILE)
    await street.intake.deleted(GUILD, CHANNEL, [1, 2])
    case = await street.case(1, RuleKind.TOXICITY)
    assert (case.state, case.message_deleted) == (CaseState.OPEN, True)


async def test_a_message_that_was_deleted_before_its_event_came_asks_nobody(street: Street) -> None:
    await street.intake.deleted(GUILD, CHANNEL, [1])
    await street.say(1, CHARGE)
    case = await street.case()
    assert (case.state, case.message_deleted) == (CaseState.WITHDRAWN, True)
    assert await street.errands("ask") == 0


# Asking


async def test_one_author_is_asked_once_within_the_cool_down(street: Street, clock: Clock) -> None:
    await street.say(1, CHARGE)
    await street.say(2, CHARGE + " Again!")
    await street.say(3, CHARGE, channel_id=5)
    assert [case.state for case in await street.cases()] == [
        CaseState.ASKED,
        CaseState.OPEN,
        CaseState.ASKED,
    ]
    clock.pass_(seconds=verdicts.COOL_DOWN.total_seconds() + 1)
    await street.say(4, CHARGE)
    assert (await street.case(4)).state is CaseState.ASKED


async def test_one_channel_sees_three_questions_within_the_cool_down(street: Street) -> None:
    for number in range(1, 6):
        await street.say(number, CHARGE, author_id=number)
    states = [case.state for case in await street.cases()]
    assert states == [CaseState.ASKED] * verdicts.ASKS_PER_CHANNEL + [CaseState.OPEN] * 2


# Answers


async def settle(street: Street) -> None:
    """Wait until everything that was put is written: the writer keeps the order."""
    await street.intake.deleted(GUILD, 1, [10**6])


REPLY = {"reply_to": 1, "author_id": 9}
OWN = {"author_id": AUTHOR}


@pytest.mark.parametrize(
    ("said", "more", "state", "note"),
    [
        (f"here {LINK}", REPLY, CaseState.SOURCED, None),
        (f"here {LINK}", {"reply_to": 1, **OWN}, CaseState.SOURCED, None),
        (f"here {LINK}", OWN, CaseState.SOURCED, None),
        (f"here {LINK}", {"author_id": 9}, CaseState.ASKED, None),
        (f"here {LINK}", {**OWN, "channel_id": 5}, CaseState.ASKED, None),
        (f"here {LINK}", {**REPLY, "author_kind": AuthorKind.BOT}, CaseState.ASKED, None),
        (f"here {LINK}", {**REPLY, "reply_to": 77}, CaseState.ASKED, None),
        (f"here {LINK}", {**REPLY, "guild_id": GUILD + 1}, CaseState.ASKED, None),
        ("here, trust me", REPLY, CaseState.ASKED, None),
        ("https://tenor.com/view/laughing", REPLY, CaseState.ASKED, "weak source: gif/meme"),
        ("https://x.com/a/status/1", REPLY, CaseState.ASKED, "weak source: social post"),
        ("https://youtu.be/abc", REPLY, CaseState.ASKED, "weak source: video"),
        ("https://tribune.example/", REPLY, CaseState.ASKED, "weak source: home page"),
        ("https://discord.gg/abc", REPLY, CaseState.ASKED, "weak source: shop/invite"),
        (f"> {LINK}\nno", REPLY, CaseState.ASKED, None),
        (
            f"in other news, the council met today and talked for hours about the new bridge {LINK}",
            OWN,
            CaseState.ASKED,
            None,
        ),
    ],
)
async def test_what_answers_a_case(
    street: Street, said: str, more: dict[str, Any], state: CaseState, note: str | None
) -> None:
    await street.say(1, CHARGE)
    await street.say(2, said, **more)
    await settle(street)
    case = await street.case()
    assert (case.state, case.note) == (state, note)
    if state is CaseState.SOURCED:
        assert (case.source, case.decided_by) == (LINK, more.get("author_id"))


async def test_a_reply_to_our_question_answers_too(street: Street, clock: Clock) -> None:
    await street.say(1, CHARGE)
    case = await street.case()
    await street.db.write(_ask_stands, case.id, clock)
    await street.say(3, LINK, reply_to=777, author_id=9)
    await settle(street)
    assert (await street.case()).state is CaseState.SOURCED


def _ask_stands(conn: Connection, case_id: int, clock: Clock) -> None:
    transitions.ask_sent(conn, GUILD, case_id, CHANNEL, 777, clock())


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"author_id": AUTHOR, "reply_to": 2}, CaseState.SOURCED),
        ({"author_id": 9, "reply_to": 2}, CaseState.ASKED),
        ({"author_id": AUTHOR, "reply_to": 0}, CaseState.ASKED),
    ],
)
async def test_an_answer_that_overtakes_our_own_question(
    street: Street, more: dict[str, Any], state: CaseState
) -> None:
    await street.say(1, CHARGE)
    await street.say(
        3, f"there, a long answer with many words beside the link, as one writes: {LINK}", **more
    )
    await settle(street)
    assert (await street.case()).state is state


async def test_an_answer_that_cannot_be_written_costs_nothing_else(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    await street.say(1, CHARGE)

    def fails(*_: Any) -> bool:
        raise RuntimeError

    monkeypatch.setattr(verdicts, "apply_source", fails)
    assert await street.say(2, f"{VILE} {LINK}", **REPLY) is Outcome.JUDGED
    await settle(street)
    assert (await street.case()).state is CaseState.ASKED
    assert (await street.case(2, RuleKind.TOXICITY)).state is CaseState.OPEN


async def test_a_reply_that_gets_its_link_by_an_edit(street: Street) -> None:
    await street.say(1, CHARGE)
    await street.say(2, "wait, I have it", reply_to=1, author_id=9)
    await street.tell(edit(2, f"here {LINK}", 1, reply_to=1, author_id=9))
    await settle(street)
    assert (await street.case()).state is CaseState.SOURCED


async def test_a_reply_of_an_exempt_moderator_answers(street: Street) -> None:
    await street.set_policy(policy(exempt_role_ids=frozenset({7})))
    await street.say(1, CHARGE)
    assert await street.say(2, LINK, reply_to=1, author_id=9, role_ids=frozenset({7})) is Outcome.SKIPPED
    await settle(street)
    assert (await street.case()).state is CaseState.SOURCED


@pytest.mark.parametrize(("via", "thanks"), [(AskVia.DM, 1), (AskVia.REPLY, 0)])
async def test_who_was_asked_in_private_is_thanked(
    street: Street, clock: Clock, via: AskVia, thanks: int
) -> None:
    await street.set_policy(policy(ask_via=via))
    await street.say(1, CHARGE)
    await street.db.write(_ask_stands, (await street.case()).id, clock)
    await street.tell(edit(1, SOURCED, 1))
    assert await street.errands("thanks") == thanks
    assert await street.errands("unask") == 1


async def test_an_error_before_the_engine_leaves_no_trace_that_blocks_the_next_try(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = street.policies.get

    async def get(guild_id: int) -> Any:
        raise OSError("cannot read the settings")

    with monkeypatch.context() as broken:
        broken.setattr(street.policies, "get", get)
        with pytest.raises(OSError, match="settings"):
            await street.intake.offer(view(1, CHARGE))
    assert street.policies.get == real
    assert await street.say(1, CHARGE) is Outcome.JUDGED
