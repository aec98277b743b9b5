"""Settings of the vault: one person on one computer, without account, host name or network."""

INSTALLED_APPS = ["limen.store.apps.StoreConfig"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
