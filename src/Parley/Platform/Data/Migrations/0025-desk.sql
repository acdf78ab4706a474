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
