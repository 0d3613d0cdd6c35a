"""Words of the house explained, from one source that a test compares with docs/glossary.md."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "data" / "terms.json"


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its anchor, the identifier of its row in the glossary, and its meaning, in the reader's language."""

    key: str
    identifier: str
    word: str
    meaning: str


@cache
def terms(language: str) -> dict[str, Term]:
    """Every explained word by its anchor, in `vi` or `en`."""
    rows = json.loads(SOURCE.read_text(encoding="utf-8"))
    return {row["key"]: Term(row["key"], row["identifier"], row[language], row["meaning"][language]) for row in rows}
