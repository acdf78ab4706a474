-- Whom readers ignore: known to them alone.

CREATE TABLE ignored_people (
  site_id {id} NOT NULL,
  person_id {id} NOT NULL,
  ignored_id {id} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (site_id, person_id, ignored_id),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id),
  FOREIGN KEY (site_id, ignored_id) REFERENCES people (site_id, id)
) {end};
CREATE INDEX ignored_people_by_ignored ON ignored_people (site_id, ignored_id);
