-- Publishers' own accounts, and threads that are not open to anyone.

-- Secrets publishers sign their readers' tokens with, sealed with the installation's secret.
CREATE TABLE site_secrets (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  sealed {bytes} NOT NULL,
  created_at {time} NOT NULL,
  {pair}
) {end};

-- Words the publisher says of its reader, a space between them.
ALTER TABLE people ADD COLUMN claims {text};

-- Who may, where the story says so itself: anyone, signed-in or a claim.
ALTER TABLE stories ADD COLUMN may_read {text};
ALTER TABLE stories ADD COLUMN may_write {text};
ALTER TABLE stories ADD COLUMN may_vote {text};
ALTER TABLE stories ADD COLUMN may_report {text};
