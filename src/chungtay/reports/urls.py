"""The review report of a scope and period, its files, and what was published."""

from django.urls import path

from chungtay.reports import views

urlpatterns = [
    path("bao-cao/", views.review, name="review"),
    path("bao-cao/tep/", views.review_file, name="review_file"),
    path("bao-cao/da-phat-hanh/<int:publication>/", views.publication, name="publication"),
    path("bao-cao/da-phat-hanh/<int:publication>/tep/", views.publication_file, name="publication_file"),
]
