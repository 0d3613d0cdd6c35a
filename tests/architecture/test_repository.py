"""The repository as a whole: dependencies, locks, addresses, links, and the one front door."""

import re
import tomllib
from pathlib import Path

from .source import ROOT, lessons, repository_files, text_of

PROJECT = ROOT / "pyproject.toml"
LOCKS = ("requirements.lock", "requirements-dev.lock", "package-lock.json")
# Brackets keep this file from finding itself.
REGISTRY = re.compile(r"https?://[^\s\"')]*(py[p]i\.org|pytho[n]hosted|np[m]js\.|deb[i]an\.org|ya[r]npkg)")
MACHINE = re.compile(r"""(^|["'\s=(`])/(w[o]rk|f[a]rm|r[o]ot|h[o]me/\w+|U[s]ers/\w+)/""", re.MULTILINE)
IN_GUIDES = ("guide:", "picture:", "term:")  # sources of guides: docs/guide and tests/desk/test_help.py hold them
LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_every_dependency_says_why() -> None:
    project = tomllib.loads(text_of(PROJECT))
    wanted = list(project["project"]["dependencies"])
    for group in (project["project"].get("optional-dependencies", {}), project.get("dependency-groups", {})):
        wanted += [name for names in group.values() for name in names if isinstance(name, str)]
    lines = text_of(PROJECT).splitlines()
    silent = [
        name for name in wanted if not any(f'"{name}"' in line and "#" in line.split(f'"{name}"')[1] for line in lines)
    ]
    assert not silent, lessons(silent, "One line each: # what it does here, or why it and no other.")


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in LOCKS:
        text = text_of(ROOT / name)
        assert text, f"{name} is missing"
        assert "://" not in text or name == "package-lock.json", (
            f"{name} names an address: make it with the command in CONTRIBUTING"
        )
        assert not REGISTRY.search(text), f"{name} names a registry's address"
        assert "--hash=" in text or '"integrity"' in text, f"{name} pins no hashes"


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in repository_files():
        text = text_of(path)
        for pattern, what in ((REGISTRY, "a registry's address"), (MACHINE, "a path of one machine")):
            if match := pattern.search(text):
                line = text.count("\n", 0, match.end()) + 1
                found.append(f"{path.relative_to(ROOT)}:{line} names {what}: {match.group().strip()}")
    assert not found, lessons(
        found, "It must work elsewhere: let tools use their configured registry, paths follow the file."
    )


def test_the_readme_names_the_test_command_that_ci_runs() -> None:
    commands = re.findall(r"^ *make test\b", text_of(ROOT / "README.md"), re.MULTILINE)
    assert commands, "README.md shows `make test` on a line of its own: .ci/run reads it from there."
    assert "README.md" in text_of(ROOT / ".ci" / "run"), (
        ".ci/run takes the test command from the README, so they cannot differ."
    )


def test_the_front_door_opens_what_the_readme_says() -> None:
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", text_of(ROOT / "Makefile"), re.MULTILINE))
    said = set()
    for page in ("README.md", "CONTRIBUTING.md", "docs/how-to/deploy.md"):
        said |= set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", _commands(text_of(ROOT / page))))
    assert said <= targets, lessons(
        sorted(said - targets), "These stand in the documentation, and the Makefile has no such target."
    )


def _commands(text: str) -> str:
    """What stands as code: fenced blocks and words in backticks."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def test_the_page_of_deployment_lists_the_settings_from_the_environment_and_no_others() -> None:
    read = {"DATABASE_URL"}  # read by dj_database_url
    for path in sorted((ROOT / "src").rglob("*.py")):
        read |= set(re.findall(r"""environ(?:\.get\(|\[)["'](CHUNGTAY_\w+|EMAIL_URL)["']""", text_of(path)))
    listed = set(re.findall(r"^\| `(\w+)` \|", text_of(ROOT / "docs" / "how-to" / "deploy.md"), re.MULTILINE))
    assert listed == read, lessons(sorted(listed ^ read), "The table of docs/how-to/deploy.md lists every variable.")


def test_the_house_has_its_papers() -> None:
    papers = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "docs/index.md",
              "docs/glossary.md", "docs/how-to/deploy.md", "docs/decisions/README.md")  # fmt: skip
    missing = [name for name in papers if not (ROOT / name).exists()]
    assert not missing, lessons(missing, "Someone who comes new looks for these first.")


def test_links_in_the_documentation_lead_somewhere() -> None:
    broken = []
    for page in _pages():
        for target in LINK.findall(text_of(page)):
            path, _, anchor = target.partition("#")
            if "://" in target or target.startswith(("mailto:", *IN_GUIDES)):
                continue
            goal = (page.parent / path).resolve() if path else page
            if not goal.exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
            elif anchor and goal.suffix == ".md" and anchor not in _anchors(goal):
                broken.append(f"{page.relative_to(ROOT)}: {target} (no such heading)")
    assert not broken, lessons(broken, "A link that leads nowhere costs every reader a minute.")


def _pages() -> list[Path]:
    return [path for path in repository_files() if path.suffix == ".md"]


def _anchors(page: Path) -> set[str]:
    """GitHub's anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_page_of_the_documentation_can_be_reached() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in _pages()
        for target in LINK.findall(text_of(page))
        if "://" not in target
    }
    lonely = [
        str(page.relative_to(ROOT))
        for page in _pages()
        if "docs" in page.relative_to(ROOT).parts and page not in linked
    ]
    lonely = [page for page in lonely if page != "docs/index.md"]
    assert not lonely, lessons(lonely, "Link it from docs/index.md, or from the page a reader comes from.")


def test_every_decision_is_dated_and_has_its_three_parts() -> None:
    folder = ROOT / "docs" / "decisions"
    wrong = []
    for page in sorted(folder.glob("[0-9]*.md")):
        text = text_of(page)
        parts = [f"## {part}" in text for part in ("Context", "Decision", "Consequences")]
        if not all(parts) or not re.search(r"^Date: \d{4}-\d{2}-\d{2}", text, re.MULTILINE):
            wrong.append(page.name)
        if f"({page.name})" not in text_of(folder / "README.md"):
            wrong.append(f"{page.name} (not in the index)")
    assert not wrong, lessons(wrong, "Context, decision, consequences, a date, and a line in decisions/README.md.")


def test_no_test_is_switched_off() -> None:
    off = re.compile(r"pytest\.skip\(|mark\.(skip|xfail)|assert Tr" r"ue\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in repository_files()
        if path.is_relative_to(ROOT / "tests") and path.suffix == ".py" and path.name != "conftest.py"
        and path != Path(__file__).resolve()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if off.search(line)
    ]  # fmt: skip
    assert not found, lessons(
        found, "A test that does not run says nothing. Mend it, or mark what it needs (browser, postgres)."
    )


def test_every_target_of_the_front_door_runs_even_where_a_folder_bears_its_name() -> None:
    makefile = text_of(ROOT / "Makefile")
    (phony,) = re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    assert targets <= set(phony.split()), f"{sorted(targets - set(phony.split()))} is not in .PHONY"
