"""Learn: five pages about what is known, every claim with its card, and every work behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from limen.evidence.card import card, refusal, with_dissent, worst_in
from limen.evidence.chapters import chapters, statements
from limen.evidence.claims import Claim
from limen.evidence.kinds import Kind, Scope
from limen.evidence.label import LabelWords
from limen.evidence.statements import Statement
from limen.evidence.tables import claims as claims_of_texts
from limen.evidence.tables import compiled_on, references
from limen.web.evidence_words import DIRECTIONS, KINDS, SCOPES
from limen.web.learn_entry import Entry, listed, of_claim, of_statement, of_work
from limen.web.refusals import refused
from limen.web.visited import visited
from limen.web.visits import here

BANDS = (Scope.MICRODOSE, Scope.LOW, Scope.FULL, Scope.KETAMINE)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see; None: everything."""

    kind: Kind | None
    band: Scope | None

    @property
    def query(self) -> str:
        """The band in an address, so that a card can refuse it."""
        return f"?band={self.band}" if self.band else ""

    def has_kind(self, one: Entry) -> bool:
        """Whether something has evidence of the kind."""
        return self.kind is None or self.kind in one.kinds

    def refuses(self, one: Entry) -> bool:
        """Whether something is not shown for the band."""
        return self.band is not None and bool(refusal(one.scopes, self.band))


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """Lead to the five pages, to the claims and to the works."""
    return _page(request, "learn.html", chapters=chapters())


@require_safe
def chapter(request: HttpRequest, number: int) -> HttpResponse:
    """One of the five pages: every sentence about the world with its kind and its band."""
    found = next((one for one in chapters() if one.number == number), None)
    if found is None:
        return _nothing(request)
    on = _day(request)
    parts = [
        (part, [(of_claim(one, on), one.finding) for one in part.claims]) for part in found.sections
    ]
    others = [one for one in chapters() if one is not found]
    return _page(request, "learn_page.html", chapter=found, parts=parts, others=others)


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Every claim by kind and band; those of another band are refused, and that is said."""
    on = _day(request)
    own = [of_statement(one, on) for one in statements().values()]
    of_texts = [of_claim(one, on) for one in claims_of_texts().values()]
    return _list(request, "learn_claims.html", own, of_texts)


@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """Every work that a claim may rest on, by kind and band."""
    on = _day(request)
    return _list(request, "learn_works.html", [of_work(one, on) for one in references().values()])


@require_safe
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """The card of a claim: what it rests on, what stands against it, and when it was checked."""
    band = _filter(request).band
    said, stated = statements().get(claim), claims_of_texts().get(claim)
    if said is not None:
        if band and (refuses := refusal((said.scope,), band)):
            return _refused(request, of_statement(said, _day(request)), band, refuses)
        return _statement_card(request, said, band or said.scope)
    if stated is None:
        return _nothing(request)
    if band and (refuses := refusal((stated.scope,), band)):
        return _refused(request, of_claim(stated, _day(request)), band, refuses)
    return _claim_card(request, stated, band or stated.scope)


@require_safe
def work(request: HttpRequest, work: int) -> HttpResponse:
    """One study or text: how it was done, what it found, and why it may be off."""
    found = dict(enumerate(references().values(), start=1)).get(work)
    if found is None:
        return _nothing(request)
    entry = of_work(found, _day(request))
    band = _filter(request).band
    if band and (refuses := refusal(found.scopes, band)):
        return _refused(request, entry, band, refuses)
    return _page(
        request,
        "learn_work.html",
        work=found,
        people=[(who.replace("_", " "), number) for who, number in found.people.items()],
        entry=entry,
        direction=_(DIRECTIONS[found.direction]),
        again_by=found.provenance.review_by,
    )


def _statement_card(request: HttpRequest, said: Statement, beside: Scope) -> HttpResponse:
    on = _day(request)
    every = references()
    dissent = with_dissent(said.works, every.values(), said.scope)[len(said.works) :]
    worst = worst_in(said.scope, every.values()) if said.needs_worst else None
    return _page(
        request,
        "learn_claim.html",
        entry=of_statement(said, on),
        works=[listed(one, beside, on) for one in said.works],
        dissent=[listed(one, beside, on) for one in dissent],
        worst=listed(worst, beside, on) if worst else None,
        grounds=said.grounds,
        behind=[of_claim(one, on) for one in said.claims],
        stands_on=[one for one in chapters() if said in one.statements()],
        again_by=min(one.review_by for one in said.provenances()),
    )


def _claim_card(request: HttpRequest, stated: Claim, beside: Scope) -> HttpResponse:
    on = _day(request)
    shown = card(stated, references(), on)
    works = [listed(one, beside, on) for one in shown.references]
    return _page(
        request,
        "learn_claim.html",
        entry=of_claim(stated, on),
        text=stated,
        works=[one for one in works if one.work.id in stated.references],
        dissent=[one for one in works if one.work.id not in stated.references],
        worst=listed(shown.worst, beside, on) if shown.worst else None,
        grounds=(),
        again_by=stated.provenance.review_by,
    )


def _refused(
    request: HttpRequest, entry: Entry, band: Scope, refuses: Iterable[str]
) -> HttpResponse:
    label = _(LabelWords.BAND_MISMATCH.value) if band is Scope.MICRODOSE else ""
    says = [_(one) for one in refuses]
    return _page(request, "learn_refused.html", entry=entry, says=says, label=label)


def _list(request: HttpRequest, template: str, *lists: Iterable[Entry]) -> HttpResponse:
    wanted = _filter(request)
    of_kind = [[one for one in each if wanted.has_kind(one)] for each in lists]
    return _page(
        request,
        template,
        wanted=wanted,
        found=[[one for one in each if not wanted.refuses(one)] for each in of_kind],
        refused=[one for each in of_kind for one in each if wanted.refuses(one)],
        kinds=[(one.value, _(KINDS[one])) for one in Kind],
        bands=[(one.value, _(SCOPES[one])) for one in BANDS],
    )


def _filter(request: HttpRequest) -> Filter:
    """What the address asks for; a word that is none of the choices asks for nothing."""
    kind, band = request.GET.get("kind", ""), request.GET.get("band", "")
    return Filter(
        Kind(kind) if kind in set(Kind) else None,
        Scope(band) if band in set(BANDS) else None,
    )


def _day(request: HttpRequest) -> date:
    return max(here(request).facts_day, compiled_on())


def _nothing(request: HttpRequest) -> HttpResponse:
    return refused(
        HTTPStatus.NOT_FOUND, _("There is no such page. Go back to Learn."), visited(request).name
    )


def _page(request: HttpRequest, template: str, **told: object) -> HttpResponse:
    frame = {
        "name": visited(request).name,
        "section": "learn",
        "facts_day": _day(request),
        "read_on": compiled_on(),
    }
    return render(request, template, {**frame, **told})
