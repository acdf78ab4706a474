-- The words of comments, to be searched. Made from the comments and the names of their authors; nothing is lost with it.

{search};

-- What the index has yet to take in: the comments of a story, or of a person, after one. The reaction that keeps the index
-- works it off a batch at a time, woken by an event.
CREATE TABLE search_due (
  site_id {id} NOT NULL,
  subject {text} NOT NULL,
  subject_id {id} NOT NULL,
  after_id {id} NOT NULL,
  PRIMARY KEY (site_id, subject, subject_id)
) {end};

INSERT INTO search_due (site_id, subject, subject_id, after_id) SELECT site_id, 'story', id, 0 FROM stories;
INSERT INTO events (site_id, kind, data, at) SELECT id, 'index-behind', '{}', created_at FROM sites ORDER BY id LIMIT 1;
