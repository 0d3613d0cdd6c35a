"""What each room may never do, read from the syntax trees (architecture, sections 3 and 6)."""

import ast
import re

from .source import Module, dotted_name, imports, in_rooms, lessons, modules

CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "datetime.datetime.today", "date.today", "datetime.date.today", "timezone.now", "timezone.localdate",
    "timezone.localtime", "django.utils.timezone.now", "now", "localdate", "localtime", "time.time", "time.localtime",
    "time.gmtime", "time.time_ns",
}  # fmt: skip
OUTSIDE = {"django", "os", "sqlite3", "psycopg", "socket", "subprocess", "urllib", "shutil", "tempfile", "random"}
OTHER_SPELLING = re.compile(r"organisation|program(?!me|mer|ming)", re.IGNORECASE)


def test_rules_and_actions_have_no_clock() -> None:
    found = [
        f"{module.line(node)} calls {dotted_name(node.func)}()"
        for module in in_rooms("rules", "actions", "kernel")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted_name(node.func) in CLOCKS
    ]
    assert not found, lessons(found, "The door reads the clock once and hands the moment down as `at=` or `on=`.")


def test_rules_and_kernel_know_nothing_outside_themselves() -> None:
    found = [
        f"{module.line(node)} imports {name}"
        for module in in_rooms("rules", "kernel")
        for node, name in imports(module)
        if name.split(".")[0] in OUTSIDE
    ]
    assert not found, lessons(found, "Rules are plain Python: no Django, no files, no network, no chance.")


def test_formats_know_no_django() -> None:
    found = [
        f"{module.line(node)} imports {name}"
        for module in in_rooms("formats")
        for node, name in imports(module)
        if name.split(".")[0] == "django"
    ]
    assert not found, lessons(found, "Formats turn bytes into dataclasses and back; what Django knows is passed in.")


def test_models_and_forms_do_not_override_save() -> None:
    found = [
        f"{module.line(method)} {owner.name}.{method.name}()"
        for module in in_rooms("models", "forms")
        for owner in ast.walk(module.tree)
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]
    assert not found, lessons(found, "What must happen at a write happens in the action, in the open.")


def test_models_do_not_query_in_properties() -> None:
    found = []
    for module in in_rooms("models"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and any(
                "property" in dotted_name(mark) for mark in node.decorator_list
            ):
                asks = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
                if asks & {"objects", "filter", "aggregate", "exists", "count", "_set"}:
                    found.append(f"{module.line(node)} {node.name}")
    assert not found, lessons(
        found, "A property that asks the database is a query: put it into `queries`, once per list."
    )


def test_doors_and_decoration_do_not_ask_the_tables() -> None:
    found = [
        f"{module.line(node)} uses {dotted_name(node)}"
        for module in in_rooms("views", "api", "templatetags", "forms", "management", "tasks")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert not found, lessons(found, "A door makes one call: an action for a write, a query for a read.")


def test_actions_leave_other_apps_tables_alone() -> None:
    found = []
    for module in in_rooms("actions"):
        foreign = _foreign_models(module)
        found += [
            f"{module.line(node)} uses {node.value.id}.objects"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute) and node.attr == "objects"
            and isinstance(node.value, ast.Name) and node.value.id in foreign
        ]  # fmt: skip
    assert not found, lessons(found, "Call the other app's action or query; its tables are its own.")


def _foreign_models(module: Module) -> set[str]:
    """Names that a module imports from another app's models."""
    names = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            parts = node.module.split(".")
            if parts[0] == "chungtay" and len(parts) > 2 and parts[2] == "models" and parts[1] != module.app:
                names |= {alias.asname or alias.name for alias in node.names}
    return names


def test_raw_sql_stands_in_the_ledger_its_figures_and_its_lists_alone() -> None:
    found = [
        f"{module.line(node)} uses .{node.attr}"
        for module in modules()
        if module.app not in {"ledger", "figures", "records", "totals", "organizations", "callout"}  # 0013, 0018, 0025, 0029
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"cursor", "raw", "executemany", "executescript"}
        and dotted_name(node.value).split(".")[-1] in {"connection", "objects", "cursor"}
    ]  # fmt: skip
    assert not found, lessons(
        found,
        "Raw SQL is for speed, and speed is for the ledger, its figures, its lists, the tree and a call-out's stamp; the ORM runs "
        "on both databases.",
    )


def test_there_are_no_signals_and_no_generic_relations() -> None:
    names = ("django.dispatch", "django.db.models.signals", "django.contrib.contenttypes.fields")
    found = [
        f"{module.line(node)} imports {name}"
        for module in modules()
        for node, name in imports(module)
        if name.startswith(names) and not (module.room == "apps" and name.endswith("post_migrate"))
    ]
    assert not found, lessons(found, "Say it in the action: who reads the action must see everything that happens.")


def test_imports_stand_at_the_top() -> None:
    of_every_command = {"apps", "blocks"}  # what they need for a page is loaded for the page
    found = [
        module.line(node)
        for module in modules()
        if not (module.app == "config" and module.room == "cli") and module.room not in of_every_command
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, lessons(
        found, "An import inside a function hides a storey that it may not enter: move it to the top."
    )


def test_queries_are_noun_phrases() -> None:
    found = [
        f"{module.line(node)} {node.name}"
        for module in in_rooms("queries")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("get_", "fetch_", "find_all", "list_", "load_"))
    ]
    assert not found, lessons(found, "A query is named for what it answers: `figures`, `members_on`, never `get_…`.")


def test_a_query_writes_nothing() -> None:
    writes = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create", "save"}
    found = [
        f"{module.line(node)} calls {dotted_name(node.func) or node.func.attr}()"
        for module in in_rooms("queries")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes
        and "objects" in ast.dump(node.func.value)
    ]  # fmt: skip
    assert not found, lessons(found, "A query reads. What writes is an action.")


def test_names_are_spelled_as_the_united_nations_spell_them() -> None:
    found = []
    for module in modules():
        names = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
        names |= {node.name for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        names |= {node.arg for node in ast.walk(module.tree) if isinstance(node, ast.arg)}
        found += [f"{module.name}: {name}" for name in sorted(names) if OTHER_SPELLING.search(name)]
    assert not found, lessons(
        found, "organization with z, programme with mme: one spelling, so that one search finds all."
    )


def test_comments_leave_nothing_open() -> None:
    mark = re.compile(r"#.*\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|raise NotImplemented" r"Error")
    found = [
        f"{module.name}:{number}"
        for module in modules()
        for number, line in enumerate(module.path.read_text(encoding="utf-8").splitlines(), 1)
        if mark.search(line)
    ]
    assert not found, lessons(found, "Build it, or say in an issue that it is missing; the code holds what is there.")
