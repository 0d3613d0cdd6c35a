"""What a published review is sealed with."""

import hashlib
import json
from collections.abc import Iterable


def digest_of(content: bytes) -> str:
    """SHA-256 of a published file's bytes (hex)."""
    return hashlib.sha256(content).hexdigest()


def seal_of(head: Iterable[str], figures: object, files: Iterable[tuple[str, str]]) -> str:
    """SHA-256 (hex) of everything that a publication keeps: its head, its figures, the digest of each format."""
    sealed = json.dumps([[*head], figures, sorted(files)], ensure_ascii=False, sort_keys=True)
    return digest_of(sealed.encode())
