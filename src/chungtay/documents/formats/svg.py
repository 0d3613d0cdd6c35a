"""Charts as plain SVG: greys and one accent, every bar labelled, no script, no style sheet."""

from collections.abc import Callable
from html import escape

from chungtay.documents.rules import Bar, Chart, Reference

from .times import cut, lines

WIDTH = 640
LABELS = 240  # room for the names beside lying bars
VALUES = 84  # room for the numbers at their ends
SIZE = 15  # of letters
ROOM = 0.97 * (LABELS - 12)  # a face that is no twin of Times may be a little wider
LINE = 17
ROW = 26
BAR = 16
COLUMN_HEIGHT = 112
ACCENT = "#0b5563"
GREY = "#a3a3a3"
INK = "#1a1a1a"
FACE = "Tinos, 'Times New Roman', 'Liberation Serif', serif"  # as far as the reader's machine has them

Link = Callable[[Reference], str]  # empty: it leads nowhere


def drawn(chart: Chart, link: Link | None = None, face: str = FACE) -> str:
    """The chart as an SVG element with title and description; with `link` every bar leads to what is behind it."""
    parts, height = _columns(chart, link) if chart.upright else _rows(chart, link)
    role = "group" if link else "img"  # a picture may not hold links
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="{role}" font-family="{face}" font-size="{SIZE}" fill="{INK}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>{''.join(parts)}</svg>"
    )


def _rows(chart: Chart, link: Link | None) -> tuple[list[str], int]:
    longest = max((bar.value for bar in chart.bars), default=0) or 1
    height, parts = 6, []
    for bar in chart.bars:
        label = _label(bar.label)
        row = ROW + LINE * (len(label) - 1)
        top = height + (row - ROW) / 2
        width = round((WIDTH - LABELS - VALUES) * bar.value / longest, 1)
        drawing = (
            f"{_beside(label, height + BAR / 2 + 5)}"
            f'<rect x="{LABELS}" y="{top}" width="{width}" height="{BAR}" fill="{_colour(bar)}"/>'
            f'<text x="{LABELS + width + 6}" y="{top + BAR / 2 + 5}"{_weight(bar)}>{escape(bar.text)}</text>'
        )
        parts.append(_linked(drawing, bar, link))
        height += row
    height += 4
    parts.append(f'<line x1="{LABELS}" y1="0" x2="{LABELS}" y2="{height}" stroke="{INK}" stroke-width="1"/>')
    return parts, height


def _label(text: str) -> list[str]:
    """A name on one line or two, the rest of a still longer one cut off."""
    broken = lines(text, ROOM, SIZE)
    return [cut(line, ROOM, SIZE) for line in (broken[0], " ".join(broken[1:])) if line]


def _beside(label: list[str], first: float) -> str:
    return "".join(
        f'<text x="{LABELS - 8}" y="{first + LINE * index}" text-anchor="end">{escape(line)}</text>'
        for index, line in enumerate(label)
    )


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
