"""``/stats``: pictures with alt texts for moderators, and for nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.detect.policy import GuildPolicy
from bot.sandbox import seed
from bot.sandbox.people import NotAllowed
from tests.e2e.harness import House, shown
from tests.e2e.town import a_name, abuse, at_rest, claim, forced, newcomer, queueing, said, shared_house

pytestmark = pytest.mark.asyncio(loop_scope="module")
PNG = b"\x89PNG\r\n\x1a\n"


def looking(policy: GuildPolicy) -> GuildPolicy:
    """Every decision gets a second look."""
    return queueing(policy).model_copy(update={"second_look_percent": 100})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("stats"), looking) as running:
        yield running


async def test_members_have_no_statistics(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.ada.command("general", "stats")
    answer = await said(house, forced(house.ada, "general", "stats"))
    assert "moderators" in shown(answer)
    assert not answer.attachments


async def test_a_server_where_nothing_happened(house: House) -> None:
    answer = await said(house, house.mara.command("general", "stats"))
    assert "nothing to count yet" in shown(answer)
    assert not answer.attachments


async def test_the_months_work(house: House) -> None:
    names = [a_name() for _ in range(3)]
    author = newcomer(house)
    author.send("politics", claim(names[0]))
    newcomer(house).send("politics", claim(names[1]))
    newcomer(house).send("politics", abuse(names[2]))
    cards = [await house.card(name) for name in names]
    house.mara.press(cards[0], "Dismiss")
    house.milo.press(cards[1], "Dismiss")
    await house.until(lambda: all("Dismissed" in shown(card) for card in cards[:2]), "dismissed")
    look = await said(house, house.milo.command("general", "second-look"))
    house.milo.press(look, "Dismiss")
    await house.until(lambda: "your answer is kept" in shown(look), "the answer is kept")
    await at_rest(house)
    answer = await said(house, house.mara.command("general", "stats", {"days": 7, "theme": "light"}))
    text = shown(answer)
    assert "Statistics of the last 7 days" in text
    assert "1 case waits" in text
    assert "Accusation without a source: 0% of 2" in text
    assert f"<@{seed.MARA_ID}>: 1 decision" in text
    assert f"<@{seed.MILO_ID}>: 1 decision" in text
    assert "Too few second looks to tell: 1 of 1" in text
    assert str(author.id) not in text
    assert not any(name in text for name in names), "numbers only"
    alts = {one["filename"]: one["description"] for one in answer.attachments}
    assert list(alts) == [
        "stats-cases.png",
        "stats-decisions.png",
        "stats-scores.png",
        "stats-moderators.png",
    ]
    assert "Accusation without a source: 2, most on" in alts["stats-cases.png"]
    assert "2 decisions: half of them within" in alts["stats-decisions.png"]
    assert "toxicity, threshold" in alts["stats-scores.png"]
    assert (
        f"{house.mara.user.global_name or house.mara.user.username}: 1 decision"
        in alts["stats-moderators.png"]
    )
    for one in answer.attachments:
        kind, data = house.stand_in.world.files[int(one["id"])]
        assert kind == "image/png"
        assert data.startswith(PNG)
        assert 0 < len(one["description"]) <= 1024


async def test_asking_too_often(house: House) -> None:
    fresh = newcomer(house, seed.MODERATOR_ROLE_ID)
    answers = [await said(house, fresh.command("general", "stats", {"days": 90})) for _ in range(4)]
    assert all(len(answer.attachments) == 4 for answer in answers)
    refused = await said(house, fresh.command("general", "stats"))
    assert not refused.attachments
    assert "seconds" in shown(refused)
