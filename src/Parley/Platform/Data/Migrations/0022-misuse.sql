-- Misuse (DSA, Art. 23): what was plainly illegal, or a notice plainly unfounded, as whoever decided said.
ALTER TABLE decisions ADD COLUMN is_manifest {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE notices ADD COLUMN is_unfounded {bool} NOT NULL DEFAULT FALSE;

-- Whose notices are not handled for a time, after a warning; by the keyed hash of their address.
CREATE TABLE notice_senders (
  site_id {id} NOT NULL REFERENCES sites (id),
  contact_key {bytes} NOT NULL,
  warned_at {time} NOT NULL,
  suspended_until {time},
  PRIMARY KEY (site_id, contact_key)
) {end};
