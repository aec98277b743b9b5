"""The law of a place is known up to its day, unknown after it, and not known without a row."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.screening.law import (
    Current,
    KindMeaning,
    LawGroup,
    LawKind,
    LawRow,
    LawTable,
    NotKnown,
    Stale,
    law_of,
    law_state,
)

COUNTRY = LawRow(
    id="xx",
    group=LawGroup.COUNTRY,
    place="Nowhere",
    countries=("XX",),
    regions=(),
    kinds=(LawKind.SCHEDULED,),
    psilocybin="Listed.",
    lsd=None,
    ketamine=None,
    detail=None,
    source=("its own page",),
    source_kind="primary",
    as_of="2026-01",
    review_by=date(2026, 7, 31),
)
STATE = replace(COUNTRY, id="xx_aa", group=LawGroup.STATE, place="A state", regions=("XX-AA",))
MEANINGS = {kind: KindMeaning(kind.value, "what it means") for kind in LawKind}
TABLE = LawTable(
    compiled_on=date(2026, 2, 1),
    meanings=MEANINGS,
    regions={"XX-AA": "A state"},
    rows=(COUNTRY, STATE),
)


def test_a_row_is_current_up_to_its_day_and_stale_after_it():
    last = COUNTRY.review_by

    assert law_state(COUNTRY, last) == Current(COUNTRY)
    assert law_state(COUNTRY, last + timedelta(days=1)) == Stale(COUNTRY, last)


def test_without_a_row_nothing_is_known():
    assert law_state(None, date(2026, 2, 1)) == NotKnown()


@pytest.mark.parametrize(
    ("place", "national", "local", "has_local"),
    [
        ("XX", COUNTRY, None, True),
        ("XX-AA", COUNTRY, STATE, True),
        ("XX-BB", COUNTRY, None, True),
        ("YY", None, None, False),
    ],
)
def test_a_place_has_the_row_of_its_country_and_its_own(place, national, local, has_local):
    found = law_of(place, TABLE)

    assert (found.national, found.local, found.has_local) == (national, local, has_local)


def test_a_country_without_parts_of_its_own_stands_alone():
    assert not law_of("XX", replace(TABLE, regions={}, rows=(COUNTRY,))).has_local


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": ()},
        {"kinds": ()},
        {"countries": ()},
        {"place": ""},
        {"source_kind": "list"},
        {"source_kind": "unverified"},
        {"regions": ("XX-AA",)},
        {"group": LawGroup.CITY},
    ],
)
def test_a_row_that_may_not_ship_is_refused(wrong):
    with pytest.raises(ValueError, match="xx"):
        replace(COUNTRY, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"meanings": {}},
        {"regions": {}},
        {"regions": {}, "rows": (COUNTRY, COUNTRY)},
        {"regions": {}, "rows": (COUNTRY, replace(COUNTRY, id="again"))},
    ],
)
def test_a_table_explains_every_kind_and_has_one_row_for_a_place(wrong):
    with pytest.raises(ValueError, match=r"kind of law|no name|same id|one place"):
        replace(TABLE, **wrong)
