-- Suspected threats to life (DSA, Art. 18): evidence frozen apart from what it shows, and what was done with it.
CREATE TABLE threat_files (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  case_id {id} NOT NULL,
  comment_id {id} NOT NULL,
  state {text} NOT NULL,
  frozen_at {time} NOT NULL,
  frozen_by {id} NOT NULL,
  frozen_until {time} NOT NULL,
  -- Sealed; null once it was destroyed. Its SHA-256 stays.
  evidence {bytes},
  digest {text} NOT NULL,
  authority {text},
  confirmed_at {time},
  confirmed_by {id},
  sent_at {time},
  sent_by {id},
  receipt {text},
  ended_at {time},
  {pair}
) {end};
CREATE INDEX threat_files_by_case ON threat_files (site_id, case_id);
CREATE INDEX threat_files_to_end ON threat_files (frozen_until) WHERE evidence IS NOT NULL;
