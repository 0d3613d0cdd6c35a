"""Units, clusters, programmes, disasters, and the changes of units and clusters."""

from django.urls import path

from chungtay.directory.views import changes, programmes, units

urlpatterns = [
    path("don-vi/", units.units, name="units"),
    path("don-vi/<str:code>/", units.unit, name="unit"),
    path("don-vi/<str:code>/thay-doi/<slug:change>/", changes.change_unit, name="change_unit"),
    path("cum/<path:code>/thay-doi/<slug:change>/", changes.change_cluster, name="change_cluster"),
    path("cum/<path:code>/", units.cluster, name="cluster"),
    path("chuong-trinh/", programmes.programmes, name="programmes"),
    path("chuong-trinh/<slug:code>/", programmes.programme, name="programme"),
    path("thien-tai/<slug:code>/", programmes.disaster, name="disaster"),
]
