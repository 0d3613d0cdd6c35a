"""Rooms and sizes: the same file names in every app, and nothing too large to read (architecture, sections 3 and 6)."""

import re
from collections import Counter
from pathlib import Path

from chungtay.config.settings import posting

from .source import DECISIONS, PACKAGE, ROOT, apps, lessons, modules, repository_files, text_of

ROOMS = {
    "urls", "views", "api", "admin", "management", "forms", "templatetags", "tasks", "actions", "queries", "models",
    "formats", "rules",
}  # fmt: skip
FRAMEWORK = {
    "apps", "migrations", "templates", "static", "assets", "locale", "data", "wagtail_hooks", "blocks", "fields",
    "middleware", "context_processors", "adapters", "backends", "feeds", "sitemaps", "checks",
}  # fmt: skip
CONFIG = {"settings", "wsgi", "cli"}
FORBIDDEN = {
    "utils", "util", "helpers", "helper", "services", "service", "signals", "constants", "common", "misc",
    "tools", "managers", "shortcuts", "lib",
}  # fmt: skip
LINES = {"src": 300, "scripts": 300, "bench": 300, "tests": 400}
TEMPLATE_LINES = 150
README_LINES = 40
APP_LINES = 2500


def test_every_file_of_an_app_stands_in_a_room() -> None:
    strays = []
    for app in apps():
        allowed = ROOMS | FRAMEWORK | (CONFIG if app == "config" else set())
        for path in sorted((PACKAGE / app).iterdir()):
            name = path.name.removesuffix(".py")
            if app == "kernel" or path.name in {"__init__.py", "__pycache__", "README.md", "py.typed"}:
                continue
            if name not in allowed:
                strays.append(str(path.relative_to(ROOT)))
    assert not strays, lessons(
        strays, "These are no rooms of the house. Name what the file does: a write is an action, a read a query, "
        "plain arithmetic a rule, bytes a format."
    )  # fmt: skip


def test_no_file_is_named_after_nothing() -> None:
    named = [
        str(path.relative_to(ROOT)) for path in repository_files() if path.suffix == ".py" and path.stem in FORBIDDEN
    ]
    assert not named, lessons(named, "A file is named for what it holds; these names hold anything.")


def test_every_file_is_short_enough_to_read() -> None:
    long = []
    for path in repository_files():
        top = path.relative_to(ROOT).parts[0]
        if path.suffix not in {".py", ".js", ".ts", ".css"} or top not in LINES:
            continue
        lines = len(text_of(path).splitlines())
        if "migrations" not in path.parts and lines > LINES[top]:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {LINES[top]}")
    assert not long, lessons(long, "Too long to hold in the head. Make the room a package, split by concept.")


def test_every_template_is_short_enough_to_read() -> None:
    long = []
    for path in repository_files():
        if "templates" in path.parts and path.suffix == ".html":
            lines = len(text_of(path).splitlines())
            if lines > TEMPLATE_LINES:
                long.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {TEMPLATE_LINES}")
    assert not long, lessons(long, "Move a part that has a name into a component of `design` or a partial of its own.")


def test_no_app_holds_two_concepts() -> None:
    sizes: Counter[str] = Counter()
    for module in modules():
        if module.room != "data":
            sizes[module.app] += len(text_of(module.path).splitlines())
    allowed = _allowed_sizes()
    large = [
        f"{app}: {lines} lines, at most {allowed.get(app, APP_LINES)}"
        for app, lines in sizes.items()
        if lines > allowed.get(app, APP_LINES)
    ]
    assert not large, lessons(
        large, "An app this large probably holds two concepts: split by concept. If it is one, say so in a decision "
        "record with a line such as `Size of ledger: at most 3,200 lines.`"
    )  # fmt: skip


def _allowed_sizes() -> dict[str, int]:
    """App sizes that decision records allow, each by a sentence in the record."""
    pattern = re.compile(r"^Size of `?(\w+)`?: at most ([\d,]+) lines", re.MULTILINE)
    records = "\n".join(text_of(path) for path in sorted(DECISIONS.glob("[0-9]*.md")))
    return {app: int(lines.replace(",", "")) for app, lines in pattern.findall(records)}


def test_every_app_says_what_it_means_on_one_page() -> None:
    wrong = []
    for app in apps():
        page = PACKAGE / app / "README.md"
        lines = len(text_of(page).splitlines()) if page.exists() else 0
        if not 0 < lines <= README_LINES:
            wrong.append(f"src/chungtay/{app}/README.md: {lines} lines, 1 to {README_LINES}")
    assert not wrong, lessons(
        wrong, "What it means, its words, its most important rules, what it deliberately does not do: on one page."
    )


def test_templates_stand_under_their_apps_name() -> None:
    strays = []
    for path in sorted(PACKAGE.glob("*/templates/*")):
        app = path.parts[-3]
        library = app == "design"  # the base frame, components, error pages and library overrides live there
        if path.name != app and not library:
            strays.append(str(Path(path).relative_to(ROOT)))
    assert not strays, lessons(strays, "Templates live at chungtay/<app>/templates/<app>/<view>.html.")


def test_the_rooms_of_a_process_that_posts_need_no_other() -> None:
    installed = {app.removeprefix("chungtay.") for app in posting.INSTALLED_APPS if app.startswith("chungtay.")}
    others = set(apps()) - installed - {"kernel", "config"}
    needed = [
        m.name
        for m in modules()
        if m.app in installed and set(re.findall(r"chungtay\.([a-z]+)", text_of(m.path))) & others
    ]
    assert "exchange" in installed and not needed, lessons(
        needed, "`chungtay import` runs without the rooms that settings/posting.py leaves out: name theirs there as well."
    )  # fmt: skip
