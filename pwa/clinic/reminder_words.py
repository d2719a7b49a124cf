"""What staff read about reminders."""

NO_PUSH = {
    "no-phone": "No phone is paired",
    "not-set-up": "This server sends no notifications",
    "never-on": "Notifications were never turned on",
    "ended": "Notifications have ended or were turned off",
    "failing": "Notifications keep failing",
}
NO_EMAIL = {
    "not-set-up": "this server sends no emails",
    "clinic-off": "emails are off for the clinic",
    "no-address": "no email address",
    "patient-off": "the patient has turned emails off",
}
OUTCOMES = {
    "push": "Sent as a notification",
    "email": "Sent by email",
    "done": "Not needed: the check-in was done",
    "later": "Put off by the patient",
    "changed": "Moved to the next day: the patient had just chosen the hour",
    "paused": "Not sent: paused",
    "stopped": "Not sent: the patient has stopped",
    "left": "Not sent: archived",
    "too-late": "Not sent: the quiet hours had begun",
    "stale": "Not sent: its day had passed",
    "no-channel": "Not sent: no channel reaches the patient",
    "refused": "Failed: no channel took it",
    "unsure": "Unclear: the connection broke, so it was not sent again",
}
