"""What all charts share: palettes, text widths, round scales, and the SVG wrapper with title and description."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

MOST_SERIES = 5


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours and letters of a drawing; `text_scale` relates the letters' width to Be Vietnam Pro."""

    ink: str
    soft: str
    line: str
    accent: str
    greys: tuple[str, ...]
    paper: str
    font: str
    size: float
    text_scale: float

    def series(self, index: int) -> str:
        """The accent for the first series, greys for those it is compared with."""
        return self.accent if index == 0 else self.greys[(index - 1) % len(self.greys)]


SCREEN = Palette(
    ink="var(--ink)",
    soft="var(--ink-soft)",
    line="var(--line)",
    accent="var(--chart)",
    greys=("var(--chart-grey)", "var(--chart-grey-2)", "var(--chart-grey-3)", "var(--chart-grey-4)"),
    paper="var(--paper)",
    font="",
    size=14,
    text_scale=1.0,
)
PRINT = Palette(
    ink="#000000",
    soft="#404040",
    line="#bfbfbf",
    accent="#0b5d66",
    greys=("#8c8c8c", "#b3b3b3", "#5e5e5e", "#cccccc"),
    paper="#ffffff",
    font="Tinos, 'Times New Roman', 'Liberation Serif', serif",
    size=12,
    text_scale=0.84,
)

_NARROW = set("iIjlftr.,:;'|!()- ìíịỉĩ")
_WIDE = set("mwMWƠƯ%@—")


def text_width(text: str, palette: Palette, size: float | None = None) -> float:
    """Width of a text in units of the drawing, estimated from classes of letters (within about 6 %)."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.31
        elif letter in _WIDE:
            ems += 0.86
        elif letter.isdigit() or letter.isupper():
            ems += 0.67
        else:
            ems += 0.57
    return ems * (size or palette.size) * palette.text_scale


def wrapped(text: str, room: float, palette: Palette, most: int = 2) -> list[str]:
    """The text in at most `most` lines that fit the room; what is left over ends in an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or text_width(longer, palette) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(f"{last}…", palette) > room:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], f"{last}…"]
    return lines


def ticks(highest: float, lowest: float = 0, about: int = 4) -> tuple[float, ...]:
    """Round marks from at or below `lowest` to at or above `highest` (steps of 1, 2, 2.5 or 5 times ten to a power)."""
    if highest <= lowest:
        highest = lowest + 1
    raw = (highest - lowest) / about
    power = 10.0 ** floor(log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999999)
    if step > 1 and step != int(step):
        step = ceil(step)
    first, last = floor(lowest / step), ceil(highest / step - 1e-9)
    return tuple(round(step * index, 10) for index in range(first, last + 1))


def plain(value: float) -> str:
    """A number in Vietnamese writing: dots for thousands, a comma for decimals; no rounding beyond two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


Writer = Callable[[float], str]


def number(value: float) -> str:
    """A coordinate, as short as can be."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    x: float, y: float, words: str, fill: str, *, anchor: str = "start", weight: int = 400, size: float | None = None
) -> str:
    """A text element on its baseline."""
    extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
    extra += "" if weight == 400 else f' font-weight="{weight}"'
    extra += "" if size is None else f' font-size="{number(size)}"'
    return f'<text x="{number(x)}" y="{number(y)}" fill="{fill}"{extra}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1) -> str:
    """A straight line."""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        f' stroke="{stroke}" stroke-width="{number(width)}"/>'
    )


def bar(x: float, y: float, width: float, height: float, fill: str, outline: str = "") -> str:
    """A rectangle; with an outline its fill is pale (an estimate)."""
    extra = f' stroke="{outline}" stroke-dasharray="3 2" fill-opacity="0.25"' if outline else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" height="{number(max(height, 0))}"'
        f' fill="{fill}"{extra}/>'
    )


def dot(x: float, y: float, radius: float, fill: str) -> str:
    """A full point."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"/>'


def ring(x: float, y: float, stroke: str) -> str:
    """An empty ring: here nothing is known (the sign of "chưa báo cáo")."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="3.5" fill="none" stroke="{stroke}" stroke-width="1.5"/>'


def linked(href: str, name: str, drawing: str) -> str:
    """A piece of a drawing that leads somewhere, under a name for who cannot see it; without an address the piece."""
    return f'<a href="{escape(href)}" aria-label="{escape(name)}">{drawing}</a>' if href else drawing


def picture(
    key: str, title: str, description: str, width: float, height: float, parts: Sequence[str], palette: Palette
) -> str:
    """The whole SVG, described where there is more to say than its title; `key` makes its ids unique on a page. Width and height are in CSS pixels or points."""
    role = "group" if any("<a href" in part for part in parts) else "img"  # a picture may not hold links
    font = f' font-family="{palette.font}"' if palette.font else ""
    named = f"{key}-t {key}-d" if description else f"{key}-t"
    described = f'<desc id="{key}-d">{escape(description)}</desc>' if description else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" aria-labelledby="{named}"'
        f' viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
        f' font-size="{number(palette.size)}"{font}>'
        f'<title id="{key}-t">{escape(title)}</title>{described}{"".join(parts)}</svg>'
    )
