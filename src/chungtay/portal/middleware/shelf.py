"""Where a process keeps pages as they are sent: within a number of bytes, whatever is asked for."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

ASIDE: Final = 1000  # bytes of a page besides its body
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is sent: its stamp, headers, body plain and packed, its tag, the article that it shows."""

    stamp: tuple[Any, ...]
    headers: dict[str, str]
    plain: bytes
    packed: bytes
    tag: str
    article: int | None

    @property
    def weight(self) -> int:
        """Bytes that it takes, about."""
        return len(self.plain) + len(self.packed) + ASIDE


class Row:
    """Pages in the order in which they were made, the oldest put away where there are too many bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.pages: OrderedDict[Key, KeptPage] = OrderedDict()

    def put(self, key: Key, page: KeptPage) -> None:
        """As the newest."""
        self.drop(key)
        self.pages[key] = page
        self.size += page.weight
        while self.size > self.most:
            self.size -= self.pages.popitem(last=False)[1].weight

    def drop(self, key: Key) -> bool:
        """Whether it stood there."""
        page = self.pages.pop(key, None)
        self.size -= page.weight if page else 0
        return page is not None


class Shelf:
    """Pages asked for once stand apart from those asked for again.

    Whoever asks for thousands of addresses that nobody else asks for drives out others of that kind, not what people read.
    """

    def __init__(self, most: int) -> None:
        self.once, self.again = Row(most // 4), Row(most - most // 4)
        self.lock = Lock()

    @property
    def size(self) -> int:
        """Bytes of everything that is kept."""
        return self.once.size + self.again.size

    def get(self, key: Key) -> KeptPage | None:
        """The page, if it is kept; from now on among those asked for again."""
        page = self.again.pages.get(key) or self.once.pages.get(key)
        if page is not None and key in self.once.pages:
            self.put(key, page)
        return page

    def put(self, key: Key, page: KeptPage) -> None:
        """A page as it was made just now; one that alone would fill the shelf is not kept."""
        if page.weight > self.once.most // 4:
            return
        with self.lock:
            known = self.once.drop(key) or key in self.again.pages
            (self.again if known else self.once).put(key, page)
