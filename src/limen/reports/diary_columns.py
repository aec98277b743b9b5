"""The columns of the tables that a journal is exported to; what was not stated is an empty cell."""

from enum import Enum

from limen.journal.kinds.doses import (
    Analyte,
    AsPlanned,
    Basis,
    ContentPer,
    ContentUnit,
    Context,
    Material,
    Prepared,
    Sitting,
    SkippedWhy,
    Tested,
    UnplannedWhy,
)
from limen.journal.kinds.harms import Relation, Severity
from limen.journal.kinds.protocols import Acts, EndedWhy
from limen.journal.kinds.trial_choices import Believed
from limen.protocols.occasions import OccasionState
from limen.protocols.states import State
from limen.reports.tables import Column, ColumnType
from limen.terms.felt import Felt, Strength
from limen.terms.units import Form, Unit


def scale_column(scale: str) -> Column:
    """The column of one scale that check-ins hold."""
    return Column(f"scale_{scale}", ColumnType.NUMBER, _OF_SCALES)


def _choices(*kinds: type[Enum]) -> tuple[str, ...]:
    return tuple(str(one.value) for kind in kinds for one in kind)


def _identifier(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.IDENTIFIER, meaning)


def _day(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.DAY, meaning)


def _moment(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.MOMENT, meaning)


def _whole(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, ColumnType.WHOLE, meaning, unit)


def _number(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, ColumnType.NUMBER, meaning, unit)


def _yes_no(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.YES_NO, meaning, "", ("yes", "no"))


def _choice(name: str, meaning: str, *kinds: type[Enum]) -> Column:
    return Column(name, ColumnType.CHOICE, meaning, "", _choices(*kinds))


def _text(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.TEXT, meaning)


_OF_SCALES = "rating on this scale, 1 to 7; another range where “set” begins with import:"
_IN_UNIT = "see amount_unit"
_IN_CONTENT = "see content_unit and content_per"

SHARED = (
    _identifier("id", "the entry"),
    _day("day", "the local day that it is about, as stated"),
    _moment("at", "when it was stated, in UTC"),
    _text("zone", "where the person was then, as an IANA name"),
    _yes_no("imported", "whether it came from another diary"),
    _whole("corrections", "how often it was corrected; the cells hold what was said last", "times"),
)
"""The columns with which every table of entries begins."""

