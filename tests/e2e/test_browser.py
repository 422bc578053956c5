"""The whole way once, in a browser: a member writes, a moderator sees the card and decides. And: dist/ is not behind src/."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.browser import CHROMIUM, MISSING, open_browser, open_page
from tests.e2e.harness import ACCUSATION, open_house

ROOT = Path(__file__).parents[2]
WEB = ROOT / "bot" / "sandbox" / "web"
SCREENSHOTS = ROOT / "docs" / "screenshots"
ASIDE = (640, 24)
"""Where the pointer rests for a screenshot: over the channel's header, where nothing lights up."""
MOST_BYTES = 1_500_000
"""What the built page may weigh."""


def test_the_built_page_is_not_behind_its_sources() -> None:
    names = sorted(
        one.relative_to(WEB).as_posix()
        for one in (*(WEB / "src").rglob("*"), WEB / "build.mjs", WEB / "package-lock.json")
        if one.is_file()
    )
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\n".encode() + (WEB / name).read_bytes())
    built = (WEB / "dist" / "source.sha256").read_text().strip()
    assert built == digest.hexdigest(), "build the page again: see bot/sandbox/web/README.md"


def test_the_built_page_is_small_and_needs_nothing_from_elsewhere() -> None:
    files = [one for one in (WEB / "dist").rglob("*") if one.is_file()]
    assert sum(one.stat().st_size for one in files) < MOST_BYTES
    index = (WEB / "dist" / "index.html").read_text()
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in index
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", index)
    style = (WEB / "dist" / "style.css").read_text()
    assert not re.search(r"url\([\"']?(?:https?:)?//", style)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason=MISSING)
async def test_an_accusation_becomes_a_card_and_is_dismissed(tmp_path: Path) -> None:
    folder = SCREENSHOTS if os.environ.get("UPDATE_SCREENSHOTS") == "1" else tmp_path
    async with (
        open_house(tmp_path) as house,
        open_browser() as browser,
        open_page(browser, house.stand_in.url) as page,
    ):
        await page.get_by_role("textbox", name="Message").fill(ACCUSATION)
        await page.keyboard.press("Enter")
        await expect(page.locator(".msg").filter(has_text=ACCUSATION).first).to_be_visible()
        await page.click("[data-person=mara]")
        await page.click("[data-channel=mod-queue]")
        card = page.locator(".msg").filter(has_text="Dalgaard").first
        await expect(card).to_be_visible()
        await page.mouse.move(*ASIDE)
        await page.screenshot(path=folder / "sandbox.png")
        await card.get_by_role("button", name="Dismiss", exact=True).click()
        await expect(card.get_by_role("button", name="Dismiss", exact=True)).to_have_count(0)
        await expect(card).to_contain_text(re.compile("dismissed", re.IGNORECASE))
        await page.mouse.move(*ASIDE)
        await page.screenshot(path=folder / "sandbox-decided.png")
    assert all((folder / name).stat().st_size > 0 for name in ("sandbox.png", "sandbox-decided.png"))
