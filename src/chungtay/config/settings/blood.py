"""Voluntary blood: how long what is known of people is kept, and how donors are told of a call."""

import json
import os

from django.core.exceptions import ImproperlyConfigured

CHUNGTAY_ERASURE_DAYS = int(os.environ.get("CHUNGTAY_ERASURE_DAYS", "3"))  # within them a donor's wish is carried out
CHUNGTAY_DONOR_YEARS = int(os.environ.get("CHUNGTAY_DONOR_YEARS", "10"))  # without contact; then a donor is erased
CHUNGTAY_CALL_DAYS = int(os.environ.get("CHUNGTAY_CALL_DAYS", "365"))  # a list is made by the calls of as many days
# A blood centre's list: days until one that nobody recorded, and what is sealed of people not found, are thrown away.
CHUNGTAY_BLOOD_LIST_DAYS = int(os.environ.get("CHUNGTAY_BLOOD_LIST_DAYS", "30"))

# How donors are told of a call: ways in the order of trying (console, mail, sms); none: the board shows what to say.
CHUNGTAY_CALL_WAYS = tuple(os.environ.get("CHUNGTAY_CALL_WAYS", "").replace(",", " ").split())
if set(CHUNGTAY_CALL_WAYS) - {"console", "mail", "sms"}:
    raise ImproperlyConfigured("CHUNGTAY_CALL_WAYS: console, mail, sms")
CHUNGTAY_SMS_URL = os.environ.get("CHUNGTAY_SMS_URL", "")
if "sms" in CHUNGTAY_CALL_WAYS and not CHUNGTAY_SMS_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("CHUNGTAY_SMS_URL: the address of the provider")
CHUNGTAY_SMS_METHOD = os.environ.get("CHUNGTAY_SMS_METHOD", "POST").upper()
CHUNGTAY_SMS_TYPE = os.environ.get("CHUNGTAY_SMS_TYPE", "json")
CHUNGTAY_SMS_BODY = json.loads(os.environ.get("CHUNGTAY_SMS_BODY") or '{"to": "{number}", "text": "{text}"}')
CHUNGTAY_SMS_HEADERS = json.loads(os.environ.get("CHUNGTAY_SMS_HEADERS") or "{}")
CHUNGTAY_SMS_OK = os.environ.get("CHUNGTAY_SMS_OK", "")
CHUNGTAY_SMS_SECONDS = float(os.environ.get("CHUNGTAY_SMS_SECONDS", "10"))
CHUNGTAY_SMS_ACCENTED = os.environ.get("CHUNGTAY_SMS_ACCENTED") == "1"
