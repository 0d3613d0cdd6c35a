"""Photos: from the bytes that somebody sends to a picture that is nothing but a picture."""

import io
import warnings
from dataclasses import dataclass
from threading import Lock
from typing import Final

from PIL import Image, ImageOps

from chungtay.kernel.errors import Refusal, gettext_noop

ACCEPTED: Final = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE: Final = "image/jpeg"
SMALL: Final = 320  # longest edge of the picture for lists, in pixels
QUALITY: Final = 82
_ONE_AT_A_TIME: Final = Lock()  # a picture of some kilobytes may unfold to hundreds of megabytes

TOO_HEAVY: Final = gettext_noop("Ảnh nặng quá %(most)s MB; hãy chọn ảnh nhỏ hơn.")
TOO_LARGE: Final = gettext_noop("Ảnh có quá nhiều điểm ảnh; hãy chọn ảnh nhỏ hơn.")
NO_PICTURE: Final = gettext_noop("Tệp này không phải ảnh JPEG, PNG hoặc WebP nguyên vẹn.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo written anew as JPEG without anything a camera hides in it, and a small one for lists."""

    data: bytes
    small: bytes
    width: int
    height: int


def picture(data: bytes, *, most_bytes: int, most_pixels: int, edge: int) -> Picture:
    """Decode and write anew, upright, its longest edge at most `edge`.

    Raises Refusal for what is too heavy, has too many pixels (told before it is decoded), or is no whole picture.
    """
    if len(data) > most_bytes:
        raise Refusal(TOO_HEAVY, most=most_bytes >> 20)
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=ACCEPTED)
            if opened.width * opened.height > most_pixels:
                raise Refusal(TOO_LARGE)
            plain = _on_white(ImageOps.exif_transpose(_shrunk(opened, edge)))
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal(TOO_LARGE) from None
    except Exception:  # of a broken file a decoder makes errors of every kind
        raise Refusal(NO_PICTURE) from None
    small = plain.copy()
    small.thumbnail((SMALL, SMALL))
    return Picture(_written(plain), _written(small), plain.width, plain.height)


def _shrunk(image: Image.Image, edge: int) -> Image.Image:
    """At most `edge` long, before anything else is done with it: a whole picture is held in memory once, not four times."""
    if image.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        image = image.convert("RGBA" if image.mode in ("P", "PA") else "RGB")
    image.thumbnail((edge, edge))
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Pixels alone: transparency on white, colours as RGB, none of the file's other contents."""
    coloured = image.convert("RGBA" if image.mode in ("RGBA", "LA", "PA", "P") else "RGB")
    ground = Image.new("RGB", coloured.size, "white")
    ground.paste(coloured, mask=coloured.getchannel("A") if coloured.mode == "RGBA" else None)
    return ground


def _written(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
