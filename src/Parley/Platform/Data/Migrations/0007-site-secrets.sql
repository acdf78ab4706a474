-- Secrets publishers sign their readers' tokens with, sealed with the installation's secret.

CREATE TABLE site_secrets (
  id {key},
  site_id {id} NOT NULL REFERENCES sites (id),
  sealed {bytes} NOT NULL,
  created_at {time} NOT NULL,
  {pair}
) {end};
