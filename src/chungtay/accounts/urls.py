"""Sign in, sign out, one's own account."""

from django.urls import path

from chungtay.accounts.views import own, passwords, second_factor, signing_in, unsent

urlpatterns = [
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-nhap/ma/", signing_in.sign_in_code, name="sign_in_code"),
    path("dang-nhap/gui-tiep/", unsent.send_again, name="send_again"),
    path("dang-xuat/", signing_in.sign_out, name="sign_out"),
    path("quen-mat-khau/", passwords.recover_password, name="recover_password"),
    path("dat-mat-khau/", passwords.set_password, name="set_password"),
    path("tai-khoan/lien-he/", own.correct_contact, name="correct_contact"),
    path("tai-khoan/mat-khau/", passwords.change_password, name="change_password"),
    path("tai-khoan/phien/", own.sessions, name="sessions"),
    path("tai-khoan/hai-buoc/", second_factor.second_factor, name="second_factor"),
    path("tai-khoan/hai-buoc/bat/", second_factor.assign_second_factor, name="assign_second_factor"),
    path("tai-khoan/hai-buoc/ma-du-phong/", second_factor.assign_recovery_codes, name="assign_recovery_codes"),
    path("tai-khoan/hai-buoc/tat/", second_factor.end_second_factor, name="end_second_factor"),
]
