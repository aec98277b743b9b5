"""What Django needs to know of the store: its name and its place."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The store as an application of Django, the only one of ours that has tables."""

    name = "limen.store"
    label = "store"
