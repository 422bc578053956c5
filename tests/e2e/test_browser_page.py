"""The sandbox page in a real browser, with a small bot behind it that uses every kind of control."""

from __future__ import annotations

import asyncio
import re
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import discord
import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox import seed
from bot.sandbox.standin import StandIn
from tests.e2e.browser import CHROMIUM, MISSING, open_browser, open_page
from tests.e2e.clerk import Clerk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason=MISSING),
    pytest.mark.asyncio(loop_scope="module"),
]

SILENCE = timedelta(seconds=1)
"""How long this stand-in waits for a bot's first answer, instead of Discord's three seconds."""


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x3b\x6e\xa5" * width) * height
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as running:
        yield running


@asynccontextmanager
async def logged_in(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clerk]:
    monkeypatch.setattr(discord.http.Route, "BASE", stand_in.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stand_in.gateway_url))
    clerk = Clerk()
    running = asyncio.create_task(clerk.start(stand_in.token))
    try:
        await asyncio.wait_for(clerk.up.wait(), 15)
        yield clerk
    finally:
        await clerk.close()
        await asyncio.gather(running, return_exceptions=True)


@pytest_asyncio.fixture(loop_scope="module")
async def stand_in() -> AsyncIterator[StandIn]:
    running = StandIn.create(first_reply=SILENCE)
    await running.start()
    yield running
    await running.close()


@pytest_asyncio.fixture(loop_scope="module")
async def clerk(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clerk]:
    async with logged_in(stand_in, monkeypatch) as running:
        yield running


async def become(page: Page, person: str, channel: str) -> None:
    await page.click(f"[data-person={person}]")
    await expect(page.locator(f"[data-person={person}]")).to_have_attribute("aria-checked", "true")
    await page.click(f'[data-channel="{channel}"]')


