"""A work as an item of CSL-JSON, which programs for references read."""

import re
from collections.abc import Iterator

from limen.evidence.citations import Reference
from limen.evidence.kinds import Grade, Kind


def csl_json(reference: Reference) -> dict[str, object]:
    """The work as one CSL-JSON item; what is not known is left out.

    A work whose title is not known has its DOI instead. Initials stay as they were printed, and
    authors that were not named stay “et al.”.

    Source: CSL-JSON schema 1.0, csl-data.
    """
    kind = _type(reference)
    item: dict[str, object] = {"id": reference.id, "type": kind}
    if reference.authors is not None:
        item["author"] = [*_authors(reference.authors)]
    if reference.year is not None:
        item["issued"] = {"date-parts": [[reference.year]]}
    if reference.title is not None:
        item["title"] = reference.title
    if reference.doi is not None:
        item["DOI"] = reference.doi
    if reference.journal is not None:
        item |= _printed_in(reference.journal) if kind == _ARTICLE else {"genre": reference.journal}
    return item


_ARTICLE = "article-journal"
_PRINTED = re.compile(
    r"(?P<journal>.+?) (?P<volume>\d+)(?:\((?P<issue>\d+)\))?(?::(?P<page>[\w-]+))?"
)
_PERSON = re.compile(r"(?P<family>.+) (?P<given>[A-Z]{1,4})")
_UNNAMED = ("...", "et al.")


def _type(reference: Reference) -> str:
    if reference.kind is Kind.PRACTITIONER:
        return "book"
    if reference.grade is Grade.COMPANY or (reference.kind is Kind.PENDING and not reference.doi):
        return "document"
    return "article" if (reference.journal or "").startswith("preprint") else _ARTICLE


def _authors(printed: str) -> Iterator[dict[str, str]]:
    for name in printed.replace(" et al.", ", et al.").replace(",,", ",").split(", "):
        person = _PERSON.fullmatch(name)
        if person:
            yield {"family": person["family"], "given": person["given"]}
        else:
            yield {"literal": "et al." if name in _UNNAMED else name.partition(" (")[0]}


def _printed_in(journal: str) -> dict[str, object]:
    found = _PRINTED.fullmatch(journal)
    if found is None:
        return {"container-title": journal}
    parts = {name: found[name] for name in ("volume", "issue", "page") if found[name]}
    return {"container-title": found["journal"], **parts}
