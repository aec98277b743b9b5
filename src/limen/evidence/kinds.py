"""The words of evidence: what kind it is, which band it speaks of, and which way it points."""

from enum import StrEnum


class Kind(StrEnum):
    """How a work came to know what it says, the strongest first."""

    CONTROLLED = "controlled"
    SYNTHESIS = "synthesis"
    OBSERVATIONAL = "observational"
    EXPERT = "expert"
    PRACTITIONER = "practitioner"
    PENDING = "pending"

    @property
    def carries(self) -> bool:
        """Whether such a work can carry what is said about benefit or safety."""
        return self in (Kind.CONTROLLED, Kind.SYNTHESIS, Kind.OBSERVATIONAL)

    @property
    def tests(self) -> bool:
        """Whether such a work compares with something, or sums up works that do."""
        return self in (Kind.CONTROLLED, Kind.SYNTHESIS)


class Scope(StrEnum):
    """The band that a claim or a work holds for.

    `ANY` is every band of a psychedelic, never ketamine. `NONE` is what concerns no band.
    """

    MICRODOSE = "microdose"
    LOW = "low"
    FULL = "full"
    KETAMINE = "ketamine"
    ANY = "any"
    NONE = "none"


def holds_for(studied: Scope, asked: Scope) -> bool:
    """Whether what holds for one band may stand on a page about another.

    What concerns no band stands anywhere. Ketamine and psychedelics never stand in for each other.
    """
    if Scope.NONE in (studied, asked) or studied is asked:
        return True
    return Scope.ANY in (studied, asked) and Scope.KETAMINE not in (studied, asked)


class Direction(StrEnum):
    """Which way the result of a work points, the worst for a person first."""

    HARM = "harm"
    IMPAIRMENT = "impairment"
    HARM_PLAUSIBLE = "harm_plausible"
    NULL = "null"
    UNRESOLVED = "unresolved"
    INTERACTION = "interaction"
    SAFETY = "safety"
    MIXED = "mixed"
    DOSE_RESPONSE = "dose_response"
    PHYSIOLOGICAL = "physiological"
    METHOD = "method"
    DESCRIPTIVE = "descriptive"
    NONE = "none"
    ASSOCIATION = "association"
    COUNTER_POSITION = "counter_position"
    BENEFIT_UNCONTROLLED = "benefit_uncontrolled"
    BENEFIT_ACUTE = "benefit_acute"
    BENEFIT_LAGGED = "benefit_lagged"
    BENEFIT = "benefit"

    @property
    def is_benefit(self) -> bool:
        """Whether the work reports a benefit of any sort."""
        return self.value.startswith("benefit")


class Grade(StrEnum):
    """How a work was done, in one word."""

    RANDOMISED = "randomised"
    SELF_BLINDED = "self_blinded"
    OPEN_LABEL = "open_label"
    OBSERVATIONAL = "observational"
    SURVEY = "survey"
    QUALITATIVE = "qualitative"
    ONLINE_REPORTS = "online_reports"
    SURVEILLANCE = "surveillance"
    SYSTEMATIC_REVIEW = "systematic_review"
    UMBRELLA_REVIEW = "umbrella_review"
    META_REGRESSION = "meta_regression"
    REVIEW = "review"
    METHODS = "methods"
    GUIDELINE = "guideline"
    PRACTITIONER = "practitioner"
    REGISTERED = "registered"
    COMPANY = "company"


class ClaimType(StrEnum):
    """What a claim is about."""

    DEFINITION = "definition"
    PRACTICE = "practice"
    PRINCIPLE = "principle"
    MECHANISM = "mechanism"
    EFFECT = "effect"
    SAFETY = "safety"
    LAW = "law"
    COMPARISON = "comparison"


class Verdict(StrEnum):
    """What the evidence says of a claim, as somebody who read it judged."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONVENTION = "convention"
    DEFINITIONAL = "definitional"
    REPORTED_ONLY = "reported_only"
    NOT_TESTED = "not_tested"
    UNRESOLVED = "unresolved"
    NO_EVIDENCE = "no_evidence"
    OVERSTATED = "overstated"
    MISCITED = "miscited"
    OUTDATED = "outdated"
    BAND_MISMATCH = "band_mismatch"
    NOT_SUPPORTED = "not_supported"
    CONTRADICTED = "contradicted"


class SourceKind(StrEnum):
    """What somebody read to write a row."""

    PRIMARY = "primary"
    REPORTED = "reported"
    LIST = "list"
    OPEN_DATA = "open_data"
    OWN = "own"
