"""Making an invented trial, and computing it as if it had been published."""

from limen.reports.demonstration import Demonstration
from limen.terms.ports import Tell


def demonstrate(seed: int, tell: Tell) -> Demonstration:
    """Make an invented trial and compute its tables; nothing is written anywhere.

    Args:
        seed: 0 or above; the same seed makes the same trial.
        tell: hears of each outcome that is done.
    """
    from limen.reports.reproduction import reproduction_table
    from limen.studies.published.expected import PrintedTable
    from limen.studies.published.invented import invented_texts
    from limen.studies.published.szigeti2021 import analyses, read

    study = read(invented_texts(seed))
    computed = analyses(study, tell)
    nothing_printed = PrintedTable("Invented trial", cells=(), misprints=())
    table = reproduction_table(computed.fits, nothing_printed)
    return Demonstration(seed=seed, rows=study.rows, analyses=computed, table=table)
