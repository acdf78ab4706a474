-- What was rejected or removed of a person's comments, for the screen that asks at every comment: few of many.
CREATE INDEX comments_rejected ON comments (site_id, author_id, id) WHERE state IN ('rejected', 'removed');
