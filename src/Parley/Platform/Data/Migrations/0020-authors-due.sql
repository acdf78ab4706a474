-- Comments that are to change hands and have not all done so: a row for each author they are taken from.

CREATE TABLE authors_due (
  site_id {id} NOT NULL,
  person_id {id} NOT NULL,
  -- Whom they go to; of an erasure the account that was erased.
  heir_id {id} NOT NULL,
  deed {text} NOT NULL,
  -- Those up to here are done.
  after_id {id} NOT NULL,
  PRIMARY KEY (site_id, person_id),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id),
  FOREIGN KEY (site_id, heir_id) REFERENCES people (site_id, id)
) {end};

-- While an erasure goes on: who stands in a thread for whoever was erased. Gone with its last step.
CREATE TABLE erased_labels (
  site_id {id} NOT NULL,
  person_id {id} NOT NULL,
  story_id {id} NOT NULL,
  label_id {id} NOT NULL,
  PRIMARY KEY (site_id, person_id, story_id),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id),
  FOREIGN KEY (site_id, story_id) REFERENCES stories (site_id, id),
  FOREIGN KEY (site_id, label_id) REFERENCES people (site_id, id)
) {end};

-- Its work is done by the reaction "merged-authors" now; a cursor that stands still would keep all events for ever.
DELETE FROM event_cursors WHERE name = 'erased-authors';
