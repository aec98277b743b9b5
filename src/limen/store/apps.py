"""What Django needs to know of the store: its name and its place."""

import os

import django
from django.apps import AppConfig, apps


class StoreConfig(AppConfig):
    """The store as an application of Django, the only one of ours that has tables."""

    name = "limen.store"
    label = "store"


def make_ready() -> None:
    """Set Django up for the vault where nobody has, as in a command."""
    if not apps.apps_ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "limen.settings.vault")
        django.setup()
