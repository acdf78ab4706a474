-- What readers are told: today the answers to what they wrote.

CREATE TABLE inbox (
  site_id {id} NOT NULL,
  person_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  kind {text} NOT NULL,
  at {time} NOT NULL,
  read_at {time},
  -- When it is to go out by mail; null when it is not, or has gone.
  mail_due_at {time},
  PRIMARY KEY (site_id, person_id, comment_id, kind),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id)
) {end};
CREATE INDEX inbox_unread ON inbox (site_id, person_id) WHERE read_at IS NULL;
CREATE INDEX inbox_to_mail ON inbox (mail_due_at) WHERE mail_due_at IS NOT NULL;
CREATE INDEX inbox_by_time ON inbox (at);

-- How often a person wants mail about a kind, where that is not what the site does by default.
CREATE TABLE mail_wishes (
  site_id {id} NOT NULL,
  person_id {id} NOT NULL,
  kind {text} NOT NULL,
  pace {text} NOT NULL,
  PRIMARY KEY (site_id, person_id, kind),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id)
) {end};
