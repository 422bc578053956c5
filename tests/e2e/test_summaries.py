"""Summaries on request: by command, by menu, each reason for a refusal, and who may take a summary away again."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot import wording
from bot.articles.fetch import HostPace
from bot.sandbox.model import Interaction, Message, MessageFlag
from tests.e2e.harness import House, labels, shown
from tests.e2e.outlet import open_outlet
from tests.e2e.town import newcomer, queueing, shared_house

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECONDS = 30.0
"""A page is read in a worker process that starts with the first one."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    with pytest.MonkeyPatch.context() as patch:
        # One request a second and host is the fetcher's manners, tested in its own room.
        patch.setattr(HostPace, "claim", lambda *_: 0.0)
        async with open_outlet() as outlet:

            def allow(house: House) -> None:
                allowed = (*house.settings.articles.article_allow, outlet.removeprefix("http://"))
                articles = house.settings.articles.model_copy(update={"article_allow": allowed})
                house.settings = house.settings.model_copy(update={"articles": articles})

            folder = tmp_path_factory.mktemp("summaries")
            async with shared_house(folder, queueing, prepare=allow) as running:
                running.outlet = outlet  # type: ignore[attr-defined]
                yield running


def address(house: House, path: str) -> str:
    """A page of the sandbox's own (``/articles/…``) or of the outlet."""
    base = house.stand_in.url if path.startswith("/articles/") else house.outlet  # type: ignore[attr-defined]
    return f"{base}{path}"


async def summary(house: House, used: Interaction) -> Message:
    """The card that everybody sees."""

    def look() -> Message | None:
        found = house.stand_in.world.messages.get(used.channel_id, {}).get(used.original_id or 0)
        return found if found is not None and found.embeds and not found.flags & MessageFlag.LOADING else None

    return await house.until(look, "a summary", seconds=SECONDS)


async def refusal(house: House, used: Interaction) -> Message:
    """What the person alone is told; nothing is left in the channel."""
    there = house.stand_in.world.messages[used.channel_id]

    def look() -> Message | None:
        found = [there[one] for one in (*used.followup_ids, used.original_id) if one in there]
        private = [one for one in found if one.ephemeral and shown(one).strip()]
        return private[0] if private else None

    answer = await house.until(look, "a refusal", seconds=SECONDS)
    left = [
        there[one]
        for one in (used.original_id, *used.followup_ids)
        if one in there and not there[one].ephemeral
    ]
    assert left == []
    return answer


async def test_a_summary_by_command(house: House) -> None:
    person = newcomer(house)
    link = address(house, "/articles/harbour-budget.html")
    card = await summary(house, person.command("politics", "summarize", {"url": link}))
    text = shown(card)
    for holds in ("The Vellum Courier", "Ines Calloway", "2026-03-10", "14 to 11", "Sentences quoted", link):
        assert holds in text
    assert "Petra Lindqvist" in text or "group's leader" in text
    assert "Oakes" in text, "both sides"
    assert not card.ephemeral


async def test_a_summary_by_menu(house: House) -> None:
    person = newcomer(house)
    message = person.send("general", f"Read this ({address(house, '/articles/night-trams.html')})!")
    card = await summary(house, person.menu("general", "Summarize link", message))
    assert "Lantern Post" in shown(card)


async def test_of_several_links_one_is_chosen(house: House) -> None:
    person = newcomer(house)
    links = [address(house, f"/articles/{name}.html") for name in ("harbour-budget", "night-trams")]
    message = person.send("general", " and ".join(links))
    used = person.menu("general", "Summarize link", message)
    question = await house.answer(person, "Which link?", "general")
    assert question.only_for == person.id
    chosen = person.select(question, "Which link?", [str(links.index(links[1]))])
    assert "Lantern Post" in shown(await summary(house, chosen))
    assert used.followup_ids == []


async def test_a_message_without_a_link(house: House) -> None:
    person = newcomer(house)
    used = person.menu("general", "Summarize link", person.send("general", "Nothing to read here."))
    assert "no web link" in shown(await refusal(house, used))


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
async def test_a_refusal_is_told_to_the_person_alone(house: House, name: str) -> None:
    where, code = REFUSED[name]
    person = newcomer(house)
    link = address(house, where) if where.startswith("/") else where
    answer = await refusal(house, person.command("politics", "summarize", {"url": link}))
    assert wording.REFUSALS[code] in shown(answer)
    assert answer.only_for == person.id


async def test_nobody_asks_for_a_sixth_summary_within_a_minute(house: House) -> None:
    person = newcomer(house)
    for _ in range(5):
        await refusal(house, person.command("politics", "summarize", {"url": "ftp://files.example/a"}))
    answer = await refusal(house, person.command("politics", "summarize", {"url": "ftp://files.example/a"}))
    assert "try again in" in shown(answer)


@pytest.mark.parametrize("who", ["asker", "moderator"])
async def test_a_summary_is_taken_away_by_its_asker_or_a_moderator(house: House, who: str) -> None:
    person, other = newcomer(house), newcomer(house)
    link = address(house, "/articles/night-trams.html")
    card = await summary(house, person.command("politics", "summarize", {"url": link}))
    assert labels(card) == ["Delete"]
    pressed = other.press(card, "Delete")
    assert "Only the person who asked" in shown(await refusal(house, pressed))
    assert card in other.sees("politics")
    (person if who == "asker" else house.milo).press(card, "Delete")
    await house.until(lambda: card not in other.sees("politics"), "it is gone")
