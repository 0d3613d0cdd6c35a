"""Every write says who and when, and begins with a verb that the glossary knows (architecture, sections 3 and 6)."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from .source import PACKAGE, apps, lessons
from .words import identifiers

VERBS = "Verbs"
Action = Callable[..., object]


def actions() -> Iterator[tuple[str, Action]]:
    """Every public action: a function that an app's `actions` module defines, or that its package exports."""
    for app in apps():
        room = PACKAGE / app / "actions"
        if room.exists() or room.with_suffix(".py").exists():
            module = importlib.import_module(f"chungtay.{app}.actions")
            yield from ((f"{module.__name__}.{name}", function) for name, function in exported(module))


def exported(module: ModuleType) -> Iterator[tuple[str, Action]]:
    for name, value in vars(module).items():
        if inspect.isfunction(value) and not name.startswith("_") and value.__module__.startswith(module.__name__):
            yield name, value


def test_every_app_that_writes_shows_its_actions() -> None:
    rooms = [app for app in apps() if (PACKAGE / app / "actions").is_dir()]
    hidden = [app for app in rooms if not list(exported(importlib.import_module(f"chungtay.{app}.actions")))]
    assert not hidden, lessons(
        hidden, "actions/__init__.py imports the actions, and nothing else: it is the app's menu."
    )


def test_actions_are_called_by_name() -> None:
    positional = [
        f"{name}({parameter.name})"
        for name, action in actions()
        for parameter in inspect.signature(action).parameters.values()
        if parameter.kind not in (parameter.KEYWORD_ONLY, parameter.VAR_KEYWORD)
    ]
    assert not positional, lessons(
        positional, "An action is keyword-only: a reader of the call sees what each value is."
    )


def test_actions_say_who_and_when() -> None:
    silent = [
        name
        for name, action in actions()
        if "by" not in (asked := set(inspect.signature(action).parameters)) or not asked & {"at", "on"}
    ]
    assert not silent, lessons(
        silent, "`by=` is who acts (None: the machine), `at=` the moment the door read from its clock."
    )


def test_actions_know_no_request() -> None:
    tied = [name for name, action in actions() if "request" in inspect.signature(action).parameters]
    assert not tied, lessons(tied, "Commands, jobs and tests call actions too: take the values, not the request.")


def test_actions_begin_with_a_verb_of_the_glossary() -> None:
    verbs = identifiers(VERBS)
    assert verbs, "docs/glossary.md has no section 'Verbs'"
    strange = [name for name, _ in actions() if name.rpartition(".")[2].split("_")[0] not in verbs]
    assert not strange, lessons(
        strange, "A new verb enters with its glossary entry (section Verbs); often one of the old ones says it as well."
    )


@pytest.mark.parametrize("part", ["return", "reason"])
def test_actions_say_what_they_take_and_give(part: str) -> None:
    untyped = []
    for name, action in actions():
        signature = inspect.signature(action)
        values = (
            [signature.return_annotation] if part == "return" else [p.annotation for p in signature.parameters.values()]
        )
        if inspect.Signature.empty in values or (part == "reason" and not inspect.getdoc(action)):
            untyped.append(name)
    assert not untyped, lessons(untyped, "Types everywhere, and a docstring with units, errors and what is refused.")
