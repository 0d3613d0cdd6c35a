"""Every code that is noted has its word."""

import ast

from chungtay.audit.rules import ACTION_NAMES, OBJECT_NAMES
from tests.architecture.source import in_rooms, lessons


def noted() -> set[tuple[str, str, str]]:
    """(kind of code, code, place) of every call that leaves a line, read from the actions' syntax trees."""
    found = set()
    for module in in_rooms("actions"):
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            named = {part.arg: part.value for part in node.keywords}
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "_note":  # an app's own short way: by, at, action, perhaps the kind of object
                found |= {("action", part.value, module.line(node)) for part in node.args[2:3] if is_word(part)}
                found |= {("object", part.value, module.line(node)) for part in node.args[3:4] if is_word(part)}
            elif "object_type" in named and "action" in named:
                found |= {("action", part.value, module.line(node)) for part in words_in(named["action"])}
                found |= {("object", part.value, module.line(node)) for part in words_in(named["object_type"])}
    return found


def is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def words_in(node: ast.AST) -> list[ast.Constant]:
    """Constants of an expression: also of one that chooses between two."""
    return [part for part in ast.walk(node) if is_word(part)]


def test_every_action_and_object_that_is_noted_has_a_word() -> None:
    tables = {"action": ACTION_NAMES, "object": OBJECT_NAMES}
    missing = [f"{code} ({place})" for kind, code, place in sorted(noted()) if code not in tables[kind]]
    assert not missing, lessons(missing, "Say it in Vietnamese in audit/rules/words.py, with its English.")


def test_every_word_belongs_to_a_code_that_is_noted() -> None:
    codes = {code for _, code, _ in noted()}
    idle = sorted((ACTION_NAMES.keys() | OBJECT_NAMES.keys()) - codes)
    assert not idle, lessons(idle, "Nothing notes these any more: take their words out.")
