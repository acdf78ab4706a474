-- OpenID Connect providers whose accounts sign in on a site. external_sign_ins.provider holds their issuer.

CREATE TABLE open_id_providers (
  site_id {id} NOT NULL REFERENCES sites (id),
  name {text} NOT NULL,
  title {text} NOT NULL,
  issuer {text} NOT NULL,
  client_id {text} NOT NULL,
  -- The client's secret, sealed with the installation's; null for a client that has none.
  sealed {bytes},
  is_open {bool} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (site_id, name)
) {end};
