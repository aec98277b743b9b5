"""The label of a claim: the first rule that holds decides; never better than the verdict."""

from datetime import date, timedelta
from itertools import product

import pytest

from limen.evidence.citations import Provenance
from limen.evidence.kinds import ClaimType, Kind, Scope, SourceKind, Verdict
from limen.evidence.label import Label, LabelWords, label
from limen.evidence.tables import claims, compiled_on, references

ON = date(2026, 11, 21)
PAST = Provenance(("the paper",), SourceKind.PRIMARY, None, ON - timedelta(days=1))
WORDS = {
    "supported": "supported",
    "partly_supported": "partly supported",
    "reported_only": "reported by people, not tested under blinding",
    "convention": "a convention",
    "definitional": "true by definition",
    "not_tested": "not tested",
    "unresolved": "not settled",
    "no_evidence": "nobody has compared them",
    "overstated": "says more than its source",
    "miscited": "true, but its source is about something else",
    "outdated": "no longer true",
    "band_mismatch": "shown for another amount: no evidence for microdoses",
    "not_supported": "not supported when blinded",
    "contradicted": "its own source says the opposite",
}
LABELS = {
    **dict.fromkeys(("C01", "A09", "B06"), "partly_supported"),
    **dict.fromkeys(("C02", "C04", "C05", "C09", "C11", "C13", "C15"), "supported"),
    **dict.fromkeys(("C16", "C18", "A03", "B04"), "supported"),
    **dict.fromkeys(("C03", "C14", "B02"), "not_tested"),
    **dict.fromkeys(("C06", "C17"), "overstated"),
    **dict.fromkeys(("C10", "A01"), "convention"),
    **dict.fromkeys(("A04", "A05"), "band_mismatch"),
    **dict.fromkeys(("A02", "B01", "B05"), "not_supported"),
    "C07": "definitional",
    "C08": "contradicted",
    "C12": "miscited",
    "C19": "outdated",
    "A10": "reported_only",
    "B03": "unresolved",
    "B07": "no_evidence",
}
LAW = ("A06", "A07", "A08", "B08")
KINDS_THAT_CARRY_NOTHING = (Kind.EXPERT, Kind.PRACTITIONER, Kind.PENDING)
LETS_PASS = (
    Verdict.SUPPORTED,
    Verdict.PARTLY_SUPPORTED,
    Verdict.CONVENTION,
    Verdict.DEFINITIONAL,
)


def words(claim, *works) -> LabelWords:
    return label(claim, {one.id: one for one in works}, ON).words


def test_every_claim_has_the_label_of_the_facts():
    labels = {
        name: label(one, references(), compiled_on()).words.value for name, one in claims().items()
    }

    expected = {name: WORDS[verdict] for name, verdict in LABELS.items()}
    assert labels == expected | dict.fromkeys(LAW, LabelWords.LAW.value)
    assert len(labels) == 37


def test_no_label_is_better_than_its_verdict():
    worse = (LabelWords.LAW, LabelWords.NO_EVIDENCE_IN_BAND, LabelWords.REPORTED_ONLY)

    for one in claims().values():
        said = label(one, references(), compiled_on()).words
        assert said in (LabelWords[one.verdict.name], *worse)


def test_thirteen_months_on_nothing_counts_as_checked():
    day = compiled_on() + timedelta(days=396)

    said = {label(one, references(), day).words for one in claims().values()}

    assert said == {LabelWords.NOT_CHECKED, LabelWords.LAW}


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_words(verdict):
    assert LabelWords[verdict.name].value == WORDS[verdict]


def test_rule_1_a_claim_about_the_law_has_no_label_of_its_own(claim):
    law = {"claim_type": ClaimType.LAW, "scope": Scope.NONE, "references": ()}

    assert words(claim(**law)) is LabelWords.LAW
    assert words(claim(**law, provenance=PAST)) is LabelWords.LAW


@pytest.mark.parametrize("verdict", Verdict)
def test_rule_2_a_claim_past_its_review_is_not_known(claim, work, verdict):
    assert words(claim(verdict=verdict, provenance=PAST), work()) is LabelWords.NOT_CHECKED


@pytest.mark.parametrize("verdict", [one for one in Verdict if one not in LETS_PASS])
def test_rule_3_a_verdict_against_the_claim_stands_whatever_carries_it(claim, work, verdict):
    assert words(claim(verdict=verdict), work()) is LabelWords[verdict.name]
    assert words(claim(verdict=verdict, references=())) is LabelWords[verdict.name]


