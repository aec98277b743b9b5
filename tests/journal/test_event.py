"""A draft refuses to exist when nobody could say who stated it, how, or when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from limen.journal.kinds.measures import NoteWritten
from limen.terms.errors import BadInput

UUID_TEXT = "1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b"


@pytest.fixture
def draft(journal: Any) -> Any:
    return journal.draft(NoteWritten(words="one"))


@pytest.mark.parametrize(
    "by",
    [
        "participant",
        "packer",
        "limen",
        "importer:journal_json",
        f"clinician:{UUID_TEXT}",
        f"researcher:{UUID_TEXT}",
    ],
)
def test_who_may_state(draft: Any, by: str) -> None:
    assert replace(draft, by=by).by == by


@pytest.mark.parametrize("by", ["", "Participant", "clinician", "clinician:ada", "importer:", "me"])
def test_nobody_else_states(draft: Any, by: str) -> None:
    with pytest.raises(BadInput) as refused:
        replace(draft, by=by)

    assert refused.value.at == "by"


@pytest.mark.parametrize(
    "via", ["web", "offline", "card", "cli", f"import:{UUID_TEXT}", f"bundle:{UUID_TEXT}"]
)
def test_how_it_may_arrive(draft: Any, via: str) -> None:
    assert replace(draft, via=via).via == via


@pytest.mark.parametrize(
    "via", ["", "import", "import:table", f"bundle:{UUID_TEXT.upper()}", "fax"]
)
def test_no_other_way_is_known(draft: Any, via: str) -> None:
    with pytest.raises(BadInput) as refused:
        replace(draft, via=via)

    assert refused.value.at == "via"


def test_a_moment_is_kept_in_utc_with_whole_milliseconds(draft: Any) -> None:
    here = timezone(timedelta(hours=2))

    moved = replace(draft, at=datetime(2026, 3, 2, 21, 4, 5, 678_901, tzinfo=here))

    assert moved.at == datetime(2026, 3, 2, 19, 4, 5, 678_000, tzinfo=UTC)
    assert moved.at.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_mistake(draft: Any) -> None:
    with pytest.raises(TypeError, match="needs a zone"):
        replace(draft, at=datetime(2026, 3, 2, 21, 4))  # noqa: DTZ001 -- that it has none is what is tested


def test_a_day_out_of_range_is_refused(draft: Any) -> None:
    with pytest.raises(BadInput) as refused:
        replace(draft, day=date.min)

    assert refused.value.at == "day"
