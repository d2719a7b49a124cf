"""The page of a draft: what it changes, where it stands, and what who looks may do about it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from pwa.care import drafts, policy
from pwa.clinic import reads
from pwa.clinic.effect import Effect, effect
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.drafts import PublishForm, ReviewForm
from pwa.clinic.forms.fields import clinic_today
from pwa.clinic.permissions import may
from pwa.decision import Policy, differences
from pwa.store.tables import PolicyDraft
from pwa.web.session import current_session


def draft_page(draft: PolicyDraft, sent: ClinicForm | None = None) -> ResponseReturnValue:
    """With `sent`, a form to mend; else with the form that is this person's to fill, if any."""
    s = current_session()
    reviewers = drafts.reviewers(s, draft)
    alone = not reviewers
    is_behind = drafts.is_behind(s, draft)
    page = render_template(
        "clinic/drafts/draft.html",
        draft=draft,
        form=sent or (None if is_behind else _form(draft, alone)),
        state=drafts.state_of(draft),
        is_mine=draft.author_id == g.staff.id,
        is_behind=is_behind,
        in_force=policy.limits(s, g.clinic_id)[0],
        changed=_changed(draft),
        effect=_effect(draft),
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


def _effect(draft: PolicyDraft) -> Effect | None:
    """What it would have meant for the clinic's own patients, while something can come of it."""
    if draft.state not in drafts.EDITABLE:
        return None
    s = current_session()
    old, new = policy.limits(s, g.clinic_id)[1], Policy.from_values(draft.values)
    return effect(s, g.clinic_id, old, new, clinic_today())


def _changed(draft: PolicyDraft) -> list[str]:
    """Against the version in force while something can come of it, else against that of its day."""
    s, in_hand = current_session(), draft.state in drafts.EDITABLE
    against = (
        policy.limits(s, g.clinic_id)[1]
        if in_hand
        else policy.numbered(s, g.clinic_id, draft.based_on)
    )
    return differences(against, Policy.from_values(draft.values))
