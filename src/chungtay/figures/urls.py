"""All figures of a scope, and the page behind each of them."""

from django.urls import path

from chungtay.figures import views

urlpatterns = [
    path("so-lieu/", views.figures, name="figures"),
    path("so-lieu/nguon/", views.behind, name="behind"),
]
