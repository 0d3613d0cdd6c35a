"""The outgoing register of a unit."""

from django.urls import path

from chungtay.correspondence import views

urlpatterns = [
    path("van-ban-di/", views.outgoing, name="outgoing"),
    path("van-ban-di/ghi/", views.record_outgoing, name="record_outgoing"),
    path("van-ban-di/<int:paper>/sua/", views.correct_outgoing, name="correct_outgoing"),
    path("van-ban-di/<int:paper>/so/", views.assign_number, name="assign_number"),
    path("van-ban-di/<int:paper>/huy/", views.withdraw_outgoing, name="withdraw_outgoing"),
]
