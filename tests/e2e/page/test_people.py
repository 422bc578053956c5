"""What people write, send and see on the sandbox page."""

from __future__ import annotations

import re
import struct
import zlib
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox import seed
from bot.sandbox.standin import StandIn
from tests.e2e.browser import CHROMIUM, MISSING, become, menu, message, open_page, write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason=MISSING),
    pytest.mark.asyncio(loop_scope="module"),
]


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x3b\x6e\xa5" * width) * height
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


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