@pytest.mark.parametrize("of", [ClaimType.EFFECT, ClaimType.SAFETY])
@pytest.mark.parametrize(
    "changed",
    [
        {"scopes": (Scope.FULL,)},
        {"scopes": (Scope.KETAMINE,)},
        {"is_unmatched": True},
        {"provenance": PAST},
        *({"kind": kind} for kind in KINDS_THAT_CARRY_NOTHING),
    ],
)
def test_rule_4_without_a_work_that_carries_it_there_is_no_evidence(claim, work, of, changed):
    assert words(claim(claim_type=of), work()) is LabelWords.SUPPORTED
    assert words(claim(claim_type=of), work(**changed)) is LabelWords.NO_EVIDENCE_IN_BAND


@pytest.mark.parametrize("verdict", LETS_PASS)
def test_rule_4_holds_for_every_verdict_that_rule_3_lets_pass(claim, verdict):
    said = words(claim(verdict=verdict, references=()))

    assert said is LabelWords.NO_EVIDENCE_IN_BAND


def test_a_work_of_another_band_lends_no_kind(claim, work):
    said = label(claim(), {"work": work(scopes=(Scope.FULL, Scope.KETAMINE))}, ON)

    assert (said.words, said.kind) == (LabelWords.NO_EVIDENCE_IN_BAND, None)


def test_a_work_of_its_band_that_carries_nothing_lends_its_kind(claim, work):
    said = label(claim(), {"work": work(kind=Kind.EXPERT)}, ON)

    assert (said.words, said.kind) == (LabelWords.NO_EVIDENCE_IN_BAND, Kind.EXPERT)


def test_rule_4_leaves_other_claims_alone(claim, work):
    practice = claim(claim_type=ClaimType.PRACTICE)

    assert words(practice, work(kind=Kind.PRACTITIONER)) is LabelWords.SUPPORTED


def test_rule_4_ketamine_is_carried_by_ketamine(claim, work):
    of_ketamine = claim(scope=Scope.KETAMINE)

    assert words(of_ketamine, work(scopes=(Scope.KETAMINE,))) is LabelWords.SUPPORTED
    assert words(of_ketamine, work(scopes=(Scope.ANY,))) is LabelWords.NO_EVIDENCE_IN_BAND


def test_rule_5_an_effect_that_nobody_tested_is_only_reported(claim, work):
    observed = work(kind=Kind.OBSERVATIONAL)

    assert words(claim(), observed) is LabelWords.REPORTED_ONLY
    assert words(claim(claim_type=ClaimType.SAFETY), observed) is LabelWords.SUPPORTED


def test_rule_5_one_test_among_reports_is_enough(claim, work):
    both = (work(kind=Kind.OBSERVATIONAL), work(id="other", kind=Kind.SYNTHESIS))

    assert words(claim(references=("work", "other")), *both) is LabelWords.SUPPORTED


@pytest.mark.parametrize("verdict", LETS_PASS)
def test_rule_6_otherwise_the_verdict_stands(claim, work, verdict):
    assert words(claim(verdict=verdict), work()) is LabelWords[verdict.name]


def test_the_label_names_the_strongest_kind_that_carries_it(claim, work):
    works = {
        "report": work(id="report", kind=Kind.OBSERVATIONAL),
        "review": work(id="review", kind=Kind.SYNTHESIS),
        "trial": work(id="trial", scopes=(Scope.FULL,)),
    }

    said = label(claim(references=tuple(works)), works, ON)

    assert said == Label(
        LabelWords.SUPPORTED, Kind.SYNTHESIS, Scope.MICRODOSE, ("report", "review")
    )


def test_where_nothing_carries_the_strongest_kind_behind_it_is_named(claim, work):
    lore = {"work": work(kind=Kind.PRACTITIONER)}

    assert label(claim(), lore, ON).kind is Kind.PRACTITIONER
    assert label(claim(references=()), lore, ON).kind is None


BANDS = [one for one in Scope if one is not Scope.NONE]


@pytest.mark.parametrize("of", [ClaimType.EFFECT, ClaimType.SAFETY])
@pytest.mark.parametrize(("studied", "asked"), [*product(BANDS, BANDS)])
def test_nothing_is_supported_by_another_band(claim, work, of, studied, asked):
    about = claim(claim_type=of, scope=asked)
    same = studied is asked or (studied is Scope.ANY and asked is not Scope.KETAMINE)

    for kind in Kind:
        said = words(about, work(kind=kind, scopes=(studied,)))
        assert said is not LabelWords.SUPPORTED or (kind.carries and same)
