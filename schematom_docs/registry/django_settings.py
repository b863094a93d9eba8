"""Settings of Django for tools that only read the code (types, migrations); a running program configures its own."""

from __future__ import annotations

INSTALLED_APPS = ["schematom_docs.registry"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
