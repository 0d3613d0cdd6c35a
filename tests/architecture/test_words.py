"""A word enters the code after it has an entry in docs/glossary.md (architecture, section 6)."""

import ast
import json

from .source import PACKAGE, lessons, modules
from .test_models import own_models
from .words import COLUMNS, GLOSSARY, identifiers, words

CATALOGUE = PACKAGE / "ledger" / "data" / "indicators.json"
ENTER = "Add a row to docs/glossary.md: identifier, Vietnamese, English, one sentence, words to avoid."


def test_the_glossary_is_a_table_of_complete_rows() -> None:
    assert words(), f"{GLOSSARY} has no row with the columns {' | '.join(COLUMNS)}"
    empty = [str(word.identifiers) for word in words() if not (word.identifiers and word.vietnamese and word.meaning)]
    assert not empty, lessons(
        empty, "Every row names its identifier in backticks, the Vietnamese word, and one sentence."
    )


def test_every_identifier_is_explained_once() -> None:
    seen: set[str] = set()
    twice = []
    for word in words():
        for name in word.identifiers:
            if (word.section == "Verbs", name) in seen:
                twice.append(name)
            seen.add((word.section == "Verbs", name))
    assert not twice, lessons(twice, "One word, one meaning: join the rows.")


def test_every_model_has_a_word() -> None:
    missing = sorted({model.__name__ for model in own_models()} - identifiers())
    assert not missing, lessons(missing, ENTER)


def test_every_enum_has_a_word() -> None:
    missing = [f"{name} ({place})" for name, place in enums() if name not in identifiers()]
    assert not missing, lessons(missing, ENTER)


def test_no_two_enums_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for name, place in enums():
        places.setdefault(name, []).append(place)
    shared = [f"{name}: {', '.join(found)}" for name, found in places.items() if len(found) > 1]
    assert not shared, lessons(shared, "Two meanings under one name: call the more special one by its full name.")


def enums() -> list[tuple[str, str]]:
    """Name and place of every enum class."""
    return [
        (node.name, module.line(node))
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any(_is_enum(base) for base in node.bases)
    ]


def _is_enum(base: ast.expr) -> bool:
    name = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
    return name in {"Enum", "StrEnum", "IntEnum", "Flag", "IntFlag", "TextChoices", "IntegerChoices"}


def test_every_group_of_indicators_has_a_word() -> None:
    groups = {f"{code.partition('.')[0]}.*" for code in _codes()}
    missing = sorted(groups - identifiers())
    assert not missing, lessons(missing, f"{ENTER} A group of indicators is written `gift.*`.")


def _codes() -> list[str]:
    return [row["code"] for row in json.loads(CATALOGUE.read_text(encoding="utf-8"))]


def test_avoided_words_are_not_used_as_names() -> None:
    avoided = {
        name.strip("`")
        for word in words()
        for name in word.avoid.split()
        if name.startswith("`") and name.endswith("`")
    }
    used = {
        f"{node.name} ({module.line(node)})"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name in avoided
    }
    assert not used, lessons(sorted(used), "The glossary says to avoid this name, and what to say instead.")
