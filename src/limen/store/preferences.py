"""What a person set on a page, as words by name: a row each, replaced when it is set again."""

from collections.abc import Mapping

from limen.store.events import appending
from limen.store.models import PreferenceRow
from limen.store.refusals import in_words


def kept_preferences() -> dict[str, str]:
    """Everything that was set in the open vault, by name.

    Raises:
        LimenError: the journal cannot be read.
    """
    with in_words():
        return dict(PreferenceRow.objects.values_list("name", "words"))


def keep_preferences(wished: Mapping[str, str]) -> None:
    """Set all of these in the open vault, or none; what is not named stays.

    Raises:
        LimenError: the disk is full, or the journal is for reading only or in use elsewhere.
    """
    with appending():
        for name, words in wished.items():
            PreferenceRow.objects.update_or_create(name=name, defaults={"words": words})
