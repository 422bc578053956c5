"""A German server with a French moderator and a Spanish author: each reads their own language, and all read the server's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox import seed
from tests.e2e.harness import ACCUSATION, House, labels, shown
from tests.e2e.town import said, shared_house

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with shared_house(tmp_path_factory.mktemp("languages"), prepare=_speakers) as running:
        yield running


def _speakers(house: House) -> None:
    world = house.stand_in.world
    world.locale = "de"
    world.users[seed.MARA_ID].locale = "fr"
    world.users[seed.ADA_ID].locale = "es-419"


async def test_everybody_reads_what_they_can(house: House) -> None:
    message = house.ada.send("politics", ACCUSATION)
    card = await house.card("Dalgaard")
    assert "Vorwurf ohne Quelle" in shown(card)
    assert {"Bestätigen…", "Verwerfen", "Mehr…"} <= set(labels(card))

    asked = [one for one in house.bruno.sees("politics") if one.author_id == seed.BOT_ID]
    assert [one.content for one in asked] == ["Eine Quelle würde hier helfen."]
    house.ada.press(asked[0], "Warum?")
    why = await house.answer(house.ada, "Tu mensaje dice algo grave", "politics")
    assert "**Añadir una fuente**" in why.content

    pressed = house.mara.press(card, "Bestätigen…")
    await house.until(lambda: pressed.modal, "the modal opens")
    assert pressed.modal is not None
    assert pressed.modal["title"].startswith("Confirmer le dossier")
    house.mara.submit(pressed, {"what": ["warn"], "reason": "n° 2"})
    await house.until(lambda: "Bestätigt" in shown(card), "the card says that the case is upheld")
    world = house.stand_in.world
    direct = world.history(world.dm_channel(seed.ADA_ID).id)
    assert "Begründung des Moderationsteams: n° 2" in direct[-1].content
    assert house.bruno.message("politics", message.id)


async def test_the_servers_language_can_be_set(house: House) -> None:
    answer = await said(house, house.olive.command("general", "settings language", {"language": "fr"}))
    assert "in this language: Français" in shown(answer)
    house.bruno.send("politics", ACCUSATION.replace("Dalgaard", "Halvorsen"))
    card = await house.card("Halvorsen")
    assert "Accusation sans source" in shown(card)
    await said(house, house.olive.command("general", "settings language", {"language": "auto"}))


async def test_commands_are_offered_in_every_language(house: House) -> None:
    told = {one.name: one.data for one in house.stand_in.world.commands.values()}
    assert told["settings"]["name_localizations"]["de"] == "einstellungen"
    assert told["queue"]["description_localizations"]["es-419"] == "Casos a la espera de una decisión"
    assert told["Report to moderators"]["name_localizations"]["fr"] == "Signaler à la modération"
    options = {one["name"]: one for one in told["settings"]["options"]}
    handling = options["accusations"]["options"][0]
    assert handling["choices"][1]["name_localizations"]["de"] == "NACHFRAGEN"
