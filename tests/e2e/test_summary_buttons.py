"""The buttons under a summary: where its sentences stand, a report to the moderators, and taking it away again."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.articles.cache import SUMMARY_KEPT
from bot.sandbox import seed
from bot.sandbox.model import Interaction, Message
from bot.sandbox.people import Person
from tests.e2e.harness import shown
from tests.e2e.reading import Town, reading_town
from tests.e2e.town import at_rest, newcomer, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with reading_town(tmp_path_factory.mktemp("buttons")) as running:
        yield running


async def a_card(town: Town, person: Person, link: str | None = None) -> Message:
    used = person.command("politics", "summarize", {"url": link or town.page("news_both_sides")})
    return await town.summary(used)


# --- source sentences


async def test_source_sentences_are_shown_to_whoever_asks(town: Town) -> None:
    link = town.page("news_both_sides")
    card = await a_card(town, newcomer(town.house), link)
    reader = newcomer(town.house)
    answer = await town.refusal(reader.press(card, "Show source sentences"))
    assert answer.only_for == reader.id
    text = answer.embeds[0]["description"]
    assert town.opened(link) == 2
    for sentence in card.embeds[0]["description"].split("\n\n"):
        assert f"**{sentence}**" in text
    assert re.search(r"\*\*1\.\*\* sentence \d of 1\d\n> ", text)
    assert "The money is to pay for repairs" in text, "the neighbour"


async def test_an_article_that_changed_is_not_shown_as_the_source(town: Town) -> None:
    link = town.page("news_both_sides")
    card = await a_card(town, newcomer(town.house), link)
    town.outlet.changed.add(link.removeprefix(town.outlet.url))
    text = shown(await town.refusal(newcomer(town.house).press(card, "Show source sentences")))
    assert "was changed since" in text
    assert "The money is to pay for repairs" not in text
    town.outlet.hidden.add(link.removeprefix(town.outlet.url))
    text = shown(await town.refusal(newcomer(town.house).press(card, "Show source sentences")))
    assert "could not be opened again" in text


async def test_a_summary_that_is_no_longer_kept(town: Town) -> None:
    card = await a_card(town, newcomer(town.house))
    town.clock.later += SUMMARY_KEPT
    assert "no longer kept" in shown(
        await town.refusal(newcomer(town.house).press(card, "Show source sentences"))
    )


# --- reports


def passed_on(town: Town, card: Message) -> list[Message]:
    """The messages about this summary that moderators see."""
    return [
        one
        for one in town.house.mara.sees("mod-queue")
        if one.author_id == seed.BOT_ID and one.embeds and str(card.id) in (one.embeds[0].get("url") or "")
    ]


async def report(town: Town, person: Person, card: Message, reason: str) -> Interaction:
    pressed = person.press(card, "Report this summary")
    await town.house.until(lambda: pressed.modal, "the modal opens")
    return person.submit(pressed, {"reason": reason})


async def test_a_report_reaches_the_moderators(town: Town) -> None:
    card = await a_card(town, newcomer(town.house))
    for number, reason in enumerate(("It leaves out @everyone.", "One side only."), start=1):
        person = newcomer(town.house)
        answer = await town.refusal(await report(town, person, card, reason))
        assert answer.only_for == person.id
        assert "The moderators will see it" in shown(answer)
        (told,) = passed_on(town, card)
        assert len(told.embeds[0]["fields"]) == number
    text = shown(told)
    assert "A summary was reported" in text
    assert "Fernmouth council votes" in text
    assert "One side only." in text
    assert "@everyone" not in text
    assert told.mention_ids == []
    await at_rest(town.house)
    assert rows(town.house, "SELECT * FROM cases WHERE message_id IN (?, ?)", card.id, told.id) == []


async def test_after_several_reports_the_moderators_know(town: Town) -> None:
    card = await a_card(town, newcomer(town.house))
    for _ in range(8):
        await town.refusal(await report(town, newcomer(town.house), card, "Wrong."))
    answer = await town.refusal(await report(town, newcomer(town.house), card, "Wrong."))
    assert "several reports" in shown(answer)
    (told,) = passed_on(town, card)
    assert len(told.embeds[0]["fields"]) == 8


async def test_nobody_reports_on_and_on(town: Town) -> None:
    person = newcomer(town.house)
    card = await a_card(town, person)
    for _ in range(5):
        pressed = person.press(card, "Report this summary")
        await town.house.until(lambda pressed=pressed: pressed.modal, "the modal opens")
        person.close_modal(pressed)
    answer = await town.refusal(person.press(card, "Report this summary"))
    assert "try again in" in shown(answer)


async def test_a_report_of_a_summary_that_went_meanwhile(town: Town) -> None:
    asker, person = newcomer(town.house), newcomer(town.house)
    card = await a_card(town, asker)
    pressed = person.press(card, "Report this summary")
    await town.house.until(lambda: pressed.modal, "the modal opens")
    asker.press(card, "Delete")
    await town.house.until(lambda: card not in person.sees("politics"), "it is gone")
    assert "gone already" in shown(await town.refusal(person.submit(pressed, {"reason": "Wrong."})))


# --- taking it away


@pytest.mark.parametrize("who", ["asker", "moderator"])
@pytest.mark.parametrize("way", ["command", "mention"])
async def test_a_summary_is_taken_away_by_its_asker_or_a_moderator(town: Town, who: str, way: str) -> None:
    person, other = newcomer(town.house), newcomer(town.house)
    if way == "command":
        card = await a_card(town, person)
    else:
        card = await town.reply_to(person.send("politics", f"<@{seed.BOT_ID}> {town.page()}"))
    pressed = other.press(card, "Delete")
    assert "Only the person who asked" in shown(await town.refusal(pressed))
    assert card in other.sees("politics")
    (person if who == "asker" else town.house.milo).press(card, "Delete")
    await town.house.until(lambda: card not in other.sees("politics"), "it is gone")


# --- after a restart


async def test_everything_works_after_a_restart(town: Town) -> None:
    link = town.page("news_both_sides")
    person, reader = newcomer(town.house), newcomer(town.house)
    card = await a_card(town, person, link)
    links = [town.page(), town.page()]
    question = await town.reply_to(person.send("general", f"<@{seed.BOT_ID}> {' '.join(links)}"))
    await report(town, newcomer(town.house), card, "Before.")
    await town.house.until(lambda: passed_on(town, card), "the report")
    await town.house.stop()
    await town.house.start()
    await a_card(town, reader, link)
    assert town.opened(link) == 1, "it is still kept"
    sources = await town.refusal(reader.press(card, "Show source sentences"))
    assert "**1.** sentence" in shown(sources)
    await town.refusal(await report(town, reader, card, "After."))
    (told,) = passed_on(town, card)
    assert [one["value"] for one in told.embeds[0]["fields"]] == ["Before.", "After."]
    person.select(question, "Which link?", ["1"])
    await town.house.until(lambda: question.embeds, "the question becomes the card", seconds=30)
    person.press(card, "Delete")
    await town.house.until(lambda: card not in person.sees("politics"), "it is gone")


# --- a server without a channel for the moderators


async def test_without_a_review_channel_the_person_is_told(tmp_path: Path) -> None:
    async with reading_town(
        tmp_path, lambda policy: policy.model_copy(update={"review_channel_id": None})
    ) as town:
        card = await a_card(town, newcomer(town.house))
        answer = await town.refusal(newcomer(town.house).press(card, "Report this summary"))
        assert "has not set a channel for reports yet" in shown(answer)
