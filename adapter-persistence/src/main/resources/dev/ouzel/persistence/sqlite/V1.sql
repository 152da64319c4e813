CREATE TABLE posts (
  -- Every post once, by X's id. Times are milliseconds since 1970 (UTC).
  id INTEGER PRIMARY KEY,
  created_at INTEGER,           -- told by the id; NULL for ids older than November 2010
  received_at INTEGER NOT NULL, -- by the clock of the machine that ran Ouzel
  json TEXT NOT NULL            -- the frame, byte for byte as X sent it
);

CREATE INDEX posts_by_creation ON posts (created_at);

CREATE TABLE mended_posts (
  -- The few posts whose frame is no proper Unicode (stray bytes, half a surrogate pair), once more
  -- with U+FFFD in those places. The views read these, so that readers need not be forgiving.
  post_id INTEGER PRIMARY KEY,
  json TEXT NOT NULL
);

CREATE TABLE rematches (
  -- Posts that arrived again because other rules matched them.
  post_id INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  rules TEXT NOT NULL           -- matching_rules of the later frame
);

CREATE INDEX rematches_by_post ON rematches (post_id);

CREATE TABLE dead_letters (
  -- What arrived and is no post, in the order of arrival.
  stream TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE checkpoints (
  -- How far each stream is kept, and what was answered to its last batch.
  stream TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  checkpoint TEXT NOT NULL
);

CREATE VIEW posts_flat AS
  -- One row for each post. Where its frame is no JSON, all that the id does not tell is NULL.
  SELECT
    id,
    created_at,
    time,
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
  FROM (
    SELECT
      id,
      created_at,
      coalesce(
        strftime('%Y-%m-%dT%H:%M:%S', created_at / 1000, 'unixepoch')
          || printf('.%03dZ', created_at % 1000),
        CASE WHEN json_valid(frame) THEN
          json_extract(frame, '$.data.created_at')
        END) AS time,
      CASE WHEN json_valid(frame) THEN
        CAST(json_extract(frame, '$.data.author_id') AS TEXT)
      END AS author_id,
      CASE WHEN json_valid(frame) THEN
        coalesce(
          (SELECT json_extract(author.value, '$.username')
             FROM json_each(frame, '$.includes.users') AS author
             WHERE CASE WHEN author.type = 'object' THEN
                 CAST(json_extract(author.value, '$.id') AS TEXT)
               END = CAST(json_extract(frame, '$.data.author_id') AS TEXT)
             LIMIT 1),
          json_extract(frame, '$.data.username'))
      END AS username,
      CASE WHEN json_valid(frame) THEN
        coalesce(
          json_extract(frame, '$.data.note_tweet.text'),
          json_extract(frame, '$.data.note_post.text'),
          json_extract(frame, '$.data.text'))
      END AS text,
      CASE WHEN json_valid(frame) THEN
        json_extract(frame, '$.data.lang')
      END AS lang,
      CASE WHEN json_valid(frame) THEN
        json_extract(frame, '$.data.public_metrics.like_count')
      END AS likes,
      CASE WHEN json_valid(frame) THEN
        coalesce(
          json_extract(frame, '$.data.public_metrics.retweet_count'),
          json_extract(frame, '$.data.public_metrics.repost_count'))
      END AS reposts,
      CASE WHEN json_valid(frame) THEN
        json_extract(frame, '$.data.public_metrics.reply_count')
      END AS replies,
      CASE WHEN json_valid(frame) THEN
        json_extract(frame, '$.data.public_metrics.quote_count')
      END AS quotes,
      CASE WHEN json_valid(frame) THEN
        json_extract(frame, '$.data.public_metrics.bookmark_count')
      END AS bookmarks,
      CASE WHEN json_valid(frame) THEN
        json_extract(frame, '$.data.public_metrics.impression_count')
      END AS impressions
    FROM (
      SELECT posts.id, posts.created_at, coalesce(mended_posts.json, posts.json) AS frame
      FROM posts LEFT JOIN mended_posts ON mended_posts.post_id = posts.id
    )
  );

CREATE VIEW matches AS
  -- Which rules matched which post, each pair once, from its frame and from its rematches.
  SELECT DISTINCT
    post_id,
    CAST(json_extract(rule, '$.id') AS TEXT) AS rule_id,
    json_extract(rule, '$.tag') AS rule_tag
  FROM (
    SELECT
      frames.post_id,
      CASE item.type WHEN 'object' THEN item.value END AS rule
    FROM (
        SELECT posts.id AS post_id, coalesce(mended_posts.json, posts.json) AS frame
        FROM posts LEFT JOIN mended_posts ON mended_posts.post_id = posts.id
      ) AS frames,
      json_each(
        CASE WHEN json_valid(frames.frame) THEN frames.frame END, '$.matching_rules') AS item
    UNION ALL
    SELECT
      rematches.post_id,
      CASE item.type WHEN 'object' THEN item.value END
    FROM rematches,
      json_each(CASE WHEN json_valid(rematches.rules) THEN rematches.rules END) AS item
  )
  WHERE rule IS NOT NULL;
