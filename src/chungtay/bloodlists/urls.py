"""Lists of blood centres."""

from django.urls import path

from chungtay.bloodlists import views

urlpatterns = [
    path("hien-mau/danh-sach/", views.blood_lists, name="blood_lists"),
    path("hien-mau/danh-sach/<int:pk>/", views.blood_list, name="blood_list"),
    path("hien-mau/danh-sach/<int:pk>/cot/", views.note_list_columns, name="note_list_columns"),
    path("hien-mau/danh-sach/<int:pk>/doi/", views.change_list, name="change_list"),
    path("hien-mau/danh-sach/<int:pk>/gan/", views.link_listed, name="link_listed"),
    path("hien-mau/danh-sach/<int:pk>/gan/<int:listed>/them/", views.add_listed_donor, name="add_listed_donor"),
]
