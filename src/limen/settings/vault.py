"""Settings of the vault: one person on one computer, without account, host name or network."""

import os
from pathlib import Path

INSTALLED_APPS = ["django.forms", "limen.store.apps.StoreConfig"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The file and its key are those of the vault that is open (limen.store.vault), never settings.
DATABASES = {
    "default": {
        "ENGINE": "limen.store.sqlcipher",
        "NAME": "journal.db",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
}

# Nothing is written beside the journal: no query log, no cache or upload in a file.
LOGGING_CONFIG = None
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Pages. The gate stands before every page: it turns away what may not reach one, sets every header.
ROOT_URLCONF = "limen.web.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
MIDDLEWARE = [
    "limen.web.language.in_their_language",
    "limen.web.middleware.gate",
    "django.middleware.csrf.CsrfViewMiddleware",
    "limen.web.middleware.only_open",
    "limen.web.sheet.sheet_first",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parent.parent / "web" / "templates"],
        "APP_DIRS": True,  # the inputs that Django draws itself
        "OPTIONS": {
            "libraries": {
                "claims": "limen.web.templatetags.claims",
                "frame": "limen.web.templatetags.frame",
                "wording": "limen.web.templatetags.wording",
            },
            "context_processors": [
                "limen.web.appearance.appearance",
            ],
        },
    }
]
APPEND_SLASH = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "web" / "locale"]

# A form is good for the image that made it; nothing is signed for longer.
SECRET_KEY = os.urandom(48).hex()
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "limen.web.refusals.stale_form"

# Warnings of `check --deploy` that do not fit a vault, which has loopback and no network.
SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # the gate sets these headers, on every answer
    "security.W016",  # plain loopback: not every browser keeps a secure cookie there
    "security.W002",  # frame-ancestors 'none' in the policy of the gate
]
