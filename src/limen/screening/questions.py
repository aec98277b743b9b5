"""The twelve questions of screening, and what their answers say."""

from collections.abc import Mapping
from dataclasses import dataclass

from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.screening import Answer
from limen.terms.phrases import phrase

FORM_VERSION = "1"
"""Of the questions and their lists; a journal writes it beside the answers."""

ANY_OTHER, UNKNOWN_MEDICINE = "any_other", "unknown_medicine"
"""The rules for what no rule covers."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: *yes*, *no* or *I do not know*, and a list to tick after a yes.

    Args:
        id: its name in the answers.
        words: the question.
        why: why it is asked.
        rows: the rules that its list names, in order.
    """

    id: str
    words: str
    why: str
    rows: tuple[str, ...]


MEDICINE_QUESTIONS = frozenset({"q_first_medicines", "q_other_medicines"})
"""The two questions about what a person takes."""

AGE_RULES: Mapping[AgeBand | None, str | None] = {
    None: "age_18_20",
    AgeBand.FROM_18_TO_20: "age_18_20",
    AgeBand.FROM_21_TO_24: "age_21_24",
    AgeBand.FROM_25_TO_64: None,
    AgeBand.FROM_65: "age_65",
}
"""The rule of an age band; whoever rather does not say counts as the youngest."""

UNDER_AGE = "age_lt18"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "q_thoughts",
        phrase("Have you had thoughts of ending your life, or that you would be better off dead?"),
        phrase("Such thoughts come before any trial. Help comes first."),
        ("suicidality_now", "suicidality_passive"),
    ),
    Question(
        "q_psychosis",
        phrase(
            "Have you, a parent, a child, a brother or a sister ever had psychosis, "
            "mania or bipolar disorder?"
        ),
        phrase("Studies leave people out who have had these, or whose close family has."),
        ("psychosis_self", "psychosis_family", "bipolar_self", "bipolar_family"),
    ),
    Question(
        "q_first_medicines",
        phrase(
            "Do you take lithium, tramadol or a drug like it, such as tapentadol, "
            "or an MAO inhibitor, such as phenelzine?"
        ),
        phrase("Mixing these with a microdose can do great harm."),
        ("lithium", "tramadol", "tramadol_like", "maoi"),
    ),
    Question(
        "q_other_medicines",
        phrase("Do you take any other medicine or drug, prescribed or not?"),
        phrase("Many change how a microdose acts, or are changed by it."),
        (
            "ssri",
            "snri",
            "bupropion",
            "tca",
            "traz_mirt",
            "buspirone",
            "antipsychotic",
            "mood_stab",
            "benzo",
            "gaba",
            "opioid",
            "stimulant",
            "triptan",
            "ergot",
            "antihtn",
            "theophylline",
            "qt",
            "cyp",
            "ugt",
            "sjw",
            "5htp",
            "dxm",
            "diphenhydramine",
            "steroids_nasal",
            "hormonal",
            "alcohol",
            "cannabis",
            "caffeine",
            "mdma",
            "ketamine_micro",
            "other_psychedelic",
            "ghb",
            UNKNOWN_MEDICINE,
        ),
    ),
    Question(
        "q_birth",
        phrase(
            "Could you be pregnant, are you trying for a child or breastfeeding, "
            "or did you give birth not long ago?"
        ),
        phrase("Nobody has shown that it does no harm to a child."),
        ("pregnancy", "breastfeeding", "postpartum"),
    ),
    Question(
        "q_heart",
        phrase(
            "Have you or your close family had trouble with the heart? Have you had high blood "
            "pressure, a stroke, an aneurysm, fainting, or a bleed in the brain?"
        ),
        phrase("A microdose can raise blood pressure. Over a long time it may harm heart valves."),
        ("valve", "htn", "cvd_major", "cvd_other", "arrhythmia"),
    ),
    Question(
        "q_seizure",
        phrase("Have you ever had a seizure?"),
        phrase("A microdose may make a seizure more likely."),
        ("seizure",),
    ),
    Question(
        "q_reaction",
        phrase(
            "Did what you see ever stay changed long after a psychedelic? "
            "Or did you ever have an allergic reaction to mushrooms?"
        ),
        phrase("What came once can come again."),
        ("hppd", "allergy"),
    ),
    Question(
        "q_habit",
        phrase("Is it hard for you to do without alcohol or a drug, or do you drink a lot?"),
        phrase("Then support comes first, and so does a doctor."),
        ("sud", "alcohol_heavy"),
    ),
    Question(
        "q_mind",
        phrase(
            "Do you live with panic, deep fear, trauma, feeling far from yourself, "
            "or a hard time right now?"
        ),
        phrase("A microdose can bring up fear. Some left a study because of that."),
        ("anxiety_panic", "ptsd_dissoc", "personality_crisis"),
    ),
    Question(
        "q_body",
        phrase("Do you have any other illness, or surgery planned?"),
        phrase("Some illnesses change how the body deals with a drug."),
        (
            "liver",
            "kidney",
            "bladder",
            "resp",
            "iop",
            "icp_thyroid",
            "surgery",
            ANY_OTHER,
        ),
    ),
    Question(
        "q_life",
        phrase(
            "Is there anything in your daily life that we should keep in mind? "
            "For example driving, children, your job, or a long time of use."
        ),
        phrase("Some days do not fit, and some homes need a lock."),
        ("driving_work", "children_home", "custody_job", "chronic_use"),
    ),
)
"""In the order in which they are asked. Source: safety.md section 4."""


def question_of(name: str) -> Question | None:
    """The question of an id, or None where there is none."""
    return next((one for one in QUESTIONS if one.id == name), None)


def asks_for_help(answers: Mapping[str, Answer]) -> bool:
    """Whether these answers open the help page at once: a plan, an intent, or a yes left open.

    Source: safety.md section 4.
    """
    ticked = answers.get("suicidality_now", Answer.NO)
    is_open = answers.get("q_thoughts") is Answer.YES and not any(
        row in answers for row in ("suicidality_now", "suicidality_passive")
    )
    return ticked is not Answer.NO or is_open
