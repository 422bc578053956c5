"""The pictures in ``docs/cards.md``: made by ``make screenshots``, and complete whenever tests run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.browser import CHROMIUM, MISSING, open_browser
from tests.e2e.gallery import missing, open_views, rules
from tests.e2e.scenes import SCENES, Scene, toxicity
from tests.e2e.states import STATES, page
from tests.e2e.town import shared_house

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "screenshots" / "cards"
MOST_BYTES = 6_000_000
"""What all pictures together may weigh."""
NAMES = [state.name for state in STATES]
UPDATE = os.environ.get("UPDATE_SCREENSHOTS") == "1"


async def pictured(folder: Path, pictures: Path, scenes: tuple[Scene, ...]) -> list[str]:
    """Names of what the scenes took a picture of."""
    async with (
        shared_house(folder, rules) as house,
        open_browser() as browser,
        open_views(browser, house, pictures) as gallery,
    ):
        for scene in scenes:
            await scene(gallery)
        return gallery.taken


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason=MISSING)
async def test_a_card_is_pictured_in_four_views(tmp_path: Path) -> None:
    assert await pictured(tmp_path, tmp_path, (toxicity,)) == ["toxicity"]
    assert missing(tmp_path, ["toxicity"]) == []


@pytest.mark.browser
@pytest.mark.timeout(900)
@pytest.mark.skipif(CHROMIUM is None, reason=MISSING)
@pytest.mark.skipif(not UPDATE, reason="takes minutes and writes into docs/: make screenshots")
async def test_every_state_is_pictured(tmp_path: Path) -> None:
    PICTURES.mkdir(exist_ok=True)
    taken = await pictured(tmp_path, PICTURES, SCENES)
    assert sorted(taken) == sorted(NAMES)
    (DOCS / "cards.md").write_text(page())


def test_the_page_shows_every_state_and_nothing_else() -> None:
    assert (DOCS / "cards.md").read_text() == page(), "run make screenshots"
    assert missing(PICTURES, NAMES) == []
    files = list(PICTURES.iterdir())
    assert len(files) == 4 * len(NAMES)
    assert sum(one.stat().st_size for one in files) < MOST_BYTES
