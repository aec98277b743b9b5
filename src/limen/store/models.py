"""The tables of the store; nobody outside this room sees a row."""

from typing import ClassVar

from django.db import models

from limen.store.apps import make_ready

make_ready()  # whoever imports a table first, be it a command or Django itself


class EventRow(models.Model):
    """One event: its header as text, its canonical payload and salt, null once redacted."""

    chain = models.CharField(max_length=36)
    n = models.BigIntegerField()
    event_id = models.CharField(max_length=36)
    kind = models.CharField(max_length=64)
    v = models.IntegerField()
    day = models.CharField(max_length=10)
    at = models.CharField(max_length=24)
    zone = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    payload_digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    payload = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)

    class Meta:  # noqa: D106 -- the place where Django looks for these
        db_table = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("chain", "event_id"), name="one_event_per_id"),
            models.UniqueConstraint(fields=("chain", "n"), name="one_event_per_place"),
            models.UniqueConstraint(fields=("chain", "prev"), name="one_event_after_another"),
        ]

    def __str__(self) -> str:
        return f"event {self.n}"


class IdentityRow(models.Model):
    """Whose key opens this file, and what was made sure of; one row."""

    vault = models.CharField(max_length=36)
    epoch = models.IntegerField()
    canary = models.BinaryField()
    written_by = models.CharField(max_length=20)
    is_sheet_confirmed = models.BooleanField(default=False)

    class Meta:  # noqa: D106 -- the place where Django looks for these
        db_table = "identity"

    def __str__(self) -> str:
        return f"vault {self.vault}"


class BackupRow(models.Model):
    """One backup that was made and proved, so that its age can be shown and erasure can list it."""

    path = models.TextField()
    made_at = models.CharField(max_length=24)
    head = models.CharField(max_length=64)
    events = models.BigIntegerField()
    proved_at = models.CharField(max_length=24)

    class Meta:  # noqa: D106 -- the place where Django looks for these
        db_table = "backups"

    def __str__(self) -> str:
        return f"backup {self.made_at}"


class PreferenceRow(models.Model):
    """One thing that the person set on a page: how it looks, and when it rings."""

    name = models.CharField(max_length=32, unique=True)
    words = models.CharField(max_length=200)

    class Meta:  # noqa: D106 -- the place where Django looks for these
        db_table = "preferences"

    def __str__(self) -> str:
        return f"preference {self.name}"
