"""SAF-3 and SAF-9: what holds a release back, and what falls due, on either side of each day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from limen.screening.due import Due, Fault, FaultKind, due, faults
from limen.screening.law import Current, law_state
from limen.screening.law_table import law_table
from limen.screening.tables import crisis_table

CRISIS, LAW = crisis_table(), law_table()
READ_ON = CRISIS.compiled_on
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ruled:
    """A rule as far as a review reads it."""

    id: str = "rule"
    source: tuple[str, ...] = ("a page",)
    source_kind: str = "primary"
    review_by: date = date(2027, 11, 20)


def found(on, *, crisis=CRISIS, law=LAW, screening=(), offered=()):
    return faults(on, crisis=crisis, law=law, screening=screening, offered=offered)


def only(law_row):
    """The table of the law with one row."""
    regions = {code: LAW.regions[code] for code in law_row.regions}
    return replace(LAW, regions=regions, rows=(law_row,))


NO_LAW = replace(LAW, regions={}, rows=())


def test_on_the_day_of_the_tables_nothing_but_law_that_ends_soon_holds_a_release_back():
    held = found(READ_ON, offered=CRISIS.countries)

    assert {(one.table, one.kind) for one in held} == {("law", FaultKind.EXPIRES_SOON)}
    assert [one.row for one in held] == ["au", "ch", "at", "pt", "fr"]


def test_a_number_that_was_read_more_than_ninety_days_before_holds_it_back():
    near = found(READ_ON + 90 * DAY, law=NO_LAW)
    far = found(READ_ON + 91 * DAY, law=NO_LAW)

    assert near == ()
    assert len(far) == len(CRISIS.lines)
    assert far[0] == Fault("crisis", "em_us", FaultKind.READ_LONG_AGO, READ_ON)


def test_a_number_past_its_day_holds_it_back():
    line = CRISIS.lines[0]

    assert Fault("crisis", line.id, FaultKind.PAST_REVIEW, line.review_by) not in found(
        line.review_by
    )
    assert Fault("crisis", line.id, FaultKind.PAST_REVIEW, line.review_by) in found(
        line.review_by + DAY
    )


def test_a_country_that_is_offered_without_a_line_holds_it_back():
    held = found(READ_ON, law=NO_LAW, offered=["US", "AR"])

    assert held == (Fault("crisis", "AR", FaultKind.NO_LINE),)


def test_a_row_of_the_law_holds_it_back_while_it_is_current_and_ends_within_ninety_days():
    (row,) = (one for one in LAW.rows if one.id == "pt")
    soon = (Fault("law", "pt", FaultKind.EXPIRES_SOON, row.review_by),)

    held = {
        days: found(row.review_by - days * DAY, crisis=replace(CRISIS, lines=()), law=only(row))
        for days in (91, 90, 0, -1)
    }

    assert held == {91: (), 90: soon, 0: soon, -1: ()}


def test_every_row_of_the_law_that_holds_a_release_back_is_current():
    for days in range(0, 400, 30):
        on = READ_ON + days * DAY
        held = {one.row for one in found(on) if one.table == "law"}

        rows = [row for row in LAW.rows if row.id in held]
        assert all(isinstance(law_state(row, on), Current) for row in rows)


def test_a_rule_without_a_source_or_past_its_day_holds_it_back():
    rules = (
        Ruled(),
        Ruled("bare", source=()),
        Ruled("guessed", source_kind="unverified"),
        Ruled("old", review_by=READ_ON - DAY),
    )

    held = found(READ_ON, law=NO_LAW, screening=rules)

    assert held == (
        Fault("screening", "bare", FaultKind.NO_SOURCE),
        Fault("screening", "guessed", FaultKind.NOT_FIT_TO_SHIP),
        Fault("screening", "old", FaultKind.PAST_REVIEW, READ_ON - DAY),
    )


def test_what_falls_due_within_ninety_days_is_listed_with_what_is_past():
    rules = (
        Ruled("soon", review_by=READ_ON + 90 * DAY),
        Ruled("later", review_by=READ_ON + 91 * DAY),
    )

    listed = due(READ_ON, crisis=CRISIS, law=LAW, screening=rules)

    assert [one for one in listed if one.table == "screening"] == [
        Due(READ_ON + 90 * DAY, "screening", "soon")
    ]
    assert listed[0] == Due(date(2021, 1, 31), "law", "it")
    assert len([one for one in listed if one.table == "law"]) == len(LAW.rows)
    assert [one for one in listed if one.table == "crisis"] == []
