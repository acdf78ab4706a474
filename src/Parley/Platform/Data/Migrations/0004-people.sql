-- Accounts and how they sign in, sessions, roles, mail that waits to be sent, the key ring.

-- Credentials. site_id is null for an account of the installation (staff), which acts through one person on each site.
-- Secrets are stored as hashes, or sealed with the installation's secret: this table alone signs nobody in.
CREATE TABLE accounts (
  id {id} NOT NULL PRIMARY KEY,
  site_id {id} REFERENCES sites (id),
  mail {text},
  mail_key {text},
  is_mail_confirmed {bool} NOT NULL,
  publisher_id {text},
  password_hash {text},
  security_stamp {text} NOT NULL,
  concurrency_stamp {text} NOT NULL,
  failed_tries {int} NOT NULL,
  locked_until {time},
  is_two_factor {bool} NOT NULL,
  authenticator_key {text},
  recovery_codes {text},
  is_owner {bool} NOT NULL,
  language {text},
  created_at {time} NOT NULL
) {end};
CREATE UNIQUE INDEX accounts_by_mail ON accounts (site_id, mail_key) WHERE site_id IS NOT NULL AND mail_key IS NOT NULL;
CREATE UNIQUE INDEX accounts_by_staff_mail ON accounts (mail_key) WHERE site_id IS NULL AND mail_key IS NOT NULL;
CREATE UNIQUE INDEX accounts_by_publisher_id ON accounts (site_id, publisher_id) WHERE publisher_id IS NOT NULL;
CREATE UNIQUE INDEX accounts_owner ON accounts (is_owner) WHERE is_owner;

ALTER TABLE people ADD COLUMN account_id {id} REFERENCES accounts (id);
ALTER TABLE people ADD COLUMN role {text} NOT NULL DEFAULT 'member';
-- The name as the eye takes it (UTS 39), so that nobody goes by a name that reads like it.
ALTER TABLE people ADD COLUMN name_key {text};
ALTER TABLE people ADD COLUMN renamed_at {time};
ALTER TABLE people ADD COLUMN bio {text};
ALTER TABLE people ADD COLUMN website {text};
-- The person a guest turned out to be: what the guest wrote is that person's.
ALTER TABLE people ADD COLUMN merged_into {id};
CREATE UNIQUE INDEX people_by_account ON people (site_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX people_of_account ON people (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX people_by_name_key ON people (site_id, name_key) WHERE name_key IS NOT NULL;
CREATE INDEX people_by_role ON people (site_id, role) WHERE role <> 'member';

-- Names given up: for staff alone, until they expire.
CREATE TABLE former_names (
  site_id {id} NOT NULL,
  person_id {id} NOT NULL,
  given_up_at {time} NOT NULL,
  name {text} NOT NULL,
  PRIMARY KEY (site_id, person_id, given_up_at),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id)
) {end};
CREATE INDEX former_names_by_time ON former_names (given_up_at);

CREATE TABLE passkeys (
  credential_id {bytes} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES accounts (id),
  name {text},
  public_key {bytes} NOT NULL,
  sign_count {id} NOT NULL,
  transports {text},
  is_user_verified {bool} NOT NULL,
  is_backup_eligible {bool} NOT NULL,
  is_backed_up {bool} NOT NULL,
  attestation {bytes} NOT NULL,
  client_data {bytes} NOT NULL,
  created_at {time} NOT NULL
) {end};
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- Accounts elsewhere that sign in here: an OpenID Connect provider and its subject.
CREATE TABLE external_sign_ins (
  site_id {id} NOT NULL REFERENCES sites (id),
  provider {text} NOT NULL,
  subject {text} NOT NULL,
  account_id {id} NOT NULL REFERENCES accounts (id),
  created_at {time} NOT NULL,
  PRIMARY KEY (site_id, provider, subject)
) {end};
CREATE INDEX external_sign_ins_by_account ON external_sign_ins (account_id);

-- site_id is null for a session of staff.
CREATE TABLE sessions (
  id {id} NOT NULL PRIMARY KEY,
  site_id {id} REFERENCES sites (id),
  account_id {id} NOT NULL REFERENCES accounts (id),
  hash {bytes} NOT NULL,
  way {text} NOT NULL,
  device {text} NOT NULL,
  is_strong {bool} NOT NULL,
  created_at {time} NOT NULL,
  seen_at {time} NOT NULL,
  confirmed_at {time} NOT NULL,
  ends_at {time} NOT NULL,
  ended_at {time}
) {end};
CREATE INDEX sessions_by_account ON sessions (account_id, id);
CREATE INDEX sessions_by_end ON sessions (ends_at);
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;

-- What was sent by mail to be typed in, and links that open once; hashed with the installation's secret.
CREATE TABLE codes (
  id {id} NOT NULL PRIMARY KEY,
  site_id {id} REFERENCES sites (id),
  purpose {text} NOT NULL,
  mail {text},
  account_id {id},
  hash {bytes} NOT NULL,
  browser_hash {bytes},
  tries {int} NOT NULL,
  created_at {time} NOT NULL,
  ends_at {time} NOT NULL,
  used_at {time}
) {end};
CREATE INDEX codes_by_end ON codes (ends_at);

-- Tokens that count once and have counted: a publisher's, a passkey's challenge.
CREATE TABLE used_tokens (
  site_id {id} NOT NULL,
  hash {bytes} NOT NULL,
  ends_at {time} NOT NULL,
  PRIMARY KEY (site_id, hash)
) {end};
CREATE INDEX used_tokens_by_end ON used_tokens (ends_at);

-- Mail that waits to be sent, sealed with the installation's secret; gone once it is sent.
CREATE TABLE outbox (
  id {id} NOT NULL PRIMARY KEY,
  site_id {id},
  sealed {bytes} NOT NULL,
  tries {int} NOT NULL,
  due_at {time} NOT NULL,
  created_at {time} NOT NULL,
  gave_up_at {time}
) {end};
CREATE INDEX outbox_by_due ON outbox (due_at) WHERE gave_up_at IS NULL;

-- Keys that all nodes share, sealed with the installation's secret.
CREATE TABLE key_ring (
  name {text} NOT NULL PRIMARY KEY,
  sealed {bytes} NOT NULL,
  created_at {time} NOT NULL
) {end};

-- What staff changed: settings, roles, keys, exports. site_id is null for what is the installation's.
CREATE TABLE staff_changes (
  id {id} NOT NULL PRIMARY KEY,
  site_id {id} REFERENCES sites (id),
  matter {text} NOT NULL,
  subject {text} NOT NULL,
  former {text},
  latter {text},
  actor {text} NOT NULL,
  actor_id {id},
  at {time} NOT NULL
) {end};
CREATE INDEX staff_changes_by_site ON staff_changes (site_id, id);
