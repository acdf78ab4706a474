-- Addresses that mail tells of what is said under one story, of people who need no account: guests, who left and confirmed
-- theirs, and a story's author, whom the publisher named. They are sealed with the installation's secret; the key, made
-- with it too, finds an address again and tells nothing without it.

CREATE TABLE thread_mails (
  site_id {id} NOT NULL,
  id {id} NOT NULL,
  story_id {id} NOT NULL,
  -- The guest whose comments are answered; null for the story's author.
  person_id {id},
  mail_key {bytes} NOT NULL,
  -- Null for an author who wished for no more: the key stays, so that nobody writes there again.
  mail {bytes},
  language {text} NOT NULL,
  pace {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (site_id, id),
  FOREIGN KEY (site_id, story_id) REFERENCES stories (site_id, id),
  FOREIGN KEY (site_id, person_id) REFERENCES people (site_id, id)
) {end};
CREATE UNIQUE INDEX thread_mails_of_guests ON thread_mails (site_id, story_id, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX thread_mails_of_authors ON thread_mails (site_id, story_id, mail_key) WHERE person_id IS NULL;
CREATE INDEX thread_mails_by_key ON thread_mails (site_id, mail_key);
CREATE INDEX thread_mails_by_person ON thread_mails (site_id, person_id) WHERE person_id IS NOT NULL;

-- Comments they are to be told of.
CREATE TABLE thread_news (
  site_id {id} NOT NULL,
  mail_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  due_at {time} NOT NULL,
  PRIMARY KEY (site_id, mail_id, comment_id),
  FOREIGN KEY (site_id, mail_id) REFERENCES thread_mails (site_id, id)
) {end};
CREATE INDEX thread_news_due ON thread_news (due_at);
