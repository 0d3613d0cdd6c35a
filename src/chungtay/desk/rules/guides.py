"""Short guides by role: which there are, for whom, and how their sources become text."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chungtay.organizations.rules import Role

FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "guide"
PICTURE_SCALE: Final = 1.5  # pixels of a picture for each of the page
_ON_SCREEN = re.compile(r"\{([^{}]+)\}")
_LINKED = re.compile(r"\]\((guide|picture|term):([\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: the name of its sources, the last part of its address, and the roles that it is written for.

    One for no role in particular stands among the others."""

    name: str
    slug: str
    roles: frozenset[Role] = frozenset()


GUIDES: Final = (
    Guide("first-ten-minutes", "muoi-phut-dau"),
    Guide("recorder", "can-bo-nhap-lieu", frozenset({Role.RECORDER})),
    Guide("blood-coordinator", "can-bo-hien-mau", frozenset({Role.BLOOD_COORDINATOR})),
    Guide("approver", "lanh-dao-hoi", frozenset({Role.APPROVER})),
    Guide("supervisor", "hoi-cap-tren", frozenset({Role.SUPERVISOR})),
    Guide("portal-editor", "bien-tap", frozenset({Role.PORTAL_EDITOR})),
    Guide("records-clerk", "van-thu", frozenset({Role.RECORDS_CLERK})),
    Guide("administrator", "quan-tri", frozenset({Role.ADMINISTRATOR})),
    Guide("auditor", "kiem-tra-vien", frozenset({Role.AUDITOR})),
    Guide("cluster-head", "cum-truong", frozenset({Role.CLUSTER_HEAD, Role.CLUSTER_DEPUTY})),
    Guide("open-pages", "cong-khai"),
    Guide("explorer", "hoi-so-lieu"),
)


def guide_by(slug: str) -> Guide | None:
    """The guide at that address, or None."""
    return next((guide for guide in GUIDES if guide.slug == slug), None)


def guides_for(roles: Collection[Role]) -> list[Guide]:
    """What a person with these roles reads first: how to begin, then the guides of the roles."""
    return [guide for guide in GUIDES if guide is GUIDES[0] or guide.roles & set(roles)]


def source_of(guide: Guide, language: str) -> str:
    """The guide as it was written, in `vi` or `en`; names of buttons and pages stand in Vietnamese within braces."""
    return (FOLDER / f"{guide.name}.{language}.md").read_text(encoding="utf-8")


def title_of(source: str) -> str:
    """The words of the first heading."""
    return source.partition("\n")[0].removeprefix("# ").strip()


def filled(source: str, *, called: Callable[[str], str], leads: Callable[[str, str], str]) -> str:
    """Markdown: names in braces as `called` says them, links to guides, words and pictures as `leads` does."""
    named = _ON_SCREEN.sub(lambda found: called(found[1]), source)
    return _LINKED.sub(lambda found: f"]({leads(found[1], found[2])})", named)


def names_in(source: str) -> list[str]:
    """The names of buttons and pages that a source speaks of."""
    return _ON_SCREEN.findall(source)
