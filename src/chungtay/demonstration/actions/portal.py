"""The demonstration's portal: its review published, and news written for it, with figures asked from its own book."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from html import escape
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.timezone import get_default_timezone
from wagtail.images.models import Image
from wagtail.models import Page

from chungtay.accounts.models import User
from chungtay.demonstration.formats import committed
from chungtay.demonstration.formats.pictures import drawn_picture
from chungtay.demonstration.queries import portal_figures
from chungtay.kernel.days import day_of
from chungtay.openness.actions import add_public_report
from chungtay.organizations.actions import assign_look
from chungtay.portal.actions import add_linked_sites, draft_article_of_review, open_portal
from chungtay.portal.models import ArticlePage, FrontPage, SectionPage
from chungtay.portal.queries.frame import front_in
from chungtay.reports.actions import publish_review
from chungtay.reports.queries import published

from .chapter import unit_id
from .opinions import submit_opinions

Given = Mapping[str, Any]
LANGUAGES = ("vi", "en")


@transaction.atomic
def open_news(*, by: User | None, at: datetime) -> bool:
    """Open the portal of a loaded demonstration with its sections, articles, websites, published review and opinions; one that
    stands stays as it is.

    Gives whether it was opened now.
    """
    if front_in(LANGUAGES[0]) is not None:
        return False
    chapter, plan = committed("chapter.json"), committed("portal/portal.json")
    front = open_portal(by=by, at=at, unit_code=chapter["province"], titles=plan["titles"])
    fronts = {"vi": front, "en": front.get_translations().get().specific}
    for language, page in fronts.items():
        page.welcome = plan["welcome"][language]
        _publish(by, page)
    province = unit_id(chapter["province"], day_of(at))
    assign_look(by=by, at=at, unit_id=province, name="", contact=plan["contact"], accent="")
    add_linked_sites(by=by, at=at, sites=[(site["name"], site["address"]) for site in plan["sites"]])
    sections = {given["slug"]: _sections(by, fronts, given) for given in plan["sections"]}
    review = _review(by, at, chapter)
    plans = committed("portal/articles.json")
    articles = {one["slug"]: _add_article(by, at, one, sections[one["section"]], plan, review) for one in plans}
    submit_opinions(by=by, at=at, articles=articles)
    return True


def _publish(by: User | None, page: Page) -> None:
    page.save_revision(user=by).publish(user=by)


def _sections(by: User | None, fronts: Mapping[str, FrontPage], given: Given) -> dict[str, SectionPage]:
    made: dict[str, SectionPage] = {}
    for language, front in fronts.items():
        page = SectionPage(
            title=given[language], slug=given["slug"], about=given["about"][language], locale=front.locale
        )
        if made:
            page.translation_key = made["vi"].translation_key
        front.add_child(instance=page)
        _publish(by, page)
        made[language] = page
    return made


def _review(by: User | None, at: datetime, chapter: Given) -> int:
    """The number of the published review of the cluster, published now where it was not before; it stands on the portal."""
    days = (date.fromisoformat(chapter["meetings"][-1][day]) for day in ("first", "last"))
    of, first, last = chapter["cluster"]["code"], *days
    standing = published(of, first, last)
    number = standing[0].id if standing else publish_review(by=by, at=at, of=of, first=first, last=last).pk
    add_public_report(by=by, at=at, publication_id=number)
    return number


def _add_article(
    by: User | None, at: datetime, given: Given, sections: Mapping[str, SectionPage], plan: Given, review: int
) -> ArticlePage:
    """An article in both languages, the Vietnamese one, with its picture; that of the review is drafted from what was published."""
    drawn = ImageFile(BytesIO(drawn_picture(given["picture"])), name=f"{given['picture']}.webp")
    picture = Image.objects.create(title=given["alt"]["vi"], description=given["alt"]["vi"], file=drawn)
    first: ArticlePage | None = None
    for language in LANGUAGES:
        if language == "vi" and given.get("from_review"):
            page = draft_article_of_review(by=by, at=at, publication_id=review)
        else:
            page = _written(given, language, sections[language])
            if first is not None:
                page.translation_key = first.translation_key
        page.slug, page.picture, page.author = given["slug"], picture, plan["author"][language]
        page.picture_caption, page.picture_credit = given["alt"][language], plan["credit"][language]
        page.shown_at = _shown_at(given, at)
        page.is_illustrative = True
        page.save() if page.pk else sections[language].add_child(instance=page)
        _publish(by, page)
        first = first or page
    assert first is not None
    return first


def _shown_at(given: Given, at: datetime) -> datetime:
    """A moment of the plan; or so many days ago, for news that still take opinions."""
    if days := given.get("days_ago"):
        return datetime.combine(
            day_of(at) - timedelta(days=days), time.fromisoformat(given["at"]), get_default_timezone()
        )
    return datetime.fromisoformat(given["at"]).replace(tzinfo=get_default_timezone())


def _written(given: Given, language: str, section: SectionPage) -> ArticlePage:
    """Title, lead and paragraphs of the plan, the words of figures put in, and below them what opens onto the book."""
    told, asked = given[language], given["figures"]
    words = portal_figures(asked, language)
    page = ArticlePage(title=told["title"], lead=told["lead"].format(**words), locale=section.locale)
    body: Any = [("text", f"<p>{escape(text.format(**words), quote=False)}</p>") for text in told["body"]]
    for name, form, by in told["show"]:
        days = {day: date.fromisoformat(asked[name][day]) for day in ("first", "last")}
        body.append(("figure", {"tag": "", **asked[name], **days, "form": form, "by": by}))
    page.body = body
    return page
