"""How a published review's figures are kept: as plain values that read back into the same references."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chungtay.documents.rules import FigureReference


def kept(figure: FigureReference) -> dict[str, Any]:
    """The reference as JSON can hold it."""
    return asdict(figure) | {"first": figure.first.isoformat(), "last": figure.last.isoformat()}


def reference_of(values: Mapping[str, Any]) -> FigureReference:
    """The reference again."""
    first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    given = {**values, "of": tuple(values["of"]), "tags": tuple(values["tags"]), "first": first, "last": last}
    return FigureReference(**given)


def digest_of(content: bytes) -> str:
    """SHA-256 of a published file's bytes (hex)."""
    return hashlib.sha256(content).hexdigest()


def seal_of(head: Iterable[str], figures: object, files: Iterable[tuple[str, str]]) -> str:
    """SHA-256 (hex) of everything that a publication keeps: its head, its figures, the digest of each format."""
    sealed = json.dumps([[*head], figures, sorted(files)], ensure_ascii=False, sort_keys=True)
    return digest_of(sealed.encode())
