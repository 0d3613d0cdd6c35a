"""Charts as SVG text: what a chart is, and horizontal bars (columns, lines, sparklines: plots).

Each is a pure function of its data, a width and a palette, so that a screen (SCREEN, once narrow and once wide) and a
document (PRINT) show the same picture. Bars and columns stand on zero; a missing value is a gap or a word, never a
zero. Values are in whatever unit the title names; texts come ready written (kernel.numbers) from the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chungtay.design.rules.drawing import (
    MOST_SERIES,
    SCREEN,
    Palette,
    Writer,
    bar,
    line,
    linked,
    picture,
    plain,
    text,
    text_width,
    wrapped,
)

Tone = Literal["accent", "grey", "estimate"]
LEAST_FOR_LABELS_BESIDE = 420  # units of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value (None: there is none), the words at its end ("chưa báo cáo"), and where it leads."""

    label: str
    value: float | None
    text: str
    tone: Tone = "accent"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values over the categories of a chart; None is a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Categories and up to five series; the first is the one the chart speaks of, and its values may each lead somewhere:
    `ways` holds an address and a name for each category."""

    key: str
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    write: Writer = plain
    ways: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"a chart has one to {MOST_SERIES} series")
        if any(len(row.values) != len(self.categories) for row in self.series):
            raise ValueError("every series has one value for each category")

    def values(self) -> list[float]:
        """All values that there are."""
        return [value for row in self.series for value in row.values if value is not None]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars that compare units or kinds, in the order given."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]


def bars(chart: BarChart, width: float = 640, palette: Palette = SCREEN) -> str:
    """Horizontal bars from zero, each with its words at the end.

    Labels stand at the left, in up to two lines, where there is room for it; on a phone above their bar.
    """
    highest = max((item.value for item in chart.bars if item.value is not None), default=0) or 1
    widest = max((text_width(item.label, palette) for item in chart.bars), default=0) + 1
    beside = width >= LEAST_FOR_LABELS_BESIDE or widest <= width * 0.3
    label = min(widest, width * 0.4) if beside else width
    left = label + 12 if beside else 0.0
    words = max((text_width(item.text, palette) for item in chart.bars if item.value is not None), default=0)
    room = max(width - left - words - 10, width * 0.15)
    thick = palette.size * (1.3 if beside else 0.9)
    parts: list[str] = []
    y = 0.0
    for item in chart.bars:
        rows = wrapped(item.label, label, palette)
        tall = max(thick, palette.size * 1.25 * len(rows)) if beside else thick
        if not beside:
            parts += _words(rows, 0, y, palette)
            y += palette.size * (1.35 * len(rows) + 0.5)
        else:
            parts += _words(rows, 0, y + (tall - palette.size * 1.35 * len(rows)) / 2, palette)
        length = room * (item.value or 0) / highest
        drawn = _one_bar(item, left, y + (tall - thick) / 2, length, thick, palette)
        parts.append(linked(item.href, f"{item.label}: {item.text}", "".join(drawn)))
        y += tall + palette.size * 0.75
    height = max(y - palette.size * 0.4, palette.size)
    axis = [line(left, 0, left, height, palette.soft)] if beside else []
    return picture(chart.key, chart.title, chart.description, width, height, parts + axis, palette)


def _words(rows: Sequence[str], x: float, y: float, palette: Palette) -> list[str]:
    """Rows of a label below each other, the first one's top at y."""
    return [text(x, y + palette.size * (1.35 * order + 1.02), row, palette.ink) for order, row in enumerate(rows)]


def _one_bar(item: Bar, left: float, y: float, length: float, thick: float, palette: Palette) -> list[str]:
    base = y + thick / 2 + palette.size * 0.35
    if item.value is None:
        return [text(left + (8 if left else 0), base, item.text, palette.soft)]
    fill = palette.greys[0] if item.tone == "grey" else palette.accent
    outline = palette.accent if item.tone == "estimate" else ""
    return [
        bar(left, y, max(length, 1.5), thick, fill, outline),
        text(left + max(length, 1.5) + 7, base, item.text, palette.ink, weight=600),
    ]
