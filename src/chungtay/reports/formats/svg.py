"""Charts as plain SVG: greys and one accent, every bar labelled, no script, no style sheet."""

from collections.abc import Callable
from html import escape

from chungtay.reports.rules.document import Bar, Chart, FigureReference

WIDTH = 640
LABELS = 232  # room for the names beside lying bars
VALUES = 84  # room for the numbers at their ends
ROW = 26
BAR = 16
COLUMN_HEIGHT = 112
ACCENT = "#0b5563"
GREY = "#a3a3a3"
INK = "#1a1a1a"
FONT = "Tinos, 'Liberation Serif', 'Times New Roman', 'Libertinus Serif', serif"

Link = Callable[[FigureReference], str]


def drawn(chart: Chart, link: Link | None = None) -> str:
    """The chart as an SVG element with title and description; with `link` every bar leads to what is behind it."""
    parts, height = _columns(chart, link) if chart.upright else _rows(chart, link)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="{FONT}" font-size="15" fill="{INK}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>{''.join(parts)}</svg>"
    )


def _rows(chart: Chart, link: Link | None) -> tuple[list[str], int]:
    longest = max((bar.value for bar in chart.bars), default=0) or 1
    height = ROW * len(chart.bars) + 8
    parts = []
    for index, bar in enumerate(chart.bars):
        top = 4 + ROW * index
        middle = top + BAR / 2 + 5
        width = round((WIDTH - LABELS - VALUES) * bar.value / longest, 1)
        drawing = (
            f'<text x="{LABELS - 8}" y="{middle}" text-anchor="end">{escape(_cut(bar.label))}</text>'
            f'<rect x="{LABELS}" y="{top}" width="{width}" height="{BAR}" fill="{_colour(bar)}"/>'
            f'<text x="{LABELS + width + 6}" y="{middle}"{_weight(bar)}>{escape(bar.text)}</text>'
        )
        parts.append(_linked(drawing, bar, link))
    parts.append(f'<line x1="{LABELS}" y1="0" x2="{LABELS}" y2="{height}" stroke="{INK}" stroke-width="1"/>')
    return parts, height


def _columns(chart: Chart, link: Link | None) -> tuple[list[str], int]:
    highest = max((bar.value for bar in chart.bars), default=0) or 1
    step = WIDTH / max(len(chart.bars), 1)
    base = COLUMN_HEIGHT + 22
    parts = []
    for index, bar in enumerate(chart.bars):
        height = round(COLUMN_HEIGHT * bar.value / highest, 1)
        left, centre = round(step * (index + 0.2), 1), round(step * (index + 0.5), 1)
        drawing = (
            f'<rect x="{left}" y="{round(base - height, 1)}" width="{round(step * 0.6, 1)}" height="{height}" '
            f'fill="{_colour(bar)}"/>'
            f'<text x="{centre}" y="{round(base - height - 6, 1)}" text-anchor="middle"{_weight(bar)}>'
            f"{escape(bar.text)}</text>"
            f'<text x="{centre}" y="{base + 18}" text-anchor="middle">{escape(bar.label)}</text>'
        )
        parts.append(_linked(drawing, bar, link))
    parts.append(f'<line x1="0" y1="{base}" x2="{WIDTH}" y2="{base}" stroke="{INK}" stroke-width="1"/>')
    return parts, base + 26


def _colour(bar: Bar) -> str:
    return ACCENT if bar.strong else GREY


def _weight(bar: Bar) -> str:
    return ' font-weight="bold"' if bar.strong else ""


def _linked(drawing: str, bar: Bar, link: Link | None) -> str:
    if link is None or bar.figure is None:
        return f"<g>{drawing}</g>"
    return f'<a href="{escape(link(bar.figure))}">{drawing}</a>'


def _cut(label: str, longest: int = 34) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
