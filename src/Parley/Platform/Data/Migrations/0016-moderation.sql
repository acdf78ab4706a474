-- The record of what staff did and Parley by itself. Rows are written with the change and linked into a chain afterwards.
CREATE TABLE audit_log (
  id {id} NOT NULL PRIMARY KEY,
  site_id {id},
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  subject_id {id},
  actor {text} NOT NULL,
  actor_id {id},
  facts {text} NOT NULL,
  at {time} NOT NULL,
  -- The three below are filled when the row is linked.
  digests {text},
  sequence {id},
  hash {bytes}
) {end};
CREATE UNIQUE INDEX audit_log_by_sequence ON audit_log (sequence) WHERE sequence IS NOT NULL;
CREATE INDEX audit_log_unlinked ON audit_log (id) WHERE sequence IS NULL;
CREATE INDEX audit_log_by_site ON audit_log (site_id, id);
CREATE INDEX audit_log_by_subject ON audit_log (subject_id, id) WHERE subject_id IS NOT NULL;

-- What of it may tell of a person: the chain holds only its salted hash.
CREATE TABLE audit_values (
  audit_id {id} NOT NULL,
  name {text} NOT NULL,
  value {text} NOT NULL,
  salt {bytes} NOT NULL,
  site_id {id},
  person_id {id},
  at {time} NOT NULL,
  PRIMARY KEY (audit_id, name)
) {end};
CREATE INDEX audit_values_by_person ON audit_values (site_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX audit_values_by_time ON audit_values (at);

CREATE TABLE audit_head (
  name {text} NOT NULL PRIMARY KEY,
  sequence {id} NOT NULL,
  hash {bytes} NOT NULL
) {end};

-- What readers report.
CREATE TABLE reports (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  comment_id {id} NOT NULL,
  reporter_id {id} NOT NULL,
  reason {text} NOT NULL,
  words {text},
  revision {int} NOT NULL,
  weight {real} NOT NULL,
  is_newcomer {bool} NOT NULL,
  at {time} NOT NULL,
  outcome {text} NOT NULL,
  decided_at {time},
  {pair},
  UNIQUE (site_id, comment_id, reporter_id)
) {end};
CREATE INDEX reports_by_reporter ON reports (site_id, reporter_id, id);

-- What waits for a moderator. The rank is stored; no clock reorders it.
CREATE TABLE cases (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  comment_id {id} NOT NULL,
  story_id {id} NOT NULL,
  author_id {id} NOT NULL,
  state {text} NOT NULL,
  rank {real} NOT NULL,
  reason {text} NOT NULL,
  severity {int} NOT NULL,
  reach {int} NOT NULL,
  weight {real} NOT NULL,
  is_threat {bool} NOT NULL,
  is_reported {bool} NOT NULL,
  is_held {bool} NOT NULL,
  is_screened {bool} NOT NULL,
  is_notice {bool} NOT NULL,
  is_order {bool} NOT NULL,
  is_appeal {bool} NOT NULL,
  opened_at {time} NOT NULL,
  claimed_by {id},
  claimed_at {time},
  passed_to {id},
  passed_by {id},
  decided_at {time},
  decided_by {id},
  version {int} NOT NULL,
  {pair},
  UNIQUE (site_id, comment_id)
) {end};
-- Holds all that the views ask for, so that they are read and counted from it alone.
CREATE INDEX cases_queue ON cases (site_id, state, rank, id, is_reported, is_held, is_notice, is_order, is_appeal);
CREATE INDEX cases_by_author ON cases (site_id, author_id, state, rank);
CREATE INDEX cases_by_story ON cases (site_id, story_id, state, rank);
CREATE INDEX cases_passed ON cases (site_id, passed_to) WHERE passed_to IS NOT NULL;

CREATE TABLE case_notes (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  case_id {id} NOT NULL,
  kind {text} NOT NULL,
  account_id {id} NOT NULL,
  to_id {id},
  words {text} NOT NULL,
  at {time} NOT NULL,
  {pair}
) {end};
CREATE INDEX case_notes_by_case ON case_notes (site_id, case_id, id);

-- What was decided, and the statement of reasons to whom it restricts.
CREATE TABLE decisions (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  batch_id {id} NOT NULL,
  case_id {id},
  comment_id {id},
  person_id {id} NOT NULL,
  kind {text} NOT NULL,
  reason {text},
  ground {text},
  clause {text},
  words {text},
  excerpt {text},
  source {text} NOT NULL,
  is_detected_by_machine {bool} NOT NULL,
  is_decided_by_machine {bool} NOT NULL,
  actor {text} NOT NULL,
  actor_id {id},
  former {text},
  former_until {time},
  until {time},
  at {time} NOT NULL,
  undone_at {time},
  letter_due_at {time},
  letter_sent_at {time},
  read_at {time},
  reversed_at {time},
  {pair}
) {end};
CREATE INDEX decisions_by_comment ON decisions (site_id, comment_id, id) WHERE comment_id IS NOT NULL;
CREATE INDEX decisions_by_batch ON decisions (site_id, batch_id);
CREATE INDEX decisions_by_person ON decisions (site_id, person_id, id);
CREATE INDEX decisions_by_actor ON decisions (site_id, actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX decisions_to_tell ON decisions (letter_due_at) WHERE letter_due_at IS NOT NULL;

CREATE TABLE appeals (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  decision_id {id} NOT NULL,
  person_id {id} NOT NULL,
  words {text} NOT NULL,
  at {time} NOT NULL,
  outcome {text} NOT NULL,
  answer {text},
  decided_by {id},
  decided_at {time},
  {pair},
  UNIQUE (site_id, decision_id)
) {end};
CREATE INDEX appeals_by_person ON appeals (site_id, person_id, id);

-- The most readers a story had at once, brought up once a minute at most.
ALTER TABLE stories ADD COLUMN peak_readers {int} NOT NULL DEFAULT 0;

-- How a person stands on the site: premoderated, muted, suspended, banned; and a warning they have not acknowledged.
ALTER TABLE people ADD COLUMN standing {text} NOT NULL DEFAULT 'none';
ALTER TABLE people ADD COLUMN standing_until {time};
ALTER TABLE people ADD COLUMN warning_id {id};
