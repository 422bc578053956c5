"""``/audit``: who may read the log, what it shows of a day's work, and the file it gives."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox import seed
from bot.sandbox.model import Message
from bot.sandbox.people import NotAllowed
from tests.e2e.harness import House, shown
from tests.e2e.town import (
    a_name,
    at_rest,
    cases_of,
    claim,
    forced,
    newcomer,
    queueing,
    rows,
    said,
    shared_house,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("ledger"), queueing) as running:
        yield running


async def a_dismissed_case(house: House) -> tuple[int, int]:
    """(case number, author id) of a case that Mara dismissed."""
    author, name = newcomer(house), a_name()
    message = author.send("politics", claim(name))
    card = await house.card(name)
    house.mara.press(card, "Dismiss")
    await house.until(lambda: "Dismissed" in shown(card), "dismissed")
    await at_rest(house)
    return cases_of(house, message)[0]["number"], author.id


async def the_log(house: House, **options: Any) -> str:
    return shown(await said(house, house.olive.command("general", "audit list", options)))


@pytest.mark.parametrize("name", ["audit list", "audit export"])
@pytest.mark.parametrize("key", ["ada", "mara"])
async def test_the_log_is_for_managers(house: House, key: str, name: str) -> None:
    """Not offered; and where a server offers it to everybody, refused by the bot itself."""
    person = house.stand_in.person(key)
    with pytest.raises(NotAllowed):
        person.command("general", name)
    answer = await said(house, forced(person, "general", name))
    assert "Manage Server" in shown(answer)
    assert not answer.attachments


async def test_a_case_from_its_beginning_to_its_end(house: House) -> None:
    number, author = await a_dismissed_case(house)
    text = await the_log(house, case=number)
    lines = [line for line in text.splitlines() if line.startswith("`#")]
    assert [line.split("**")[1] for line in reversed(lines)] == ["case opened", "card posted", "dismissed"]
    assert all(f"concerns <@{author}>" in line for line in lines)
    assert "the bot" in lines[-1]
    assert f"<@{seed.MARA_ID}>" in lines[0]
    assert "open → dismissed" in text
    assert "The chain holds" in text


async def test_filters(house: House) -> None:
    number, author = await a_dismissed_case(house)
    by_mara = await the_log(house, actor="mara", event="dismissed")
    assert f"case #{number}" in by_mara
    assert "the bot" not in by_mara
    by_the_bot = await the_log(house, actor=str(seed.BOT_ID), case=number)
    assert "case opened" in by_the_bot
    assert "dismissed" not in by_the_bot
    about = await the_log(house, member=str(author))
    assert f"case #{number}" in about
    assert "No entry fits." in await the_log(house, until=1)
    assert f"case #{number}" in await the_log(house, since=1, case=number)
    assert "No entry fits." in await the_log(house, case=99_999)
    assert "No entry fits." in await the_log(house, member="bruno")
    assert "There is no such page." in await the_log(house, page=500)
    assert "no such event" in await the_log(house, event="burnt")
    assert "wrong way round" in await the_log(house, since=1, until=3)


async def test_events_are_suggested(house: House) -> None:
    offered = await house.olive.autocomplete("general", "audit list", {"event": "second look"}, "event")
    assert {one["value"] for one in offered} == {
        "second look shown",
        "second look answered",
        "second look skipped",
        "second look over",
    }
    everything = await house.olive.autocomplete("general", "audit export", {"event": ""}, "event")
    assert len(everything) == 25


async def test_the_file(house: House) -> None:
    number, author = await a_dismissed_case(house)
    answer = await said(house, house.olive.command("general", "audit export", {"case": number}))
    assert "3 entries" in shown(answer)
    (attachment,) = answer.attachments
    assert attachment["filename"].startswith("audit-")
    assert attachment["filename"].endswith(".csv")
    assert attachment["description"] == "Audit log"
    found = file_of(house, answer)
    assert [row["event"] for row in found] == ["dismissed", "card posted", "opened"]
    assert found[0]["by"] == f"<@{seed.MARA_ID}>"
    assert {row["member"] for row in found} == {f"<@{author}>"}
    assert {row["by"] for row in found[1:]} == {"bot"}
    assert "audit log exported" in await the_log(house, actor="olive")
    nothing = await said(house, house.olive.command("general", "audit export", {"case": 99_999}))
    assert "No entry fits." in shown(nothing)
    assert not nothing.attachments


def file_of(house: House, answer: Message) -> list[dict[str, str]]:
    kind, data = house.stand_in.world.files[int(answer.attachments[0]["id"])]
    assert kind == "text/csv"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.asyncio(loop_scope="function")
async def test_a_log_that_was_tampered_with_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with shared_house(tmp_path_factory.mktemp("tampered"), queueing) as house:
        await a_dismissed_case(house)
        seq = rows(house, "SELECT seq FROM audit WHERE event = 'dismissed'")[0][0]
        db = sqlite3.connect(house.settings.store.database, timeout=10)
        db.execute("DROP TRIGGER audit_unchanged")
        db.execute("UPDATE audit SET event = 'upheld' WHERE seq = ?", (seq,))
        db.commit()
        db.close()
        assert f"broken at entry {seq}" in await the_log(house)
