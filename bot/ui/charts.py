"""Pictures of numbers: what stands in them, and how they are drawn.

Run as ``python -m bot.ui.charts`` it draws what ``bot.ui.painter`` hands it: matplotlib takes a second to import and
holds the interpreter for tens of milliseconds at a time, which the bot's event loop must not wait for. Nothing here
knows Discord or the words of a picture: they come with the order.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LENGTH: Final = struct.Struct(">I")
Theme = Literal["dark", "light"]
WIDE: Final = (12.0, 6.75)
DOTS: Final = 100
"""1200 x 675 pixels: the shape that Discord shows without cutting, at twice what a phone has."""
TITLE_SIZE: Final = 24
TEXT_SIZE: Final = 19
SMALL_SIZE: Final = 16
"""Points; a phone shows the picture at a third of its size, where 16 of them still are letters."""
AIR: Final = 0.15
BETWEEN: Final = 0.03
"""Inches around each panel, and the share of the picture between two."""
TICKS_SHOWN: Final = 7
ROWS_AT_LEAST: Final = 3
"""A few rows do not fill the height: bars and dots stay of a size."""
MISSING_GLYPH: Final = "\u25a1"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a theme. ``series`` are Okabe and Ito's (2008), told apart by colour-blind eyes too."""

    ground: str
    ink: str
    grid: str
    series: tuple[str, ...]


PALETTES: Final[Mapping[str, Palette]] = {
    "dark": Palette("#2B2D31", "#F2F3F5", "#4E5058", ("#E69F00", "#56B4E9", "#009E73", "#CC79A7")),
    "light": Palette("#FFFFFF", "#1E1F22", "#D5D7DA", ("#D55E00", "#0072B2", "#008F68", "#A2427E")),
}
HATCHES: Final = ("", "//", "..", "xx")
"""Colour never stands alone: series differ in their pattern too."""
LINES: Final = ("-", "--", ":", "-.")
LEGEND_COLUMNS: Final = 2
"""Four names beside each other are wider than the picture."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """Bars of several series on one another. ``series``: (name, a value for each label)."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each label, and remarks in the corner."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervals:
    """Values with the interval they may lie in: (label, value, low, high, remark). ``span``: the axis' ends.

    A row without a value has its remark alone. ``percent`` writes the axis in percent.
    """

    title: str
    rows: tuple[tuple[str, float | None, float | None, float | None, str], ...]
    span: tuple[float, float] = (0.0, 1.0)
    percent: bool = True