DOSE_EVENTS = (
    _yes_no("taken", "no: a planned dose was left out, and that was stated"),
    _moment("taken_at", "when it was taken"),
    _number("amount", "as the person wrote it down", _IN_UNIT),
    _choice("amount_unit", "what the amount counts", Unit),
    _choice("form", "how it was weighed or counted", Form),
    _identifier("batch", "id in batches"),
    _text("batch_name", "its name"),
    _identifier("trial", "the blinded trial that it belongs to"),
    _whole("slot", "the number of the packet in that trial"),
    _choice("as_planned", "whether it was taken as planned", AsPlanned),
    _choice("why", "why otherwise, or why it was left out", UnplannedWhy, SkippedWhy),
    Column("context", ColumnType.TEXT, "what else was so, spaced", "", _choices(Context)),
    _yes_no("slip_checked", "whether an unusual amount was asked about"),
)
FELT_ANSWERS = (
    _identifier("dose", "id in dose_events"),
    _choice("sitting", "when it was asked", Sitting),
    _choice("felt", "whether the dose was noticed", Felt),
    _choice("strength", "how strongly", Strength),
)
CHECK_INS = (
    _choice("sitting", "which part of the day or week", Sitting),
    _yes_no("skipped", "yes: it was left out by choice"),
    _text("why_skipped", "why it was left out"),
    _yes_no("recalled", "whether it was written on the day after, from memory"),
    _text("set", "which questions were asked"),
    _whole("set_version", "in which version"),
    _yes_no("effects_shown", "whether unwanted effects were asked about"),
    _text("effects", "the unwanted effects that were named, spaced"),
    _text("note", "in the person's own words"),
)
INSTRUMENT_ANSWERS = (
    _text("instrument", "the questionnaire"),
    _whole("instrument_version", "in which version"),
    _text("language", "in which language it was shown"),
    _moment("opened_at", "when its page was opened"),
    _yes_no("skipped", "yes: the whole questionnaire was left out by choice"),
    _text("why_skipped", "why it was left out"),
    _text("item", "the item, one on each row"),
    _whole("answer", "the raw answer; empty: the item was left out"),
)
GUESSES = (
    _identifier("trial", "the blinded trial"),
    _whole("slot", "the number of the packet"),
    _choice("sitting", "when it was asked", Sitting),
    _choice("believed", "what the person believed to have taken; not what it was", Believed),
    _whole("sure", "how sure: 1 just a guess, 2 leaning, 3 quite sure"),
    _moment("opened_at", "when the question was opened"),
    _moment("answered_at", "when it was answered"),
)
ADVERSE_EVENTS = (
    _text("term", "the unwanted effect, from a fixed list"),
    _text("words", "in the person's own words"),
    _choice("severity", "how bad it was", Severity),
    _yes_no("serious", "whether it was serious"),
    _choice("relation", "whether it came from a dose, as the person sees it", Relation),
    _identifier("dose", "id in dose_events"),
    _yes_no("ongoing", "whether it went on when it was reported"),
    _day("ended_on", "the day on which it was over, if that was said later"),
)
MEDICINES = (
    _text("name", "the medicine or other substance"),
    _text("code", "its code, where one is known"),
    _text("class", "its class, where one is known"),
    _day("stopped_on", "the day on which it was stopped; “day” is the one on which it began"),
)
BATCHES = (
    _text("name", "what the person calls it"),
    _choice("material", "what it is", Material),
    _text("material_words", "what it is, in the person's own words"),
    _choice("form", "how it is weighed or counted", Form),
    _choice("basis", "whether amounts weigh the material or state the compound", Basis),
    _choice("prepared", "what it was made into", Prepared),
    _choice("tested", "whether a laboratory tested it", Tested),
    _number("content_lower", "what it found: the lower end", _IN_CONTENT),
    _number("content_middle", "the middle", _IN_CONTENT),
    _number("content_upper", "the upper end", _IN_CONTENT),
    _choice("content_unit", "in which unit", ContentUnit),
    _choice("content_per", "in how much of the material", ContentPer),
    _choice("content_analyte", "what the laboratory looked for", Analyte),
    _day("stored_since", "since when it is stored"),
    _identifier("same_source_as", "id of another batch from the same source"),
    _day("closed_on", "the day on which nothing was left of it"),
)
NOTES = (_text("words", "in the person's own words"),)
OCCASIONS = (
    _identifier("protocol", "id in protocol"),
    _day("day", "the day for which it was planned"),
    _choice("sitting", "the part of the day or week", Sitting),
    _choice("state", "what became of it up to the day of the export", OccasionState),
    _moment("opened_at", "when its page was first opened, in UTC"),
    _identifier("entry", "id in check_ins of the answer that counts"),
    _moment("at", "when that was stated, in UTC"),
    _text("zone", "where the person was then, as an IANA name"),
    _yes_no("imported", "whether the answer came from another diary"),
)
PROTOCOL = (
    _text("question", "what it was to answer, in the person's own words"),
    _choice("acts", "when the person thinks that a dose acts", Acts),
    _text("schedule", "the rule for dose days"),
    _whole("schedule_version", "in which version"),
    _text("schedule_parameters", "its numbers, as name=1,0,0"),
    _day("starts", "the first day"),
    _day("ends", "the last day that was planned, extensions counted"),
    _day("rests_until", "the last day of the rest"),
    _day("reviews_on", "the day of the review"),
    _text("measures", "what it watches, spaced"),
    _text("main_measure", "the one that decides"),
    _number("smallest_change", "the smallest change that matters to the person", "points"),
    _number("highest_planned", "the largest amount that was planned", _IN_UNIT),
    _choice("amount_unit", "what that amount counts", Unit),
    _choice("form", "how it is weighed or counted", Form),
    _choice("state", "where it stands on the day of the export", State),
    _whole("pauses", "how often it was paused", "times"),
    _whole("extensions", "how often it was extended", "times"),
    _day("ended_on", "the day on which the person ended it"),
    _choice("why_ended", "why it ended", EndedWhy),
)
