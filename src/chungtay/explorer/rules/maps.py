"""A map of bubbles as SVG text: true places as quiet dots, values as circles whose area is the number.

Equirectangular, with degrees of longitude shortened by the cosine of the middle latitude: within one province, and within
Viet Nam, distances come out right to a few per cent. Borders are not drawn: no source for them is in the house.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians, sqrt
from typing import Final

from chungtay.design.rules.drawing import SCREEN, Palette, linked, number, picture, ring, text_width

Point = tuple[float, float]  # latitude, longitude
Box = tuple[float, float, float, float]  # left, top, right, bottom
LARGEST: Final = 0.062  # radius of the largest bubble, as a share of the width
SMALLEST: Final = 2.5
TALLEST: Final = 1.35  # height, as a share of the width
MOST_LABELS: Final = 6


@dataclass(frozen=True, slots=True)
class Bubble:
    """A place with its number (None: there is none), the words for it, and where it leads."""

    name: str
    words: str
    point: Point
    value: float | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class BubbleMap:
    """Bubbles over the places of the scope."""

    key: str
    title: str
    description: str
    bubbles: tuple[Bubble, ...]
    dots: tuple[Point, ...]


class Projection:
    """From degrees to units of the drawing: all points within the width, north on top."""

    def __init__(self, points: Iterable[Point], width: float, margin: float) -> None:
        given = list(points)
        lats, lons = [lat for lat, _ in given], [lon for _, lon in given]
        self.north, self.west = max(lats), min(lons)
        self.shrink = cos(radians((self.north + min(lats)) / 2))
        wide, tall = (max(lons) - self.west) * self.shrink, self.north - min(lats)
        room, most = width - 2 * margin, width * TALLEST - 2 * margin
        self.scale = min(room / wide if wide else most, most / tall if tall else most)
        if not wide and not tall:
            self.scale = 0.0
        self.left = (width - wide * self.scale) / 2
        self.top = margin
        self.height = tall * self.scale + 2 * margin

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies in the drawing."""
        lat, lon = point
        return self.left + (lon - self.west) * self.shrink * self.scale, self.top + (self.north - lat) * self.scale


def radius(value: float, highest: float, largest: float) -> float:
    """The radius of a bubble whose area is in proportion to its value; what is seen at all has a least one."""
    return max(largest * sqrt(value / highest), SMALLEST) if value > 0 and highest > 0 else 0.0


def bubble_map(chart: BubbleMap, width: float = 640, palette: Palette = SCREEN) -> str:
    """The whole map: dots, bubbles with the largest below the smaller ones, the largest labelled."""
    largest = max(width * LARGEST, 16)
    projection = Projection([*chart.dots, *(bubble.point for bubble in chart.bubbles)], width, largest + 6)
    highest = max((bubble.value or 0 for bubble in chart.bubbles), default=0)
    ordered = sorted(chart.bubbles, key=lambda bubble: (-(bubble.value or 0), bubble.name))
    circles = [
        (bubble, *projection.place(bubble.point), radius(bubble.value or 0, highest, largest)) for bubble in ordered
    ]
    parts = [_dots(projection, chart.dots, palette)]
    parts += [linked(b.href, f"{b.name}: {b.words}", _bubble(b, x, y, r, palette)) for b, x, y, r in circles]
    parts += _labels([circle for circle in circles if circle[3] > 0], width, projection.height, palette)
    return picture(chart.key, chart.title, chart.description, width, projection.height, parts, palette)


def _dots(projection: Projection, points: Sequence[Point], palette: Palette) -> str:
    """All dots as one path: ten thousand communes are not ten thousand elements."""
    places = sorted({tuple(map(number, projection.place(point))) for point in points})
    path = "".join(f"M{x} {y}h.01" for x, y in places)
    return f'<path d="{path}" fill="none" stroke="{palette.greys[1]}" stroke-width="3.4" stroke-linecap="round"/>'


def _bubble(bubble: Bubble, x: float, y: float, size: float, palette: Palette) -> str:
    if bubble.value is None:
        return ring(x, y, palette.soft)
    if not size:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="2" fill="{palette.soft}"/>'
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(size)}" fill="{palette.accent}" fill-opacity="0.55"'
        f' stroke="{palette.accent}" stroke-width="1.2"/>'
    )


def _labels(
    circles: Sequence[tuple[Bubble, float, float, float]], width: float, height: float, palette: Palette
) -> list[str]:
    """Names of the largest, each at the first side where it covers no other name and stays inside."""
    size, taken, parts = palette.size * 0.9, list[Box](), list[str]()
    for bubble, x, y, r in circles[:MOST_LABELS]:
        long = text_width(bubble.name, palette, size) * 1.06
        sides = ((x + r + 5, y), (x - r - 5 - long, y), (x - long / 2, y - r - size * 0.75),
                 (x - long / 2, y + r + size * 0.75))  # fmt: skip
        boxes = [(left, middle - size * 0.6, left + long, middle + size * 0.6) for left, middle in sides]
        inside = [b for b in boxes if min(b[:2]) >= 0 and b[2] <= width and b[3] <= height and not _hits(b, taken)]
        box = next((b for b in inside if not _covers(b, circles)), inside[0] if inside else None)
        if box:
            taken.append(box)
            parts.append(_label(box[0], box[1] + size * 0.95, bubble.name, size, palette))
    return parts


def _hits(box: Box, taken: Iterable[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken)


def _covers(box: Box, circles: Iterable[tuple[Bubble, float, float, float]]) -> bool:
    """Does the box lie over a bubble: is its nearest point within the radius?"""
    return any(
        (x - min(max(x, box[0]), box[2])) ** 2 + (y - min(max(y, box[1]), box[3])) ** 2 < r * r
        for _, x, y, r in circles
    )


def _label(x: float, y: float, words: str, size: float, palette: Palette) -> str:
    return (
        f'<text x="{number(x)}" y="{number(y)}" fill="{palette.ink}" font-size="{number(size)}" font-weight="600"'
        f' stroke="{palette.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        f' pointer-events="none">{escape(words)}</text>'
    )
