"""Every address refuses whom it should: no page is forgotten, because the resolver itself is walked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from chungtay.accounts.models import User
from chungtay.organizations.queries import structure

from .source import lessons

# What a visitor without an account may see. A name enters here with the reason why nothing is given away.
PUBLIC = {
    "sign_in": "the door itself",
    "sign_in_code": "the second step; without the first one in the same session it leads back to the door",
    "recover_password": "one answer, whoever is asked for",
    "set_password": "nothing but to whom holds an unguessable link",
    "sign_out": "ends a session; without one it changes nothing",
    "set_language": "a choice of language, kept in a cookie",
    "set_appearance": "a choice of look, kept in a cookie",
    "accent_style": "a style sheet computed from its own address",
    "manifest": "name, icons and colours of the app, as the sign-in page shows them",
    "app_icon": "the house's mark, drawn from its own address",
    "worker": "the same script for everyone; it names addresses and built files",
    "offline": "a page without content, for when there is no network",
    "register_donor": "a form that anybody may send in; what is there already is neither shown nor changed",
    "answer_call": "nothing but to whom holds an unguessable link",
    "own_donor": "nothing but to whom holds an unguessable link",
    "change_own": "the same",
    "export_own": "the same",
    "own_certificate": "the same",
    "public_drive": "place, day, hours and free places of a drive, for whom holds its random address; nobody is named",
    "register_for_drive": "as register_donor, from the page of a drive",
    **dict.fromkeys(("own_drives", "own_drive"), "nothing but to whom holds an unguessable link"),
    "chapter_logo": "a chapter's logo stands on the sign-in page",
    "robots": "what machines may read",
    "wagtaildocs_serve": "files that editors put into articles; their collection has no readers of its own",
    "portal_picture": "pictures in the sizes that public pages show",
    **dict.fromkeys(
        (
            "portal_front",
            "portal_archive",
            "portal_search",
            "portal_rss",
            "portal_atom",
            "portal_sitemap",
            "wagtail_serve",
        ),
        "the public portal: published pages alone",
    ),
    "submit_opinion": "a form that anybody may send in; nothing is shown before somebody has read it",
    **dict.fromkeys(("own_opinion", "export_opinion"), "nothing but to whom holds an unguessable link"),
    "portal_look": "a choice of look, kept in a cookie",
    **dict.fromkeys(
        ("open_work", "open_counting", "open_data", "open_indicators", "open_figures"),
        "open pages: what the chapter tells everybody; small cells are left out",
    ),
    **dict.fromkeys(("open_who", "open_units"), "open pages: units and who leads them, as their papers say"),
    **dict.fromkeys(("open_calendar", "open_calendar_file"), "open pages: drives and public meetings, nobody is named"),
    **dict.fromkeys(("open_reports", "open_report_file"), "open pages: reports that were put on the portal, no others"),
    "published_figure": "what stands behind a figure that an article published; counts and names of units",
    "probe": "monitoring asks it: 200 or 503, and no detail",
}
# What everyone who is signed in may see, whatever their role.
FOR_EVERYONE = {
    "home": "shows the person's own scopes, and says so when there are none",
    "outgoing": "without a unit the person's own register; with one it asks `may`",
    "targets": "without a unit the first of the person's own; with one it asks `may`",
    "conclusions": "lists what is open of meetings that the person may see; nothing where there is none",
    "meetings": "lists what the person may see, and what own units are asked to; nothing where there is none",
    "directives": "without a unit what the person's own received and issued; with one it asks `may`",
    "proposals": "the same, of proposals",
    "menu": "the places that are for the person",
    "account": "one's own account",
    "change_password": "one's own password",
    "correct_contact": "one's own name, phone number and address",
    "sessions": "one's own sessions",
    "send_again": "what one sent oneself before the session ended; nothing else is opened",
    "notices": "what one was told oneself",
    "assign_notice_choices": "how one wants to be told oneself",
    "second_factor": "one's own second factor",
    "assign_second_factor": "the same",
    "assign_recovery_codes": "the same",
    "end_second_factor": "the same",
    "help": "guides for every role, the person's own first",
    "terms": "words explained",
    "design_gallery": "the components with made-up figures",
    "figures": "without a scope it offers the person's own ones; with one it asks `may`",
    "explore": "the same",
    "export_exploration": "the same, as a file",
    "saved_questions": "the addresses that one kept oneself, and those that others of one's unit share",
    "review": "the same",
    "reviews": "the same; what may not be published has no way to it",
    "due_reports": "without a unit what the person's own one owes; with one it asks whether its figures may be seen",
    "closed_days": "the same",
    "records": "lists the person's own units and all below; 403 for whom none has records to see",
    "export_records": "the same list as a file",
    "units": "the part of the tree in which the person has a role; nothing where there is none",
    "programmes": "the names of the programmes; figures of the person's own scope only",
    "queued": "an empty frame, which the device fills with what waits on it; to a script the person's own token",
    "record_delivery": "without a unit it offers those for which the person may record; with one it asks for that",
    "imports": "one's own files, and units of one's own roles to bring files in for; 403 for whom may record nowhere",
    "transcripts": "documents of units whose records the person may see; 403 for whom may see none",
    "declare_totals": "without a unit it opens the person's own sheet; with one it asks `may`",
}
SAMPLES = {IntConverter: "1", UUIDConverter: "00000000-0000-4000-8000-000000000000"}


EDITING = "/bien-tap/"  # Wagtail's own addresses: names and permissions are the library's, the door is ours


def addresses() -> list[tuple[str, str]]:
    """(name, path) of every pattern of ours, its parameters filled with samples."""
    return [(name, path) for name, path in every_address() if not path.startswith(EDITING)]


def every_address() -> list[tuple[str, str]]:
    """The same with those of the editors' screens."""
    return [(name, f"/{path}") for name, path in _walk(get_resolver().url_patterns, "", "")]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["visitor", "outsider"])
