"""Buttons, selects, forms and commands on the sandbox page, with a small bot behind them."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.standin import StandIn
from tests.e2e.browser import CHROMIUM, MISSING, become, message, open_page, write
from tests.e2e.page.clerk import Clerk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason=MISSING),
    pytest.mark.asyncio(loop_scope="module"),
]


async def card(page: Page) -> Locator:
    """A card in #mod-queue, seen by Mara."""
    await write(page, "card")
    await become(page, "mara", "mod-queue")
    found = message(page, "Case 1")
    await expect(found).to_be_visible()
    return found


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
