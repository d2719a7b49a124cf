"""What revision 0005 makes for clients and webhooks."""

import sqlalchemy as sa
from alembic import op

from pwa.store.tables.base import Document
from pwa.store.types import UTC

TABLES = ("client", "webhook", "access_token", "spent_assertion", "webhook_delivery")


def make() -> None:
    """In an order in which each finds what it refers to."""
    _client()
    _webhook()
    _access_token()
    _spent_assertion()
    _webhook_delivery()


def _client() -> None:
    op.create_table(
        "client",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", Document(), nullable=False),
        sa.Column("keys", Document(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("origins", Document(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("used_at", UTC(), nullable=True),
        sa.Column("revoked_at", UTC(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id", "created_by"],
            ["staff.clinic_id", "staff.id"],
            name="fk_client_clinic_id_created_by",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_client_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_client"),
    )


def _webhook() -> None:
    op.create_table(
        "webhook",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("events", Document(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("old_secret", sa.String(), nullable=False),
        sa.Column("old_secret_until", UTC(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("failing_since", UTC(), nullable=True),
        sa.Column("ended_at", UTC(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "created_by"],
            ["staff.clinic_id", "staff.id"],
            name="fk_webhook_clinic_id_created_by",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_webhook_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_webhook"),
    )


def _access_token() -> None:
    op.create_table(
        "access_token",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("scopes", Document(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "client_id"],
            ["client.clinic_id", "client.id"],
            name="fk_access_token_clinic_id_client_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_access_token_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_access_token"),
        sa.UniqueConstraint("clinic_id", "token_hash", name="uq_access_token_clinic_id_token_hash"),
    )
    op.create_index(
        "ix_access_token_clinic_id_expires_at",
        "access_token",
        ["clinic_id", "expires_at"],
        unique=False,
    )


def _spent_assertion() -> None:
    op.create_table(
        "spent_assertion",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("jti_hash", sa.String(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "client_id"],
            ["client.clinic_id", "client.id"],
            name="fk_spent_assertion_clinic_id_client_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_spent_assertion_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_spent_assertion"),
        sa.UniqueConstraint(
            "clinic_id",
            "client_id",
            "jti_hash",
            name="uq_spent_assertion_clinic_id_client_id_jti_hash",
        ),
    )
    op.create_index(
        "ix_spent_assertion_clinic_id_expires_at",
        "spent_assertion",
        ["clinic_id", "expires_at"],
        unique=False,
    )


def _webhook_delivery() -> None:
    op.create_table(
        "webhook_delivery",
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("webhook_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("payload", Document(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UTC(), nullable=False),
        sa.Column("due_at", UTC(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", UTC(), nullable=True),
        sa.Column("ended_at", UTC(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id", "patient_id"],
            ["patient.clinic_id", "patient.id"],
            name="fk_webhook_delivery_clinic_id_patient_id",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id", "webhook_id"],
            ["webhook.clinic_id", "webhook.id"],
            name="fk_webhook_delivery_clinic_id_webhook_id",
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name="fk_webhook_delivery_clinic_id"),
        sa.PrimaryKeyConstraint("clinic_id", "id", name="pk_webhook_delivery"),
        sa.UniqueConstraint(
            "clinic_id",
            "webhook_id",
            "message_id",
            name="uq_webhook_delivery_clinic_id_webhook_id_message_id",
        ),
    )
    op.create_index(
        "ix_webhook_delivery_clinic_id_created_at",
        "webhook_delivery",
        ["clinic_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "ix_webhook_delivery_clinic_id_state_due_at",
        "webhook_delivery",
        ["clinic_id", "state", "due_at"],
        unique=False,
    )
