-- A database as revision 0006 left it, with a row in every table.
BEGIN TRANSACTION;
CREATE TABLE access_token (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	client_id VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	scopes JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_access_token PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_access_token_clinic_id_client_id FOREIGN KEY(clinic_id, client_id) REFERENCES client (clinic_id, id), 
	CONSTRAINT fk_access_token_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_access_token_clinic_id_token_hash UNIQUE (clinic_id, token_hash)
);
INSERT INTO "access_token" VALUES('oak','55bf470a-75fc-44a6-bf48-57ad266ad14f','client-1','t','["system/Patient.rs"]','2026-04-27 12:00:00.000000','2026-04-27 13:00:00.000000');
CREATE TABLE advice_record (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	policy_number INTEGER NOT NULL,
	"trigger" VARCHAR NOT NULL,
	trigger_id VARCHAR,
	release VARCHAR NOT NULL,
	inputs JSON NOT NULL,
	output JSON NOT NULL,
	differs BOOLEAN,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_advice_record PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_advice_record_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_advice_record_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "advice_record" VALUES('oak','advice','ana','2026-03-02',1,'check-in','check-in','0','{"today": "2026-03-02"}','{"fired": ["side-effect"]}',0,'2026-03-02 15:00:00.000000');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE appointment (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	created_at DATETIME NOT NULL,
	created_by VARCHAR,
	removed_at DATETIME, kind VARCHAR, course_id VARCHAR,
	CONSTRAINT pk_appointment PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_appointment_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_appointment_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "appointment" VALUES('oak','visit','ana','2026-03-02','2026-03-02 15:00:00.000000',NULL,NULL,NULL,NULL);
CREATE TABLE audit_event (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	name VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	actor_id VARCHAR, 
	subject_id VARCHAR, 
	details JSON NOT NULL, 
	previous_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_audit_event PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_audit_event_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_audit_event_clinic_id_seq UNIQUE (clinic_id, seq)
);
INSERT INTO "audit_event" VALUES('oak','fe78e283-ffe4-428a-ba5b-63a884676e13',1,'2026-04-27 12:00:00.000000','patient.viewed','staff',NULL,NULL,'{}','0','1');
CREATE TABLE case_event (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	request_id VARCHAR NOT NULL, 
	patient_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	code VARCHAR, 
	note VARCHAR NOT NULL, 
	until DATE, 
	staff_id VARCHAR, 
	at DATETIME NOT NULL, client_id VARCHAR, 
	CONSTRAINT pk_case_event PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_case_event_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id), 
	CONSTRAINT fk_case_event_clinic_id_request_id FOREIGN KEY(clinic_id, request_id) REFERENCES request (clinic_id, id), 
	CONSTRAINT fk_case_event_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "case_event" VALUES('oak','837db745-a6e3-4f03-beb7-e35d787b1245','asked','ana','note',NULL,'Call in the evening',NULL,NULL,'2026-04-27 12:00:00.000000',NULL);
CREATE TABLE check_in (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	device_id VARCHAR,
	seq INTEGER NOT NULL,
	"on" DATE NOT NULL,
	said_on DATE,
	answers JSON NOT NULL,
	difficulty INTEGER,
	digest VARCHAR NOT NULL,
	taken_at DATETIME NOT NULL,
	offset_minutes INTEGER,
	day_uncertain BOOLEAN NOT NULL,
	received_at DATETIME NOT NULL,
	shown JSON, origin JSON,
	CONSTRAINT pk_check_in PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_check_in_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_check_in_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_check_in_clinic_id_seq UNIQUE (clinic_id, seq)
);
INSERT INTO "check_in" VALUES('oak','check-in','ana','phone',1,'2026-03-02',NULL,'[1, 0, 1, 0, null, 1, 0]',NULL,'7','2026-03-02 15:00:00.000000',NULL,0,'2026-03-02 15:00:00.000000',NULL,NULL);
CREATE TABLE client (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	scopes JSON NOT NULL, 
	keys JSON NOT NULL, 
	issuer VARCHAR NOT NULL, 
	origins JSON NOT NULL, 
	created_by VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_client PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_client_clinic_id_created_by FOREIGN KEY(clinic_id, created_by) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_client_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "client" VALUES('oak','client-1','Record system','["system/Patient.rs"]','{"keys":[]}','','[]','nora','2026-04-27 12:00:00.000000',NULL,NULL);
CREATE TABLE clinic (
	id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	country VARCHAR NOT NULL,
	timezone VARCHAR NOT NULL,
	emergency_number VARCHAR,
	crisis_line VARCHAR,
	crisis_words VARCHAR,
	demo BOOLEAN NOT NULL,
	created_at DATETIME NOT NULL, shows_plan BOOLEAN DEFAULT 1 NOT NULL, rhythm JSON, reminders JSON, between_treatments JSON, colour VARCHAR, opening_hours JSON, languages JSON, words JSON, requests_a_week INTEGER, minutes_a_request INTEGER DEFAULT 15 NOT NULL, needs_second_factor BOOLEAN DEFAULT 0 NOT NULL, saved_seq INTEGER DEFAULT 0 NOT NULL, keep_years INTEGER, names_seq INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_clinic PRIMARY KEY (id)
);
INSERT INTO "clinic" VALUES('oak','Oak Clinic','+1 555 010 0100','US','America/New_York',NULL,NULL,NULL,0,'2026-03-02 15:00:00.000000',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,15,0,0,NULL,0);
CREATE TABLE clinic_image (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	media_type VARCHAR NOT NULL, 
	body BLOB NOT NULL, 
	digest VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_clinic_image PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_clinic_image_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_clinic_image_clinic_id_purpose UNIQUE (clinic_id, purpose)
);
INSERT INTO "clinic_image" VALUES('oak','e93b4771-fe42-4c65-a3ba-56ed26288277','logo','image/png',X'706E67','d','2026-04-27 12:00:00.000000');
CREATE TABLE clinic_key (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	public_key VARCHAR NOT NULL, 
	private_key VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT pk_clinic_key PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_clinic_key_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "clinic_key" VALUES('oak','17af2b4f-f0fe-4efb-a21e-fda6422565ef','seal','BA','pem','2026-04-27 12:00:00.000000',NULL);
CREATE TABLE contact (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	source VARCHAR NOT NULL,
	outcome VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	staff_id VARCHAR,
	digest VARCHAR,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_contact_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_contact_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "contact" VALUES('oak','call','ana','2026-03-02','staff','reached','Well.','nora',NULL,'2026-03-02 15:00:00.000000');
CREATE TABLE course_plan (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	patient_id VARCHAR NOT NULL, 
	protocol_id VARCHAR, 
	name VARCHAR NOT NULL, 
	starts_on DATE NOT NULL, 
	check_ins JSON NOT NULL, 
	created_by VARCHAR, 
	created_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	ended_why VARCHAR NOT NULL, 
	CONSTRAINT pk_course_plan PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_course_plan_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id), 
	CONSTRAINT fk_course_plan_clinic_id_protocol_id FOREIGN KEY(clinic_id, protocol_id) REFERENCES protocol (clinic_id, id), 
	CONSTRAINT fk_course_plan_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "course_plan" VALUES('oak','plan','ana','six','Six sessions','2026-04-27','["2026-04-28"]',NULL,'2026-04-27 12:00:00.000000',NULL,'');
CREATE TABLE device (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	token_hash VARCHAR NOT NULL,
	label VARCHAR NOT NULL,
	created_at DATETIME NOT NULL,
	seen_at DATETIME NOT NULL,
	revoked_at DATETIME, made INTEGER DEFAULT 0 NOT NULL, lost INTEGER DEFAULT 0 NOT NULL, shared BOOLEAN DEFAULT 0 NOT NULL, keeps VARCHAR, reported_at DATETIME, missing_since DATETIME,
	CONSTRAINT pk_device PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_device_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_device_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_device_clinic_id_token_hash UNIQUE (clinic_id, token_hash)
);
INSERT INTO "device" VALUES('oak','phone','ana','2','iPhone','2026-03-02 15:00:00.000000','2026-03-02 15:00:00.000000',NULL,0,0,0,NULL,NULL,NULL);
CREATE TABLE directory (
	kind VARCHAR NOT NULL, 
	key_hash VARCHAR NOT NULL, 
	clinic_id VARCHAR NOT NULL, 
	expires_at DATETIME, 
	CONSTRAINT pk_directory PRIMARY KEY (kind, key_hash)
);
INSERT INTO "directory" VALUES('clinic','5a103836be74022efb3ad5069273c416ef16a64fa8f8c2a038a6daa1591ab8f2','oak',NULL);
INSERT INTO "directory" VALUES('staff','bd1d90a5f96db3a7e5f9eac99103c3484b44fcd3471eccbd586fdee6f4fcd6de','oak',NULL);
INSERT INTO "directory" VALUES('passkey','5d1188a7a16ebd1ef5833c182f729c5b1b04fbfd88483a35cbb3291820334579','oak',NULL);
INSERT INTO "directory" VALUES('staff-invite','b51eece97c887d2003355718617acd9f3d469544278c87723dd088008bba2e09','oak','2026-04-27 12:00:00.000000');
INSERT INTO "directory" VALUES('invite','76f8a6dc301149e2e23d610dc37ec35add0e1f337e43c60a356edec1ca3b7029','oak','2026-03-02 15:00:00.000000');
INSERT INTO "directory" VALUES('code','bcbdd28210c85771ccdf1261db2adcb897fa1fc657f00fc6fbd40c3641859bfc','oak','2026-03-02 15:00:00.000000');
CREATE TABLE import_draft (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	staff_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	imported_at DATETIME, 
	CONSTRAINT pk_import_draft PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_import_draft_clinic_id_staff_id FOREIGN KEY(clinic_id, staff_id) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_import_draft_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "import_draft" VALUES('oak','b50ee1ef-097b-47bd-a79d-ddd7e5620e91','nora','patients','list.csv','name
','d','2026-04-27 12:00:00.000000','2026-04-27 12:00:00.000000',NULL);
CREATE TABLE "invite" (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	patient_id VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	redeemed_at DATETIME, 
	created_by VARCHAR NOT NULL, 
	CONSTRAINT pk_invite PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_invite_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT fk_invite_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id), 
	CONSTRAINT uq_invite_clinic_id_code_hash UNIQUE (clinic_id, code_hash), 
	CONSTRAINT uq_invite_clinic_id_token_hash UNIQUE (clinic_id, token_hash)
);
INSERT INTO "invite" VALUES('oak','invite','ana','3','4','2026-03-02 15:00:00.000000','2026-03-02 15:00:00.000000',NULL,'nora');
CREATE TABLE job_run (
	name VARCHAR NOT NULL, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	failed_at DATETIME, 
	error VARCHAR NOT NULL, 
	told_at DATETIME, 
	figures JSON, 
	CONSTRAINT pk_job_run PRIMARY KEY (name)
);
INSERT INTO "job_run" VALUES('plan','2026-04-27 12:00:00.000000','2026-04-27 12:00:00.000000',NULL,'',NULL,NULL);
CREATE TABLE pairing_attempt (
	id VARCHAR NOT NULL,
	key_hash VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_pairing_attempt PRIMARY KEY (id)
);
INSERT INTO "pairing_attempt" VALUES('guess','6','2026-03-02 15:00:00.000000');
CREATE TABLE "passkey" (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	staff_id VARCHAR NOT NULL, 
	credential_id VARCHAR NOT NULL, 
	public_key BLOB NOT NULL, 
	sign_count INTEGER DEFAULT 0 NOT NULL, 
	transports VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_passkey PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_passkey_clinic_id_staff_id FOREIGN KEY(clinic_id, staff_id) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_passkey_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_passkey_clinic_id_credential_id UNIQUE (clinic_id, credential_id)
);
INSERT INTO "passkey" VALUES('oak','42558f7c-3c86-4ef1-b8b4-90459e84edde','nora','Y3JlZA',X'6B6579',0,'','','2026-04-27 12:00:00.000000',NULL,NULL);
CREATE TABLE patient (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	email VARCHAR NOT NULL,
	reference VARCHAR NOT NULL,
	baseline INTEGER,
	timezone VARCHAR,
	language VARCHAR NOT NULL,
	created_at DATETIME NOT NULL,
	archived_at DATETIME,
	changes INTEGER NOT NULL, reminders JSON, remind_after DATETIME, paused_on DATE, paused_until DATE, stopped_at DATETIME, deletion_asked_at DATETIME, changed_at DATETIME, heard_on DATE, unplanned_since DATETIME, reference_index VARCHAR, name_seq INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_patient PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_patient_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "patient" VALUES('oak','ana','Ana Alder','','','',14,NULL,'en','2026-03-02 15:00:00.000000',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-02 15:00:00.000000','2026-03-02',NULL,'',0);
CREATE TABLE policy_draft (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	"values" JSON NOT NULL, 
	preset VARCHAR, 
	why VARCHAR NOT NULL, 
	based_on INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	author_id VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	lab JSON, 
	reviewed_by VARCHAR, 
	reviewed_at DATETIME, 
	review_note VARCHAR NOT NULL, 
	publish_on DATE, 
	published_number INTEGER, 
	ended_at DATETIME, 
	CONSTRAINT pk_policy_draft PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_policy_draft_clinic_id_author_id FOREIGN KEY(clinic_id, author_id) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_policy_draft_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "policy_draft" VALUES('oak','0f00df2b-78b0-44c7-a70d-5b58da2f13b4','{}',NULL,'',1,'draft','nora','2026-04-27 12:00:00.000000','2026-04-27 12:00:00.000000',NULL,NULL,NULL,'',NULL,NULL,NULL);
CREATE TABLE policy_version (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	number INTEGER NOT NULL,
	"values" JSON NOT NULL,
	preset VARCHAR,
	why VARCHAR NOT NULL,
	staff_id VARCHAR,
	created_at DATETIME NOT NULL, reviewed_by VARCHAR, lab JSON, rolled_back_to INTEGER,
	CONSTRAINT pk_policy_version PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_policy_version_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_policy_version_clinic_id_number UNIQUE (clinic_id, number)
);
INSERT INTO "policy_version" VALUES('oak','defaults',1,'{}','balanced','The defaults',NULL,'2026-03-02 15:00:00.000000',NULL,NULL,NULL);
CREATE TABLE protocol (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	steps JSON NOT NULL, 
	created_by VARCHAR, 
	created_at DATETIME NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT pk_protocol PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_protocol_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "protocol" VALUES('oak','six','Six sessions','{"treatments":[0]}',NULL,'2026-04-27 12:00:00.000000',NULL);
CREATE TABLE "push_subscription" (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	patient_id VARCHAR NOT NULL, 
	device_id VARCHAR NOT NULL, 
	endpoint VARCHAR NOT NULL, 
	p256dh VARCHAR NOT NULL, 
	auth VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	confirmed_at DATETIME NOT NULL, 
	failures INTEGER DEFAULT 0 NOT NULL, 
	gone_at DATETIME, 
	endpoint_hash VARCHAR NOT NULL, 
	CONSTRAINT pk_push_subscription PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_push_subscription_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT fk_push_subscription_clinic_id_device_id FOREIGN KEY(clinic_id, device_id) REFERENCES device (clinic_id, id), 
	CONSTRAINT fk_push_subscription_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id), 
	CONSTRAINT uq_push_subscription_clinic_id_endpoint_hash UNIQUE (clinic_id, endpoint_hash)
);
INSERT INTO "push_subscription" VALUES('oak','0c9b6322-2ece-4faf-ab19-37fef6dcde19','ana','phone','https://push.example/1','BA','aa','2026-04-27 12:00:00.000000','2026-04-27 12:00:00.000000',0,NULL,'5ba15fff965f44afa55aa4fa4d52b94b0ba86380a161089ddca9b9d08bef9ef6');
CREATE TABLE quarantine (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	device_id VARCHAR,
	item_id VARCHAR NOT NULL,
	digest VARCHAR NOT NULL,
	body VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	received_at DATETIME NOT NULL,
	resolved_at DATETIME,
	resolved_by VARCHAR,
	resolution VARCHAR,
	CONSTRAINT pk_quarantine PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_quarantine_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_quarantine_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_quarantine_clinic_id_patient_id_item_id_digest_reason UNIQUE (clinic_id, patient_id, item_id, digest, reason)
);
INSERT INTO "quarantine" VALUES('oak','kept','ana','phone','odd','8','{}','invalid: answers','2026-03-02 15:00:00.000000',NULL,NULL,NULL);
CREATE TABLE recovery_code (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	staff_id VARCHAR NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_recovery_code PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_recovery_code_clinic_id_staff_id FOREIGN KEY(clinic_id, staff_id) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_recovery_code_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_recovery_code_clinic_id_staff_id_code_hash UNIQUE (clinic_id, staff_id, code_hash)
);
INSERT INTO "recovery_code" VALUES('oak','0a118cc0-345d-4eed-9762-0558ea434e56','nora','h','2026-04-27 12:00:00.000000',NULL);
CREATE TABLE reminder (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	patient_id VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	due_at DATETIME NOT NULL, 
	state VARCHAR NOT NULL, 
	channel VARCHAR, 
	why VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	claimed_at DATETIME, 
	ended_at DATETIME, 
	CONSTRAINT pk_reminder PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_reminder_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id), 
	CONSTRAINT fk_reminder_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_reminder_clinic_id_patient_id_on UNIQUE (clinic_id, patient_id, "on")
);
INSERT INTO "reminder" VALUES('oak','57120a27-e023-41bc-aa9a-c29f6e146457','ana','2026-04-27','2026-04-27 12:00:00.000000','sent','push','',1,'2026-04-27 05:00:00.000000','2026-04-27 12:00:00.000000','2026-04-27 12:00:01.000000');
CREATE TABLE report (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	check_in_id VARCHAR,
	"on" DATE NOT NULL,
	kind VARCHAR NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_report PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_report_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_report_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "report" VALUES('oak','report','ana','check-in','2026-03-02','urine-pain','2026-03-02 15:00:00.000000');
CREATE TABLE request (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	advice_id VARCHAR NOT NULL,
	rule VARCHAR NOT NULL,
	urgency VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	opened_at DATETIME NOT NULL,
	closed_at DATETIME,
	closed_by VARCHAR,
	contact_id VARCHAR, stage VARCHAR DEFAULT 'open' NOT NULL, due_at DATETIME, escalated_at DATETIME, first_called_at DATETIME, snoozed_until DATE, close_reason VARCHAR, taken_by VARCHAR, taken_at DATETIME, changed_at DATETIME,
	CONSTRAINT pk_request PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_request_clinic_id_advice_id FOREIGN KEY(clinic_id, advice_id) REFERENCES advice_record (clinic_id, id),
	CONSTRAINT fk_request_clinic_id_contact_id FOREIGN KEY(clinic_id, contact_id) REFERENCES contact (clinic_id, id),
	CONSTRAINT fk_request_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_request_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "request" VALUES('oak','asked','ana','advice','side-effect','soon','2026-03-02','2026-03-02 15:00:00.000000',NULL,NULL,NULL,'open',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-02 15:00:00.000000');
CREATE TABLE server (
	id INTEGER NOT NULL, 
	epoch VARCHAR NOT NULL, 
	begun_at DATETIME NOT NULL, 
	saved_at DATETIME, 
	CONSTRAINT pk_server PRIMARY KEY (id)
);
INSERT INTO "server" VALUES(1,'f372176b-fd57-4977-a9cb-5251faa18d65','2026-11-22 12:39:39.799936',NULL);
CREATE TABLE sign_in_attempt (
	id VARCHAR NOT NULL,
	key_hash VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_sign_in_attempt PRIMARY KEY (id)
);
INSERT INTO "sign_in_attempt" VALUES('guess','5','2026-03-02 15:00:00.000000');
CREATE TABLE sign_in_challenge (
	id VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	clinic_id VARCHAR, 
	staff_id VARCHAR, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_sign_in_challenge PRIMARY KEY (id), 
	CONSTRAINT uq_sign_in_challenge_token_hash UNIQUE (token_hash)
);
INSERT INTO "sign_in_challenge" VALUES('challenge','sign-in','t',NULL,NULL,'2026-04-27 12:00:00.000000',NULL);
CREATE TABLE spent_assertion (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	client_id VARCHAR NOT NULL, 
	jti_hash VARCHAR NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_spent_assertion PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_spent_assertion_clinic_id_client_id FOREIGN KEY(clinic_id, client_id) REFERENCES client (clinic_id, id), 
	CONSTRAINT fk_spent_assertion_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_spent_assertion_clinic_id_client_id_jti_hash UNIQUE (clinic_id, client_id, jti_hash)
);
INSERT INTO "spent_assertion" VALUES('oak','edc7c94f-2865-4bf6-a5db-88c6829cad1b','client-1','j','2026-04-27 13:00:00.000000');
CREATE TABLE "staff" (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	password_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	disabled_at DATETIME, 
	role VARCHAR DEFAULT 'administrator' NOT NULL, 
	totp_secret VARCHAR, 
	totp_last INTEGER, 
	totp_confirmed_at DATETIME, 
	CONSTRAINT pk_staff PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_staff_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_staff_clinic_id_email UNIQUE (clinic_id, email)
);
INSERT INTO "staff" VALUES('oak','nora','nora@oak.example','Nora North','-','2026-03-02 15:00:00.000000',NULL,'administrator',NULL,NULL,NULL);
CREATE TABLE "staff_invite" (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	created_by VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	redeemed_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_staff_invite PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_staff_invite_clinic_id_created_by FOREIGN KEY(clinic_id, created_by) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_staff_invite_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_staff_invite_clinic_id_token_hash UNIQUE (clinic_id, token_hash)
);
INSERT INTO "staff_invite" VALUES('oak','3a33fadb-6785-402d-abcb-28506ff65964','new@oak.clinic','New','clinician','t','nora','2026-04-27 12:00:00.000000','2026-04-27 12:00:00.000000',NULL,NULL);
CREATE TABLE staff_session (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	token_hash VARCHAR NOT NULL,
	staff_id VARCHAR NOT NULL,
	created_at DATETIME NOT NULL,
	seen_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	user_agent VARCHAR NOT NULL,
	revoked_at DATETIME, verified_at DATETIME, locked_at DATETIME, method VARCHAR DEFAULT 'password' NOT NULL,
	CONSTRAINT pk_staff_session PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_staff_session_clinic_id_staff_id FOREIGN KEY(clinic_id, staff_id) REFERENCES staff (clinic_id, id),
	CONSTRAINT fk_staff_session_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_staff_session_clinic_id_token_hash UNIQUE (clinic_id, token_hash)
);
INSERT INTO "staff_session" VALUES('oak','sitting','1','nora','2026-03-02 15:00:00.000000','2026-03-02 15:00:00.000000','2026-03-02 15:00:00.000000','',NULL,NULL,NULL,'password');
CREATE TABLE stored_plan (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	policy_number INTEGER NOT NULL,
	compiled_on DATE NOT NULL,
	release VARCHAR NOT NULL,
	asks_on DATE,
	asks_rule VARCHAR,
	asks_urgency VARCHAR,
	changes INTEGER NOT NULL,
	body JSON NOT NULL,
	CONSTRAINT pk_stored_plan PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_stored_plan_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_stored_plan_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_stored_plan_clinic_id_patient_id UNIQUE (clinic_id, patient_id)
);
INSERT INTO "stored_plan" VALUES('oak','plan','ana',1,'2026-03-02','0',NULL,NULL,NULL,0,'{}');
CREATE TABLE sync_outcome (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	day DATE NOT NULL,
	outcome VARCHAR NOT NULL,
	count INTEGER NOT NULL,
	CONSTRAINT pk_sync_outcome PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_sync_outcome_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id),
	CONSTRAINT uq_sync_outcome_clinic_id_day_outcome UNIQUE (clinic_id, day, outcome)
);
INSERT INTO "sync_outcome" VALUES('oak','count','2026-03-02','new',1);
CREATE TABLE treatment (
	clinic_id VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	patient_id VARCHAR NOT NULL,
	"on" DATE NOT NULL,
	kind VARCHAR NOT NULL,
	planned BOOLEAN NOT NULL,
	source VARCHAR NOT NULL,
	recorded_by VARCHAR,
	created_at DATETIME NOT NULL,
	confirmed_at DATETIME,
	confirmed_by VARCHAR,
	removed_at DATETIME,
	removed_by VARCHAR, origin JSON, changed_at DATETIME,
	CONSTRAINT pk_treatment PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_treatment_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id),
	CONSTRAINT fk_treatment_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "treatment" VALUES('oak','first','ana','2026-03-02','induction',1,'staff',NULL,'2026-03-02 15:00:00.000000','2026-03-02 15:00:00.000000',NULL,NULL,NULL,NULL,'2026-03-02 15:00:00.000000');
CREATE TABLE webhook (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	events JSON NOT NULL, 
	secret VARCHAR NOT NULL, 
	old_secret VARCHAR NOT NULL, 
	old_secret_until DATETIME, 
	created_by VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	failing_since DATETIME, 
	ended_at DATETIME, 
	ended_why VARCHAR NOT NULL, 
	CONSTRAINT pk_webhook PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_webhook_clinic_id_created_by FOREIGN KEY(clinic_id, created_by) REFERENCES staff (clinic_id, id), 
	CONSTRAINT fk_webhook_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id)
);
INSERT INTO "webhook" VALUES('oak','webhook-1','','["contact.requested"]','','',NULL,'nora','2026-04-27 12:00:00.000000',NULL,NULL,'');
CREATE TABLE webhook_delivery (
	clinic_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	webhook_id VARCHAR NOT NULL, 
	message_id VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	patient_id VARCHAR, 
	payload JSON NOT NULL, 
	state VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	tries INTEGER NOT NULL, 
	claimed_at DATETIME, 
	ended_at DATETIME, 
	status INTEGER, 
	error VARCHAR NOT NULL, 
	CONSTRAINT pk_webhook_delivery PRIMARY KEY (clinic_id, id), 
	CONSTRAINT fk_webhook_delivery_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patient (clinic_id, id), 
	CONSTRAINT fk_webhook_delivery_clinic_id_webhook_id FOREIGN KEY(clinic_id, webhook_id) REFERENCES webhook (clinic_id, id), 
	CONSTRAINT fk_webhook_delivery_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinic (id), 
	CONSTRAINT uq_webhook_delivery_clinic_id_webhook_id_message_id UNIQUE (clinic_id, webhook_id, message_id)
);
INSERT INTO "webhook_delivery" VALUES('oak','b7155bac-0019-4f28-b3bc-a9400035a4cd','webhook-1','msg_1','contact.requested','ana','{}','waiting','2026-04-27 12:00:00.000000','2026-04-27 12:00:00.000000',0,NULL,NULL,NULL,'');
CREATE INDEX ix_pairing_attempt_key_hash_at ON pairing_attempt (key_hash, at);
CREATE INDEX ix_sign_in_attempt_key_hash_at ON sign_in_attempt (key_hash, at);
CREATE INDEX ix_advice_record_clinic_id_patient_id_on ON advice_record (clinic_id, patient_id, "on");
CREATE UNIQUE INDEX uq_appointment_live_day ON appointment (clinic_id, patient_id, "on") WHERE removed_at IS NULL;
CREATE INDEX ix_check_in_clinic_id_patient_id_on ON check_in (clinic_id, patient_id, "on");
CREATE INDEX ix_contact_clinic_id_patient_id_on ON contact (clinic_id, patient_id, "on");
CREATE INDEX ix_device_clinic_id_patient_id ON device (clinic_id, patient_id);
CREATE INDEX ix_quarantine_clinic_id_received_at ON quarantine (clinic_id, received_at);
CREATE INDEX ix_report_clinic_id_patient_id_on ON report (clinic_id, patient_id, "on");
CREATE UNIQUE INDEX uq_treatment_live_day ON treatment (clinic_id, patient_id, "on") WHERE removed_at IS NULL;
CREATE INDEX ix_request_clinic_id_patient_id_opened_at ON request (clinic_id, patient_id, opened_at);
CREATE UNIQUE INDEX uq_request_open ON request (clinic_id, patient_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX uq_clinic_key_live ON clinic_key (clinic_id, purpose) WHERE retired_at IS NULL;
CREATE INDEX ix_reminder_clinic_id_state_due_at ON reminder (clinic_id, state, due_at);
CREATE INDEX ix_request_clinic_id_opened_at ON request (clinic_id, opened_at);
CREATE INDEX ix_sign_in_challenge_expires_at ON sign_in_challenge (expires_at);
CREATE INDEX ix_audit_event_clinic_id_subject_id_seq ON audit_event (clinic_id, subject_id, seq);
CREATE INDEX ix_protocol_clinic_id_name ON protocol (clinic_id, name);
CREATE UNIQUE INDEX uq_course_plan_live ON course_plan (clinic_id, patient_id) WHERE ended_at IS NULL;
CREATE INDEX ix_policy_draft_clinic_id_state_publish_on ON policy_draft (clinic_id, state, publish_on);
CREATE INDEX ix_case_event_clinic_id_patient_id_at ON case_event (clinic_id, patient_id, at);
CREATE INDEX ix_case_event_clinic_id_request_id_at ON case_event (clinic_id, request_id, at);
CREATE TRIGGER policy_version_keeps BEFORE UPDATE ON policy_version
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
CREATE TRIGGER policy_version_stays BEFORE DELETE ON policy_version
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
CREATE INDEX ix_push_subscription_clinic_id_patient_id ON push_subscription (clinic_id, patient_id);
CREATE INDEX ix_stored_plan_clinic_id_asks_on ON stored_plan (clinic_id, asks_on);
CREATE INDEX ix_directory_expires_at ON directory (expires_at);
CREATE INDEX ix_invite_clinic_id_patient_id ON invite (clinic_id, patient_id);
CREATE INDEX ix_passkey_clinic_id_staff_id ON passkey (clinic_id, staff_id);
CREATE INDEX ix_check_in_clinic_id_received_at_id ON check_in (clinic_id, received_at, id);
CREATE INDEX ix_advice_record_clinic_id_created_at_id ON advice_record (clinic_id, created_at, id);
CREATE INDEX ix_patient_clinic_id_changed_at_id ON patient (clinic_id, changed_at, id);
CREATE INDEX ix_treatment_clinic_id_changed_at_id ON treatment (clinic_id, changed_at, id);
CREATE INDEX ix_request_clinic_id_changed_at_id ON request (clinic_id, changed_at, id);
CREATE INDEX ix_treatment_clinic_id_patient_id_changed_at ON treatment (clinic_id, patient_id, changed_at);
CREATE INDEX ix_access_token_clinic_id_expires_at ON access_token (clinic_id, expires_at);
CREATE INDEX ix_spent_assertion_clinic_id_expires_at ON spent_assertion (clinic_id, expires_at);
CREATE INDEX ix_webhook_delivery_clinic_id_created_at ON webhook_delivery (clinic_id, created_at);
CREATE INDEX ix_webhook_delivery_clinic_id_state_due_at ON webhook_delivery (clinic_id, state, due_at);
CREATE INDEX ix_patient_clinic_id_reference_index ON patient (clinic_id, reference_index);
CREATE INDEX ix_patient_clinic_id_name_seq ON patient (clinic_id, name_seq);
CREATE INDEX ix_stored_plan_clinic_id_policy_number_compiled_on ON stored_plan (clinic_id, policy_number, compiled_on);
CREATE INDEX ix_patient_heard ON patient (clinic_id, heard_on, id) WHERE heard_on IS NOT NULL;
CREATE INDEX ix_patient_unplanned ON patient (clinic_id, unplanned_since, id) WHERE unplanned_since IS NOT NULL;
CREATE INDEX ix_patient_paused ON patient (clinic_id, paused_until, id) WHERE paused_until IS NOT NULL AND archived_at IS NULL;
CREATE INDEX ix_patient_stopped ON patient (clinic_id, stopped_at, id) WHERE stopped_at IS NOT NULL AND archived_at IS NULL;
CREATE INDEX ix_device_missing ON device (clinic_id, missing_since) WHERE missing_since IS NOT NULL;
CREATE INDEX ix_patient_leaving ON patient (clinic_id, deletion_asked_at) WHERE deletion_asked_at IS NOT NULL;
CREATE INDEX ix_treatment_told ON treatment (clinic_id, created_at) WHERE confirmed_at IS NULL AND removed_at IS NULL;
CREATE INDEX ix_quarantine_waiting ON quarantine (clinic_id, received_at) WHERE resolved_at IS NULL;
COMMIT;
