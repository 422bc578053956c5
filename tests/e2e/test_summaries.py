"""Summaries on request: each way of asking, each reason for a refusal, what is kept, and how often one may ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot import wording
from bot.articles.cache import FAILURE_KEPT
from bot.sandbox import membership, posting, render, seed
from bot.sandbox.model import Overwrite
from bot.sandbox.permissions import Permission
from bot.ui.summaries import asking
from tests.e2e.harness import labels, shown
from tests.e2e.reading import Town, reading_town
from tests.e2e.town import at_rest, cases_of, newcomer, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")

BOT = f"<@{seed.BOT_ID}>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with reading_town(tmp_path_factory.mktemp("summaries")) as running:
        yield running


# --- by command and by menu


async def test_a_summary_by_command(town: Town) -> None:
    person = newcomer(town.house)
    link = town.address("/articles/harbour-budget.html")
    card = await town.summary(person.command("politics", "summarize", {"url": link}))
    text = shown(card)
    for holds in ("The Vellum Courier", "Ines Calloway", "2026-03-10", "14 to 11", "Sentences quoted", link):
        assert holds in text
    assert "Petra Lindqvist" in text or "group's leader" in text
    assert "Oakes" in text, "both sides"
    assert not card.ephemeral
    assert labels(card) == ["Show source sentences", "Report this summary", "Delete"]


async def test_loaded_wording_is_named_and_not_used(town: Town) -> None:
    person = newcomer(town.house)
    card = await town.summary(person.command("politics", "summarize", {"url": town.page("news_both_sides")}))
    (embed,) = card.embeds
    fields = {one["name"]: one["value"] for one in embed["fields"]}
    assert "slammed" in fields["Wording in the article, not used here"]
    assert "slammed" not in embed["description"]
    assert "Quill" in fields["Who says what"]


async def test_an_opinion_is_labelled_and_attributed(town: Town) -> None:
    person = newcomer(town.house)
    card = await town.summary(person.command("politics", "summarize", {"url": town.page("opinion")}))
    (embed,) = card.embeds
    assert embed["author"]["name"].startswith("Opinion · ")
    assert embed["description"].startswith("The author argues:")


async def test_a_summary_by_menu(town: Town) -> None:
    person = newcomer(town.house)
    message = person.send("general", f"Read this ({town.address('/articles/night-trams.html')})!")
    card = await town.summary(person.menu("general", "Summarize link", message))
    assert "Lantern Post" in shown(card)


async def test_of_several_links_one_is_chosen(town: Town) -> None:
    person = newcomer(town.house)
    links = [town.address(f"/articles/{name}.html") for name in ("harbour-budget", "night-trams")]
    message = person.send("general", " and ".join(links))
    used = person.menu("general", "Summarize link", message)
    question = await town.house.answer(person, "Which link?", "general")
    assert question.only_for == person.id
    chosen = person.select(question, "Which link?", [str(links.index(links[1]))])
    assert "Lantern Post" in shown(await town.summary(chosen))
    assert used.followup_ids == []


async def test_a_message_without_a_link(town: Town) -> None:
    person = newcomer(town.house)
    used = person.menu("general", "Summarize link", person.send("general", "Nothing to read here."))
    assert "no web link" in shown(await town.refusal(used))


REFUSED: dict[str, tuple[str, str]] = {
    "an address inside": ("http://10.0.0.7/news", "blocked_address"),
    "loopback": ("http://127.0.0.1/news", "blocked_address"),
    "a redirect inside": ("/inward", "blocked_address"),
    "no web link": ("ftp://files.example/news.txt", "bad_address"),
    "404": ("/articles/nothing.html", "missing"),
    "403": ("/status/403", "denied"),
    "402": ("/status/402", "paywall"),
    "418": ("/status/418", "client_error"),
    "503": ("/status/503", "server_error"),
    "redirects": ("/round/0", "redirects"),
    "robots.txt": ("/private/news", "robots"),
    "a picture": ("/picture", "wrong_type"),
    "too large": ("/huge", "too_large"),
    "too short": ("/short", "too_short"),
    "no article": ("/listing", "not_article"),
    "paywall": ("/paywall_teaser", "paywall"),
    "consent": ("/consent", "consent"),
    "a mismatch": ("/mismatch", "mismatch"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_refusal_is_told_to_the_person_alone(town: Town, name: str) -> None:
    where, code = REFUSED[name]
    person = newcomer(town.house)
    link = town.address(where) if where.startswith("/") else where
    answer = await town.refusal(person.command("politics", "summarize", {"url": link}))
    assert wording.REFUSALS[code] in shown(answer)
    assert answer.only_for == person.id
    assert bool(answer.embeds) is (name in ("too short", "paywall")), (
        "headline and link, where they are known"
    )
    if answer.embeds:
        assert answer.embeds[0]["url"] == link
        assert answer.embeds[0]["title"]


# --- by a mention


async def test_a_reply_that_mentions_the_bot(town: Town) -> None:
    writer, person = newcomer(town.house), newcomer(town.house)
    message = writer.send("politics", f"Look: {town.page()}")
    asked = person.reply(message, f"{BOT} what does it say?")
    card = await town.reply_to(asked)
    assert "Upland parliament keeps the voting age at 18" in shown(card)
    assert labels(card) == ["Show source sentences", "Report this summary", "Delete"]
    assert card.mention_ids == [], "nobody is pinged"
    await at_rest(town.house)
    assert cases_of(town.house, card) == []
    assert rows(town.house, "SELECT * FROM unscored WHERE message_id = ?", card.id) == []


async def test_a_message_with_a_link_of_its_own(town: Town) -> None:
    person = newcomer(town.house)
    message = person.send("general", f"<@!{seed.BOT_ID}> {town.page()}, please")
    assert "Upland parliament" in shown(await town.reply_to(message))


async def test_a_mention_in_a_thread(town: Town) -> None:
    person = newcomer(town.house)
    thread = person.thread("politics", "An article")
    assert "Upland" in shown(await town.reply_to(person.send(thread, f"{BOT} {town.page()}")))


async def test_of_several_links_the_asker_alone_chooses(town: Town) -> None:
    writer, person = newcomer(town.house), newcomer(town.house)
    links = [town.page("nothing"), town.page()]
    asked = person.reply(writer.send("politics", " ".join(links)), BOT)
    question = await town.reply_to(asked)
    assert labels(question) == ["Which link?"]
    assert not question.ephemeral
    used = writer.select(question, "Which link?", ["1"])
    assert "Only the person who asked can choose" in shown(await town.refusal(used))
    person.select(question, "Which link?", ["0"])
    assert wording.REFUSALS["missing"] in shown(await town.house.answer(person, "No summary", "politics"))
    person.select(question, "Which link?", ["1"])
    await town.house.until(lambda: question.embeds, "the question becomes the card", seconds=30)
    assert "Upland parliament" in shown(question)
    assert question.content == ""
    assert labels(question) == ["Show source sentences", "Report this summary", "Delete"]
    assert [town.opened(link) for link in links] == [1, 1]


async def test_without_a_link_it_says_so_for_a_while(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "NOTICE_SECONDS", 1.0)
    person = newcomer(town.house)
    messages = [person.send("general", f"{BOT} hello {number}") for number in range(4)]
    for message in messages[:3]:
        assert "no web link here" in shown(await town.reply_to(message))
    await town.house.until(lambda: not town.replies_to(messages[0]), "it goes away")
    assert town.replies_to(messages[3]) == [], "and is not said again and again"


async def test_a_refusal_after_a_mention_goes_away(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "NOTICE_SECONDS", 1.0)
    person = newcomer(town.house)
    message = person.send("general", f"{BOT} {town.address('/short')}")
    notice = await town.reply_to(message)
    assert wording.REFUSALS["too_short"] in shown(notice)
    assert notice.embeds[0]["url"] == town.address("/short")
    await town.house.until(lambda: not town.replies_to(message), "it goes away")


async def test_what_is_no_request_is_left_alone(town: Town) -> None:
    world, person, link = town.house.stand_in.world, newcomer(town.house), town.page()
    card = await town.reply_to(person.send("general", f"{BOT} {town.page()}"))
    general = world.channels[seed.GENERAL_ID]
    robot = membership.add_bot(world, "newsbot-of-mentions", "Newsbot")
    left = [
        person.reply(card, f"Thanks! See {link}"),  # pings the bot, and does not name it
        person.send("general", f"@everyone {link}"),
        person.send("general", f"<@&{seed.BOT_ROLE_ID}> {link}"),
        posting.create(world, robot.id, general, {"content": f"{BOT} {link}"}, []),
        posting.create(world, seed.BOT_ID, general, {"content": f"{BOT} {link}"}, []),
    ]
    answered = person.send("general", f"{BOT} {town.page()}")
    await town.reply_to(answered)
    await at_rest(town.house)
    assert town.opened(link) == 0
    assert [town.replies_to(one) for one in left] == [[]] * len(left)


@pytest.mark.parametrize(
    "missing", [Permission.SEND_MESSAGES, Permission.EMBED_LINKS, Permission.READ_MESSAGE_HISTORY]
)
async def test_nothing_is_read_where_the_bot_cannot_answer(town: Town, missing: Permission) -> None:
    world, person, link = town.house.stand_in.world, newcomer(town.house), town.page()
    channel = world.channels[seed.GENERAL_ID]
    before = list(channel.overwrites)
    channel.overwrites = [*before, Overwrite(seed.BOT_ID, 1, 0, int(missing))]
    _announce(town, channel.id)
    await at_rest(town.house)
    refused = person.send("general", f"{BOT} {link}")
    await town.reply_to(person.send("politics", f"{BOT} {town.page()}"))
    channel.overwrites = before
    _announce(town, channel.id)
    assert town.opened(link) == 0
    assert town.replies_to(refused) == []


def _announce(town: Town, channel_id: int) -> None:
    """Tell the bot of a channel's new permissions, as Discord does."""
    world = town.house.stand_in.world
    world.emit("CHANNEL_UPDATE", render.channel(world, world.channels[channel_id]), channel_id=channel_id)


