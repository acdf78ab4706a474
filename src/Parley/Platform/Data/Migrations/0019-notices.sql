-- Notices of illegal content (DSA, Art. 16), by anyone, about one comment or several.
CREATE TABLE notices (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  -- Who gave it, where they were signed in or known as a guest.
  person_id {id},
  reason {text} NOT NULL,
  law {text},
  explanation {text} NOT NULL,
  -- Name and mail address, sealed, and the keyed hash of the address.
  contact {bytes},
  contact_key {bytes},
  language {text} NOT NULL,
  at {time} NOT NULL,
  outcome {text} NOT NULL,
  decided_at {time},
  -- Whoever gave it disagrees with what was decided, and what came of that (Art. 20).
  complaint {text},
  complained_at {time},
  complaint_outcome {text} NOT NULL,
  complaint_decided_at {time},
  letter_due_at {time},
  letter_sent_at {time},
  {pair}
) {end};
CREATE INDEX notices_to_tell ON notices (letter_due_at) WHERE letter_due_at IS NOT NULL;
CREATE INDEX notices_by_contact ON notices (site_id, contact_key, at) WHERE contact_key IS NOT NULL;
CREATE INDEX notices_by_person ON notices (site_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX notices_by_decision ON notices (decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE notice_items (
  site_id {id} NOT NULL,
  notice_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  revision {int} NOT NULL,
  outcome {text} NOT NULL,
  decision_id {id},
  -- What came of looking again.
  review {text},
  review_decision_id {id},
  PRIMARY KEY (site_id, notice_id, comment_id),
  FOREIGN KEY (site_id, notice_id) REFERENCES notices (site_id, id),
  FOREIGN KEY (site_id, comment_id) REFERENCES comments (site_id, id)
) {end};
CREATE INDEX notice_items_by_comment ON notice_items (site_id, comment_id);
CREATE INDEX notice_items_by_decision ON notice_items (site_id, decision_id) WHERE decision_id IS NOT NULL;
