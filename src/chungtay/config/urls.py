"""Every address of the house, app by app."""

from django.urls import URLPattern, URLResolver, include, path

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
]
