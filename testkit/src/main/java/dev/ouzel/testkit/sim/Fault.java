package dev.ouzel.testkit.sim;

/** A kind of trouble. How often it strikes is the {@link FaultProfile}'s business. */
public enum Fault {
  // At each attempt.
  /** No connection can be made. */
  NETWORK_REFUSED,
  /** Neither an answer nor an end. */
  SILENT_CONNECT,
  /** Accepted, then nothing, not even a keep-alive. */
  SILENT_ACCEPT,
  /** Accepted, then a few posts and a clean end. */
  FLAP,
  /** An answer without a {@code Date}. */
  DATE_MISSING,
  /** 401. */
  UNAUTHORIZED,
  /** 402. */
  CREDITS_DEPLETED,
  /** 403. */
  FORBIDDEN,
  /** 404 without a body. */
  NOT_FOUND,
  /** 406. */
  NOT_ACCEPTABLE,
  /** 409: a filtered stream without rules. */
  NO_RULES,
  /** A 400 for no reason that we gave. */
  STRAY_400,
  /** 429: the limit of requests is used up, by somebody else with our token. */
  RATE_LIMITED,
  /** 429 with X's older body, and no headers. */
  RATE_LIMITED_OLD_BODY,
  /** 429: a connection of somebody else holds the slot. */
  TOO_MANY_CONNECTIONS,
  /** 429: the monthly quota of posts is used up. */
  MONTHLY_CAP,
  /** 429: the daily quota of posts is used up, until midnight. */
  DAILY_CAP,
  /** 500. */
  INTERNAL_ERROR,
  /** 502 with a page for people. */
  HTML_PAGE,
  /** 503. */
  UNAVAILABLE,
  /** 503: a change of plan is being carried out. */
  PROVISIONING,

  // At each attempt that asks for a backfill.
  /** 400 to {@code backfill_minutes}. */
  BACKFILL_400,
  /** 403 to {@code backfill_minutes}. */
  BACKFILL_403,
  /** {@code backfill_minutes} is accepted and forgotten. */
  BACKFILL_IGNORED,
  /** The older part of a backfill never comes. */
  BACKFILL_TRUNCATED,

  // At each attempt that asks for a recovery.
  /** Refused. */
  RECOVERY_REFUSED,
  /** Falls silent half way. */
  RECOVERY_SILENT,
  /** Breaks half way. */
  RECOVERY_BREAKS,
  /** Ends half way, in order. */
  RECOVERY_ENDS_EARLY,

  // Each minute of each connection.
  /** X closes in order. */
  CLEAN_END,
  /** The connection is reset. */
  RESET,
  /** The connection ends within a frame. */
  CUT_MID_FRAME,
  /** Nothing more arrives, and X does not notice for minutes. */
  STALL,
  /** X announces that it ends the connection, and does. */
  DISCONNECT,
  /** X announces that it ends the connection, and leaves it open. */
  DISCONNECT_LEFT_OPEN,
  /** A line that is no post. */
  SYSTEM_LINE,
  /** A line that nobody can read. */
  UNREADABLE_LINE,
  /** X drops a connection whose reader is too slow; strikes by itself. */
  SLOW_READER,
  /** An end that X sees minutes later, or a dead machine's connection; strikes with ends. */
  STALE_SLOT,

  // At each post.
  /** A post comes again. */
  DUPLICATE,
  /** A post comes again with other rules. */
  REMATCH,
  /** A post comes in two turns of reading. */
  SPLIT_FRAME,
  /** A post comes later than the delivery margin. */
  LATE_POST,
  /** An id dated a year ahead. */
  FUTURE_ID,
  /** An id from before snowflakes, or from 2009's count. */
  ANCIENT_ID,

  // At each commit.
  /** The sink takes its time. */
  SINK_SLOW,
  /** The sink fails, having kept nothing. */
  SINK_TRANSIENT,
  /** The sink fails, having kept the batch. */
  SINK_AMBIGUOUS,
  /** The sink takes everything but one post, which it will never take. */
  SINK_REJECTS,
  /** The sink fails for good: its disk is full. */
  SINK_FULL,
  /** The process dies before the batch is kept. */
  CRASH_BEFORE_DURABLE,
  /** The process dies after the batch is kept and before it knows. */
  CRASH_AFTER_DURABLE,

  // Each minute.
  /** The sink is down for minutes. */
  SINK_DOWN,
  /** The process dies. */
  CRASH,
  /** For minutes, the process dies within seconds of each start. */
  CRASH_LOOP,
  /** The machine dies: X sees it minutes later. */
  POWER_LOSS,
  /** The process is down for minutes to hours. */
  LONG_DOWN,
  /** The process is asked to stop, and started again. */
  DEPLOY,
  /** The machine's wall clock is set. */
  CLOCK_JUMP,
  /** Many posts at once. */
  BURST,

  // At each question to the connection history.
  /** No answer but an error. */
  HISTORY_FAILS,
  /** An answer that is minutes old. */
  HISTORY_LAGS,
  /** An answer in any order. */
  HISTORY_MISORDERED;
}
