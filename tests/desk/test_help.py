"""Help: a guide for every role in both languages, whose names stand on the screen; words that the glossary knows; the tour."""

import gettext
import importlib.util
import re
from datetime import date
from types import ModuleType

import pytest
from django.template import engines
from django.test import Client
from django.utils import translation

from chungtay.accounts.models import User
from chungtay.design.rules.terms import terms
from chungtay.desk.rules.guides import FOLDER, GUIDES, guides_for, names_in, source_of
from chungtay.desk.rules.tour import STEPS, steps_for
from chungtay.organizations.rules import CLUSTER_ROLES, Role
from tests.architecture.source import PACKAGE, ROOT, text_of
from tests.architecture.words import words
from tests.factories.organizations import Chapter
from tests.ledger.telling import recorded

LANGUAGES = ("vi", "en")
CATALOGUE = PACKAGE / "design" / "locale" / "en" / "LC_MESSAGES" / "django.mo"
PICTURES = PACKAGE / "desk" / "static" / "guide"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("guides", ROOT / "scripts" / "guides.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_role_has_a_guide_in_both_languages() -> None:
    for role in Role:
        assert len(guides_for([role])) == 2, f"{role} has no guide of its own beside the first ten minutes"
    files = {path.name for path in FOLDER.iterdir()}
    assert files == {f"{guide.name}.{language}.md" for guide in GUIDES for language in LANGUAGES}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_names_what_stands_on_the_screen_alike_in_both_languages(guide) -> None:
    with CATALOGUE.open("rb") as file:
        known = gettext.GNUTranslations(file)
    vietnamese, english = (names_in(source_of(guide, language)) for language in LANGUAGES)
    unknown = [name for name in vietnamese if known.gettext(name) == name]
    assert not unknown, f"{guide.name} speaks of {unknown}: no such words on any page"
    assert set(vietnamese) == set(english), f"{guide.name}: {set(vietnamese) ^ set(english)} in one language only"
    heads = [re.findall(r"^## ", source_of(guide, language), re.MULTILINE) for language in LANGUAGES]
    assert len(heads[0]) == len(heads[1]) > 0
    steps = [re.findall(r"^\d+\. ", source_of(guide, language), re.MULTILINE) for language in LANGUAGES]
    assert steps[0] == steps[1]


def test_the_guides_in_the_documentation_come_from_the_same_source() -> None:
    pages = generator().pages()
    folder = ROOT / "docs" / "guide"
    assert {path.name for path in folder.iterdir()} == pages.keys()
    for name, text in pages.items():
        assert text_of(folder / name) == text, f"docs/guide/{name}: run .venv/bin/python scripts/guides.py"


def test_pictures_of_guides_stand_and_are_small() -> None:
    named = {
        f"{name}.{language}.webp"
        for guide in GUIDES
        for language in LANGUAGES
        for name in re.findall(r"\(picture:([\w-]+)\)", source_of(guide, language))
    }
    assert named == {path.name for path in PICTURES.iterdir()}, "`make pictures` makes them"
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 1_000_000  # the wheel carries them


def test_words_explained_are_the_glossarys() -> None:
    rows = {name: word for word in words() for name in word.identifiers}
    vietnamese, english = terms("vi"), terms("en")
    for key, term in vietnamese.items():
        row = rows[term.identifier]
        assert term.word in re.split(r"[;,:] ?", row.vietnamese) or term.word == row.vietnamese, key
        assert english[key].word in re.split(r"[;,] ?", row.english), key


def test_a_word_unfolds_where_it_stands(rf) -> None:
    with translation.override("en"):
        html = engines["django"].from_string('{% load terms %}{% terms "phan-con-lai" %}').render({}, rf.get("/"))
    assert "<summary>Remainder</summary>" in html and 'href="/huong-dan/tu-ngu/#phan-con-lai"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_help_reach(client: Client, cast: dict[str, User], language: str) -> None:
    client.force_login(cast["approver"])
    client.cookies["django_language"] = language
    pages = ["/huong-dan/", "/huong-dan/tu-ngu/", *(f"/huong-dan/{guide.slug}/" for guide in GUIDES)]
    shown = {page: client.get(page).content.decode() for page in pages}
    for page, html in shown.items():
        inside = html[html.index("<main") : html.index("</main>")]
        for target in set(re.findall(r'href="(/[^"]*|#[^"]+)"', inside)):
            path, _, anchor = target.partition("#")
            assert not anchor or f'id="{anchor}"' in shown.get(path or page, ""), f"{page} leads to {target}"
            assert not path or client.get(path).status_code in {200, 302}, f"{page} leads to {target}"


def test_steps_of_the_tour_are_those_that_a_role_may_see() -> None:
    assert [step.name for step in steps_for([Role.RECORDER])] == [step.name for step in STEPS]
    assert steps_for([Role.RECORDER], has_example=False)[-1].name == "figures"
    for role in CLUSTER_ROLES | {Role.RECORDS_CLERK, Role.ADMINISTRATOR}:
        names = [step.name for step in steps_for([role])]
        assert names == ["home", "figures", "behind"]
    assert [step.name for step in steps_for([])] == ["home"]


@pytest.mark.parametrize("who", ["recorder", "approver", "head", "outsider"])
def test_the_tour_leads_over_pages_that_open_and_ends_at_a_number(
    client: Client, book: Chapter, cast: dict[str, User], assert_queries, who: str
) -> None:
    recorded(book, "22.206", date(2024, 5, 4), gift_count=35)
    client.force_login(cast[who])
    name, seen = "home", []
    while name:
        with assert_queries():
            way = client.get(f"/huong-dan/vong-dau/{name}/")
        with assert_queries():
            page = client.get(way["Location"])
        assert page.status_code == 200, way["Location"]
        html = page.content.decode()
        assert '<section class="tour"' in html
        seen.append(name)
        ahead = re.search(r'/huong-dan/vong-dau/([\w-]+)/" rel="next"', html)
        name = ahead[1] if ahead else ""
    ends = {"head": "behind", "outsider": "figures"}
    assert seen[-1] == ends.get(who, "record")
    if who != "outsider":
        assert "35" in html


def test_the_tour_knows_no_other_steps(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["head"])
    assert client.get("/huong-dan/vong-dau/record/").status_code == 404
    assert '<section class="tour"' not in client.get("/?tour=record").content.decode()
