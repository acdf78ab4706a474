-- Words in braces are filled by the engine. Moments are Unix milliseconds, enums are words.

CREATE TABLE sites (
  id {id} NOT NULL PRIMARY KEY,
  name {text} NOT NULL UNIQUE,
  title {text} NOT NULL,
  language {text} NOT NULL,
  origins {text} NOT NULL,
  created_at {time} NOT NULL
) {end};

CREATE TABLE settings (
  site_id {id} NOT NULL REFERENCES sites (id),
  name {text} NOT NULL,
  value {text} NOT NULL,
  changed_at {time} NOT NULL,
  PRIMARY KEY (site_id, name)
) {end};

CREATE TABLE api_keys (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  hash {bytes} NOT NULL,
  created_at {time} NOT NULL,
  {pair}
) {end};

CREATE TABLE people (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  kind {text} NOT NULL,
  name {text},
  secret_hash {bytes},
  source {text},
  source_id {text},
  created_at {time} NOT NULL,
  {pair}
) {end};
CREATE UNIQUE INDEX people_by_source ON people (site_id, source, source_id) WHERE source_id IS NOT NULL;

CREATE TABLE stories (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  publisher_id {text},
  title {text},
  summary {text},
  author {text},
  section {text},
  image {text},
  published_at {time},
  language {text},
  text {text},
  text_html {text},
  text_renderer {int} NOT NULL,
  text_attribution {text},
  thread {text} NOT NULL,
  closed_reason {text},
  merged_into {id},
  comment_count {int} NOT NULL,
  last_comment_at {time},
  source {text},
  source_id {text},
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL,
  {pair}
) {end};
CREATE UNIQUE INDEX stories_by_publisher_id ON stories (site_id, publisher_id) WHERE publisher_id IS NOT NULL;
CREATE UNIQUE INDEX stories_by_source ON stories (site_id, source, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX stories_by_time ON stories (site_id, id);

-- key: the normalised address under which a story is found; address: as the publisher writes it.
CREATE TABLE story_urls (
  site_id {id} NOT NULL,
  key {text} NOT NULL,
  story_id {id} NOT NULL,
  address {text} NOT NULL,
  is_canonical {bool} NOT NULL,
  PRIMARY KEY (site_id, key),
  FOREIGN KEY (site_id, story_id) REFERENCES stories (site_id, id)
) {end};
CREATE INDEX story_urls_by_story ON story_urls (site_id, story_id);

CREATE TABLE comments (
  id {key},
  site_id {id} NOT NULL,
  story_id {id} NOT NULL,
  root_id {id} NOT NULL,
  parent_id {id},
  depth {int} NOT NULL,
  path {text} NOT NULL,
  author_id {id} NOT NULL,
  body {text} NOT NULL,
  html {text},
  folded_html {text},
  fold {text} NOT NULL,
  renderer {int} NOT NULL,
  posted_at {time} NOT NULL,
  is_time_known {bool} NOT NULL,
  edited_at {time},
  revision {int} NOT NULL,
  correction_count {int} NOT NULL,
  state {text} NOT NULL,
  is_listed {bool} NOT NULL,
  removed_by {text},
  removed_reason {text},
  removed_at {time},
  reply_count {int} NOT NULL,
  source {text},
  source_id {text},
  parent_confidence {real},
  author_confidence {real},
  {pair},
  FOREIGN KEY (site_id, story_id) REFERENCES stories (site_id, id),
  FOREIGN KEY (site_id, author_id) REFERENCES people (site_id, id)
) {end};
-- The order of a thread by time, and by most replies. Listed is a condition of the index and no column of it: a bare
-- "AND is_listed" finds no column of an index on SQLite. The depth, always 0 here, is one, so that these are taken before
-- the index of a whole story, which would be gone through for its roots.
CREATE INDEX comments_roots_by_time ON comments (site_id, story_id, depth, id) WHERE depth = 0 AND is_listed;
CREATE INDEX comments_roots_by_replies ON comments (site_id, story_id, depth, reply_count, id) WHERE depth = 0 AND is_listed;
-- The replies of a comment in order, and all comments of a story for merging and export.
CREATE INDEX comments_by_parent ON comments (site_id, parent_id, id) WHERE depth > 0 AND is_listed;
CREATE INDEX comments_by_story ON comments (site_id, story_id, id);
CREATE INDEX comments_by_author ON comments (site_id, author_id, id);
CREATE UNIQUE INDEX comments_by_source ON comments (site_id, source, source_id) WHERE source_id IS NOT NULL;

CREATE TABLE comment_revisions (
  site_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  revision {int} NOT NULL,
  body {text} NOT NULL,
  written_at {time} NOT NULL,
  PRIMARY KEY (site_id, comment_id, revision),
  FOREIGN KEY (site_id, comment_id) REFERENCES comments (site_id, id)
) {end};

CREATE TABLE corrections (
  site_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  number {int} NOT NULL,
  text {text} NOT NULL,
  added_at {time} NOT NULL,
  PRIMARY KEY (site_id, comment_id, number),
  FOREIGN KEY (site_id, comment_id) REFERENCES comments (site_id, id)
) {end};

-- Who changed a story's or comment's state, why and when.
CREATE TABLE state_changes (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  subject {text} NOT NULL,
  subject_id {id} NOT NULL,
  from_state {text},
  to_state {text} NOT NULL,
  actor {text} NOT NULL,
  actor_id {id},
  reason {text},
  at {time} NOT NULL,
  {pair}
) {end};
CREATE INDEX state_changes_by_subject ON state_changes (site_id, subject_id, id);

CREATE TABLE idempotency_keys (
  site_id {id} NOT NULL,
  key {bytes} NOT NULL,
  body_hash {bytes} NOT NULL,
  comment_id {id} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (site_id, key)
) {end};
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (at);

CREATE TABLE events (
  sequence {sequence},
  "transaction" {transaction},
  site_id {id} NOT NULL,
  kind {text} NOT NULL,
  data {text} NOT NULL,
  at {time} NOT NULL
) {end};
CREATE INDEX events_by_position ON events ("transaction", sequence);

CREATE TABLE event_cursors (
  name {text} NOT NULL PRIMARY KEY,
  "transaction" {id} NOT NULL,
  sequence {id} NOT NULL
) {end};
