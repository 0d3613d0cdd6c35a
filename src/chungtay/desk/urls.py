"""The home page of a signed-in person."""

from django.urls import path

from chungtay.desk import views

urlpatterns = [path("", views.home, name="home")]
