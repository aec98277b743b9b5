"""What can be chosen in the events of a blinded trial."""

from enum import Enum


class SealHolder(Enum):
    """Who or what holds the stub."""

    PACKER = "packer"
    CUSTODIAN = "custodian"
    ENVELOPE = "envelope"
    VAULT = "vault"


class PackedBy(Enum):
    """Who packed."""

    SELF = "self"
    PACKER = "packer"


class Entry(Enum):
    """How a token was read."""

    CAMERA = "camera"
    TYPED = "typed"


class Believed(Enum):
    """The arm that the participant believes in, which is not the arm."""

    ACTIVE = "active"
    PLACEBO = "placebo"


class SeenArm(Enum):
    """The arm of one packet opened early, or that the participant did not read it."""

    ACTIVE = "active"
    PLACEBO = "placebo"
    UNREAD = "unread"


class CheckOutcome(Enum):
    """How one check of an unblinding ended."""

    PASS = "pass"  # noqa: S105 -- an outcome, no password
    FAIL = "fail"
    NOT_CHECKED = "not_checked"


class CheckId(Enum):
    """The checks of an unblinding."""

    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"
    V6 = "V6"
    V7 = "V7"
    V8 = "V8"
    V9 = "V9"
    V10 = "V10"
    V11 = "V11"


class StatedResult(Enum):
    """The verdicts that a person can be told."""

    NOT_BLINDED = "not_blinded"
    TOO_FEW_DAYS = "too_few_days"
    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    E = "E"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


class Headline(Enum):
    """The headlines that a report can open with."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"
