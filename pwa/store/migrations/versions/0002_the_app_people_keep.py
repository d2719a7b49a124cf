"""The app people keep: reminders, sealed answers, rhythm, pauses, and each phone's own word"""

import sqlalchemy as sa
from alembic import op

from pwa.store.tables.base import Document
from pwa.store.types import UTC

revision = "0002"
down_revision = "0001"

ADDED = {
    "clinic": [
        sa.Column("shows_plan", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("rhythm", Document(), nullable=True),
        sa.Column("reminders", Document(), nullable=True),
        sa.Column("between_treatments", Document(), nullable=True),
    ],
    "patient": [
        sa.Column("reminders", Document(), nullable=True),
        sa.Column("remind_after", UTC(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("stopped_at", UTC(), nullable=True),
        sa.Column("deletion_asked_at", UTC(), nullable=True),
    ],
    "device": [
        sa.Column("made", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lost", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("keeps", sa.String(), nullable=True),
        sa.Column("reported_at", UTC(), nullable=True),
    ],
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "clinic_key",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("private_key", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("retired_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_clinic_key_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_clinic_key"),
    )
    op.create_index(
        "uq_clinic_key_live",
        "clinic_key",
        ["clinic_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("retired_at IS NULL"),
        postgresql_where=sa.text("retired_at IS NULL"),
    )
    _push_subscription()
    _reminder()


def _push_subscription() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=False),
        sa.Column("auth", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("confirmed_at", UTC(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("gone_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "device_id"],
            ["device.clinic_id", "device.id"],
            name="fk_push_subscription_clinic_id_device_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_push_subscription_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name="fk_push_subscription_clinic_id"
        ),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_push_subscription"),
        sa.UniqueConstraint(
            "clinic_id", "endpoint", name="uq_push_subscription_clinic_id_endpoint"
        ),
    )
    op.create_index(
        "ix_push_subscription_clinic_id_patient_id",
        "push_subscription",
        ["clinic_id", "patient_id"],
    )


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("due_at", UTC(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("claimed_at", UTC(), nullable=True),
        sa.Column("ended_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_reminder_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_reminder_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_reminder"),
        sa.UniqueConstraint(
            "clinic_id", "patient_id", "on", name="uq_reminder_clinic_id_patient_id_on"
        ),
    )
    op.create_index(
        "ix_reminder_clinic_id_state_due_at", "reminder", ["clinic_id", "state", "due_at"]
    )