@dataclass(frozen=True, slots=True)
class Outlines:
    """Distributions over 0..1 as shares of themselves: (name, a count for each bin); a mark at ``threshold``."""

    title: str
    series: tuple[tuple[str, tuple[int, ...]], ...]
    threshold: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Lying bars: (name, value, remark)."""

    title: str
    rows: tuple[tuple[str, int, str], ...]


Panel: TypeAlias = Stacked | Bars | Intervals | Outlines | Rows


@dataclass(frozen=True, slots=True)
class Picture:
    """Panels side by side, ``across`` of them a row. ``nothing`` is written where a panel has no numbers."""

    title: str
    panels: tuple[Panel, ...]
    nothing: str
    across: int = 1


def to_json(pictures: Sequence[Picture], theme: Theme) -> bytes:
    """An order, as ``serve`` reads it."""
    made = [
        {
            "title": one.title,
            "across": one.across,
            "nothing": one.nothing,
            "panels": [{"kind": type(panel).__name__, **asdict(panel)} for panel in one.panels],
        }
        for one in pictures
    ]
    return json.dumps({"theme": theme, "pictures": made}).encode()


def from_json(data: bytes) -> tuple[list[Picture], Theme]:
    """The order that ``to_json`` wrote."""
    order = json.loads(data)
    pictures = [
        Picture(one["title"], tuple(map(_panel, one["panels"])), one["nothing"], one["across"])
        for one in order["pictures"]
    ]
    return pictures, order["theme"]


def _panel(fields: dict[str, Any]) -> Panel:
    kinds: dict[str, type[Panel]] = {
        kind.__name__: kind for kind in (Stacked, Bars, Intervals, Outlines, Rows)
    }
    kind = kinds[fields.pop("kind")]
    return kind(**{name: _frozen(value) for name, value in fields.items()})


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def draw(picture: Picture, theme: Theme) -> bytes:
    """The picture as a PNG of 1200 x 675 pixels. Blocks for about a third of a second."""
    # Figure and canvas alone: pyplot keeps figures of its own, and wants a screen.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    palette = PALETTES[theme]
    figure = Figure(
        figsize=WIDE,
        dpi=DOTS,
        facecolor=palette.ground,
        layout=ConstrainedLayoutEngine(w_pad=AIR, h_pad=AIR, wspace=BETWEEN, hspace=BETWEEN),
    )
    FigureCanvasAgg(figure)
    if picture.title:
        figure.suptitle(
            clean(picture.title), color=palette.ink, fontsize=TITLE_SIZE, fontweight="bold", parse_math=False
        )
    down = -(-len(picture.panels) // picture.across)
    grid = figure.subplots(down, picture.across, squeeze=False)
    for place, axes in enumerate(grid.flat):
        if place >= len(picture.panels):
            axes.set_axis_off()
            continue
        panel = picture.panels[place]
        _dress(axes, panel.title, palette)
        if _bare(panel):
            _write_alone(axes, picture.nothing, palette)
        else:
            _DRAWN[type(panel)](axes, panel, palette)
    _legend(figure, palette)
    return _png(figure, palette)


def _png(figure: Figure, palette: Palette) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=palette.ground, metadata={"Software": None})
    return out.getvalue()


def _bare(panel: Panel) -> bool:
    match panel:
        case Stacked(series=series) | Outlines(series=series):
            return not any(any(values) for _, values in series)
        case Bars(values=values):
            return not any(values)
        case Intervals(rows=rows) | Rows(rows=rows):
            return not rows
    raise AssertionError(panel)


def _dress(axes: Axes, title: str, palette: Palette) -> None:
    axes.set_facecolor(palette.ground)
    axes.set_title(clean(title), color=palette.ink, fontsize=TEXT_SIZE, loc="left", parse_math=False)
    axes.tick_params(colors=palette.ink, labelsize=SMALL_SIZE, length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.grid)
    axes.set_axisbelow(True)


def _write_alone(axes: Axes, text: str, palette: Palette) -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(
        0.5, 0.5, clean(text), color=palette.ink, fontsize=TEXT_SIZE, ha="center", va="center",
        transform=axes.transAxes, parse_math=False,
    )  # fmt: skip


def _stacked(axes: Axes, panel: Stacked, palette: Palette) -> None:
    places = range(len(panel.labels))
    below = [0] * len(panel.labels)
    for index, (name, values) in enumerate(panel.series):
        axes.bar(
            places, values, 0.85, bottom=below, label=clean(name), color=palette.series[index],
            hatch=HATCHES[index], edgecolor=palette.ground, linewidth=0,
        )  # fmt: skip
        below = [low + value for low, value in zip(below, values, strict=True)]
    step = max(1, -(-len(panel.labels) // TICKS_SHOWN))
    shown = list(places)[::-step][::-1]  # the last day always has its date
    axes.set_xticks(shown, [clean(panel.labels[place]) for place in shown])
    axes.set_xlim(-0.6, len(panel.labels) - 0.4)
    _whole_numbers(axes, max(below), palette)


def _bars(axes: Axes, panel: Bars, palette: Palette) -> None:
    places = range(len(panel.labels))
    axes.bar(places, panel.values, 0.8, color=palette.series[1])
    axes.set_xticks(places, [clean(label) for label in panel.labels])
    for place, value in zip(places, panel.values, strict=True):
        if value:
            axes.text(
                place, value, f"{value:,}", color=palette.ink, fontsize=SMALL_SIZE, ha="center", va="bottom"
            )
    _whole_numbers(axes, max(panel.values), palette)
    if panel.remarks:
        axes.set_xlabel(
            clean(" \N{MIDDLE DOT} ".join(panel.remarks)), color=palette.ink, fontsize=SMALL_SIZE,
            parse_math=False,
        )  # fmt: skip


def _intervals(axes: Axes, panel: Intervals, palette: Palette) -> None:
    for place, (_, value, low, high, remark) in enumerate(panel.rows):
        if value is None or low is None or high is None:
            middle = sum(panel.span) / 2
            axes.text(
                middle, place, clean(remark), color=palette.ink, fontsize=SMALL_SIZE, ha="center",
                va="center", parse_math=False,
            )  # fmt: skip
            continue
        colour = palette.series[place % len(palette.series)]
        axes.plot([low, high], [place, place], color=colour, linewidth=5, solid_capstyle="round")
        axes.plot([value], [place], "o", color=colour, markeredgecolor=palette.ink, markersize=15)
        axes.annotate(
            clean(remark), (value, place), (0, 14), textcoords="offset points", color=palette.ink,
            fontsize=SMALL_SIZE, va="bottom", ha=_side(value, panel.span), parse_math=False,
        )  # fmt: skip
    axes.set_yticks(range(len(panel.rows)), [clean(row[0]) for row in panel.rows])
    axes.set_ylim(max(len(panel.rows), ROWS_AT_LEAST) - 0.5, -0.5)
    low, high = panel.span
    reach = (high - low) * 0.03
    axes.set_xlim(low - reach, high + reach)
    ticks = [low + (high - low) * part / 4 for part in range(5)]
    axes.set_xticks(ticks, [f"{tick:.0%}" if panel.percent else f"{tick:g}" for tick in ticks])
    axes.grid(axis="x", color=palette.grid)


def _side(value: float, span: tuple[float, float]) -> Literal["left", "center", "right"]:
    """On which side of a value its remark has room."""
    share = (value - span[0]) / (span[1] - span[0])
    return "left" if share < 0.3 else "right" if share > 0.7 else "center"


def _outlines(axes: Axes, panel: Outlines, palette: Palette) -> None:
    from matplotlib.ticker import PercentFormatter

    for index, (name, values) in enumerate(panel.series):
        total = sum(values)
        if not total:
            continue
        bins = len(values)
        axes.stairs(
            [value / total for value in values], [edge / bins for edge in range(bins + 1)],
            label=clean(name), color=palette.series[index], linewidth=3, linestyle=LINES[index],
        )  # fmt: skip
    axes.axvline(panel.threshold, color=palette.ink, linewidth=2)
    axes.set_xlim(0, 1)
    axes.set_ylim(bottom=0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "", "0.5", "", "1"])
    axes.locator_params(axis="y", nbins=3)
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.grid(axis="y", color=palette.grid)


def _rows(axes: Axes, panel: Rows, palette: Palette) -> None:
    places = range(len(panel.rows))
    axes.barh(places, [value for _, value, _ in panel.rows], 0.7, color=palette.series[1])
    most = max(value for _, value, _ in panel.rows)
    for place, (_, value, remark) in enumerate(panel.rows):
        axes.text(
            value + most * 0.02, place, clean(remark), color=palette.ink, fontsize=SMALL_SIZE, va="center",
            parse_math=False,
        )  # fmt: skip
    axes.set_yticks(places, [clean(name) for name, _, _ in panel.rows])
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_ylim(max(len(panel.rows), ROWS_AT_LEAST) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_xlim(0, most * 1.6)


_DRAWN: Final[Mapping[type[Panel], Callable[[Axes, Any, Palette], None]]] = {
    Stacked: _stacked,
    Bars: _bars,
    Intervals: _intervals,
    Outlines: _outlines,
    Rows: _rows,
}


def _whole_numbers(axes: Axes, most: int, palette: Palette) -> None:
    axes.set_ylim(0, max(1, most) * 1.15)
    axes.locator_params(axis="y", integer=True, nbins=5)
    axes.grid(axis="y", color=palette.grid)


def _legend(figure: Figure, palette: Palette) -> None:
    """One legend for the whole picture, with each name once."""
    known = {
        name: handle
        for axes in figure.axes
        for handle, name in zip(*axes.get_legend_handles_labels(), strict=True)
    }
    if not known:
        return
    legend = figure.legend(
        [*known.values()], [*known], loc="outside lower center", ncols=min(len(known), LEGEND_COLUMNS), fontsize=SMALL_SIZE,
        frameon=False, labelcolor=palette.ink,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_parse_math(False)


def clean(text: str) -> str:
    """``text`` with a box for each character that the font lacks, so that none shows as nothing at all."""
    glyphs = _glyphs()
    return "".join(
        character if ord(character) in glyphs else MISSING_GLYPH
        for character in text
        if character.isprintable() or character == "\n"
    )


@cache
def _glyphs() -> frozenset[int]:
    """Code points of the font that ships with matplotlib (DejaVu Sans)."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap()) | {ord("\n")}


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Draw one order and end: each picture with its length before it."""
    pictures, theme = from_json(source.read())
    for picture in pictures:
        png = draw(picture, theme)
        out.write(LENGTH.pack(len(png)) + png)
    out.flush()


def main() -> None:
    """The child's whole life."""
    # Libraries that print would break the frames: they get the error stream instead.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