async def write(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.keyboard.press("Enter")


def message(page: Page, text: str | re.Pattern[str]) -> Locator:
    return page.locator(".msg").filter(has_text=text)


async def menu(page: Page, of: Locator, item: str) -> None:
    await of.click(button="right", position={"x": 300, "y": 12})
    await page.get_by_role("menuitem", name=item).click()


async def card(page: Page) -> Locator:
    """A card in #mod-queue, seen by Mara."""
    await write(page, "card")
    await become(page, "mara", "mod-queue")
    found = message(page, "Case 1")
    await expect(found).to_be_visible()
    return found


async def test_what_is_written_is_text_and_never_markup(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url) as page:
        await write(
            page, '**bold** __under__ <img src=x onerror="alert(1)"> `<b>` ||secret|| [here](javascript:1)'
        )
        shown = message(page, "bold")
        await expect(shown.locator("strong")).to_have_text("bold")
        await expect(shown.locator("u")).to_have_text("under")
        await expect(shown.locator("code")).to_have_text("<b>")
        await expect(shown).to_contain_text('<img src=x onerror="alert(1)">')
        await expect(shown.locator(".md img")).to_have_count(0)
        await expect(shown.locator(".md a")).to_have_count(0)
        await expect(shown.locator("discord-spoiler")).not_to_have_attribute("activated", "")
        await shown.locator("discord-spoiler").click()
        await expect(shown.locator("discord-spoiler")).to_have_attribute("activated", "")


async def test_markdown_is_drawn_as_discord_draws_it(browser: Browser, stand_in: StandIn) -> None:
    source = (
        f"# Head\n- one\n- *two*\n> quoted <@{seed.MARA_ID}>\n<#{seed.POLITICS_ID}> <t:1700000000:D>\n"
        "snake_case_name \\*not italic\\* https://example.org/a_b_c.\n```py\nx < 1\n```"
    )
    async with open_page(browser, stand_in.url) as page:
        stand_in.person("bruno").send("politics", source)
        shown = message(page, "Head")
        await expect(shown.get_by_role("heading")).to_have_text("Head")
        await expect(shown.locator("li")).to_have_text(["one", "two"])
        await expect(shown.locator("discord-quote discord-mention")).to_contain_text("Mara")
        await expect(shown.locator("discord-mention[type=channel]")).to_contain_text("politics")
        await expect(shown.locator("discord-time")).to_have_text("14 November 2023")
        await expect(shown).to_contain_text("snake_case_name *not italic*")
        await expect(shown.locator("a")).to_have_attribute("href", "https://example.org/a_b_c")
        await expect(shown.locator("pre")).to_have_text("x < 1")


@pytest.mark.parametrize(
    "unit", ["_*~~||__**", "[", "*a **b __c ~~d ||e ", "```\n", "<@", "> ", "https://", "\\"]
)
async def test_a_text_made_to_trouble_the_parser_is_shown(
    browser: Browser, stand_in: StandIn, unit: str
) -> None:
    async with open_page(browser, stand_in.url) as page:
        bruno = stand_in.person("bruno")
        for _ in range(10):
            bruno.send("politics", (unit * 2000)[:1990])
        bruno.send("politics", "Still here.")
        await expect(message(page, "Still here.")).to_be_visible()
        await expect(page.locator(".msg")).to_have_count(11)


@pytest.mark.parametrize(
    ("address", "person", "channel"),
    [
        ("mara/mod-queue", "mara", "mod-queue"),
        ("bruno/harbour%20budget", "bruno", "harbour budget"),
        ("ada/mod-queue", "ada", "politics"),
        ("%zz", "ada", "politics"),
        ("", "ada", "politics"),
    ],
)
async def test_the_address_names_who_and_where(
    browser: Browser, stand_in: StandIn, address: str, person: str, channel: str
) -> None:
    async with open_page(browser, stand_in.url, address) as page:
        await expect(page.locator(f"[data-person={person}]")).to_have_attribute("aria-checked", "true")
        await expect(page.locator(".channel-header h2")).to_contain_text(channel)


async def test_each_person_sees_their_channels_and_commands(
    browser: Browser, stand_in: StandIn, clerk: Clerk
) -> None:
    async with open_page(browser, stand_in.url) as page:
        await expect(page.locator("[data-channel=mod-queue]")).to_have_count(0)
        await page.get_by_role("textbox", name="Message").fill("/")
        await expect(page.get_by_role("option")).to_contain_text(["/echo", "/slow"])
        await become(page, "mara", "mod-queue")
        await page.get_by_role("textbox", name="Message").fill("/")
        await expect(page.get_by_role("option")).to_contain_text(["/echo", "/inspect", "/slow"])


async def test_a_button_changes_the_card(browser: Browser, stand_in: StandIn, clerk: Clerk) -> None:
    async with open_page(browser, stand_in.url) as page:
        found = await card(page)
        await expect(found.get_by_role("button", name="Closed")).to_be_disabled()
        await found.get_by_role("button", name="Dismiss").click()
        await expect(found).to_contain_text("Dismissed by Mara")
        await expect(found.locator("discord-button")).to_have_count(0)
        await found.get_by_role("link", name="Message").click()
        await expect(page.locator(".channel-header")).to_contain_text("politics")
        await expect(page.locator(".msg.highlighted")).to_contain_text("card")


async def test_an_interaction_nobody_answers_is_said_to_have_failed(
    browser: Browser, stand_in: StandIn, clerk: Clerk
) -> None:
    async with open_page(browser, stand_in.url) as page:
        found = await card(page)
        await found.get_by_role("button", name="Silence").click()
        await expect(found.locator("[aria-busy=true]")).to_have_count(1)
        await expect(found.get_by_role("alert")).to_have_text("This interaction failed")
        await expect(found.get_by_role("button", name="Silence")).to_be_enabled()


async def test_a_select_of_several_sends_when_it_closes(
    browser: Browser, stand_in: StandIn, clerk: Clerk
) -> None:
    async with open_page(browser, stand_in.url) as page:
        found = await card(page)
        box = found.get_by_role("combobox", name="Several…")
        await box.press("Enter")
        for key in ("Enter", "ArrowDown", "ArrowDown", "Enter", "Escape"):
            await page.keyboard.press(key)
        await expect(message(page, "Chosen: Roads, Schools")).to_contain_text("Only you can see this")
        await expect(box).to_have_text(re.compile("Several…"))


async def test_a_form_with_labels_a_select_and_a_classic_input(
    browser: Browser, stand_in: StandIn, clerk: Clerk
) -> None:
    async with open_page(browser, stand_in.url) as page:
        found = await card(page)
        await found.get_by_role("button", name="Form…").click()
        form = page.get_by_role("dialog", name="Decide")
        await form.get_by_role("button", name="Submit").click()
        await expect(form.get_by_role("alert")).to_have_text("Please choose an option for “What to do”.")
        await form.get_by_role("combobox", name="What to do").click()
        await form.get_by_role("option", name="Delete").click()
        await form.get_by_role("option", name="Warn").click()
        await page.keyboard.press("Escape")  # closes the list, not the form
        await form.get_by_label("Why").fill("No source\nwas found.")
        await form.get_by_label("Note").fill("later")
        await form.get_by_role("button", name="Submit").click()
        await expect(message(page, "Noted.")).to_be_visible()
        await expect(form).to_have_count(0)
    assert clerk.decided == [(["Delete", "Warn"], "No source\nwas found.", "later")]


async def test_slash_commands_with_fields_and_answers_for_one_alone(
    browser: Browser, stand_in: StandIn, clerk: Clerk
) -> None:
    async with open_page(browser, stand_in.url) as page:
        await page.get_by_role("textbox", name="Message").press_sequentially("/ec")
        await page.keyboard.press("Enter")
        await page.keyboard.type("hear me")
        await page.get_by_label("times").fill("2")
        await page.get_by_label("loud").select_option("True")
        await page.get_by_role("button", name="Send").click()
        answer = message(page, "HEAR MEHEAR ME")
        await expect(answer).to_contain_text("Only you can see this")
        await expect(answer.locator("discord-command")).to_contain_text("echo")
        await answer.get_by_role("button", name="Dismiss message").click()
        await expect(answer).to_have_count(0)


async def test_a_command_typed_in_full(browser: Browser, stand_in: StandIn, clerk: Clerk) -> None:
    async with open_page(browser, stand_in.url) as page:
        await write(page, "/echo text: say this times: 3")
        await expect(page.get_by_label("text")).to_have_value("say this")
        await page.keyboard.press("Enter")
        await expect(message(page, "say this say this say this")).to_be_visible()


async def test_a_deferred_answer_is_shown_as_thinking(
    browser: Browser, stand_in: StandIn, clerk: Clerk
) -> None:
    async with open_page(browser, stand_in.url) as page:
        await write(page, "/slow")
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_text("is thinking…")).to_be_visible()
        clerk.finish.set()
        await expect(message(page, "Done at last.")).to_be_visible()
        await expect(page.get_by_text("is thinking…")).to_have_count(0)


