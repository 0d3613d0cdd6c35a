"""A unit's sheet of monthly totals."""

from django.urls import path

from chungtay.totals.views import declare_totals

urlpatterns = [path("so-tong-hop/", declare_totals, name="declare_totals")]
