"""What each row of the hazard log is worth: its controls, switched off one by one.

A name here is the `removal` of a row in `docs/safety/hazards.toml`. Each gives a context in which
the control does nothing, and `make hazards` expects the tests of the row to fail in it. Those of
screening and of the rules that watch over a practice stand in `removals_of_screening.py`.
"""

import re
from datetime import UTC

from switching import Off, always, replaced, template_without, together, without_key, wrapped

from limen.diary.slips import Slip
from limen.reports.figures_drawing import Shape
from limen.terms.amount import parse_amount
from limen.terms.felt import Felt


def h01_item_nine_says_nothing() -> Off:
    """No answer to the ninth item leads to help."""
    return replaced("limen.instruments.scoring:asks_for_help", always(answer=False))


def h01_help_comes_unsaved() -> Off:
    """Help is shown, and the answer that led to it is not kept."""
    return replaced("limen.actions.hard_moments:append_sent", always(None))


def h01_the_entry_about_harm_is_one_of_many() -> Off:
    """What is tapped in the list of an evening leads nowhere."""
    return replaced("limen.web.effects:asks_for_help_page", always(answer=False))


def h01_help_waits_for_unlocking() -> Off:
    """A locked vault answers with its lock, also to who asks for help."""
    return together(
        replaced("limen.web.middleware:_WITHOUT_TOKEN", {"/start"}),
        replaced("limen.web.middleware:_WHILE_LOCKED", {"/start", "/unlock"}),
    )


def h01_questions_wait_for_ever() -> Off:
    """Three questions that nobody answers pause nothing."""
    return replaced("limen.actions.hard_moments:_pauses", always([]))


def h03_nobody_says_that_nobody_was_told() -> Off:
    """The sentence is on no page for help."""
    sentence = "Nobody has been told. Limen sends nothing, and cannot call anyone."
    return together(
        replaced("limen.reports.help_page:_NOBODY_TOLD", ""),
        template_without("hard.html", sentence),
        template_without("hard_now.html", sentence),
        template_without(
            "safety.html", "Nobody has been told. Limen does not watch and cannot call anyone."
        ),
    )


def h04_slip_always_none() -> Off:
    """Every amount is taken as it was typed first."""
    return replaced("limen.diary.slips:slip", always(Slip.NONE))


def h04_a_sign_can_be_read_in_two_ways() -> Off:
    """1.000 is one, whatever was meant."""
    return replaced("limen.terms.amount:_ONE_OR_A_THOUSAND", re.compile("never"))


def h04_any_amount_is_offered_again() -> Off:
    """The button repeats what nobody looked at twice, of any batch."""

    def offered(diary: object, _batch: object) -> object:
        amounts = [dose.stated.amount for dose in diary.doses if dose.stated.amount]
        return amounts[-1] if amounts else None

    return replaced("limen.diary.dose:repeatable_amount", offered)


def h05_rows_stand_by_size() -> Off:
    """What was noticed is ordered from little to much."""

    def by_size(rows_of: object) -> object:
        return lambda times: tuple(
            sorted(rows_of(times), key=lambda row: row.smallest.value, reverse=True)
        )

    return wrapped("limen.reports.noticed:_rows", by_size)


def h05_an_amount_is_shown_that_nobody_took() -> Off:
    """A row names what would come next."""
    more = property(lambda row: parse_amount("123.4", row.times[0].amount.unit.value, "dried"))
    return replaced("limen.reports.noticed:NoticedAmount.smallest", more)


def h07_every_amount_is_asked_about() -> Off:
    """A right amount is asked about like a wrong one."""
    return replaced("limen.diary.slips:slip", always(Slip.CONFIRM))


def h10_the_day_is_that_of_utc() -> Off:
    """Midnight is midnight in Greenwich."""
    return replaced("limen.terms.calendar:day_of", lambda at, *_: at.astimezone(UTC).date())


def h10_a_second_dose_is_not_asked_about() -> Off:
    """Two doses on one day are taken as meant."""
    return replaced("limen.web.dose:ANOTHER", "sent")


def h10_a_clock_that_went_back_is_believed() -> Off:
    """Nothing is noted about a clock that shows an earlier time than before."""
    return replaced("limen.actions.append:_jump", always(None))


def h11_a_reminder_names_what_it_is_for() -> Off:
    """The calendar says to take something."""

    def loud(made: object) -> object:
        return lambda *given: made(*given[:5], "Take your capsule")

    return wrapped("limen.actions.reminders:calendar_file", loud)


def h11_a_reminder_rings_without_a_plan() -> Off:
    """Whatever was ever planned rings for ever."""

    def any_plan(protocols: object, _day: object) -> object:
        return protocols.each[-1]

    return replaced("limen.actions.reminders:holding_plan", any_plan)


