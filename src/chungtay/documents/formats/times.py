"""How wide a text is in Times New Roman and its metric twins: for rules drawn to a text's length, labels that must fit.

Widths are thousandths of the letter's size; a test compares them with the face that the setup builds.
"""

import unicodedata

_REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr", 389: "Js", 408: '"',
    444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–", 513: "₫", 529: "ơ", 541: "~", 542: "ư",
    556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%",
    889: "M", 921: "@", 944: "W", 1000: "…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy“”–", 513: "₫", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W…",
}  # fmt: skip
_WIDTHS = [{letter: width for width, letters in face.items() for letter in letters} for face in (_REGULAR, _BOLD)]
_UNKNOWN = 600
_HORN = "\u031b"  # the one mark of Vietnamese that widens its letter
MM_PER_POINT = 25.4 / 72


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The text's width on one line, in the unit of `size`."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, _UNKNOWN) for letter in _bare(text)) * size / 1000


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text broken at its spaces into lines that fit the room; a word wider than it stands alone."""
    found: list[str] = []
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


def longest(texts: tuple[str, ...], room: float, size: float) -> float:
    """The width of the longest of these bold texts, each broken to the room."""
    return max(width(line, size, bold=True) for text in texts for line in lines(text, room, size, bold=True))


def cut(text: str, room: float, size: float) -> str:
    """The text if it fits, else its beginning and an ellipsis."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _bare(text: str) -> str:
    """Letters without the marks that do not change their width."""
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(part for part in parts if part == _HORN or not unicodedata.combining(part))
    return unicodedata.normalize("NFC", kept)
