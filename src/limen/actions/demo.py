"""Making invented trials: one of many people, as if published, and one of one person."""

from limen.reports.demonstration import Demonstration, OnePerson
from limen.terms.ports import Tell


def demonstrate(seed: int, tell: Tell) -> Demonstration:
    """Make two invented trials, compute the tables of one and the verdict on the other.

    Nothing is written anywhere.

    Args:
        seed: 0 or above; the same seed makes the same trials.
        tell: hears of each outcome that is done.
    """
    from limen.actions.analysing_trial import answer
    from limen.reports.reproduction import reproduction_table
    from limen.studies.invented_trial import BELIEF, EFFECT, invented_trial
    from limen.studies.published.expected import PrintedTable
    from limen.studies.published.invented import invented_texts
    from limen.studies.published.szigeti2021 import analyses, read

    study = read(invented_texts(seed))
    computed = analyses(study, tell)
    nothing_printed = PrintedTable("Invented trial", cells=(), misprints=())
    table = reproduction_table(computed.fits, nothing_printed)
    one = invented_trial(seed)
    return Demonstration(
        seed=seed,
        rows=study.rows,
        analyses=computed,
        table=table,
        trial=OnePerson(answer(one.rows, one.plan, seed), effect=EFFECT, belief=BELIEF),
    )
