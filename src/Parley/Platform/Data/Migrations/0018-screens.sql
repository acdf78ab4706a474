-- What the screens said of each revision of a comment, and the measures and word lists they go by.

CREATE TABLE screenings (
  site_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  revision {int} NOT NULL,
  -- A comment may be screened again, when screens changed.
  at {time} NOT NULL,
  outcome {text} NOT NULL,
  -- Names of the screens that had nothing to say.
  passed {text} NOT NULL,
  -- JSON: screen, verdict, reason, places in the body; no words of it.
  findings {text} NOT NULL,
  PRIMARY KEY (site_id, comment_id, revision, at),
  FOREIGN KEY (site_id, comment_id) REFERENCES comments (site_id, id)
) {end};

-- That a text was refused and why; never the text.
CREATE TABLE refused_texts (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  story_id {id},
  person_id {id},
  length {int} NOT NULL,
  outcome {text} NOT NULL,
  findings {text} NOT NULL,
  at {time} NOT NULL,
  {pair}
) {end};
CREATE INDEX refused_texts_by_person ON refused_texts (site_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX refused_texts_by_time ON refused_texts (at);

CREATE TABLE word_lists (
  site_id {id} NOT NULL REFERENCES sites (id),
  name {text} NOT NULL,
  lines {text} NOT NULL,
  is_on {bool} NOT NULL,
  changed_at {time} NOT NULL,
  PRIMARY KEY (site_id, name)
) {end};

-- Slow mode, holding of newcomers or of everybody, in one thread or for one person.
CREATE TABLE measures (
  site_id {id} NOT NULL REFERENCES sites (id),
  kind {text} NOT NULL,
  -- A story for slow mode and newcomers; a story or a person for premoderation.
  subject_id {id} NOT NULL,
  seconds {int} NOT NULL,
  -- Set by the flood rule, which undoes it; else by people, who do.
  is_by_rule {bool} NOT NULL,
  began_at {time} NOT NULL,
  ends_at {time},
  PRIMARY KEY (site_id, kind, subject_id)
) {end};
