"""What a Word document's styles say of a paragraph: heading or list, its label, the font of an old encoding."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml.etree import _Element

from chungtay.unpacking.rules import BlockKind

from .pieces import column_letter

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST: Final = 12  # styles that a style may be based on, one on another
_OLD_FONTS: Final = (".vn", "vni")
_OFF: Final = frozenset({"0", "false", "off"})
_ROMAN: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def children(parent: _Element, *names: str) -> Iterator[_Element]:
    """The children of these names, also those inside content controls and insertions."""
    wanted = {f"{W}{name}" for name in names}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from children(child, *names)


def attribute(element: _Element, path: str) -> str:
    """The value (w:val) of a property; "" where it is not given or, for a number, no number."""
    found = element.find(_path(path))
    value = found.get(f"{W}val", "") if found is not None else ""
    numeric = path.endswith(("gridSpan", "gridBefore", "ilvl"))
    return "" if numeric and not (value.isascii() and value.isdecimal() and len(value) < 4) else value


@cache
def _path(path: str) -> str:
    return "/".join(f"{W}{name}" for name in path.split("/"))


def flag(properties: _Element, name: str) -> bool:
    """Is a property switched on?"""
    found = properties.find(f"{W}{name}")
    return bool(found is not None and found.get(f"{W}val", "1") not in _OFF)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style makes of it; `list_id` the list that it counts in."""

    kind: BlockKind | None = None
    font: str = ""
    list_id: str = ""
    level: int = 0


class Styles:
    """The styles of a document, the labels of its lists."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        self._styles = {s.get(f"{W}styleId", ""): s for s in children(styles, "style")} if styles is not None else {}
        self._default = next((key for key, s in self._styles.items() if s.get(f"{W}default") and _is_paragraph(s)), "")
        self._known: dict[str, Style] = {}
        self._lists = _Lists(numbering)

    def of(self, paragraph: _Element) -> Style:
        """The style of a paragraph, its own properties counted in."""
        if paragraph.find(_path("pPr")) is None:
            return self._style(self._default)
        named = self._style(attribute(paragraph, "pPr/pStyle") or self._default)
        outline = attribute(paragraph, "pPr/outlineLvl")
        kind = BlockKind.HEADING if outline and outline != "9" else named.kind
        own = attribute(paragraph, "pPr/numPr/numId")
        level = int(attribute(paragraph, "pPr/numPr/ilvl") or named.level)
        return Style(kind, named.font, "" if own == "0" else own or named.list_id, level)

    def _style(self, name: str, depth: int = 0) -> Style:
        if name not in self._styles or depth > DEEPEST:
            return Style()
        if name not in self._known:
            style = self._styles[name]
            base = self._style(attribute(style, "basedOn"), depth + 1)
            properties = style.find(f"{W}rPr")
            self._known[name] = Style(
                _kind(attribute(style, "name").lower(), attribute(style, "pPr/outlineLvl")) or base.kind,
                self.font(properties) or base.font,
                attribute(style, "pPr/numPr/numId") or base.list_id,
                int(attribute(style, "pPr/numPr/ilvl") or base.level),
            )
        return self._known[name]

    def font(self, properties: _Element | None) -> str:
        """The font of an old encoding that is set here, else ""."""
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        names = fonts.attrib.values() if fonts is not None else ()
        return next((str(name) for name in names if str(name).lower().startswith(_OLD_FONTS)), "")

    @staticmethod
    def bold(properties: _Element | None) -> bool:
        """Is a run set in bold?"""
        return properties is not None and flag(properties, "b")

    def label(self, paragraph: _Element, style: Style) -> str:
        """The number or mark that Word shows before a paragraph of a list."""
        return self._lists.label(style.list_id, style.level) if style.list_id else ""


def _is_paragraph(style: _Element) -> bool:
    return bool(style.get(f"{W}type") == "paragraph")


def _kind(name: str, outline: str) -> BlockKind | None:
    if name == "title":
        return BlockKind.TITLE
    if name.startswith("heading") or (outline and outline != "9"):
        return BlockKind.HEADING
    if name == "caption":
        return BlockKind.CAPTION
    return BlockKind.ITEM if name.startswith("list ") else None


class _Lists:
    """Counts the paragraphs of each list, as Word does when it shows them."""

    def __init__(self, numbering: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Element]] = {}
        self._counted: dict[str, list[int]] = {}
        if numbering is None:
            return
        name, level = f"{W}abstractNumId", f"{W}ilvl"
        shapes = {
            shape.get(name, ""): {"0123456789".find(x.get(level, "")[:1]): x for x in children(shape, "lvl")}
            for shape in children(numbering, "abstractNum")
        }
        for number in children(numbering, "num"):
            self._levels[number.get(f"{W}numId", "")] = shapes.get(attribute(number, "abstractNumId"), {})

    def label(self, name: str, level: int) -> str:
        levels = self._levels.get(name, {})
        if level not in levels:
            return "-"
        counted = self._counted.setdefault(name, [0] * 10)
        counted[level] += 1
        counted[level + 1 :] = [0] * (9 - level)
        said = attribute(levels[level], "lvlText")[:20]
        for place in range(level + 1):
            form = attribute(levels[place], "numFmt") if place in levels else "decimal"
            said = said.replace(f"%{place + 1}", _counted(max(1, counted[place]), form))
        return said if any(c.isalnum() for c in said) else "-" if said else ""


def _counted(number: int, form: str) -> str:
    """A number as lists write it: 3, c, C, iii, III."""
    if form in ("lowerLetter", "upperLetter"):
        letter = column_letter(number - 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("lowerRoman", "upperRoman"):
        roman, rest = "", min(number, 89)
        for value, sign in _ROMAN:
            while rest >= value:
                roman, rest = roman + sign, rest - value
        return roman if form == "upperRoman" else roman.lower()
    return str(number)
