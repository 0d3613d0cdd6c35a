"""Every address of the house, app by app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.documents.views.serve import serve as paper

from chungtay.openness.views.desk import public_report
from chungtay.portal.views import draft_article_of_meeting, draft_article_of_review, portal_picture, robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("chungtay.desk.urls")),
    path("", include("chungtay.administration.urls")),
    path("", include("chungtay.directory.urls")),
    path("", include("chungtay.intake.urls")),
    path("", include("chungtay.transcription.urls")),
    path("", include("chungtay.reports.urls")),
    path("", include("chungtay.correspondence.urls")),
    path("", include("chungtay.plans.urls")),
    path("", include("chungtay.submissions.urls")),
    path("", include("chungtay.papers.urls")),
    path("", include("chungtay.meetings.urls")),
    path("", include("chungtay.records.urls")),
    path("", include("chungtay.callboard.urls")),
    path("", include("chungtay.blood.urls")),
    path("", include("chungtay.bloodlists.urls")),
    path("", include("chungtay.honours.urls")),
    path("", include("chungtay.drives.urls")),
    path("", include("chungtay.totals.urls")),
    path("", include("chungtay.explorer.urls")),
    path("", include("chungtay.figures.urls")),
    path("", include("chungtay.aid.urls")),
    path("", include("chungtay.notifications.urls")),
    path("", include("chungtay.accounts.urls")),
    path("", include("chungtay.design.urls")),
    path("bien-tap/login/", RedirectView.as_view(pattern_name="sign_in", query_string=True)),
    path("bien-tap/soan/bao-cao/<int:number>/", draft_article_of_review, name="draft_article_of_review"),
    path("bien-tap/soan/hoi-nghi/<int:number>/", draft_article_of_meeting, name="draft_article_of_meeting"),
    path("tep/van-ban/<int:document_id>/<str:document_filename>", login_not_required(paper), name="wagtaildocs_serve"),
    path("bien-tap/", include("wagtail.admin.urls")),
    path("tep/images/<str:name>", login_not_required(portal_picture), name="portal_picture"),
    path("robots.txt", login_not_required(robots), name="robots"),
    path("bao-cao/da-phat-hanh/<int:publication>/len-cong/", public_report, name="public_report"),
    path("", include("chungtay.opinions.urls")),
    *i18n_patterns(
        path(f"{settings.CHUNGTAY_OPEN}/", include("chungtay.almanac.urls")),
        path(f"{settings.CHUNGTAY_OPEN}/", include("chungtay.opendata.urls")),
        path(f"{settings.CHUNGTAY_OPEN}/", include("chungtay.openness.urls")),
        path(f"{settings.CHUNGTAY_PORTAL}/", include("chungtay.portal.urls")),
        prefix_default_language=False,
    ),
]
