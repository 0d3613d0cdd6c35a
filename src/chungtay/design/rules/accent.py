"""A chapter's accent: whatever colour is chosen becomes one that can be read, in light and in dark (WCAG 2.2)."""

import colorsys
import re
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

TEXT, LINE = 4.5, 3.0  # contrast of text and of lines
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_NO_COLOUR: Final = gettext_noop("“%(colour)s” không phải là mã màu, ví dụ #0b5d66.")
_EMBLEM: Final = gettext_noop("Màu đỏ dành cho biểu tượng Chữ thập đỏ và lời báo lỗi; chọn màu khác.")
# What an accent stands on (tokens.css; a test holds them alike): paper, surface, sunken, and two soft grounds.
GROUNDS: Final = {
    "light": ("#fbfaf7", "#ffffff", "#f3f1ec", "#e3f0e4", "#f9ecd2"),
    "dark": ("#171613", "#201e1b", "#110f0d", "#1c3122", "#38290f"),
}
PAPER: Final = {theme: grounds[0] for theme, grounds in GROUNDS.items()}
HOUSE: Final = "#0b5d66"  # where a chapter has chosen none
_STEP: Final = 0.01


def accent_of(colour: str) -> str:
    """The colour as it is kept, `#rrggbb`. Raises Refusal for what is none, and for the emblem's red."""
    kept = colour.strip().lower()
    if not _COLOUR.fullmatch(kept):
        raise Refusal(_NO_COLOUR, colour=colour)
    hue, lightness, saturation = _hls(kept)
    if min(hue, 1 - hue) < 12 / 360 and saturation > 0.45 and 0.15 < lightness < 0.85:
        raise Refusal(_EMBLEM, colour=colour)
    return kept


def tokens_of(accent: str) -> dict[str, dict[str, str]]:
    """The tokens that follow from an accent, by theme: lightness is moved until every pair can be read."""
    light = _readable(accent, GROUNDS["light"], -_STEP, TEXT)
    dark = _readable(accent, GROUNDS["dark"], _STEP, TEXT)
    soft = {"light": _mixed(light, "#ffffff", 0.13), "dark": _mixed(dark, "#201e1b", 0.2)}
    return {
        "light": {
            "accent": light,
            "accent-strong": _readable(_moved(light, -0.07), (soft["light"], *GROUNDS["light"]), -_STEP, TEXT),
            "accent-soft": soft["light"],
            "on-accent": "#ffffff",
            "chart": _readable(accent, GROUNDS["light"][:1], -_STEP, LINE),
        },
        "dark": {
            "accent": dark,
            "accent-strong": _readable(_moved(dark, 0.1), (soft["dark"], *GROUNDS["dark"]), _STEP, TEXT),
            "accent-soft": soft["dark"],
            "on-accent": "#11100e",
            "chart": _readable(accent, GROUNDS["dark"][:1], _STEP, LINE),
        },
    }


def style_of(accent: str) -> str:
    """The style sheet that puts an accent in the place of the house's own, as `tokens.css` is built."""
    themes = {theme: "".join(f"--{name}:{value};" for name, value in tokens.items())
              for theme, tokens in tokens_of(accent).items()}  # fmt: skip
    return (
        f':root,[data-theme="light"]{{{themes["light"]}}}\n'
        f'@media (prefers-color-scheme: dark){{:root:not([data-theme="light"]){{{themes["dark"]}}}}}\n'
        f'[data-theme="dark"]{{{themes["dark"]}}}\n'
    )


def is_moved(accent: str) -> bool:
    """Is another shade shown on light paper than the one that was chosen?"""
    return tokens_of(accent)["light"]["accent"] != accent


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour))
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: str, grounds: tuple[str, ...], step: float, least: float) -> str:
    """The colour, made darker or lighter until it stands out from every ground; black or white at the latest."""
    end = "#000000" if step < 0 else "#ffffff"
    while colour != end and min(contrast(colour, ground) for ground in grounds) < least:
        colour = _moved(colour, step)
    return colour


def _moved(colour: str, by: float) -> str:
    hue, lightness, saturation = _hls(colour)
    return _hex(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness + by)), saturation))


def _mixed(colour: str, ground: str, share: float) -> str:
    return _hex(tuple(share * a + (1 - share) * b for a, b in zip(_rgb(colour), _rgb(ground), strict=True)))


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = _rgb(colour)
    return colorsys.rgb_to_hls(red, green, blue)


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
