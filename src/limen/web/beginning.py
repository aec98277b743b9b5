"""Before any entry: how old somebody is, a neutral name, and what opens the vault."""

from http import HTTPStatus
from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions.beginning import NAMES
from limen.actions.help_page import nearby_help
from limen.actions.visiting import offered_passphrase, require_good, state_adult
from limen.terms.errors import BadInput, LimenError
from limen.web.addresses import AGE, NEW_LOCK, SHEET
from limen.web.clock import today
from limen.web.forms import Choices, SentForm
from limen.web.language import voice
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import Visited, visited
from limen.web.visits import here

_OWN, _OFFERED = "own", "offered"
_LONGEST = 1000


class LockForm(SentForm):
    """The neutral name, unless settings say it, and the passphrase: one's own, or six words."""

    def __init__(self, *given: object, is_named: bool, **named: object) -> None:
        super().__init__(*given, **named)
        if not is_named:
            self.fields["called"] = forms.ChoiceField(
                label=_("What shall it be called?"),
                help_text=_("The name stands on the tab of every page, and nothing else does."),
                choices=[(name, _(name)) for name in NAMES],
                initial=NAMES[0],
                widget=Choices(),
                error_messages={"required": _("Choose a name.")},
            )
        self.fields["words"] = forms.CharField(widget=forms.HiddenInput, max_length=_LONGEST)
        self.fields["which"] = forms.ChoiceField(
            label=_("What opens it?"),
            choices=[(_OFFERED, _("The six words above")), (_OWN, _("A passphrase of my own"))],
            widget=Choices(),
            error_messages={"required": _("Choose the six words, or a passphrase of your own.")},
        )
        self.fields["passphrase"] = _passphrase_field(_("Your own passphrase"))
        self.fields["passphrase"].help_text = _("15 characters or more. Longer beats stranger.")
        self.fields["again"] = _passphrase_field(_("The same again"))
        self.initial.setdefault("words", offered_passphrase())

    @property
    def offered(self) -> str:
        """The six words that this page offers."""
        return str(self["words"].value())

    @property
    def chosen(self) -> str:
        """The passphrase that was chosen."""
        is_own = self.cleaned_data["which"] == _OWN
        return cast("str", self.cleaned_data["passphrase" if is_own else "words"])

    def clean(self) -> dict[str, object]:
        """Hold a passphrase of one's own against what is easily guessed."""
        cleaned = cast("dict[str, object]", super().clean() or {})
        if cleaned.get("which") == _OWN and "passphrase" in cleaned:
            self._read_own(str(cleaned["passphrase"]), str(cleaned.get("again", "")))
        return cleaned

    def _read_own(self, passphrase: str, again: str) -> None:
        try:
            require_good(passphrase)
        except BadInput as error:
            self.add_error("passphrase", said(error))
            return
        if passphrase != again:
            self.add_error("again", _("The two are not the same. Type both again."))


@require_http_methods(["GET", "HEAD", "POST"])
def age(request: HttpRequest) -> HttpResponse:
    """Ask whether somebody is 18 or over; to anybody else show help, and store nothing."""
    at = visited(request)
    if not (at.is_vacant or at.inside.needs_age) or at.inside.needs_sheet:
        return SeeOther("/")
    answered = request.POST.get("adult", "") if request.method == "POST" else None
    if answered == "no":
        return _not_yet(request, at)
    if answered != "yes":
        told = {"name": at.name, "says": "" if answered is None else _("Choose yes or no.")}
        status = HTTPStatus.OK if answered is None else HTTPStatus.BAD_REQUEST
        return render(request, "age.html", told, status=status)
    at.inside.is_adult = True
    if at.is_vacant:
        return SeeOther(NEW_LOCK)
    return _recorded(request, at)


@require_http_methods(["GET", "HEAD", "POST"])
def new_lock(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a passphrase, make the vault, and open it."""
    at = visited(request)
    if not at.is_vacant:
        return SeeOther("/")
    if not at.inside.is_adult:
        return SeeOther(AGE)
    if request.method != "POST":
        return _lock_page(request, LockForm(is_named=at.is_named))
    form = LockForm(request.POST, is_named=at.is_named)
    if not form.is_valid():
        return _lock_page(request, form, status=400)
    try:
        _make(at, form)
    except LimenError as error:
        return _lock_page(request, form, says=said(error), status=status_of(error))
    return SeeOther(SHEET)


def _make(at: Visited, form: LockForm) -> None:
    name = form.cleaned_data.get("called", at.name)
    with at.inside.one_at_a_time:
        if at.begin is None or not at.is_vacant:  # the same form came twice
            return
        at.begin(form.chosen, name)
        at.inside.chosen_name, at.inside.is_beginning = name, True
        at.openness.mark_opened(at.unlock(form.chosen))


def _recorded(request: HttpRequest, at: Visited) -> HttpResponse:
    """Record the answer in a vault that is open and has none yet."""
    try:
        state_adult(here(request).visit, "web")
    except LimenError as error:
        told = {"name": at.name, "says": said(error)}
        return render(request, "age.html", told, status=status_of(error))
    at.inside.needs_age = False
    return SeeOther("/")


def _not_yet(request: HttpRequest, at: Visited) -> HttpResponse:
    at.inside.is_adult = False
    if at.openness.is_open:
        at.openness.order_lock()
    near = nearby_help(today(), None, voice())
    return render(request, "not_yet.html", {"name": at.name, "directory": near.directory})


def _lock_page(
    request: HttpRequest, form: LockForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {"name": visited(request).name, "form": form, "says": says}
    return render(request, "new_lock.html", told, status=status)


def _passphrase_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        max_length=_LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