def test_screens_of_editors_open_for_nobody_else(client: Client, cast: dict[str, User], who: str) -> None:
    """Who does not edit is led away from each; signs and words of the screens, which say nothing, are open to who signed in."""
    client.force_login(cast[who])
    client.raise_request_exception = False
    said_nothing = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
    opened = []
    for name, path in every_address():
        if path.startswith(EDITING) and name not in said_nothing:
            answer = client.get(path)
            if answer.status_code not in {301, 302, 403, 404, 405}:
                opened.append(f"{path} ({name}) answers {answer.status_code}")
    assert not opened, lessons(opened, "Editors' screens are for who has EDIT_PORTAL or PUBLISH today.")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[tuple[str, str]]:
    for entry in patterns:
        route = str(entry.pattern)
        for name, converter in entry.pattern.converters.items():
            sample = SAMPLES.get(type(converter), "x")
            for kind in ("int", "str", "slug", "uuid", "path", type(converter).__name__):
                route = route.replace(f"<{kind}:{name}>", sample).replace(f"<{name}>", sample)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, prefix + route, inner)
        else:
            yield f"{namespace}{entry.name}" if entry.name else "", prefix + route


def test_every_address_has_a_name() -> None:
    nameless = [path for name, path in addresses() if not name]
    assert not nameless, lessons(
        nameless, "An address is reversed by its name, and its permission test is found by it."
    )


def test_names_of_addresses_are_unique() -> None:
    names = [name for name, _ in addresses()]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, lessons(twice, "One feature, one name: view, form, action, template and test share it.")


def test_the_lists_of_open_doors_name_only_doors_that_stand() -> None:
    gone = (PUBLIC.keys() | FOR_EVERYONE.keys()) - {name for name, _ in addresses()}
    assert not gone, lessons(sorted(gone), "These addresses are gone: take their names out of the list.")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_refuses_a_visitor(client: Client, method: str) -> None:
    client.raise_request_exception = False
    open_doors = []
    for name, path in addresses():
        answer = getattr(client, method)(path)
        sent_to_sign_in = answer.status_code == 302 and "next=" in answer["Location"]
        if name not in PUBLIC and not sent_to_sign_in and answer.status_code not in {403, 404, 405}:
            open_doors.append(f"{method.upper()} {path} ({name}) answers {answer.status_code}")
    assert not open_doors, lessons(
        open_doors, "LoginRequiredMiddleware guards every view; who opens one says why in PUBLIC."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["visitor", "outsider"])
def test_every_address_refuses_whom_it_does_not_concern(client: Client, cast: dict[str, User], who: str) -> None:
    client.force_login(cast[who])
    client.raise_request_exception = False
    open_doors = []
    for name, path in addresses():
        status = client.get(path).status_code
        if name not in PUBLIC and name not in FOR_EVERYONE and status not in {400, 403, 404, 405}:
            open_doors.append(f"{path} ({name}) answers {status}")
    assert not open_doors, lessons(
        open_doors, "Ask `may(user, permission, unit, on)` first, or say why everyone may see it."
    )


@pytest.mark.django_db
def test_every_page_keeps_its_query_budget(
    client: Client, cast: dict[str, User], assert_queries: Callable[[], AbstractContextManager[None]]
) -> None:
    client.force_login(cast["approver"])
    structure()  # read once by each process, not by a page
    for name, path in addresses():
        if name != "sign_out":
            with assert_queries():
                client.get(path)
