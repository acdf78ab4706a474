-- People's pictures, as Parley drew them.

CREATE TABLE avatars (
  id {key},
  site_id {id} NOT NULL,
  content {bytes} NOT NULL,
  source_hash {bytes},
  created_at {time} NOT NULL,
  {pair},
  FOREIGN KEY (site_id, id) REFERENCES people (site_id, id)
) {end};

-- The name of the picture; null for the initial.
ALTER TABLE people ADD COLUMN avatar {text};
