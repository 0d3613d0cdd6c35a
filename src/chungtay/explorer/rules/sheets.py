"""A drawing for a file: what is shown, of whom and when above it, what must be known of it below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from chungtay.design.rules.drawing import PRINT, Palette, number, text, wrapped

WIDTH = 640.0
MARGIN = 20.0
# A browser or an office program has Tinos or a twin of it; the house sets PNG with the Tinos that it brings along.
PAPER = replace(PRINT, size=13)


@dataclass(frozen=True, slots=True)
class Framed:
    """Drawings (SVG elements of a known height, each below its title) with a heading, lines under it, and notes."""

    heading: str
    lines: tuple[str, ...]
    drawings: tuple[tuple[str, str, float], ...]
    notes: tuple[str, ...]


def framed(sheet: Framed, palette: Palette = PAPER) -> str:
    """One SVG on white, self-contained."""
    y, parts = MARGIN, list[str]()
    y = _write(parts, y, [sheet.heading], palette, size=palette.size * 1.35, weight=700)
    y = _write(parts, y, sheet.lines, palette, fill=palette.soft) + palette.size * 0.6
    for title, drawing, height in sheet.drawings:
        y = _write(parts, y + palette.size * 0.5, [title], palette, weight=700) + palette.size * 0.4
        parts.append(drawing.replace("<svg ", f'<svg x="{number(MARGIN)}" y="{number(y)}" ', 1))
        y += height + palette.size
    y = _write(parts, y, sheet.notes, palette, fill=palette.soft, size=palette.size * 0.9) + MARGIN
    wide = WIDTH + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(wide)} {number(y)}" width="{number(wide)}"'
        f' height="{number(y)}" role="img" font-family="{palette.font}" font-size="{number(palette.size)}">'
        f"<title>{escape(sheet.heading)}</title><desc>{escape('; '.join((*sheet.lines, *sheet.notes)))}</desc>"
        f'<rect width="100%" height="100%" fill="{palette.paper}"/>{"".join(parts)}</svg>'
    )


def _write(
    parts: list[str], y: float, words: Sequence[str], palette: Palette, *, size: float = 0, weight: int = 400,
    fill: str = "",
) -> float:  # fmt: skip
    """Lines of text from y on; gives where the next may begin."""
    size = size or palette.size
    for one in words:
        for row in wrapped(one, WIDTH, replace(palette, size=size), 4):
            y += size * 1.35
            parts.append(text(MARGIN, y - size * 0.3, row, fill or palette.ink, weight=weight, size=size))
    return y
