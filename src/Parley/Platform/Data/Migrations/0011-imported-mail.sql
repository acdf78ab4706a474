-- By which an imported name is found by whoever proves the mail address it came with: keyed with the installation's secret,
-- so that no address can be read or tried from it.
ALTER TABLE people ADD COLUMN mail_proof {bytes};
CREATE INDEX people_by_mail_proof ON people (site_id, mail_proof) WHERE mail_proof IS NOT NULL;
