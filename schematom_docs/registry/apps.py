"""The Django app of the registry."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Name and label under which Django knows the registry."""

    name = "schematom_docs.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
