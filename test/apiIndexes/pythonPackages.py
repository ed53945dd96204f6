"""Prints the names of packages that programs import most; run it where they are installed.

Packages whose names changed with their last great version are left out: only a misspelling of a
name that all versions have is sure to be one.
"""

import importlib
import json

from django.conf import settings

MODULES = """requests requests.exceptions requests.adapters flask yaml numpy numpy.linalg numpy.random
numpy.testing pandas pandas.testing django.urls django.http django.shortcuts django.db.models
django.contrib.auth.models django.views.generic django.utils.timezone django.core.exceptions
django.forms django.test fastapi fastapi.responses fastapi.security fastapi.testclient
starlette.responses httpx aiohttp aiohttp.web redis redis.exceptions pytest bs4 boto3 botocore.config
marshmallow tqdm rich.console rich.table dotenv celery celery.schedules jwt click jinja2
werkzeug.exceptions werkzeug.security dateutil.parser dateutil.relativedelta psycopg2 psycopg2.extras
itsdangerous""".split()

settings.configure(INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"])
importlib.import_module("django").setup()
found = {
    name: " ".join(n for n in dir(importlib.import_module(name)) if not n.startswith("_"))
    for name in MODULES
}
print(json.dumps(found, indent=2))
