"""A clinic that trusts it: roles and passkeys, cases, drafts, protocols, the trail"""

import sqlalchemy as sa
from alembic import op

from pwa.store.tables.base import Document
from pwa.store.tables.final import FINAL_VERSIONS
from pwa.store.types import UTC

revision = "0003"
down_revision = "0002"

ADDED = {
    "appointment": [
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("course_id", sa.String(), nullable=True),
    ],
    "clinic": [
        sa.Column("colour", sa.String(), nullable=True),
        sa.Column("opening_hours", Document(), nullable=True),
        sa.Column("languages", Document(), nullable=True),
        sa.Column("words", Document(), nullable=True),
        sa.Column("requests_a_week", sa.Integer(), nullable=True),
        sa.Column("minutes_a_request", sa.Integer(), server_default=sa.text("15"), nullable=False),
        sa.Column("needs_second_factor", sa.Boolean(), server_default=sa.false(), nullable=False),
    ],
    "policy_version": [
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("lab", Document(), nullable=True),
        sa.Column("rolled_back_to", sa.Integer(), nullable=True),
    ],
    "request": [
        sa.Column("stage", sa.String(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("due_at", UTC(), nullable=True),
        sa.Column("escalated_at", UTC(), nullable=True),
        sa.Column("first_called_at", UTC(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(), nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("taken_at", UTC(), nullable=True),
    ],
    "staff": [
        sa.Column("role", sa.String(), server_default=sa.text("'administrator'"), nullable=False),
        sa.Column("totp_secret", sa.String(), nullable=True),
        sa.Column("totp_last", sa.Integer(), nullable=True),
        sa.Column("totp_confirmed_at", UTC(), nullable=True),
    ],
    "staff_session": [
        sa.Column("verified_at", UTC(), nullable=True),
        sa.Column("locked_at", UTC(), nullable=True),
        sa.Column("method", sa.String(), server_default=sa.text("'password'"), nullable=False),
    ],
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    op.create_index("ix_request_clinic_id_opened_at", "request", ["clinic_id", "opened_at"])
    for make in TABLES:
        make()
    for statement in FINAL_VERSIONS[op.get_bind().dialect.name]:
        op.execute(statement)


def _sign_in_challenge() -> None:
    op.create_table(
        "sign_in_challenge",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("clinic_id", sa.String(), nullable=True),
        sa.Column("staff_id", sa.String(), nullable=True),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.Column("used_at", UTC(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_challenge"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_challenge_token_hash"),
    )
    op.create_index(
        "ix_sign_in_challenge_expires_at", "sign_in_challenge", ["expires_at"], unique=False
    )


def _audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("subject_id", sa.String(), nullable=True),
        sa.Column("details", Document(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_audit_event_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_audit_event"),
        sa.UniqueConstraint("clinic_id", "seq", name="uq_audit_event_clinic_id_seq"),
    )
    op.create_index(
        "ix_audit_event_clinic_id_subject_id_seq",
        "audit_event",
        ["clinic_id", "subject_id", "seq"],
        unique=False,
    )


def _clinic_image() -> None:
    op.create_table(
        "clinic_image",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_clinic_image_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_clinic_image"),
        sa.UniqueConstraint("clinic_id", "purpose", name="uq_clinic_image_clinic_id_purpose"),
    )


def _protocol() -> None:
    op.create_table(
        "protocol",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("steps", Document(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("retired_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_protocol_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_protocol"),
    )
    op.create_index("ix_protocol_clinic_id_name", "protocol", ["clinic_id", "name"], unique=False)


def _course_plan() -> None:
    op.create_table(
        "course_plan",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("protocol_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("check_ins", Document(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("ended_at", UTC(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_course_plan_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id", "protocol_id"],
            ["protocol.clinic_id", "protocol.id"],
            name="fk_course_plan_clinic_id_protocol_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_course_plan_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_course_plan"),
    )
    op.create_index(
        "uq_course_plan_live",
        "course_plan",
        ["clinic_id", "patient_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _import_draft() -> None:
    op.create_table(
        "import_draft",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.Column("imported_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "staff_id"],
            ["staff.clinic_id", "staff.id"],
            name="fk_import_draft_clinic_id_staff_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_import_draft_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_import_draft"),
    )


def _passkey() -> None:
    op.create_table(
        "passkey",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("transports", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("used_at", UTC(), nullable=True),
        sa.Column("revoked_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "staff_id"],
            ["staff.clinic_id", "staff.id"],
            name="fk_passkey_clinic_id_staff_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_passkey_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_passkey"),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index(
        "ix_passkey_clinic_id_staff_id", "passkey", ["clinic_id", "staff_id"], unique=False
    )


def _policy_draft() -> None:
    op.create_table(
        "policy_draft",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("values", Document(), nullable=False),
        sa.Column("preset", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("changed_at", UTC(), nullable=False),
        sa.Column("lab", Document(), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("reviewed_at", UTC(), nullable=True),
        sa.Column("review_note", sa.String(), nullable=False),
        sa.Column("publish_on", sa.Date(), nullable=True),
        sa.Column("published_number", sa.Integer(), nullable=True),
        sa.Column("ended_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "author_id"],
            ["staff.clinic_id", "staff.id"],
            name="fk_policy_draft_clinic_id_author_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_policy_draft_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_policy_draft"),
    )
    op.create_index(
        "ix_policy_draft_clinic_id_state_publish_on",
        "policy_draft",
        ["clinic_id", "state", "publish_on"],
        unique=False,
    )


def _recovery_code() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("used_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "staff_id"],
            ["staff.clinic_id", "staff.id"],
            name="fk_recovery_code_clinic_id_staff_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_recovery_code_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_recovery_code"),
        sa.UniqueConstraint(
            "clinic_id",
            "staff_id",
            "code_hash",
            name="uq_recovery_code_clinic_id_staff_id_code_hash",
        ),
    )


def _staff_invite() -> None:
    op.create_table(
        "staff_invite",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.Column("redeemed_at", UTC(), nullable=True),
        sa.Column("revoked_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "created_by"],
            ["staff.clinic_id", "staff.id"],
            name="fk_staff_invite_clinic_id_created_by",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_staff_invite_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_staff_invite"),
        sa.UniqueConstraint("token_hash", name="uq_staff_invite_token_hash"),
    )


def _case_event() -> None:
    op.create_table(
        "case_event",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("staff_id", sa.String(), nullable=True),
        sa.Column("at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_case_event_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id", "request_id"],
            ["request.clinic_id", "request.id"],
            name="fk_case_event_clinic_id_request_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_case_event_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_case_event"),
    )
    op.create_index(
        "ix_case_event_clinic_id_patient_id_at",
        "case_event",
        ["clinic_id", "patient_id", "at"],
        unique=False,
    )
    op.create_index(
        "ix_case_event_clinic_id_request_id_at",
        "case_event",
        ["clinic_id", "request_id", "at"],
        unique=False,
    )


TABLES = (
    _sign_in_challenge,
    _audit_event,
    _clinic_image,
    _protocol,
    _course_plan,
    _import_draft,
    _passkey,
    _policy_draft,
    _recovery_code,
    _staff_invite,
    _case_event,
)