# --- what is kept, and how often one may ask


async def test_the_second_who_asks_is_served_what_was_made(town: Town) -> None:
    link = town.page()
    first, second = [
        await town.summary(newcomer(town.house).command("politics", "summarize", {"url": link}))
        for _ in range(2)
    ]
    assert first.embeds == second.embeds
    assert town.opened(link) == 1


async def test_two_at_once_share_one_reading(town: Town) -> None:
    link = town.page()
    used = [
        newcomer(town.house).command("politics", "summarize", {"url": f"{link}?utm_source={number}"})
        for number in range(3)
    ]
    for one in used:
        await town.summary(one)
    assert town.opened(link) == 1


async def test_a_failure_is_kept_for_ten_minutes(town: Town) -> None:
    link = town.page("nothing")
    for _ in range(2):
        used = newcomer(town.house).command("politics", "summarize", {"url": link})
        assert wording.REFUSALS["missing"] in shown(await town.refusal(used))
    assert town.opened(link) == 1
    town.clock.later += FAILURE_KEPT
    await town.refusal(newcomer(town.house).command("politics", "summarize", {"url": link}))
    assert town.opened(link) == 2


async def test_the_sixth_in_an_hour_is_told_when_it_opens(town: Town) -> None:
    person = newcomer(town.house)
    for _ in range(5):
        await town.summary(person.command("politics", "summarize", {"url": town.page()}))
    link = town.page()
    answer = shown(await town.refusal(person.command("politics", "summarize", {"url": link})))
    opens = town.clock() + timedelta(hours=1)
    (when,) = [int(part.split(":")[1]) for part in answer.split("<t")[1:]]
    assert "many articles in the last hour" in answer
    assert opens.timestamp() - 60 < when <= opens.timestamp()
    mentioned = person.send("general", f"{BOT} {link}")
    assert f"<t:{when}:R>" in shown(await town.reply_to(mentioned))
    assert town.opened(link) == 0
    town.clock.later += timedelta(hours=1)
    await town.summary(person.command("politics", "summarize", {"url": link}))
