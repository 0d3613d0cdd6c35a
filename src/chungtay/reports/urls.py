"""The reports of a scope: listed, read, written, published; their files."""

from django.urls import path

from chungtay.reports import views

urlpatterns = [
    path("bao-cao/", views.review, name="review"),
    path("bao-cao/cac-ky/", views.reviews, name="reviews"),
    path("bao-cao/viet/", views.review_words, name="review_words"),
    path("bao-cao/phat-hanh/", views.publish_review, name="publish_review"),
    path("bao-cao/tep/", views.review_file, name="review_file"),
    path("bao-cao/da-phat-hanh/<int:publication>/", views.publication, name="publication"),
    path("bao-cao/da-phat-hanh/<int:publication>/tep/", views.publication_file, name="publication_file"),
]