def h12_the_list_is_left_out() -> Off:
    """No evening asks whether something was unwanted."""
    return replaced("limen.web.effects:EFFECTS", ())


def h12_reports_do_not_list_it() -> Off:
    """What was unwanted stays in the journal, and out of the report."""
    return replaced("limen.reports.sections.unwanted:build", always(()))


def h12_nobody_asks_about_a_worse_score() -> Off:
    """A score that rose is written down, and no more."""
    return replaced("limen.screening.worsening:asked_unasked", always(()))


def h14_nobody_says_to_keep_a_medicine() -> Off:
    """The list of medicines stands without its fixed sentence."""
    return template_without(
        "medicines.html",
        "Do not stop or change a prescribed medicine because of this. "
        "Ask the person who prescribes it.",
    )


def h15_a_sealed_trial_is_shown_as_it_goes() -> Off:
    """Ratings and what was noticed are shown beside a trial that is not over."""
    return together(
        replaced("limen.reports.practice_days:Practice.is_sealed", property(always(answer=False))),
        replaced("limen.actions.noticing:closed_trials", always(())),
    )


def h15_belief_explains_nothing() -> Off:
    """A verdict does not ask what guesses alone could make of it."""

    def believed(verdict_of: object) -> object:
        return lambda up, low, **told: verdict_of(
            type(up)(up.p, up.p), type(low)(low.p, low.p), **{**told, "guesses_missing": 0.0}
        )

    return wrapped("limen.inference.ladder:rung_of", believed)


def h17_the_file_is_not_encrypted() -> Off:
    """The journal is an ordinary database."""
    return replaced("limen.store.sqlcipher.settings:key_connection", always(None))


def h17_a_lock_keeps_the_image() -> Off:
    """Locking stops the program, and leaves its memory to whoever looks."""
    return replaced("limen.web.lock:lock", always(None))


def h17_any_window_may_ask() -> Off:
    """No cookie is asked for."""
    return replaced("limen.web.visited:Visited.knows", always(answer=True))


def h17_a_page_may_load_anything() -> Off:
    """No policy says what a page may fetch."""
    return without_key("limen.web.headers:HEADERS", "Content-Security-Policy")


def h17_the_title_says_what_it_is() -> Off:
    """A tab and a history name the program."""
    return template_without("base.html", "<title>{{ name }}</title>", "<title>Limen</title>")


def h18_entries_come_before_the_sheet() -> Off:
    """What is written can be lost with a forgotten passphrase."""
    return replaced("limen.store.opening:is_sheet_confirmed", always(answer=True))


def h18_an_upgrade_makes_no_copy() -> Off:
    """Tables change, and nothing is left of what they were."""
    return replaced("limen.store.opening:copy_before_change", always(None))


def h18_a_backup_is_believed() -> Off:
    """What is read back from a backup is not compared with anything."""
    return replaced("limen.store.backups:_require_sound", always(None))


def h19_a_number_is_always_current() -> Off:
    """Nobody asks when a telephone number was read last."""
    return replaced("limen.screening.crisis:CrisisLine.is_known", always(answer=True))


def h20_a_browser_keeps_pages() -> Off:
    """An old page can be shown from a cache."""
    return without_key("limen.web.headers:HEADERS", "Cache-Control")


def h23_marks_differ_by_nothing_but_place() -> Off:
    """Every mark of a picture has the same shape."""
    return replaced("limen.reports.noticed:_SHAPES", dict.fromkeys(Felt, Shape.DISC))


def h23_pictures_stand_alone() -> Off:
    """No figure has the table of its numbers."""
    return together(
        template_without("report_figure.html", '<table class="tight"', '<div class="tight"'),
        template_without("report_figure.html", "</table>", "</div>"),
    )


def h24_items_are_translated_here() -> Off:
    """A questionnaire is asked in words that nobody validated."""

    def translated(field_of: object) -> object:
        def made(*given: object) -> object:
            field = field_of(*given)
            field.label = "Nervosität und innere Unruhe"
            return field

        return made

    return wrapped("limen.web.week:_item_field", translated)


def h25_it_never_locks_by_itself() -> Off:
    """Whoever comes next finds the vault open."""
    return replaced("limen.web.openness:Openness.is_due", always(answer=False))


def h25_leaving_quickly_leaves_it_open() -> Off:
    """The button leads away and locks nothing."""
    return replaced("limen.web.openness:Openness.order_lock", always(None))


def h26_a_search_that_ran_on_counts_as_done() -> Off:
    """An estimate is given from wherever the search was."""

    def settled(best: object) -> object:
        def found(*given: object) -> object:
            ratio, singular, rests = best(*given)
            return ratio, singular, rests | ~rests

        return found

    return wrapped("limen.inference.reml_profile:_best_ratio", settled)
