"""The shipped demo plays to its end against the real bot without a failed step, and shows what it promises."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

import bot.sandbox
from bot.sandbox import seed
from bot.sandbox.model import Message
from bot.sandbox.script import Script, play_script
from tests.e2e.harness import House, labels, shown
from tests.e2e.town import at_rest, rows, shared_house

pytestmark = pytest.mark.asyncio(loop_scope="module")
DEMO = Path(bot.sandbox.__file__).parent / "demo.jsonl"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Town Hall after the demo. Each line waits until the bot has done everything that the one before it caused."""
    async with shared_house(tmp_path_factory.mktemp("demo")) as house:
        problems = await play_script(
            house.stand_in, Script.load(DEMO), between=lambda: at_rest(house), strict=True
        )
        await at_rest(house)
        assert problems == []
        yield house


def ours(house: House, channel_id: int) -> list[Message]:
    """What the bot wrote in a channel for everybody."""
    return [one for one in house.stand_in.world.history(channel_id) if one.author_id == seed.BOT_ID]


def told(house: House, person_id: int, holding: str, channel_id: int = seed.MOD_QUEUE_ID) -> str:
    """The one answer that only this person sees and that holds the words."""
    seen = house.stand_in.world.history(channel_id, viewer_id=person_id)
    found = [shown(one) for one in seen if one.ephemeral and holding in shown(one)]
    assert len(found) == 1, f"{len(found)} answers hold {holding!r}"
    return found[0]


async def test_every_kind_of_deed_is_shown(played: House) -> None:
    deeds = {line.do for line in Script.load(DEMO).lines}
    assert deeds >= {
        "send", "reply", "edit", "forward", "poll", "thread", "react", "press", "select", "modal", "command", "menu",
        "dm-toggle", "note",
    }  # fmt: skip


async def test_links_are_summarised_by_menu_and_by_command(played: House) -> None:
    summaries = ours(played, seed.POLITICS_ID)
    assert len(summaries) == 2
    assert "14 to 11" in shown(summaries[0])
    assert "The Vellum Courier" in shown(summaries[0])
    assert "The Green Ward party supports" in shown(summaries[1])
    assert "The Taxpayers' List voted against" in shown(summaries[1])
    for summary in summaries:
        assert "Sentences quoted from the article" in shown(summary)
        assert labels(summary) == ["Show source sentences", "Report this summary", "Delete"]


async def test_source_sentences_are_shown_to_who_asked_for_them(played: House) -> None:
    text = told(played, seed.OLIVE_ID, "**1.** sentence", seed.POLITICS_ID)
    assert "\n> " in text
    assert "opened again" not in text


async def test_questions_hedges_reports_and_heat_are_left_alone(played: House) -> None:
    texts = [one["text"] for one in rows(played, "SELECT text FROM cases")]
    assert len(texts) == 10
    for said in ("Is it true", "allegedly", "rotten idea"):
        assert not [text for text in texts if said in text]


@pytest.mark.parametrize(
    ("charge", "source"),
    [
        ("took 200,000 crowns", "courts.example"),
        ("forged the freight figures", "audit.northbridge.example"),
        ("sold the ferry contract", "minutes"),
        ("stole the tram", "accounts-2025"),
    ],
    ids=["edit", "reply", "button", "reply in a forum post to a moderator's question"],
)
async def test_a_source_was_given(played: House, charge: str, source: str) -> None:
    card = shown(await played.card(charge))
    assert "a source was given" in card
    assert source in card
    assert "Author asked for a source" in card


async def test_no_question_is_left_behind(played: House) -> None:
    for channel in played.stand_in.world.channels.values():
        if channel.id != seed.MOD_QUEUE_ID and not channel.is_dm:
            assert not [one for one in ours(played, channel.id) if "A source would help" in one.content]


async def test_the_author_alone_is_told_why(played: House) -> None:
    assert "took 200,000 crowns" in told(played, seed.BRUNO_ID, "something serious", seed.POLITICS_ID)


@pytest.mark.parametrize(
    "charge", ["bought four hundred votes", "bribed the port inspector"], ids=["forward", "poll"]
)
async def test_dismissed(played: House, charge: str) -> None:
    card = await played.card(charge)
    assert "Dismissed" in shown(card)
    assert "Author asked" not in shown(card), "nobody is asked again and again"


async def test_why_flagged_shows_the_whole_trace(played: House) -> None:
    answer = told(played, seed.MARA_ID, "Why case")
    assert "toxicity ≥ threshold" in answer
    assert "against" in answer
    assert "accusation mode" in answer


async def test_alt_text_is_read_and_the_message_deleted(played: House) -> None:
    card = shown(await played.card("Please do not carry abuse in here."))
    assert "Message deleted" in card
    assert "Upheld" in card
    assert not [one for one in played.ada.sees("politics") if one.attachments]


async def test_abuse_is_deleted_and_its_author_warned(played: House) -> None:
    card = shown(await played.card("Argue with the point"))
    assert "✓ Message deleted" in card
    assert "✓ Author warned" in card
    direct = played.stand_in.world.history(played.stand_in.world.dm_channel(seed.ADA_ID).id)
    assert len(direct) == 1
    assert "Argue with the point" in direct[0].content


async def test_closed_dms_are_said_and_the_rest_is_done(played: House) -> None:
    card = shown(await played.card("Take a break."))
    assert "✗ Warn the author by DM: this person does not take direct messages" in card
    assert "✓ Message deleted" in card
    assert "✓ Author timed out" in card
    assert played.stand_in.world.members[seed.BRUNO_ID].timed_out_until is not None


async def test_a_members_report_is_a_case(played: House) -> None:
    card = shown(await played.card("houses are easy to find"))
    assert "Report by a member" in card
    assert "This reads like a threat." in card


async def test_moderators_looked_into_the_machine(played: House) -> None:
    assert "Petra" not in told(played, seed.MARA_ID, "Flagged here: Accusation")
    assert "Queue" in told(played, seed.MARA_ID, "undecided · oldest")
    assert "houses are easy to find" in told(played, seed.MARA_ID, "houses are easy to find"), "/queue next"
    assert "a source was given" in told(played, seed.MARA_ID, "Case #1 ")
