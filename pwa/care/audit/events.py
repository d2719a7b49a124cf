"""Every event of the trail: its name, and the exact keys of its details.

A name reads as what happened, because it is also what staff read: "treatment.recorded" is shown as
"Treatment recorded". Details are ids, codes and numbers, never a name or a text that somebody
typed. The subject is the patient where it is about one, else the row that was acted on.
"""

EVENTS: dict[str, tuple[str, ...]] = {
    # People at the doors
    # An attempt is written before the password is looked at, or the time that an answer takes would
    # tell which accounts there are. One that nothing follows has failed.
    "sign-in.attempted": (),
    "sign-in.succeeded": ("method",),
    "signed-out": (),
    "session.revoked": ("session",),
    "sessions.revoked": (),
    "identity.confirmed": ("method",),
    "factor.added": ("kind",),
    "factor.removed": ("kind",),
    "recovery-codes.renewed": (),
    "password.changed": (),
    # Looks at a patient, or at many
    "patient.viewed": ("page",),
    "patients.listed": ("page",),
    "audit.exported": ("format", "last"),
    # The patient's record
    "patient.added": (),
    "patient.changed": ("fields",),
    "patient.archived": (),
    "patient.brought-back": (),
    "patient.erased": (),
    "deletion.asked": (),
    "deletion.withdrawn": (),
    "own-data.downloaded": ("format",),
    "baseline.set": ("points",),
    "treatment.recorded": ("treatment",),
    "treatment.corrected": ("treatment", "before"),
    "treatment.confirmed": ("treatment",),
    "treatment.removed": ("treatment",),
    "appointment.booked": ("appointment",),
    "appointment.cancelled": ("appointment",),
    "contact.recorded": ("contact", "outcome"),
    "contact.taken-back": ("contact",),
    "case.taken": ("case", "code"),
    "case.released": ("case", "code"),
    "case.noted": ("case", "code"),
    "case.put-off": ("case", "code"),
    "case.woken": ("case", "code"),
    "case.closed": ("case", "code"),
    "case.reopened": ("case", "code"),
    "kept-item.resolved": ("item", "resolution"),
    # Phones
    "invite.made": ("valid",),
    "phone.paired": ("phone",),
    "phone.revoked": ("phone",),
    # The clinic
    "clinic.added": (),
    "staff.added": (),
    "staff.invited": ("role",),
    "staff.invite-withdrawn": (),
    "staff.joined": ("role",),
    "staff.role-changed": ("before", "after"),
    "staff.disabled": (),
    "staff.enabled": (),
    "staff.factors-reset": (),
    "staff.link-made": (),
    "second-factor.asked-of-all": ("on",),
    "requests-budget.set": ("a_week",),
    "settings.changed": ("fields",),
    "reminders.changed": (),
    # Thresholds
    "draft.begun": (),
    "draft.changed": (),
    "draft.withdrawn": (),
    "draft.brought-back": (),
    "draft.reviewed": ("agreed",),
    "draft.review-taken-back": (),
    "draft.scheduled": ("on",),
    "draft.unscheduled": (),
    "thresholds.published": ("number",),
    "thresholds.published-unreviewed": ("number",),
    "thresholds.rolled-back": ("number", "to"),
}
