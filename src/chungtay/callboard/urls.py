"""Emergency calls: requests, the board of one, contacts of hospitals, the donor's answer."""

from django.urls import path

from chungtay.callboard import views

urlpatterns = [
    path("goi-mau/", views.call_outs, name="call_outs"),
    path("goi-mau/truc/", views.take_duty, name="take_duty"),
    path("goi-mau/mo/", views.open_request, name="open_request"),
    path("goi-mau/dau-moi/", views.contacts, name="contacts"),
    path("goi-mau/dau-moi/them/", views.record_contact, name="record_contact"),
    path("goi-mau/dau-moi/<int:pk>/", views.change_contact, name="change_contact"),
    path("goi-mau/lich-truc/", views.call_roster, name="call_roster"),
    path("goi-mau/lich-truc/ghi/", views.assign_roster, name="assign_roster"),
    path("goi-mau/cong-bang/", views.call_fairness, name="call_fairness"),
    path("goi-mau/<int:pk>/", views.call_board, name="call_board"),
    path("goi-mau/<int:pk>/luc-nay/", views.call_board_now, name="call_board_now"),
    path("goi-mau/<int:pk>/chua-goi/", views.excluded_donors, name="excluded_donors"),
    path("goi-mau/<int:pk>/dien-bien/", views.call_steps, name="call_steps"),
    path("goi-mau/<int:pk>/lam/", views.change_request, name="change_request"),
    path("goi-mau/<int:pk>/tra-loi/", views.record_answer, name="record_answer"),
    path("tra-loi/<str:token>/", views.answer_call, name="answer_call"),
]
