"""Which permission each page of the clinic asks for: the only place that says so.

A new endpoint is written here, or nobody may open it; a test looks for it, too.
"""

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from pwa.care import roles
from pwa.care.roles import OWN_ACCOUNT

ENDPOINTS = {
    OWN_ACCOUNT: (
        "settings",
        *("sessions", "revoke_session", "revoke_other_sessions", "account", "password"),
        *("passkey_to_make", "add_passkey", "remove_passkey", "renew_recovery_codes"),
        *("authenticator", "confirm_authenticator", "remove_authenticator"),
    ),
    "patients": (
        "lab_people",
        *("patients", "new_patient", "patient", "edit_patient", "plan_sheet", "advice"),
        *("patient_timeline", "timeline_file", "import_list", "look_at_list"),
        *("take_list", "throw_list_away", "sample_patients", "sample_check_ins"),
        *("archive_patient", "bring_back_patient", "kept", "kept_item"),
    ),
    "cases": (
        *("worklist", "record_contact", "undo_contact", "act_on_several", "take_case"),
        *("case", "release_case", "note_case", "snooze_case", "wake_case", "close_case"),
        *("reopen_case", "undo_case"),
    ),
    "appointments": (
        *("new_appointment", "cancel_appointment", "choose_protocol", "follow_protocol"),
        *("course", "add_course_day", "remove_course_day", "move_course_day"),
        *("end_course", "resume_course"),
    ),
    "invites": ("invite", "revoke_phone"),
    "treatments": (
        *("new_treatment", "confirm_treatment", "correct_treatment", "remove_treatment"),
        "baseline",
    ),
    "erase": ("erase_patient", "keep_data"),
    "see thresholds": (
        *("cases", "thresholds", "versions", "version", "drafts", "draft"),
        *("draft_lab", "run_lab", "trade_off", "run_trade_off"),
    ),
    "draft thresholds": (
        *("change_thresholds", "edit_draft", "change_draft", "withdraw_draft", "restore_draft"),
    ),
    "review thresholds": (
        *("review_draft", "take_back_review", "publish_draft", "cancel_draft_date", "roll_back"),
        "set_budget",
    ),
    "protocols": (
        *("protocols", "new_protocol", "edit_protocol", "retire_protocol"),
        *("protocol_retired", "bring_back_protocol"),
    ),
    "settings": (
        *("clinic_details", "contact_card", "look", "change_logo", "remove_logo"),
        "clinic_languages",
        *("messages", "message", "check_in_settings", "change_reminders"),
        *("put_away_first_steps", "retention"),
        *("webhooks", "add_webhook", "webhook", "change_webhook", "renew_webhook_secret"),
        *("try_webhook", "send_webhook_again", "end_webhook", "start_webhook", "remove_webhook"),
        *("record_systems", "record_system", "register_record_system"),
        *("change_record_system", "revoke_record_system"),
    ),
    "people": (
        *("staff", "invite_staff", "withdraw_staff_invite", "member", "change_role"),
        *("disable_staff", "enable_staff", "reset_factors", "new_password_link"),
        "ask_all_for_second_factor",
    ),
    "audit": ("audit", "audit_file"),
    "service": ("reminders", "service"),
}
_OF = {f"clinic.{name}": needs for needs, names in ENDPOINTS.items() for name in names}
# Where somebody begins who may not see the call list.
BEGINNINGS = ("worklist", "versions", "reminders", "sessions")


def permission_of(endpoint: str | None) -> str:
    """The permission that an endpoint asks for; "" where none is written, which nobody has."""
    return _OF.get(endpoint or "", "")


def may_open(endpoint: str) -> bool:
    """Whether who is signed in may open an endpoint, such as "clinic.settings"."""
    return may(permission_of(endpoint))


def may(permission: str) -> bool:
    """Whether who is signed in has a permission."""
    return roles.may(g.staff.role, permission)


def beginning() -> str:
    """The first page of who is signed in."""
    return next(f"clinic.{name}" for name in BEGINNINGS if may_open(f"clinic.{name}"))


class NotForThisRole(Forbidden):
    pass


def refuse_others() -> ResponseReturnValue | None:
    """Refuse unless who is signed in may open this page; the call list leads on to their own."""
    if may_open(request.endpoint or ""):
        return None
    if request.endpoint == "clinic.worklist":
        return redirect(url_for(beginning()))
    raise NotForThisRole


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(may=may, may_open=may_open, clinic_beginning=beginning)
