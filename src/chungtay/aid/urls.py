"""Recording, correcting and withdrawing a delivery."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
