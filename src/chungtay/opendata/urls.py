"""Open data's addresses, below /cong-khai/ (Vietnamese) and /en/cong-khai/ (English); they are promises."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from chungtay.opendata import views

urlpatterns: list[URLPattern] = [
    path("du-lieu/", login_not_required(views.open_data), name="open_data"),
    path("du-lieu/indicators.<str:form>", login_not_required(views.open_indicators), name="open_indicators"),
    path("du-lieu/units.<str:form>", login_not_required(views.open_units), name="open_units"),
    path("du-lieu/figures.<str:form>", login_not_required(views.open_figures), name="open_figures"),
]
