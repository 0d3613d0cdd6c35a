"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
application = get_wsgi_application()
reverse("home")  # every address and all that it needs, before the first reader asks: more than a second's work
import_string("chungtay.figures.queries.ahead.read_ahead")()  # half a second's, in each thread that is asked meanwhile
connection.close()  # each worker opens its own
# What is loaded stays: the collector need not look at it again. It walks the organization in memory (decision 0018) for
# 60 to 100 ms, in some page: the later the better (decision 0025).
gc.freeze()
gc.set_threshold(10_000, 50, 50)
