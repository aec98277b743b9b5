import subprocess
import sys
from importlib import resources
from pkgutil import resolve_name

import pytest

from limen.inference.catalogue import ESTIMATORS, Estimator

# Files that serve the estimators and estimate nothing themselves.
PARTS = {
    "__init__",
    "ar1_profile",
    "arrays",
    "belief_estimates",
    "catalogue",
    "diary_estimates",
    "drift_estimates",
    "estimates",
    "felt_estimates",
    "interval",
    "ladder",
    "many_ar1",
    "many_tests",
    "many_verdicts",
    "orthonormal",
    "reml_profile",
    "reml_sums",
    "tails",
    "threshold_estimates",
    "threshold_lattice",
    "threshold_prior",
    "trial",
    "trial_estimates",
    "verdict_estimates",
    "whitening",
    "working_model",
}


def test_every_file_of_inference_is_an_estimator_of_the_catalogue_or_a_named_part():
    folder = resources.files("limen.inference")

    written = {file.name.removesuffix(".py") for file in folder.iterdir() if ".py" in file.name}
    listed = {each.place.split(":")[0].removeprefix("limen.inference.") for each in ESTIMATORS}

    assert written == listed | PARTS
    assert listed & PARTS == set()


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda each: each.id)
def test_every_place_leads_to_the_function_of_that_name(estimator):
    function = resolve_name(estimator.place)

    assert function.__name__ == estimator.id


@pytest.mark.parametrize("place", sorted({each.plain_form for each in ESTIMATORS}))
def test_every_plain_form_can_be_called(place):
    assert callable(resolve_name(place))


def test_each_name_stands_once_in_order():
    names = [each.id for each in ESTIMATORS]

    assert names == sorted(set(names))


def test_a_version_below_one_is_refused():
    with pytest.raises(ValueError, match="versions are counted from 1"):
        Estimator(id="a", version=0, place="a:a", plain_form="a:a")


def test_reading_the_catalogue_and_the_plain_forms_loads_no_numeric_library():
    plain = {each.plain_form.split(":")[0] for each in ESTIMATORS}
    loaded = "print({'numpy', 'scipy'} & set(sys.modules))"
    code = f"import sys, limen.inference.catalogue, {', '.join(sorted(plain))}; {loaded}"

    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert printed.stdout.strip() == b"set()"
