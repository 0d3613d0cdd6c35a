"""XML of strangers, read by the standard library's expat: no document type, so no entities and nothing from elsewhere."""

from typing import Final
from xml.parsers import expat

from chungtay.kernel.errors import Refusal, gettext_noop

DECLARED: Final = gettext_noop("Tệp XLSX có khai báo kiểu tài liệu (có thể là tệp phá hoại): không mở.")
TWICE: Final = gettext_noop("Tệp XLSX có hai thuộc tính cùng tên ở một thẻ “%(name)s”: không mở.")


def guarded() -> expat.XMLParserType:
    """A parser that refuses a document type."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise Refusal(DECLARED)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def elements(data: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of every element of that name in a small document, all names without prefixes."""
    found: list[dict[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if local(element) == name:
            found.append({local(key): value for key, value in attributes.items()})
            if len(found[-1]) < len(attributes):
                raise Refusal(TWICE, name=name)

    parser = guarded()
    parser.StartElementHandler = start
    parser.Parse(data, True)
    return found
