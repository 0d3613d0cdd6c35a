"""A PDF read back: every piece of text with its place, size and face."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from chungtay.documents.formats import written
from chungtay.documents.rules import Review

MM = 72 / 25.4  # points


@dataclass(frozen=True, slots=True)
class Piece:
    """Text where it stands: points from the left and from the foot of the page."""

    text: str
    x: float
    y: float
    size: float
    face: str


def pieces(page: PageObject) -> list[Piece]:
    """The page's text, piece by piece."""
    found: list[Piece] = []

    def visit(text: str, place: list[float], line: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip() and font:
            face = str(font["/BaseFont"]).split("+")[-1]
            found.append(Piece(text.strip(), place[4] + line[4], place[5] - line[5], size, face))

    page.extract_text(visitor_text=visit)
    return found


def squeezed(text: str) -> str:
    """The text without its breaks and spaces."""
    return "".join(text.split())


class Portable:
    """The review's PDF."""

    def __init__(self, review: Review, made: bytes | None = None) -> None:
        self.review = review
        self.bytes = made or written(review, "pdf")
        self.reader = PdfReader(BytesIO(self.bytes))
        self.pages = list(self.reader.pages)

    @cached_property
    def texts(self) -> list[str]:
        return [page.extract_text() for page in self.pages]

    @cached_property
    def pieces(self) -> list[list[Piece]]:
        return [pieces(page) for page in self.pages]

    @cached_property
    def text(self) -> str:
        """All pages without breaks, watermarks and page numbers, so that sentences run on."""
        return squeezed("".join(self._plain(text) for text in self.texts))

    def _plain(self, text: str) -> str:
        kept = text.removeprefix(f"{self.review.watermark}\n") if self.review.watermark else text
        first, _, rest = kept.partition("\n")
        return rest if first.strip().isdigit() else kept

    @property
    def fonts(self) -> dict[str, bool]:
        """Every face that a page uses, and whether the file carries it."""
        found: dict[str, bool] = {}
        for page in self.pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                (inner,) = font.get_object()["/DescendantFonts"]
                descriptor = inner.get_object()["/FontDescriptor"].get_object()
                name = str(font.get_object()["/BaseFont"]).split("+")[-1].removesuffix("-Identity-H")
                found[name] = bool({"/FontFile2", "/FontFile3"} & set(descriptor))
        return found
