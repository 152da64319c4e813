CREATE TABLE ouzel_schema (
  -- One row: what this schema is.
  version integer NOT NULL,
  by_month boolean NOT NULL          -- whether posts are partitioned
);

CREATE TABLE posts (
  -- Every post once, by X's id. All but id, received_at, json and raw is a view on the frame,
  -- written along with it, in which U+FFFD stands for what PostgreSQL's text cannot hold.
  id bigint PRIMARY KEY,
  created_at timestamptz,            -- told by the id; NULL for ids older than November 2010
  received_at timestamptz NOT NULL,  -- by the clock of the machine that ran Ouzel
  told_at timestamptz,               -- of those older ids: when the frame says it was created
  author_id bigint,
  likes bigint,
  reposts bigint,
  replies bigint,
  quotes bigint,
  bookmarks bigint,
  impressions bigint,
  username text,
  lang text,
  text text,
  json text NOT NULL,                -- the frame as X sent it, unless raw is there
  raw bytea                          -- of the few frames that are no proper text: their bytes
) /* BY MONTH OF id */;

CREATE INDEX posts_by_creation ON posts (created_at);
CREATE INDEX posts_by_author ON posts (author_id, created_at);

CREATE TABLE matching_rules (
  -- Which rules matched which post. A pair may stand here twice; the view matches tells it once.
  post_id bigint NOT NULL,
  rule_id text,
  rule_tag text
) /* BY MONTH OF post_id */;

CREATE INDEX matching_rules_by_post ON matching_rules (post_id);
CREATE INDEX matching_rules_by_id ON matching_rules (rule_id, post_id);
CREATE INDEX matching_rules_by_tag ON matching_rules (rule_tag, post_id);

CREATE TABLE rematches (
  -- Posts that arrived again because other rules matched them.
  post_id bigint NOT NULL,
  received_at timestamptz NOT NULL,
  rules text NOT NULL                -- matching_rules of the later frame
);

CREATE INDEX rematches_by_post ON rematches (post_id);

CREATE TABLE dead_letters (
  -- What arrived and is no post, in the order of arrival.
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text NOT NULL,
  received_at timestamptz NOT NULL,
  reason text NOT NULL,
  bytes bytea NOT NULL
);

CREATE TABLE checkpoints (
  -- How far each stream is kept, and what was answered to its last batch.
  stream text PRIMARY KEY,
  sequence bigint NOT NULL,
  taken_at timestamptz NOT NULL,
  stored integer NOT NULL,
  duplicates integer NOT NULL,
  checkpoint text NOT NULL
);

CREATE TABLE coverage (
  -- What became of each stream's time, appended when it is settled: where two rows of a stream
  -- overlap, the one with the higher id counts. What may still change is in the checkpoint; the
  -- command 'ouzel coverage' lays both side by side. Times are X's.
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,        -- the first moment after
  state text NOT NULL,               -- covered; or of a gap: repaired, lost
  reason text,                       -- of a gap: why it was missed
  remedy text,                       -- of a gap: what was done about it
  connection bigint,                 -- of a gap: the number of our connection before it
  selection text                     -- of covered time: a print of the rules and fields asked for
);

CREATE INDEX coverage_by_stream ON coverage (stream);

CREATE TABLE connections (
  -- Each of our connections that X accepted, as last known. The columns that begin with x_ are X's
  -- own record of it, NULL until we know which of X's entries is this one.
  stream text NOT NULL,
  number bigint NOT NULL,            -- of the stream's connections, from 1
  recovery boolean NOT NULL,         -- true when it replayed a gap, false when it was live
  opened_at timestamptz NOT NULL,    -- by the clock of the machine that ran Ouzel
  server_time timestamptz,           -- the same moment by X's clock, in whole seconds
  ended_at timestamptz,              -- by our clock; NULL when it lives, or when we died first
  end_kind text,                     -- how we saw it end
  end_detail text,                   -- the same in one sentence
  transaction_id text,               -- X's name for the request
  x_id text,
  x_endpoint text,
  x_connected_at timestamptz,
  x_disconnected_at timestamptz,
  x_disconnect_reason text,          -- verbatim
  x_client_ip text,
  PRIMARY KEY (stream, number)
);

CREATE VIEW posts_flat AS
  -- One row for each post. Where its frame is no JSON, all that the id does not tell is NULL.
  SELECT
    id,
    created_at,
    to_char(
      coalesce(created_at, told_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS time,
    author_id,
    username,
    text,
    lang,
    likes,
    reposts,
    replies,
    quotes,
    bookmarks,
    impressions,
    'https://x.com/' || coalesce(username, 'i') || '/status/' || id AS url
  FROM posts;

CREATE VIEW matches AS
  -- Which rules matched which post, each pair once, from its frame and from its rematches.
  SELECT DISTINCT post_id, rule_id, rule_tag FROM matching_rules;

CREATE VIEW frames AS
  -- The frame of each post, byte for byte as X sent it.
  SELECT id, received_at, coalesce(raw, convert_to(json, 'UTF8')) AS frame FROM posts;
