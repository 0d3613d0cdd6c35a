"""The chain: what an entry's hash is made of.

SHA-256 over the predecessor's hash and the entry's own codes and numbers; its words (title, note)
enter only as a salted digest, so that they can be erased while the chain stays whole.
"""

import hashlib
from collections.abc import Iterable, Sequence

FIELD, ROW = "\x1f", "\x1e"
ENTRY = FIELD.join(["%s"] * 11) + ROW + "%s"
EMPTY = b"\0" * 32


def text_digest(salt: bytes, title: str, note: str) -> bytes:
    """Salted digest of an entry's words."""
    return hashlib.sha256(salt + f"{title}\x1f{note}".encode()).digest()


def entry_words(entry: tuple[object, ...]) -> bytes:
    """An entry as it enters its hash: its codes and numbers in order, the last of them its facts and declarations joined by ROW."""
    return (ENTRY % entry).encode()


def entry_hash(previous: bytes, digest: bytes, words: bytes) -> bytes:
    """Hash of an entry, after its predecessor's hash and with the digest of its words."""
    return hashlib.sha256(previous + digest + words).digest()


def fact_row(unit_id: int, indicator: str, since: int, day: int, tags: str, layer: int, sign: int, value: int) -> str:
    """A fact as it enters the hash."""
    return f"f{unit_id}:{indicator}:{since}:{day}:{tags}:{layer}:{sign}:{value}"


def declared_row(
    unit_id: int, covers: str, indicator: str, tags: str, first: int, last: int, value: int, estimate: bool
) -> str:
    """A declared cell as it enters the hash."""
    return f"d{unit_id}:{covers}:{indicator}:{tags}:{first}:{last}:{value}:{int(estimate)}"


def record_content(
    since: int, day: int, facts: Sequence[tuple[int, ...]] | str, title: str, note: str, besides: str
) -> bytes:
    """Fingerprint of a record: equal means the same row again. `facts` in the order they are posted, or as they print."""
    content = f"{since}:{day}{facts}{title}\x1f{note}\x1f{besides}"
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def declared_content(
    covers: str, span: tuple[int, int], estimate: bool, amounts: Iterable[tuple[str, str, int]], title: str, note: str
) -> bytes:
    """Fingerprint of a declaration: `span` in days, `amounts` as (code, tags, value) in any order."""
    content = f"{covers}{span}{estimate}{sorted(amounts)}{title}\x1f{note}"
    return hashlib.blake2b(content.encode(), digest_size=16).digest()
