-- What the newsroom puts into a thread: a signed note, featured comments, branches moved off topic, and who is who.

ALTER TABLE stories ADD COLUMN note {text};
ALTER TABLE stories ADD COLUMN note_html {text};
ALTER TABLE stories ADD COLUMN note_by {text};
ALTER TABLE stories ADD COLUMN note_at {time};
ALTER TABLE stories ADD COLUMN author_id {id};

ALTER TABLE comments ADD COLUMN featured_at {time};
ALTER TABLE comments ADD COLUMN off_topic_at {time};
CREATE INDEX comments_featured ON comments (site_id, story_id, featured_at) WHERE featured_at IS NOT NULL;

ALTER TABLE people ADD COLUMN badge {text} NOT NULL DEFAULT 'none';
