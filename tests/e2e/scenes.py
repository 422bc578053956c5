"""How a card comes into each of its states. A scene takes one picture or more; ``STATES`` says what is on them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.sandbox import seed
from bot.sandbox.model import Message, MessageFlag
from bot.sandbox.people import Person
from tests.e2e.gallery import LINK, Gallery, age
from tests.e2e.harness import shown
from tests.e2e.town import cases_of, said

Scene = Callable[[Gallery], Awaitable[None]]

SEVERE = "You are a worthless piece of shit, shut your filthy mouth you disgusting idiot."
NEED = "I really want to die and I mean it."
PATIENCE = 40.0
"""Seconds for what loads a model first or comes in many steps."""


async def toxicity(gallery: Gallery) -> None:
    _, _, card = await gallery.flagged("Tove Lind", "Get lost, you stupid clown.")
    await gallery.take("toxicity", card, "Tove Lind")


async def accusation(gallery: Gallery) -> None:
    text = "Minister Dalgaard took two million from the port company last year."
    _, _, card = await gallery.flagged("Per Holm", text)
    await gallery.take("accusation", card, "Per Holm")


async def source(gallery: Gallery) -> None:
    """Asked, with the question to the author; then answered."""
    house = gallery.house
    text = "Opposition leader Oakes took money from the brick company for his vote."
    author, message, card = await gallery.flagged("Ida Berg", text)
    house.mara.press(card, "Ask for a source")
    await gallery.says(card, "Waiting for a source")
    await gallery.take("asked", card, "Waiting for a source")
    (question,) = [one for one in house.ada.sees("politics") if one.author_id == seed.BOT_ID]
    await gallery.take("question", question, "source", "ada/politics")
    author.reply(message, f"Here: {LINK}")
    await gallery.says(card, "source was given")
    await gallery.take("sourced", card, "source was given")


async def withdrawn(gallery: Gallery) -> None:
    author, message, card = await gallery.flagged(
        "Nils Vang", "Mayor Lindqvist sold her vote on the tram line to a builder."
    )
    author.delete(message)
    await gallery.says(card, "withdrawn by the author")
    await gallery.take("withdrawn", card, "withdrawn by the author")


async def claimed(gallery: Gallery) -> None:
    _, _, card = await gallery.flagged("Signe Krog", "You are a pathetic idiot, like your whole party.")
    used = gallery.house.mara.press(card, "Uphold…")
    await gallery.house.until(lambda: used.modal, "the form opens")
    gallery.house.mara.close_modal(used)
    await gallery.take("claimed", card, "Being read by")


async def upheld(gallery: Gallery) -> None:
    """Upheld, and undone again."""
    house = gallery.house
    _, _, card = await gallery.flagged("Arne Falk", "Shut up, you stupid, disgusting idiot.")
    await gallery.upheld(card, "delete", "warn", "timeout", length=["60"], reason="abuse of a member")
    await gallery.take("upheld", card, "Upheld")
    house.mara.select(card, "More…", ["undo"])
    await gallery.says(card, "decision was undone")
    await gallery.take("undone", card, "decision was undone")


async def failed(gallery: Gallery) -> None:
    author, _, card = await gallery.flagged("Liv Storm", "Be quiet, you stupid old idiot.")
    author.set_dms(open=False)
    await gallery.upheld(card, "delete", "warn", reason="abuse of a member")
    await gallery.take("failed", card, "✗")


async def dismissed(gallery: Gallery) -> None:
    _, _, card = await gallery.flagged(
        "Bo Krag", "Senator Quill stole from the flood fund and hid it abroad."
    )
    gallery.house.mara.press(card, "Dismiss")
    await gallery.says(card, "Dismissed")
    await gallery.take("dismissed", card, "Dismissed")


async def duplicate(gallery: Gallery) -> None:
    """Two cards that are linked as the same matter."""
    _, first, _ = await gallery.flagged(
        "Eva Nord", "Councillor Brandal forged the signatures on the petition."
    )
    number = cases_of(gallery.house, first)[0]["number"]
    _, _, card = await gallery.flagged("Jon Eide", "Deputy Marholm forged the signatures on the list.")
    await gallery.choose(card, "duplicate", {"number": f"#{number}"})
    await gallery.says(card, "uplicate of case")
    await gallery.take("duplicate", card, "uplicate of case")


async def escalated(gallery: Gallery) -> None:
    _, _, card = await gallery.flagged("Rut Moe", "Treasurer Feldal stole the money of the youth club.")
    await gallery.choose(card, "note", {"note": "Third message of this kind in a week."})
    await gallery.says(card, "Third message")
    await gallery.choose(card, "assign", {"who": [str(seed.MILO_ID)]})
    await gallery.says(card, "was asked to look")
    await gallery.choose(card, "escalate", {"reason": "The owner should see this."})
    await gallery.says(card, "The owner should see this.")
    await gallery.take("escalated", card, "The owner should see this.")


async def severe(gallery: Gallery) -> None:
    _, _, card = await gallery.flagged("Kai Brun", SEVERE)
    await gallery.take("severe", card, "Kai Brun")


async def group(gallery: Gallery) -> None:
    texts = ("You stupid fool.", "What an idiot you are, be quiet.", "Shut up, you ugly moron.")
    _, _, card = await gallery.flagged("Mona Dahl", *texts)
    await gallery.take("group", card, "Mona Dahl")


async def report(gallery: Gallery) -> None:
    house = gallery.house
    author = gallery.resident("Otto Ravn")
    message = author.send("general", "Somebody should pay your house a visit some night.")
    for person, reason in ((house.ada, "This reads like a threat."), (house.bruno, "To me as well.")):
        used = person.menu("general", "Report to moderators", message)
        await house.until(lambda used=used: used.modal, "the form opens")  # type: ignore[misc]
        await said(house, person.submit(used, {"reason": reason}))
    card = await gallery.card_of(author)
    await gallery.says(card, "Reported by 2 members")
    await gallery.take("report", card, "Reported by 2 members")


async def self_harm(gallery: Gallery) -> None:
    _, _, card = await gallery.flagged("Finn Aas", NEED)
    await gallery.take("self-harm", card, "May harm themselves")


async def shadow(gallery: Gallery) -> None:
    house = gallery.house
    await said(house, house.olive.command("general", "settings shadow", {"state": 1}))
    _, _, card = await gallery.flagged("Dora Lie", "You are all stupid idiots.")
    await gallery.take("shadow", card, "hadow")
    await said(house, house.olive.command("general", "settings shadow", {"state": 0}))


# --- appeals


async def _appeal(gallery: Gallery, author: Person, text: str, words: str) -> Message:
    """Abuse, upheld by Mara; the member's appeal. The notice is pictured for one whom the page can show."""
    house = gallery.house
    message = author.send("politics", text)
    await house.until(lambda: cases_of(house, message), "a case")
    card = await gallery.card_of(author)
    await gallery.upheld(card, "warn", "timeout", length=["60"], reason="abuse of a member")
    direct = house.stand_in.world.dm_channel(author.id)
    (notice,) = await house.until(
        lambda: [one for one in author.sees(direct) if "moderators decided" in shown(one)], "the notice"
    )
    if author.id == seed.BRUNO_ID:
        await gallery.take("notice", notice, "moderators decided", f"{author.user.key}/dm")
    await gallery.fill(notice, "Appeal", {"words": words}, author)
    return await house.card(f"Appeal in case #{cases_of(house, message)[0]['number']}\n")


