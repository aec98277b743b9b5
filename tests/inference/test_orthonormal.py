import numpy as np
import pytest

from limen.inference.orthonormal import Orthonormal, RepeatedColumn, orthonormal


def problem(seed=1, rows=60):
    chance = np.random.default_rng(seed)
    columns = np.column_stack(
        [np.ones(rows), chance.normal(50, 10, rows), chance.normal(size=rows)]
    )
    return columns, columns @ [1.0, 0.2, -3.0] + chance.normal(size=rows)


def test_it_is_ordinary_least_squares():
    columns, scores = problem()

    plain = orthonormal(columns, scores)

    expected, (rss,), *_ = np.linalg.lstsq(columns, scores)
    assert plain.coefficients == pytest.approx(expected)
    assert np.sum((plain.scale * plain.residuals) ** 2) == pytest.approx(rss)
    assert plain.log_det == pytest.approx(np.linalg.slogdet(columns.T @ columns).logabsdet)


def test_columns_come_back_from_their_basis():
    columns, scores = problem()

    plain = orthonormal(columns, scores)

    assert plain.basis.T @ plain.basis == pytest.approx(np.eye(3), abs=1e-12)
    assert columns @ plain.back == pytest.approx(plain.basis, abs=1e-12)


def test_nothing_of_the_columns_is_left_in_the_residuals_of_far_scores():
    columns, scores = problem()

    plain = orthonormal(columns, scores + 1e9)

    assert np.abs(plain.basis.T @ plain.residuals).max() < 1e-12


@pytest.mark.parametrize(
    ("column", "place"),
    [(lambda x: 2 * x[:, 1] - 7, 3), (lambda x: 0 * x[:, 1], 3), (lambda x: x[:, 0] * 4, 3)],
)
def test_a_column_that_the_others_say_already_is_named(column, place):
    columns, scores = problem()

    found = orthonormal(np.column_stack([columns, column(columns)]), scores)

    assert found == RepeatedColumn(place)


def test_a_column_far_from_zero_that_varies_a_little_is_kept():
    columns, scores = problem()
    columns[:, 2] = 1.7e12 + 100 * columns[:, 2]

    assert isinstance(orthonormal(columns, scores), Orthonormal)
