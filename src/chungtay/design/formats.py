"""A logo as it is kept: decoded and drawn anew, so that nothing but its picture comes in."""

import hashlib
import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, UnidentifiedImageError

from chungtay.kernel.errors import Refusal, gettext_noop

KINDS: Final = ("PNG", "JPEG", "WEBP")
MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 16_000_000
SIDE: Final = 192  # 64 px in the frame on a screen of three dots a pixel
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