async def test_a_message_command_from_the_keyboard(browser: Browser, stand_in: StandIn, clerk: Clerk) -> None:
    async with open_page(browser, stand_in.url) as page:
        await write(page, "four words are here")
        await message(page, "four words").focus()
        await page.keyboard.press("Shift+F10")
        await expect(page.get_by_role("menuitem", name="Reply")).to_be_focused()
        await page.keyboard.press("End")
        await expect(page.get_by_role("menuitem", name="Count words")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(message(page, "4 words")).to_be_visible()


async def test_reply_edit_forward_and_delete(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url) as page:
        stand_in.person("bruno").send("politics", "The ferry is late.")
        await menu(page, message(page, "The ferry is late."), "Reply")
        await write(page, "Again?")
        reply = message(page, "Again?")
        await expect(reply.locator("discord-reply")).to_contain_text("The ferry is late.")
        await page.get_by_role("textbox", name="Message").press("ArrowUp")
        await page.get_by_role("textbox", name="Edit message").fill("Again, really?")
        await page.keyboard.press("Enter")
        await expect(message(page, "Again, really?")).to_contain_text("(edited)")
        await menu(page, message(page, "Again, really?"), "Forward")
        await page.get_by_role("combobox", name="Channel").select_option(label="# general")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await menu(page, message(page, "Again, really?"), "Delete Message")
        await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        await expect(message(page, "Again, really?")).to_have_count(0)
        await page.click("[data-channel=general]")
        await expect(message(page, "Forwarded")).to_contain_text("Again, really?")


async def test_a_deleted_message_leaves_its_replies(browser: Browser, stand_in: StandIn) -> None:
    bruno = stand_in.person("bruno")
    async with open_page(browser, stand_in.url) as page:
        first = bruno.send("politics", "Gone son.")
        bruno.reply(first, "To what?")
        preview = message(page, "To what?").locator("discord-reply")
        await expect(preview).to_contain_text("Gone son.")
        bruno.edit(first, "Gone soon.")
        await expect(preview).to_contain_text("Gone soon.")
        bruno.delete(first)
        await expect(message(page, "To what?")).to_contain_text("Original message was deleted")


async def test_files_with_alt_texts(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url) as page:
        await page.get_by_role("button", name="Add a file").click()
        await page.set_input_files(
            "input[type=file]",
            [
                {"name": "map.png", "mimeType": "image/png", "buffer": picture(320, 120)},
                {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Two lines\nof notes."},
            ],
        )
        await page.get_by_label("Alt text of map.png").fill("A map of the harbour")
        await write(page, "See these")
        shown = message(page, "See these")
        image = shown.get_by_role("img", name="A map of the harbour")
        await expect(image).to_be_visible()
        assert await image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
        await expect(shown.locator("discord-file-attachment")).to_contain_text("notes.txt")
    sent = stand_in.person("ada").sees("politics")[-1]
    assert len(sent.attachments) == 2


async def test_a_poll_is_made_and_voted_in(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url) as page:
        await page.get_by_role("button", name="Add a file").click()
        await page.get_by_role("button", name="Create a poll").click()
        await page.get_by_label("Question").fill("A new bridge?")
        await page.get_by_label("Answer 1", exact=True).fill("Yes")
        await page.get_by_label("Answer 2").fill("No")
        await page.get_by_role("button", name="Post").click()
        answer = page.get_by_role("button", name=re.compile("^Yes"))
        await answer.click()
        await expect(answer).to_contain_text("1 vote · 100%")
        await become(page, "bruno", "politics")
        await page.get_by_role("button", name=re.compile("^No")).click()
        await expect(answer).to_contain_text("1 vote · 50%")


async def test_direct_messages_are_marked_unread(browser: Browser, stand_in: StandIn, clerk: Clerk) -> None:
    async with open_page(browser, stand_in.url) as page:
        await write(page, "card")
        entry = page.locator("[data-channel=dm]")
        await expect(entry.get_by_label("1 unread")).to_be_visible()
        await entry.click()
        await expect(message(page, "A card was written about you.")).to_be_visible()
        await expect(entry.locator(".badge")).to_have_count(0)
        await page.click("[data-channel=politics]")
        await expect(entry.locator(".badge")).to_have_count(0)


async def test_a_thread_and_a_forum_post(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url) as page:
        await write(page, "About the tram")
        await menu(page, message(page, "About the tram"), "Create Thread")
        await page.get_by_label("Thread name").fill("tram talk")
        await page.get_by_role("button", name="Create", exact=True).click()
        await expect(page.locator(".channel-header h2")).to_contain_text("tram talk")
        await page.click("[data-channel=proposals]")
        await page.get_by_role("button", name="New post").click()
        await page.get_by_label("Title").fill("More benches")
        await page.get_by_role("dialog").get_by_label("Message").fill("Along the river.")
        await page.get_by_role("button", name="Post", exact=True).click()
        await expect(page.locator(".channel-header h2")).to_contain_text("More benches")
        await expect(message(page, "Along the river.")).to_be_visible()


async def test_a_refusal_is_shown_and_the_text_is_kept(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url) as page:
        stand_in.world.channels[seed.POLITICS_ID].locked = True
        await write(page, "Too late")
        await expect(page.locator(".toast")).to_be_visible()
        await expect(page.get_by_role("textbox", name="Message")).to_have_value("Too late")


async def test_a_lost_connection_comes_back_by_itself(browser: Browser) -> None:
    first = StandIn.create()
    await first.start()
    port = urlsplit(first.url).port or 0
    async with open_page(browser, first.url, watch=False) as page:
        await first.close()
        await expect(page.get_by_role("alert")).to_contain_text("connection to the sandbox is lost")
        again = StandIn.create(first.world)
        await again.start(port=port)
        try:
            await expect(page.locator(".banner.lost")).to_have_count(0)
            await write(page, "Here again")
            await expect(message(page, "Here again")).to_be_visible()
        finally:
            await again.close()


async def test_a_narrow_window(browser: Browser, stand_in: StandIn) -> None:
    async with open_page(browser, stand_in.url, narrow=True) as page:
        stand_in.person("bruno").send("politics", "word " * 80 + "https://example.org/" + "a" * 300)
        await expect(message(page, "word")).to_be_visible()
        width = "document.scrollingElement.scrollWidth"
        assert await page.evaluate(width) <= 390
        await expect(page.locator("[data-channel=general]")).not_to_be_visible()
        await page.get_by_role("button", name="Channels and people").click()
        await page.click("[data-channel=general]")
        await expect(page.locator("[data-channel=general]")).not_to_be_visible()
        await expect(page.locator(".channel-header h2")).to_contain_text("general")
