"""The page of a draft: what it changes, where it stands, and what who looks may do about it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from pwa.care import drafts, lab, policy
from pwa.clinic import reads
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.drafts import PublishForm, ReviewForm
from pwa.clinic.forms.fields import clinic_today
from pwa.clinic.lab.shown import Shown, shown
from pwa.clinic.permissions import may
from pwa.decision import Policy, differences
from pwa.store.tables import PolicyDraft
from pwa.web.session import current_session


def draft_page(draft: PolicyDraft, sent: ClinicForm | None = None) -> ResponseReturnValue:
    """With `sent`, a form to mend; else with the form that is this person's to fill, if any."""
    s = current_session()
    reviewers = drafts.reviewers(s, draft)
    alone = not reviewers
    in_force, _ = policy.limits(s, g.clinic_id)
    is_behind = draft.based_on != in_force
    page = render_template(
        "clinic/drafts/draft.html",
        draft=draft,
        form=sent or (None if is_behind else _form(draft, alone)),
        state=drafts.state_of(draft),
        is_mine=draft.author_id == g.staff.id,
        is_behind=is_behind,
        in_force=in_force,
        changed=_changed(draft),
        shown=_figures(draft, in_force),
        figures_of="This draft",
        reviewers=reviewers,
        waiting=drafts.waiting(s, g.clinic_id),
        staff_names=reads.staff_names(s, g.clinic_id),
    )
    return page, 422 if sent else 200


def _form(draft: PolicyDraft, alone: bool) -> ClinicForm | None:
    if not may("review thresholds"):
        return None
    state, is_mine = drafts.state_of(draft), draft.author_id == g.staff.id
    if state == "reviewed" or (state == "draft" and alone):
        return PublishForm(formdata=None, on=clinic_today())
    if state in ("draft", "sent-back") and not is_mine:
        return ReviewForm(formdata=None)
    return None


def _figures(draft: PolicyDraft, in_force: int) -> Shown | None:
    """The lab's figures, unless they are about other values or beside another version."""
    against = in_force if draft.state in drafts.EDITABLE else draft.based_on
    return shown(draft.lab if lab.is_of(draft.lab, draft.values, against) else None, g.clinic)


def _changed(draft: PolicyDraft) -> list[str]:
    """Against the version in force while something can come of it, else against that of its day."""
    s, in_hand = current_session(), draft.state in drafts.EDITABLE
    against = (
        policy.limits(s, g.clinic_id)[1]
        if in_hand
        else policy.numbered(s, g.clinic_id, draft.based_on)
    )
    return differences(against, Policy.from_values(draft.values))
