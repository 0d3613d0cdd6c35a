"""The tokens keep their contrast, dark is one dark, and the CSS knows no other colour."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "src/chungtay/design/assets"
TOKENS = (ASSETS / "tokens.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r"color-scheme: (?:light|dark);(.*?)\}", TOKENS, re.DOTALL)
LIGHT, DARK_BY_SYSTEM, DARK_BY_CHOICE = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in BLOCKS)

TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"), ("ink-soft", "paper"), ("ink-soft", "surface"),
    ("ink-soft", "sunken"), ("accent", "paper"), ("accent", "surface"), ("accent", "sunken"), ("on-accent", "accent"),
    ("on-accent", "accent-strong"), ("accent-strong", "accent-soft"), ("good", "good-soft"),
    ("attention", "attention-soft"), ("wrong", "wrong-soft"), ("wrong", "paper"), ("ink", "good-soft"),
    ("ink", "attention-soft"), ("ink", "wrong-soft"), ("accent", "good-soft"), ("accent", "attention-soft"),
]  # fmt: skip
LINES = [("edge", "paper"), ("edge", "surface"), ("chart", "paper"), ("chart-grey", "paper"), ("accent", "paper")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in LINES]
)
def test_contrast_is_enough(theme: dict[str, str], front: str, ground: str, least: float) -> None:
    assert contrast(theme[front], theme[ground]) >= least


def test_the_dark_of_the_system_is_the_dark_that_is_chosen() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE
    assert DARK_BY_CHOICE.keys() == LIGHT.keys()


def test_colours_stand_in_the_tokens_alone() -> None:
    others = [path for path in ASSETS.glob("*.css") if path.name not in {"tokens.css", "print.css"}]
    strays = [
        f"{path.name}: {found}" for path in others for found in re.findall(r"#[0-9a-f]{3,8}\b|rgb\(", path.read_text())
    ]
    assert not strays


def test_no_class_of_the_frame_is_laid_out_by_two_sheets() -> None:
    sheets = re.findall(r'@import "\./([\w-]+\.css)"', (ASSETS / "frame.css").read_text())
    named: dict[str, set[str]] = {}
    for sheet in sheets:
        for rule in re.findall(r"^\.([a-z][a-z0-9-]*)(?:,| \{)$", (ASSETS / sheet).read_text(), re.MULTILINE):
            named.setdefault(rule, set()).add(sheet)
    assert len(sheets) > 20 and not {rule: where for rule, where in named.items() if len(where) > 1}


def test_templates_have_no_inline_style_or_script() -> None:
    source = ASSETS.parents[1]
    strays = [
        f"{path.relative_to(source)}: {found}"
        for path in source.rglob("*.html")
        for found in re.findall(
            r"\sstyle=|<style|\son(?!e=)\w+=|<script(?![^>]*\ssrc=)", path.read_text(encoding="utf-8")
        )
    ]
    assert not strays, "The Content-Security-Policy allows neither; give it a class, or a file."
