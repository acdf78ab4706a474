-- Branches that moderators closed, and comments whose authors were asked for other words.
ALTER TABLE comments ADD COLUMN branch_closed_at {time};
ALTER TABLE comments ADD COLUMN branch_closed_reason {text};
ALTER TABLE comments ADD COLUMN reword_until {time};
CREATE INDEX comments_closed ON comments (site_id, root_id) WHERE branch_closed_at IS NOT NULL;
CREATE INDEX comments_to_reword ON comments (reword_until) WHERE reword_until IS NOT NULL;

-- The words that an author was asked to change.
ALTER TABLE decisions ADD COLUMN passage {text};

-- A text that a screen refused, while its author may appeal: nobody could judge that without it.
ALTER TABLE refused_texts ADD COLUMN body {text};
ALTER TABLE refused_texts ADD COLUMN form {text} NOT NULL DEFAULT 'comment';
ALTER TABLE refused_texts ADD COLUMN comment_id {id};
ALTER TABLE refused_texts ADD COLUMN parent_id {id};
ALTER TABLE refused_texts ADD COLUMN name {text};
ALTER TABLE refused_texts ADD COLUMN address {text};

-- What the queue can be filtered by; each is read from an index, in the order of the queue.
ALTER TABLE cases ADD COLUMN screen {text};
ALTER TABLE cases ADD COLUMN section {text};
ALTER TABLE cases ADD COLUMN language {text};
CREATE INDEX cases_by_reason ON cases (site_id, state, reason, rank, id);
CREATE INDEX cases_by_screen ON cases (site_id, state, screen, rank, id) WHERE screen IS NOT NULL;
CREATE INDEX cases_by_section ON cases (site_id, state, section, rank, id) WHERE section IS NOT NULL;
CREATE INDEX cases_by_language ON cases (site_id, state, language, rank, id) WHERE language IS NOT NULL;

-- Filters that staff saved under a name, for themselves or for all of the site.
CREATE TABLE desk_filters (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  account_id {id} NOT NULL,
  name {text} NOT NULL,
  view {text} NOT NULL,
  is_shared {bool} NOT NULL,
  at {time} NOT NULL,
  {pair}
) {end};
CREATE INDEX desk_filters_by_account ON desk_filters (site_id, account_id);

-- Prints of texts that people decided about, in bands: texts that share one are likely alike.
CREATE TABLE decided_texts (
  site_id {id} NOT NULL,
  band {id} NOT NULL,
  decision_id {id} NOT NULL,
  PRIMARY KEY (site_id, band, decision_id)
) {end};
CREATE INDEX decided_texts_by_decision ON decided_texts (site_id, decision_id);

-- Who is told off the desk that a case of the gravest kind waits: once a case, until it is sent.
CREATE TABLE alerts (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  case_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  reason {text} NOT NULL,
  is_threat {bool} NOT NULL,
  at {time} NOT NULL,
  mail_due_at {time},
  call_due_at {time},
  tries {int} NOT NULL,
  taken_at {time},
  {pair},
  UNIQUE (site_id, case_id)
) {end};
CREATE INDEX alerts_to_mail ON alerts (mail_due_at) WHERE mail_due_at IS NOT NULL;
CREATE INDEX alerts_to_call ON alerts (call_due_at) WHERE call_due_at IS NOT NULL;
