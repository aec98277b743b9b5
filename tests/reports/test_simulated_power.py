from limen.reports.simulated_power import CUES, HEADINGS, PowerRow, power_rows


def test_a_row_shows_shares_to_a_point_with_the_range_of_its_runs():
    rows = power_rows([PowerRow(12, 0.5, 0.351, 0.139, 0.0102)])

    assert rows == [("12", "0.5", "0.35", "0.14", "0.33–0.37")]
    assert len(rows[0]) == len(HEADINGS)


def test_a_range_stays_within_what_a_share_can_be():
    rows = power_rows([PowerRow(12, -1.0, 0.002, 0.0, 0.002), PowerRow(24, 2.0, 1.0, 1.0, 0.0)])

    assert [row[4] for row in rows] == ["0.00–0.01", "1.00–1.00"]
    assert rows[0][1] == "−1"


def test_the_cues_are_asked_for_by_their_names():
    assert CUES == ("none", "trial2021", "strong", "very_strong")
