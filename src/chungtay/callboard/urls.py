"""Emergency calls: the donor's answer."""

from django.urls import path

from chungtay.callboard import views

urlpatterns = [
    path("tra-loi/<str:token>/", views.answer_call, name="answer_call"),
]
