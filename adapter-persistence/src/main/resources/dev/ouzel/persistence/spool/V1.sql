CREATE TABLE progress (
  -- One row: whose batches these are, and how far the stream is kept.
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,    -- of the last batch
  stored INTEGER NOT NULL,      -- posts of that batch
  checkpoint TEXT NOT NULL
);

CREATE TABLE batches (
  -- What some sink has not yet, by number.
  sequence INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
);

CREATE TABLE recent_ids (
  -- Ids of the newest posts, whether every sink has them or not: 8 bytes each, batch by batch.
  sequence INTEGER PRIMARY KEY,
  ids BLOB NOT NULL
);

CREATE TABLE sinks (
  -- Where the batches go.
  name TEXT PRIMARY KEY,
  position INTEGER NOT NULL,    -- the last batch it is known to have
  base INTEGER                  -- our number of a batch less the sink's; NULL until it was reached
);
