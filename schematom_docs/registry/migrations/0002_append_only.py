"""The log and what was given are kept by the database itself."""

from __future__ import annotations

from django.db import migrations

from schematom_docs.registry.append_only import guards

_MAKE, _DROP = guards(
    frozen=("event", "pagecode"), kept=("version", "number", "document", "pack", "storedfile", "workspace")
)


class Migration(migrations.Migration):
    """Triggers against change and deletion."""

    dependencies = (("registry", "0001_initial"),)
    operations = (migrations.RunPython(_MAKE, _DROP),)
