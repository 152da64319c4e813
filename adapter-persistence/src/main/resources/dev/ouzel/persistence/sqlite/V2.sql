CREATE TABLE coverage (
  -- What became of each stream's time, appended when it is settled: where two rows of a stream
  -- overlap, the one with the higher id counts. What may still change is in the checkpoint; the
  -- command 'ouzel coverage' lays both side by side. Times are X's, in milliseconds since 1970.
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,       -- the first moment after
  state TEXT NOT NULL,          -- covered; or of a gap: repaired, lost
  reason TEXT,                  -- of a gap: why it was missed
  remedy TEXT,                  -- of a gap: what was done about it
  connection INTEGER,           -- of a gap: the number of our connection before it
  selection TEXT                -- of covered time: a print of the rules and fields asked for
);

CREATE INDEX coverage_by_stream ON coverage (stream);

CREATE TABLE connections (
  -- Each of our connections that X accepted, as last known. The columns that begin with x_ are X's
  -- own record of it, NULL until we know which of X's entries is this one.
  stream TEXT NOT NULL,
  number INTEGER NOT NULL,      -- of the stream's connections, from 1
  recovery INTEGER NOT NULL,      -- 1 when it replayed a gap, 0 when it was live
  opened_at INTEGER NOT NULL,   -- by the clock of the machine that ran Ouzel
  server_time INTEGER,          -- the same moment by X's clock, in whole seconds
  ended_at INTEGER,             -- by our clock; NULL when it lives, or when we died first
  end_kind TEXT,                -- how we saw it end
  end_detail TEXT,              -- the same in one sentence
  transaction_id TEXT,          -- X's name for the request
  x_id TEXT,
  x_endpoint TEXT,
  x_connected_at INTEGER,
  x_disconnected_at INTEGER,
  x_disconnect_reason TEXT,     -- verbatim
  x_client_ip TEXT,
  PRIMARY KEY (stream, number)
);
