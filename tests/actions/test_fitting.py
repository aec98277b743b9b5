import pytest

from limen.actions.fitting import _FIXES, fit_file
from limen.inference.estimates import Reason
from limen.reports.fitted_model import Method
from limen.terms.errors import BadInput

ROWS = "who,arm,week,score\n" + "".join(
    f"p{who},{('placebo', 'active')[(who + week) % 2]},{week},{who + 1.5 * week + who * week % 3}\n"
    for who in range(8)
    for week in range(4)
)


def unheard(done, total):
    """Nobody listens."""


@pytest.fixture
def fitted(tmp_path):
    def fit(text=ROWS, formula="score ~ arm", group="who", where=None, method=Method.REML):
        path = tmp_path / "rows.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return fit_file(path, formula, group, where or {}, method, unheard)

    return fit


def refusal(fitted, **options):
    with pytest.raises(BadInput) as refused:
        fitted(**options)
    return refused.value


def test_a_fit_says_what_it_was_fitted_to(fitted):
    fit = fitted()

    assert (fit.formula, fit.method, fit.n, fit.groups, fit.left_out) == (
        "score ~ arm", "reml", 32, 8, 0,
    )  # fmt: skip
    assert fit.reference == {"arm": "active"}
    assert [c.term for c in fit.coefficients] == ["Intercept", "arm[T.placebo]"]


def test_the_order_of_rows_in_the_file_does_not_matter(fitted):
    header, *rows = ROWS.splitlines(keepends=True)

    there = fitted()
    back = fitted(header + "".join(reversed(rows)))

    assert back.coefficients[1].estimate == pytest.approx(there.coefficients[1].estimate)
    assert back.criterion == pytest.approx(there.criterion)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(fitted):
    assert fitted(b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode()) == fitted()


def test_full_likelihood_has_another_criterion(fitted):
    reml, ml = fitted(method=Method.REML), fitted(method=Method.ML)

    assert ml.var_group < reml.var_group
    assert ml.criterion != reml.criterion


@pytest.mark.parametrize(
    ("options", "says", "fix"),
    [
        ({"where": {"who": "p1"}}, "one participant", "--group"),
        ({"group": "score"}, "within participants", "--group"),
        ({"formula": "score ~ week", "where": {"week": "1"}}, "has one row", "--group"),
        ({"text": "who,x,twice,score\na,1,2,1\na,2,4,3\nb,1,2,2\nb,3,6,2\n",
          "formula": "score ~ x + twice"}, "column twice", "formula"),
        ({"text": ROWS.splitlines()[0] + "\na,x,1,2\na,y,2,2\nb,x,1,2\nb,y,1,2\n"},
         "the same in every row", "outcome"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_had_is_bad_input_with_a_remedy(fitted, options, says, fix):
    refused = refusal(fitted, **options)

    assert says in refused.says
    assert fix in refused.fix


def test_every_reason_has_a_remedy_or_cannot_come_from_a_model():
    assert set(Reason) - set(_FIXES) == {
        Reason.ALLOCATION_NOT_POSSIBLE,
        Reason.BASELINE_TOO_SHORT,
        Reason.DESIGN_NOT_SUPPORTED,
        Reason.NOT_BLINDED,
        Reason.STRATUM_EMPTY,
        Reason.TOO_FEW_ALLOCATIONS,
        Reason.TOO_FEW_DAYS,
    }
