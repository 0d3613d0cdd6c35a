"""The glossary as data: `docs/glossary.md` is read here and nowhere else."""

import re
from dataclasses import dataclass
from functools import cache

from .source import ROOT, text_of

GLOSSARY = ROOT / "docs" / "glossary.md"
COLUMNS = ("identifier", "Vietnamese", "English", "meaning", "avoid")


@dataclass(frozen=True, slots=True)
class Word:
    """One row: the identifiers it explains (`UnitOn`, `gift.*`), and the words that people read."""

    section: str
    identifiers: tuple[str, ...]
    vietnamese: str
    english: str
    meaning: str
    avoid: str


@cache
def words() -> tuple[Word, ...]:
    """Every row of every table of the glossary, with the heading it stands under."""
    found, section = [], ""
    for line in text_of(GLOSSARY).splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ").strip()
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == len(COLUMNS) and cells[0] != COLUMNS[0] and set(cells[0]) - {"-"}:
            found.append(Word(section, tuple(re.findall(r"`([^`]+)`", cells[0])), *cells[1:]))
    return tuple(found)


@cache
def identifiers(section: str = "") -> frozenset[str]:
    """Identifiers of the glossary, of one section or of all."""
    return frozenset(name for word in words() if section in ("", word.section) for name in word.identifiers)
