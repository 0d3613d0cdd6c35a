"""Draws the demonstration's pictures from their committed shapes: flat colours, no emblem, nothing from elsewhere."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw

from chungtay.demonstration.formats import committed

_FINER: Final = 2  # drawn larger and made smaller: edges become smooth


def drawn_picture(name: str) -> bytes:
    """A picture of the plan as WebP."""
    plan = committed("portal/pictures.json")
    width, height = plan["size"]
    image = Image.new("RGB", (width * _FINER, height * _FINER), plan["colours"]["paper"])
    draw = ImageDraw.Draw(image)
    for kind, colour, *numbers in plan["pictures"][name]:
        _SHAPES[kind](draw, plan["colours"][colour], [number * _FINER for number in numbers])
    out = BytesIO()
    image.resize((width, height), Image.Resampling.BOX).save(out, "WEBP", quality=90, method=2)
    return out.getvalue()


def _line(draw: ImageDraw.ImageDraw, colour: str, numbers: Sequence[int]) -> None:
    """A line with round corners and ends: its width, then its points."""
    width, *points = numbers
    draw.line(points, fill=colour, width=width, joint="curve")
    for x, y in (points[:2], points[-2:]):
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def _rect(draw: ImageDraw.ImageDraw, colour: str, numbers: Sequence[int]) -> None:
    """Two corners, and how round they are."""
    draw.rounded_rectangle(tuple(numbers[:4]), radius=numbers[4] if len(numbers) > 4 else 0, fill=colour)


_SHAPES: Final[dict[str, Callable[[Any, str, Sequence[int]], None]]] = {
    "rect": _rect,
    "line": _line,
    "oval": lambda draw, colour, numbers: draw.ellipse(tuple(numbers), fill=colour),
    "poly": lambda draw, colour, numbers: draw.polygon(list(numbers), fill=colour),
}
