package dev.ouzel.ingest;

import dev.ouzel.stream.EndCause;

/**
 * How an attempt ended, as the engine saw it.
 *
 * @param attempt which
 * @param cause why; {@link EndCause.Stopped} when we ended it, for whatever reason
 * @param unfinishedBytes how many bytes of an unfinished frame were lost with it
 */
record AttemptEnd(int attempt, EndCause cause, int unfinishedBytes) {}