async def appeal(gallery: Gallery) -> None:
    """Open, answered with a question, rejected."""
    house = gallery.house
    card = await _appeal(
        gallery, house.bruno, "You are a stupid loser.", "Nobody was meant, I quoted a play."
    )
    await gallery.take("appeal", card, "I quoted a play")
    await gallery.fill(card, "Answer…", {"words": "Which play?"})
    await gallery.says(card, "waits for the member")
    await gallery.take("appeal-answered", card, "waits for the member")
    await gallery.fill(card, "Reject appeal…", {"words": "It was aimed at a member."}, house.milo)
    await gallery.says(card, "It was aimed at a member.")
    await gallery.take("appeal-rejected", card, "It was aimed at a member.")


async def appeal_upheld(gallery: Gallery) -> None:
    house = gallery.house
    author = gallery.resident("Gro Sand")
    card = await _appeal(gallery, author, "Go away, you stupid old fool.", "That is a line of a song.")
    await gallery.fill(card, "Uphold appeal…", {"words": "A quotation, indeed."}, house.milo)
    await gallery.says(card, "upheld: the decision was taken back")
    await gallery.take("appeal-upheld", card, "upheld: the decision was taken back")


# --- answers and what members see


async def second_look(gallery: Gallery) -> None:
    house = gallery.house
    answer = await said(house, house.milo.command("mod-queue", "second-look"))
    await gallery.take("second-look", answer, "Skip", "milo/mod-queue")


