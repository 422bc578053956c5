"""A headless chromium on the sandbox page, and what must never happen there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Request, async_playwright, expect

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
"""Debian's chromium, or the one that the variable ``CHROMIUM`` names."""
MISSING = "no chromium is installed (Debian: apt-get install chromium; elsewhere set CHROMIUM to its path)"
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 15_000
"""How long a test waits for the page before it fails."""
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 390, "height": 780}
REFUSALS = ("status of 400", "status of 403")
"""The browser logs each refusal of the stand-in as an error of its own; the page shows it as a toast."""

expect.set_options(timeout=PATIENCE_MS)


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """One chromium. Skip the test first where ``CHROMIUM`` is None."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


class Watch:
    """Collects what a page must not do: fail, break its own security policy, ask another host for anything."""

    def __init__(self, page: Page, origin: str) -> None:
        self.origin = origin
        self.seen: list[str] = []
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in REFUSALS):
            self.seen.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.seen.append(f"request elsewhere: {request.url}")


@asynccontextmanager
async def open_page(
    browser: Browser, origin: str, place: str = "ada/politics", *, watch: bool = True, narrow: bool = False
) -> AsyncIterator[Page]:
    """The page as a person in a channel, drawn and connected; at the end nothing bad may have happened."""
    context = await browser.new_context(
        viewport=NARROW if narrow else WIDE, color_scheme="dark", locale="en-GB", timezone_id="UTC"
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    guard = Watch(page, origin)
    await page.goto(f"{origin}/#{place}")
    await page.wait_for_selector(".channel-header")
    try:
        yield page
    finally:
        await context.close()
    if watch:
        assert guard.seen == []


async def become(page: Page, person: str, channel: str) -> None:
    """Switch to another person and open a channel."""
    await page.click(f"[data-person={person}]")
    await expect(page.locator(f"[data-person={person}]")).to_have_attribute("aria-checked", "true")
    await page.click(f'[data-channel="{channel}"]')


async def write(page: Page, text: str) -> None:
    """Write into the composer and press Enter."""
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.keyboard.press("Enter")


def message(page: Page, text: str | re.Pattern[str]) -> Locator:
    """The messages that hold a text."""
    return page.locator(".msg").filter(has_text=text)


async def menu(page: Page, of: Locator, item: str) -> None:
    """Choose an item of a message's menu."""
    await of.click(button="right", position={"x": 300, "y": 12})
    await page.get_by_role("menuitem", name=item).click()
