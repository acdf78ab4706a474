-- Orders of authorities (DSA, Art. 9 to act, Art. 10 for information), each with its clocks and its answer.
CREATE TABLE authority_orders (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  kind {text} NOT NULL,
  authority {text} NOT NULL,
  country {text} NOT NULL,
  language {text} NOT NULL,
  reference {text} NOT NULL,
  legal_basis {text} NOT NULL,
  reasons {text} NOT NULL,
  reason {text} NOT NULL,
  territory {text} NOT NULL,
  redress {text} NOT NULL,
  -- Of whom it asks; null for an order to act.
  person_id {id},
  received_at {time} NOT NULL,
  entered_at {time} NOT NULL,
  entered_by {id} NOT NULL,
  state {text} NOT NULL,
  acknowledged_at {time},
  decided_at {time},
  why {text},
  -- Whoever it concerns is not told before this, or not before the authority says.
  is_silent {bool} NOT NULL,
  tell_from {time},
  answered_at {time},
  receipt {text},
  -- What is handed over, sealed; null once it was destroyed. Its SHA-256 stays.
  package {bytes},
  digest {text},
  packaged_at {time},
  {pair}
) {end};
CREATE INDEX authority_orders_waiting ON authority_orders (site_id, kind) WHERE decided_at IS NULL;
CREATE INDEX authority_orders_by_person ON authority_orders (site_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX authority_orders_to_end ON authority_orders (packaged_at) WHERE package IS NOT NULL;

CREATE TABLE order_items (
  site_id {id} NOT NULL,
  order_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  revision {int} NOT NULL,
  outcome {text} NOT NULL,
  decision_id {id},
  PRIMARY KEY (site_id, order_id, comment_id),
  FOREIGN KEY (site_id, order_id) REFERENCES authority_orders (site_id, id),
  FOREIGN KEY (site_id, comment_id) REFERENCES comments (site_id, id)
) {end};
CREATE INDEX order_items_by_comment ON order_items (site_id, comment_id);
CREATE INDEX order_items_by_decision ON order_items (site_id, decision_id) WHERE decision_id IS NOT NULL;

-- Whom an order concerns, and when they are told.
CREATE TABLE order_people (
  site_id {id} NOT NULL,
  order_id {id} NOT NULL,
  person_id {id} NOT NULL,
  letter_due_at {time},
  told_at {time},
  PRIMARY KEY (site_id, order_id, person_id),
  FOREIGN KEY (site_id, order_id) REFERENCES authority_orders (site_id, id)
) {end};
CREATE INDEX order_people_to_tell ON order_people (letter_due_at) WHERE letter_due_at IS NOT NULL;
CREATE INDEX order_people_by_person ON order_people (site_id, person_id);

-- Trusted flaggers (DSA, Art. 22). Those whose status ended stay.
CREATE TABLE flaggers (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  name {text} NOT NULL,
  mail {text} NOT NULL,
  expertise {text} NOT NULL,
  granted_by {text} NOT NULL,
  valid_from {time} NOT NULL,
  valid_until {time},
  ended_at {time},
  -- Of the token in the address of their own form.
  hash {bytes} NOT NULL,
  added_at {time} NOT NULL,
  added_by {id} NOT NULL,
  {pair}
) {end};

ALTER TABLE notices ADD COLUMN flagger_id {id};
CREATE INDEX notices_by_flagger ON notices (site_id, flagger_id) WHERE flagger_id IS NOT NULL;
ALTER TABLE cases ADD COLUMN is_flagged {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE decisions ADD COLUMN order_id {id};

-- Misuse of appeals and objections (DSA, Art. 23(2)), as whoever decided said; and who was warned of it.
ALTER TABLE appeals ADD COLUMN is_unfounded {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE notices ADD COLUMN is_complaint_unfounded {bool} NOT NULL DEFAULT FALSE;
CREATE TABLE appellants (
  site_id {id} NOT NULL REFERENCES sites (id),
  person_id {id} NOT NULL,
  warned_at {time} NOT NULL,
  suspended_until {time},
  PRIMARY KEY (site_id, person_id)
) {end};

-- What those who reported a threat, and those who are threatened, are told was done about it.
CREATE TABLE threat_news (
  site_id {id} NOT NULL REFERENCES sites (id),
  person_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  decision_id {id} NOT NULL,
  part {text} NOT NULL,
  is_restricted {bool} NOT NULL,
  due_at {time} NOT NULL,
  letter_due_at {time},
  read_at {time},
  PRIMARY KEY (site_id, person_id, comment_id)
) {end};
CREATE INDEX threat_news_to_tell ON threat_news (letter_due_at) WHERE letter_due_at IS NOT NULL;
CREATE INDEX threat_news_by_decision ON threat_news (site_id, decision_id);
CREATE INDEX threat_news_by_time ON threat_news (due_at);
