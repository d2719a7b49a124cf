"""Every event of the trail: its name, and the exact keys of its details.

A name reads as what happened, because it is also what staff read: "treatment.recorded" is shown as
"Treatment recorded". Details are ids, codes and numbers, never a name or a text that somebody
typed. The subject is the patient where it is about one, else the row that was acted on.
"""

EVENTS: dict[str, tuple[str, ...]] = {
    # People at the doors
    "sign-in.succeeded": ("method",),
    "sign-in.failed": ("why",),
    "signed-out": (),
    "session.revoked": ("session",),
    # Looks at a patient, or at many
    "patient.viewed": ("page",),
    "audit.viewed": (),
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
    "kept-item.resolved": ("item", "resolution"),
    # Phones
    "invite.made": ("valid",),
    "phone.paired": ("phone",),
    "phone.revoked": ("phone",),
    # The clinic
    "clinic.added": (),
    "staff.added": (),
    "settings.changed": ("fields",),
    "reminders.changed": (),
    "thresholds.published": ("number",),
}
