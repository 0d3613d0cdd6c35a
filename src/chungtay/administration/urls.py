"""The pages of administration, and the door for monitoring."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
