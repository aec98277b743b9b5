"""Units, forms and the milligrams that compare."""

from decimal import Decimal
from operator import ge, gt, le, lt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.errors import BadInput
from limen.terms.units import (
    CompoundMilligrams,
    Form,
    MaterialMilligrams,
    Unit,
    parse_form,
    parse_unit,
)

ORDERS = pytest.mark.parametrize("order", [lt, le, gt, ge])
POSITIVE = st.decimals(min_value="0.000001", max_value=10**9, places=6)


def test_every_unit_has_its_code_words_ucum_code_and_mass() -> None:
    table = [(u.value, u.word, u.plural, u.ucum, u.milligrams) for u in Unit]

    assert table == [
        ("mg", "mg", "mg", "mg", Decimal(1)),
        ("g", "g", "g", "g", Decimal(1000)),
        ("microgram", "microgram", "micrograms", "ug", Decimal("0.001")),
        ("capsule", "capsule", "capsules", "{capsule}", None),
        ("drop", "drop", "drops", "{drop}", None),
    ]


def test_the_forms_are_those_of_the_journal() -> None:
    assert [form.value for form in Form] == [
        *("dried", "fresh", "truffle_fresh", "truffle_dried", "extract"),
        *("liquid", "blotter", "tablet", "capsule", "other"),
    ]


def test_every_code_is_read_as_its_unit_or_form() -> None:
    assert [parse_unit(unit.value) for unit in Unit] == list(Unit)
    assert [parse_form(form.value) for form in Form] == list(Form)


@pytest.mark.parametrize("code", ["", "G", "MG", "ug", "µg", "mcg", "gram", " g", "{capsule}"])
def test_another_unit_is_refused(code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_unit(code)

    assert refused.value.says == "Choose the unit."
    assert refused.value.fix == "One of: mg, g, microgram, capsule, drop."
    assert refused.value.at == "unit"


@pytest.mark.parametrize("code", ["", "Dried", "truffle", "powder"])
def test_another_form_is_refused(code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_form(code)

    assert refused.value.says == "Choose the form."
    assert refused.value.at == "form"


@given(POSITIVE, POSITIVE, st.sampled_from(Form))
def test_milligrams_of_one_kind_compare_as_their_values(
    first: Decimal, second: Decimal, form: Form
) -> None:
    weighed = MaterialMilligrams(first, form), MaterialMilligrams(second, form)
    stated = CompoundMilligrams(first), CompoundMilligrams(second)

    for order in (lt, le, gt, ge):
        assert order(*weighed) == order(*stated) == order(first, second)


@ORDERS
def test_milligrams_of_material_and_of_a_compound_do_not_compare(order) -> None:
    material = MaterialMilligrams(Decimal(100), Form.DRIED)
    compound = CompoundMilligrams(Decimal(100))

    with pytest.raises(TypeError):
        order(material, compound)
    with pytest.raises(TypeError):
        order(compound, material)


@ORDERS
@pytest.mark.parametrize("other", [form for form in Form if form is not Form.DRIED])
def test_milligrams_of_different_forms_do_not_compare(order, other: Form) -> None:
    dried = MaterialMilligrams(Decimal(100), Form.DRIED)

    with pytest.raises(TypeError, match="do not compare"):
        order(dried, MaterialMilligrams(Decimal(100), other))


@ORDERS
def test_milligrams_do_not_compare_with_a_bare_number(order) -> None:
    for milligrams in (MaterialMilligrams(Decimal(1), Form.DRIED), CompoundMilligrams(Decimal(1))):
        with pytest.raises(TypeError):
            order(milligrams, Decimal(1))


def test_milligrams_of_different_kinds_are_never_equal() -> None:
    dried = MaterialMilligrams(Decimal(100), Form.DRIED)

    assert dried == MaterialMilligrams(Decimal("100.0"), Form.DRIED)
    assert dried != MaterialMilligrams(Decimal(100), Form.FRESH)
    assert dried != CompoundMilligrams(Decimal(100))


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "sNaN", "Infinity"])
def test_milligrams_are_finite_and_above_zero(value: str) -> None:
    with pytest.raises(ValueError, match="finite number above 0"):
        MaterialMilligrams(Decimal(value), Form.DRIED)
    with pytest.raises(ValueError, match="finite number above 0"):
        CompoundMilligrams(Decimal(value))


def test_milligrams_of_a_bare_number_or_without_a_form_do_not_exist() -> None:
    with pytest.raises(TypeError, match="Decimal is needed, not float"):
        CompoundMilligrams(100.0)
    with pytest.raises(TypeError, match="Form is needed, not str"):
        MaterialMilligrams(Decimal(100), "dried")
