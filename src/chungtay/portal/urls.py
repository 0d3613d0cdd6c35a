"""The portal's addresses, each below /tin/ (Vietnamese) and /en/tin/ (English)."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path, re_path

from chungtay.portal import views
from chungtay.portal.feeds import ArticleFeed, AtomFeed
from chungtay.portal.sitemaps import SITEMAPS

open_to_all = login_not_required
urlpatterns: list[URLPattern | URLResolver] = [
    path("so-do.xml", open_to_all(sitemap), {"sitemaps": SITEMAPS}, name="portal_sitemap"),
    path("giao-dien/", open_to_all(views.set_look), name="portal_look"),
    path("luu-tru/", open_to_all(views.archive), name="portal_archive"),
    path("tim/", open_to_all(views.search), name="portal_search"),
    path("rss.xml", open_to_all(ArticleFeed()), name="portal_rss"),
    path("atom.xml", open_to_all(AtomFeed()), name="portal_atom"),
    path("y-kien/", include("chungtay.opinions.urls.public")),
    path("", open_to_all(views.show_page), {"path": ""}, name="portal_front"),
    # The empty address too: a front page is called by it.
    re_path(r"^(?P<path>.*)$", open_to_all(views.show_page), name="wagtail_serve"),
]
