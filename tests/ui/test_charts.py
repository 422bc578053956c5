"""Pictures: that they are drawn from any numbers and names, and can be read by everybody."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.detect.policy import RuleKind
from bot.ui import charts
from bot.ui.charts import (
    HATCHES,
    LINES,
    PALETTES,
    Bars,
    Intervals,
    Outlines,
    Panel,
    Picture,
    Rows,
    Stacked,
    Theme,
)
from bot.ui.stats_card import Shown, pictures
from tests.ui.stats_kit import NAMES, busy

SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
SIZE = (1200, 675)


def image(png: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(png))
    found.load()
    return found.convert("RGB")


def colours(png: bytes) -> int:
    counted = image(png).getcolors(1 << 20)
    assert counted is not None
    return len(counted)


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("shown", pictures(busy(), NAMES), ids=lambda shown: shown.name)
def test_the_pictures_of_a_month(shown: Shown, theme: Theme, tmp_path: Path) -> None:
    """With UPDATE_SCREENSHOTS=1 they become the documentation's own. The numbers and names are invented."""
    folder = SCREENSHOTS if os.environ.get("UPDATE_SCREENSHOTS") == "1" else tmp_path
    png = charts.draw(shown.picture, theme)
    (folder / f"stats-{shown.name}-{theme}.png").write_bytes(png)
    assert image(png).size == SIZE
    assert image(png).getpixel((2, 2)) == rgb(PALETTES[theme].ground)
    assert colours(png) > 10
    assert len(png) < 300_000


def test_the_same_numbers_give_the_same_picture() -> None:
    picture = Picture("t", PANELS[:2], "", 2)
    assert charts.draw(picture, "dark") == charts.draw(picture, "dark") != charts.draw(picture, "light")


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_kind_of_case_has_a_look_of_its_own() -> None:
    for looks in (*(palette.series for palette in PALETTES.values()), HATCHES, LINES):
        assert len(set(looks)) >= len(RuleKind)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", get_args(Theme))
def test_colours_stand_out(theme: Theme) -> None:
    """WCAG 2.2: 3 to 1 for what is drawn (1.4.11), 4.5 to 1 for what is written (1.4.3)."""
    palette = PALETTES[theme]
    assert contrast(palette.ink, palette.ground) >= 4.5
    assert all(contrast(colour, palette.ground) >= 3 for colour in palette.series)
    assert len(palette.series) == len(charts.HATCHES) == len(RuleKind), "a series for each kind of case"


def test_every_kind_of_case_has_a_colour_and_a_pattern() -> None:
    assert all(len(set(palette.series)) >= len(RuleKind) for palette in PALETTES.values())
    assert len(set(charts.HATCHES)) >= len(RuleKind)


PANELS: tuple[Panel, ...] = (
    Stacked("s", ("a", "b"), (("one", (1, 2)), ("two", (0, 3)), ("three", (4, 0)))),
    Bars("b", ("a", "b"), (1, 0), ("half", "most")),
    Intervals("i", (("a", 0.5, 0.2, 0.8, "50 %"), ("b", None, None, None, "none"))),
    Intervals("k", (("a", -1.0, -1.0, -0.5, "-1"),), (-1.0, 1.0), percent=False),
    Outlines("o", (("up", (0,) * 19 + (5,)), ("down", (0,) * 20), ("all", (100,) * 20)), 0.85),
    Rows("r", (("Mara", 5, "5"), ("Milo", 1, "1"))),
)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{type(panel).__name__} {panel.title}")
def test_an_order_comes_through_the_pipe(panel: Panel) -> None:
    order = [Picture("t", (panel, panel), "nothing", 2)]
    assert charts.from_json(charts.to_json(order, "light")) == (order, "light")
    source, out = io.BytesIO(charts.to_json(order * 2, "dark")), io.BytesIO()
    charts.serve(source, out)
    data = out.getvalue()
    (size,) = charts.LENGTH.unpack_from(data)
    assert image(data[charts.LENGTH.size : charts.LENGTH.size + size]).size == SIZE
    assert len(data) == 2 * (charts.LENGTH.size + size)


@pytest.mark.parametrize(
    "panel",
    [
        Stacked("s", ("a",), (("one", (0,)),)),
        Bars("b", ("a",), (0,)),
        Intervals("i", ()),
        Outlines("o", (("up", (0, 0)),), 0.5),
        Rows("r", ()),
    ],
    ids=lambda panel: type(panel).__name__,
)
def test_a_panel_without_numbers_says_so(panel: Panel) -> None:
    told = charts.draw(Picture("", (panel,), "nothing yet"), "dark")
    silent = charts.draw(Picture("", (panel,), ""), "dark")
    assert told != silent
    assert charts._bare(panel)
    assert not any(charts._bare(one) for one in PANELS)


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_any_number_of_days(days: int) -> None:
    panel = Stacked("", tuple(f"03-{day}" for day in range(days)), (("one", tuple(range(days + 1))[1:]),))
    assert image(charts.draw(Picture("t", (panel,), ""), "light")).size == SIZE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mara", "Mara"),
        ("Žofie Ωμέγα Борис", "Žofie Ωμέγα Борис"),
        ("$x^2$", "$x^2$"),
        ("東京", "\u25a1\u25a1"),
        ("ok \U0001f389", "ok \u25a1"),
        ("a\u202eb\u200b\x00\tc", "abc"),
        ("", ""),
    ],
)
def test_what_the_font_lacks_is_a_box(text: str, shown: str) -> None:
    assert charts.clean(text) == shown


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.integers(1, 10**9), st.text(max_size=12)), min_size=1, max_size=8
    )
)
def test_any_name_can_be_drawn(rows: list[tuple[str, int, str]]) -> None:
    """Names are other people's: dollar signs, backslashes, half surrogates and all."""
    panels = (
        Rows("r", tuple(rows)),
        Bars("b", tuple(name for name, _, _ in rows), tuple(n for _, n, _ in rows)),
    )
    assert image(charts.draw(Picture(rows[0][0], panels, "", 2), "dark")).size == SIZE
