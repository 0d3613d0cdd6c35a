"""The first page of administration: what there is to look after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chungtay.administration.queries import Reach

from .doors import administrator


@administrator
def administration(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Ways to everything that is for this administrator."""
    return render(request, "administration/administration.html", {"reach": reach})
