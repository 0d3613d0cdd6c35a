"""A logo as it is kept: decoded and drawn anew, so that nothing but its picture comes in. The icon of the app."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, UnidentifiedImageError

from chungtay.kernel.errors import Refusal, gettext_noop

KINDS: Final = ("PNG", "JPEG", "WEBP")
MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 16_000_000
SIDE: Final = 192  # 64 px in the frame on a screen of three dots a pixel
ICON_SIZES: Final = (180, 192, 512)
Curve = tuple[tuple[float, float], ...]
# The two arches of mark.svg, each by the cubic of its left half, on a ground of 32.
ARCS: Final[dict[Curve, str]] = {
    ((8, 19), (8, 13), (12, 9), (16, 9)): "#ffffff",
    ((12, 24), (12, 20), (13.8, 17), (16, 17)): "#9fd6d9",
}
MARK, STROKE, SMOOTH, MASKED = 32, 3, 3, 0.8
_TOO_LARGE: Final = gettext_noop("Tệp lớn quá 2 MB.")
_NO_PICTURE: Final = gettext_noop("Chỉ nhận ảnh PNG, JPEG hoặc WebP; tệp SVG không được nhận.")


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG of at most 192 pixels a side, and the digest by which it is addressed."""

    data: bytes
    digest: str


def logo_of(data: bytes) -> Logo:
    """The picture, made small and written anew as PNG. Raises Refusal for what is no PNG, JPEG or WebP of a fair size."""
    if len(data) > MOST_BYTES:
        raise Refusal(_TOO_LARGE, picture=len(data))
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal(_TOO_LARGE, picture=len(data))
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal(_NO_PICTURE, picture=len(data)) from error
    drawn.thumbnail((SIDE, SIDE))
    bare = Image.new("RGBA", drawn.size)
    bare.paste(drawn)
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest()[:16])


@lru_cache(maxsize=16)
def icon_png(accent: str, size: int, *, is_round: bool) -> bytes:
    """The house's mark (`mark.svg`) on the accent, `size` pixels a side; square and with air around it for a mask."""
    edge = size * SMOOTH
    picture = Image.new("RGBA", (edge, edge))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, edge - 1, edge - 1), radius=edge / 4 if is_round else 0, fill=accent)
    inner = edge if is_round else edge * MASKED
    for curve, colour in ARCS.items():
        points = [
            ((edge - inner) / 2 + x * inner / MARK, (edge - inner) / 2 + y * inner / MARK) for x, y in _points(curve)
        ]
        radius = STROKE * inner / MARK / 2
        for x, y in points:  # a round pen
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    out = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _points(curve: Curve, steps: int = 160) -> Iterator[tuple[float, float]]:
    """Points on both halves of an arch: a cubic from foot to top, and its mirror image."""
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))
        yield x, y
        yield MARK - x, y
