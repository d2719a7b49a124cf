"""The first schema"""

import sqlalchemy as sa
from alembic import op

from pwa.store.types import UTC

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "clinic",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("emergency_number", sa.String(), nullable=True),
        sa.Column("crisis_line", sa.String(), nullable=True),
        sa.Column("crisis_words", sa.String(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clinic"),
    )
    op.create_table(
        "pairing_attempt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pairing_attempt"),
    )
    op.create_index("ix_pairing_attempt_key_hash_at", "pairing_attempt", ["key_hash", "at"])

    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("at", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_key_hash_at", "sign_in_attempt", ["key_hash", "at"])

    op.create_table(
        "patient",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("baseline", sa.Integer(), nullable=True),
        sa.Column("timezone", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("archived_at", UTC(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_patient_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_patient"),
    )
    op.create_index("ix_patient_clinic_id_name", "patient", ["clinic_id", "name"])

    op.create_table(
        "policy_version",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("preset", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_policy_version_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_policy_version"),
        sa.UniqueConstraint("clinic_id", "number", name="uq_policy_version_clinic_id_number"),
    )
    op.create_table(
        "staff",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("disabled_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_staff_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_staff"),
        sa.UniqueConstraint("email", name="uq_staff_email"),
    )
    op.create_table(
        "sync_outcome",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_sync_outcome_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_sync_outcome"),
        sa.UniqueConstraint(
            "clinic_id", "day", "outcome", name="uq_sync_outcome_clinic_id_day_outcome"
        ),
    )
    op.create_table(
        "advice_record",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("policy_number", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("trigger_id", sa.String(), nullable=True),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("output", sa.JSON(), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_advice_record_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_advice_record_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_advice_record"),
    )
    op.create_index(
        "ix_advice_record_clinic_id_patient_id_on",
        "advice_record",
        ["clinic_id", "patient_id", "on"],
    )

    op.create_table(
        "appointment",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("removed_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_appointment_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_appointment_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_appointment"),
    )
    op.create_index(
        "uq_appointment_live_day",
        "appointment",
        ["clinic_id", "patient_id", "on"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )

    op.create_table(
        "check_in",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("taken_at", UTC(), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=True),
        sa.Column("day_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", UTC(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_check_in_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_check_in_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_check_in"),
        sa.UniqueConstraint("clinic_id", "seq", name="uq_check_in_clinic_id_seq"),
    )
    op.create_index(
        "ix_check_in_clinic_id_patient_id_on", "check_in", ["clinic_id", "patient_id", "on"]
    )

    op.create_table(
        "contact",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_contact_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_contact_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_contact"),
    )
    op.create_index(
        "ix_contact_clinic_id_patient_id_on", "contact", ["clinic_id", "patient_id", "on"]
    )

    op.create_table(
        "device",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("seen_at", UTC(), nullable=False),
        sa.Column("revoked_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_device_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_device_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_device"),
        sa.UniqueConstraint("clinic_id", "token_hash", name="uq_device_clinic_id_token_hash"),
    )
    op.create_index("ix_device_clinic_id_patient_id", "device", ["clinic_id", "patient_id"])

    op.create_table(
        "invite",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.Column("redeemed_at", UTC(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_invite_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_invite_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_invite"),
        sa.UniqueConstraint("code_hash", name="uq_invite_code_hash"),
        sa.UniqueConstraint("token_hash", name="uq_invite_token_hash"),
    )
    op.create_index("ix_invite_clinic_id_patient_id", "invite", ["clinic_id", "patient_id"])

    op.create_table(
        "quarantine",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=True),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("received_at", UTC(), nullable=False),
        sa.Column("resolved_at", UTC(), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.Column("resolution", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_quarantine_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_quarantine_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_quarantine"),
        sa.UniqueConstraint(
            "clinic_id",
            "patient_id",
            "item_id",
            "digest",
            "reason",
            name="uq_quarantine_clinic_id_patient_id_item_id_digest_reason",
        ),
    )
    op.create_index(
        "ix_quarantine_clinic_id_received_at", "quarantine", ["clinic_id", "received_at"]
    )

    op.create_table(
        "report",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("check_in_id", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_report_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_report_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_report"),
    )
    op.create_index(
        "ix_report_clinic_id_patient_id_on", "report", ["clinic_id", "patient_id", "on"]
    )

    op.create_table(
        "staff_session",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("seen_at", UTC(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.Column("user_agent", sa.String(), nullable=False),
        sa.Column("revoked_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "staff_id"],
            ["staff.clinic_id", "staff.id"],
            name="fk_staff_session_clinic_id_staff_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_staff_session_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_staff_session"),
        sa.UniqueConstraint(
            "clinic_id", "token_hash", name="uq_staff_session_clinic_id_token_hash"
        ),
    )
    op.create_table(
        "stored_plan",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("policy_number", sa.Integer(), nullable=False),
        sa.Column("compiled_on", sa.Date(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("asks_on", sa.Date(), nullable=True),
        sa.Column("asks_rule", sa.String(), nullable=True),
        sa.Column("asks_urgency", sa.String(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_stored_plan_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_stored_plan_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_stored_plan"),
        sa.UniqueConstraint("clinic_id", "patient_id", name="uq_stored_plan_clinic_id_patient_id"),
    )
    op.create_table(
        "treatment",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=True),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("confirmed_at", UTC(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("removed_at", UTC(), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_treatment_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_treatment_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_treatment"),
    )
    op.create_index(
        "uq_treatment_live_day",
        "treatment",
        ["clinic_id", "patient_id", "on"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )

    op.create_table(
        "request",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("advice_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("opened_at", UTC(), nullable=False),
        sa.Column("closed_at", UTC(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "advice_id"],
            ["advice_record.clinic_id", "advice_record.id"],
            name="fk_request_clinic_id_advice_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id", "contact_id"],
            ["contact.clinic_id", "contact.id"],
            name="fk_request_clinic_id_contact_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_request_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_request_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_request"),
    )
    op.create_index(
        "ix_request_clinic_id_patient_id_opened_at",
        "request",
        ["clinic_id", "patient_id", "opened_at"],
    )
    op.create_index(
        "uq_request_open",
        "request",
        ["clinic_id", "patient_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
