"""What was entered: lists, single records, approval, a month's totals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
