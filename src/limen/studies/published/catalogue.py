"""Every published data set that Limen can reproduce, by its name."""

from limen.studies.published.source import Source
from limen.studies.published.szigeti2021 import SOURCE

SOURCES: dict[str, Source] = {source.id: source for source in (SOURCE,)}
