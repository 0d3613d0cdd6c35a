"""What anybody may open, in the language of its address: /tin/y-kien/ and /en/tin/y-kien/."""

from django.urls import path

from chungtay.opinions import views

urlpatterns = [
    path("<int:pk>/", views.submit_opinion, name="submit_opinion"),
    path("cua-toi/<str:token>/", views.own_opinion, name="own_opinion"),
    path("cua-toi/<str:token>/tai-ve/", views.export_opinion, name="export_opinion"),
]
