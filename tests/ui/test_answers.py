"""Answers: what goes wrong ends in one plain sentence, whatever the way to the person looks like."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from bot import wording
from bot.ui.allowance import Allowance
from bot.ui.answers import polite, tell
from bot.ui.commands import PoliteTree
from tests.ui.test_reach import error

DEFERRED = discord.InteractionResponseType.deferred_channel_message
TREE: Any = None


class Person:
    """Somebody who waits for an answer; ``broken`` is what the ways to them raise."""

    def __init__(self, *, deferred: bool = False, broken: dict[str, Exception] | None = None) -> None:
        self.broken = broken or {}
        self.told: list[tuple[str, str]] = []
        self.extras: dict[str, Any] = {}
        self.guild_id, self.user = 1, SimpleNamespace(id=7)
        self.locale = discord.Locale.british_english
        self.type: Any = discord.InteractionType.application_command
        self.response = SimpleNamespace(
            type=DEFERRED if deferred else None, is_done=lambda: deferred, send_message=self._way("first")
        )
        self.followup = SimpleNamespace(send=self._way("followup"))
        self.edit_original_response = self._way("edit")

    def _way(self, name: str) -> Any:
        async def send(*, content: str = "", **_: Any) -> None:
            if name in self.broken:
                raise self.broken[name]
            self.told.append((name, content))

        return send


@pytest.mark.parametrize(
    ("person", "way"),
    [
        (Person(), "first"),
        (Person(deferred=True), "edit"),
        (Person(deferred=True, broken={"edit": error(404, 10008)}), "followup"),
    ],
    ids=["nothing said yet", "thinking", "thinking was taken away"],
)
async def test_an_error_is_told_in_one_sentence(person: Any, way: str) -> None:
    async with polite(person):
        raise RuntimeError("something")
    assert person.told == [(way, wording.SOMETHING_WENT_WRONG)]


@pytest.mark.parametrize("trouble", [error(503), aiohttp.ClientOSError(), TimeoutError()])
async def test_who_cannot_be_told_costs_a_line_in_the_log(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    person: Any = Person(broken={"first": trouble})
    async with polite(person):
        raise RuntimeError("something")
    assert "could not be told" in caplog.text


async def test_the_second_answer_after_thinking_is_a_followup() -> None:
    person: Any = Person(deferred=True)
    await tell(person, "one")
    await tell(person, "two")
    assert person.told == [("edit", "one"), ("followup", "two")]


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (app_commands.CommandOnCooldown(app_commands.Cooldown(5, 60), 7.2), "Please try again in 8 seconds."),
        (app_commands.CheckFailure(), wording.MANAGERS_ONLY),
        (app_commands.AppCommandError("x"), wording.SOMETHING_WENT_WRONG),
    ],
)
async def test_a_command_that_fails_answers(trouble: Any, sentence: str) -> None:
    person: Any = Person()
    await PoliteTree.on_error(TREE, person, trouble)
    assert [way for way, _ in person.told] == ["first"]
    assert sentence in person.told[0][1]


async def test_suggestions_that_fail_are_answered_by_nothing() -> None:
    person: Any = Person()
    person.type = discord.InteractionType.autocomplete
    await PoliteTree.on_error(TREE, person, app_commands.AppCommandError("x"))
    assert person.told == []


async def test_an_allowance_is_each_persons_own() -> None:
    allowance = Allowance(2, 60.0)
    person: Any = Person()
    assert [await allowance.spent(person) for _ in range(3)] == [False, False, True]
    assert [way for way, _ in person.told] == ["first"]
    assert "Please try again in" in person.told[0][1]
    another: Any = Person()
    another.user = SimpleNamespace(id=8)
    assert not await allowance.spent(another)
    elsewhere: Any = Person()
    elsewhere.guild_id = 2
    assert not await allowance.spent(elsewhere)
