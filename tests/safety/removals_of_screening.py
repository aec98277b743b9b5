"""The controls of screening, warnings, stop rules, drift and law, switched off one by one.

See `removals.py` beside it, which holds the others.
"""

from switching import Off, always, replaced, template_without, together

from limen.journal.kinds.screening import StatedVerdict
from limen.protocols.states import State
from limen.screening.checklist import CHECKLIST
from limen.screening.interactions import DidYouMean
from limen.screening.law import Current
from limen.screening.rules import Tier
from limen.screening.verdict import _VERDICT


def h05_counts_are_shown_to_whoever_asks() -> Off:
    """No screening stands in front of what was noticed."""
    return replaced("limen.screening.gates:Screening.opens", always(answer=True))


def h06_medicines_are_not_looked_at() -> Off:
    """What somebody takes changes nothing."""
    return replaced("limen.screening.interactions:rules_for", always(()))


def h06_a_slip_of_the_pen_is_not_seen() -> Off:
    """A name with one wrong letter is just another name."""
    return replaced("limen.screening.interactions:_is_nearly", always(answer=False))


def h06_an_unknown_medicine_is_clear() -> Off:
    """What no rule speaks of is taken for harmless."""
    return replaced("limen.screening.interactions:UNKNOWN_MEDICINE", "caffeine")


def h06_an_old_rule_counts_for_ever() -> Off:
    """Nobody asks when a rule was read last."""
    return replaced("limen.screening.rules:Rule.is_known", always(answer=True))


def h06_a_dose_day_says_nothing() -> Off:
    """A dangerous combination stands on no page of that day."""
    return replaced("limen.web.reasons:notes_of_day", always(()))


def h07_every_warning_stands_beside_every_dose() -> Off:
    """What is only to be asked about is said again on each dose day."""
    return replaced("limen.web.reasons:_is_of_dose_day", always(answer=True))


def h07_a_right_name_is_asked_about() -> Off:
    """Whatever is written gets a question back."""
    meant = DidYouMean(("something else",))
    return replaced("limen.screening.interactions:matched", always(meant))


def h08_every_gate_is_open() -> Off:
    """Screening closes nothing."""
    return replaced("limen.screening.gates:Screening.opens", always(answer=True))


def h08_not_known_counts_as_no() -> Off:
    """A question that was left open says nothing."""
    return replaced("limen.screening.verdict:_of_question", always(()))


def h08_a_decision_never_ends() -> Off:
    """What was answered once holds for ever."""
    return replaced("limen.screening.gates:Screening.lapsed_why", always(None))


def h08_a_talk_opens_a_stop() -> Off:
    """The gravest reason is one of many to talk about."""
    milder = {**_VERDICT, Tier.STOP: StatedVerdict.CAUTION}
    return replaced("limen.screening.verdict:_VERDICT", milder)


def h09_pages_do_not_wait_for_the_age() -> Off:
    """Who has not said how old they are writes like everybody."""
    return replaced("limen.web.middleware:_asks_age_first", always(answer=False))


def h09_commands_do_not_ask() -> Off:
    """A command begins or fills a vault for whoever types it."""
    return replaced("limen.cli.vault_door:require_adult", always(None))


def h11_the_morning_asks_nothing() -> Off:
    """A planned day is a day for it, whatever the day is like."""
    return replaced("limen.web.today:_is_no_day", always(answer=False))


def h12_a_red_entry_opens_no_page() -> Off:
    """What cannot wait is written down like all else."""
    return replaced("limen.screening.stop_rules:stop_page", always(None))


def h14_a_rule_says_nothing_of_keeping() -> Off:
    """The rule about a medicine has no fixed sentence."""
    return replaced("limen.screening.rules:NEVER_STOP", "")


def h14_a_stop_says_nothing_of_keeping() -> Off:
    """The page of a stop has no fixed sentence."""
    return template_without(
        "screening.html",
        "Do not stop a prescribed medicine because of this page. Ask the person who prescribes it.",
    )


def h16_an_end_passes_in_silence() -> Off:
    """A plan runs on after its last day."""
    return replaced("limen.protocols.protocol:Protocol.state_on", always(State.RUNNING))


def h16_a_rest_may_be_skipped() -> Off:
    """One plan follows the other without weeks between them."""
    return together(
        replaced("limen.protocols.changes:require_rest", always(None)),
        replaced("limen.protocols.changes:require_rested", always(None)),
    )


def h16_nothing_is_counted() -> Off:
    """No card says what the last weeks hold."""
    return replaced("limen.protocols.drift_card:drift_card", always(None))


def h16_a_card_waits_for_nobody() -> Off:
    """The next protocol is drafted beside a card that nobody answered."""
    return replaced("limen.protocols.drift_card:require_answered", always(None))


def h19_a_law_holds_for_ever() -> Off:
    """Nobody asks when the law of a place was read last."""
    return replaced("limen.screening.law:law_state", lambda row, _on: Current(row))


def h19_a_clock_set_back_is_believed() -> Off:
    """Facts are judged by the day that the computer shows."""
    return replaced("limen.web.visits:Here.facts_day", property(lambda here: here.today))


def h27_anybody_may_go_on() -> Off:
    """A program or a file resumes what was paused."""
    return replaced("limen.protocols.states:require_mover", always(None))


def h27_a_sign_lets_nothing_rest() -> Off:
    """A protocol runs on whatever was written down."""
    return replaced("limen.actions.stops:_pauses", always(()))


def h28_a_new_batch_is_like_the_old_one() -> Off:
    """Nobody says that the strength of a new batch is unknown."""
    return replaced("limen.reports.noticed:_is_unknown", always(answer=False))


def h28_nobody_asks_for_a_test() -> Off:
    """The list of things to have thought of begins with the second one."""
    return replaced("limen.screening.checklist:CHECKLIST", CHECKLIST[1:])