async def queue(gallery: Gallery) -> None:
    house = gallery.house
    answer = await said(house, house.mara.command("mod-queue", "queue list"))
    await gallery.take("queue-list", answer, "#")


async def stats(gallery: Gallery) -> None:
    house = gallery.house
    answer = await said(house, house.mara.command("mod-queue", "stats", {"days": 7}))
    await gallery.take("stats", answer, "Statistics of the last 7 days")


async def _public(
    gallery: Gallery, person: Person, name: str, options: dict[str, str] | None, place: str
) -> Message:
    house = gallery.house
    used = person.command(place, name, options)

    def look() -> Message | None:
        found = house.stand_in.world.messages.get(used.channel_id, {}).get(used.original_id or 0)
        return found if found is not None and found.embeds and not found.flags & MessageFlag.LOADING else None

    return await house.until(look, name, seconds=PATIENCE)


async def summary(gallery: Gallery) -> None:
    link = f"{gallery.house.stand_in.url}/articles/harbour-budget.html"
    card = await _public(gallery, gallery.house.ada, "summarize", {"url": link}, "general")
    await gallery.take("summary", card, "The Vellum Courier", "ada/general")


async def digest(gallery: Gallery) -> None:
    talk = (
        "I support the bridge toll, the bridge needs repairs.",
        "The toll is fair because those who use the bridge pay for it.",
        "A toll keeps trucks out of the old town, so I am in favour of it.",
        "I am against the toll, nurses on night shifts would pay the most.",
        "The toll hurts people who commute from the islands.",
        "We should scrap the toll and use the road fund.",
    )
    thread = gallery.house.ada.thread("politics", "the bridge")
    for number, text in enumerate(talk, 1):
        gallery.resident(f"Guest {number}").send(thread, text)
    card = await _public(gallery, gallery.house.ada, "digest", None, thread)
    await gallery.take("digest", card, "Others argue", "ada/the bridge")


# --- time and crowds


async def lapsed(gallery: Gallery) -> None:
    """Nobody decided for as long as texts are kept."""
    house = gallery.house
    _, message, card = await gallery.flagged(
        "Ole Myhr", "Mayor Torvik bribed two officials for the harbour licence."
    )
    await house.stop()
    kept = timedelta(days=house.settings.store.retention_days + 1)
    age(house, cases_of(house, message)[0]["number"], kept)
    await house.start()
    await house.until(lambda: cases_of(house, message)[0]["state"] == "lapsed", "lapsed", seconds=PATIENCE)
    await gallery.take("lapsed", card, "apsed without a decision")


async def flood(gallery: Gallery) -> None:
    house = gallery.house
    await said(house, house.olive.command("general", "settings flood", {"people": 3}))
    for number in range(1, 7):
        gallery.resident(f"Visitor {number}").send("politics", "Go home, you stupid idiots.")
    card = await house.card("Many cases at once", seconds=PATIENCE)
    await gallery.take("flood", card, "Many cases at once")


SCENES: tuple[Scene, ...] = (
    toxicity,
    accusation,
    source,
    withdrawn,
    claimed,
    upheld,
    failed,
    dismissed,
    duplicate,
    escalated,
    severe,
    group,
    report,
    self_harm,
    shadow,
    appeal,
    appeal_upheld,
    second_look,
    queue,
    stats,
    summary,
    digest,
    lapsed,
    flood,
)
