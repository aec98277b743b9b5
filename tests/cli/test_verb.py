from limen.cli.answer import Answer, AnswerForm, give


def seen(forms: list[AnswerForm]):
    def planted(form):
        forms.append(form)

    return planted


def test_a_verb_gets_the_form_that_was_asked_for(limen, plant):
    forms = []
    plant(seen(forms), fields=("first", "second"))

    limen("planted")
    limen("planted", "--json", "--fields", "second, first")

    assert forms == [AnswerForm(), AnswerForm(json=True, fields=("second", "first"))]


def test_an_unknown_field_is_refused_before_any_work(limen, plant):
    forms = []
    plant(seen(forms), fields=("first", "second"))

    ran = limen("planted", "--json", "--fields", "first,third")

    assert (ran.exit_code, forms) == (2, [])
    assert ran.error["say"] == "There is no field “third”; the fields are first, second."
    assert ran.error["at"] == "--fields"


def test_no_field_at_all_is_refused(limen, plant):
    plant(seen([]))

    ran = limen("planted", "--json", "--fields", "")

    assert ran.exit_code == 2


def test_fields_without_json_are_refused(limen, plant):
    plant(seen([]))

    ran = limen("planted", "--fields", "value")

    assert ran.exit_code == 2
    assert ran.err.splitlines()[0] == "--fields limits the answer of --json: add --json."


def test_only_the_wanted_fields_are_answered_in_the_wanted_order(limen, plant):
    data = {"first": 1, "second": None, "third": 3}
    plant(
        lambda form: give(Answer("planted", data, next=("limen",)), form, lambda: None),
        fields=("first", "second", "third"),
    )

    ran = limen("planted", "--json", "--fields", "third,second")

    assert list(ran.answer["data"].items()) == [("third", 3), ("second", None)]


def test_the_help_leads_with_examples_and_ends_with_the_exit_codes(limen, plant):
    plant(seen([]), fields=("first", "second"))

    lines = limen("planted", "--help").out.splitlines()

    assert lines[:4] == ["Do what the test asks.", "", "Examples:", "  limen planted  a trial"]
    assert lines[-11:-9] == ["", "Exit codes:"]
    assert "  first, second" in lines


def test_the_explanation_stands_between_usage_and_options(limen):
    lines = limen("doctor", "--help").out.splitlines()

    headings = [lines.index(line) for line in ("Usage: limen doctor [OPTIONS]", "Options:")]
    explained = next(n for n, line in enumerate(lines) if line.startswith("Ends with 0"))

    assert headings[0] < explained < headings[1]
