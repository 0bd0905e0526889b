-- Agreements are ordered and narrowed by their instrument without looking into each of them.
CREATE INDEX records_instrument ON records(
  json_extract(CAST(body AS TEXT), '$.file[0][1].instrument'), type
) WHERE type = 'agreement';
