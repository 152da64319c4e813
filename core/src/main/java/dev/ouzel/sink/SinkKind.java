package dev.ouzel.sink;

/** What a sink can promise about a post that is offered twice. */
public enum SinkKind {
  /** Holds each post id once, whenever it is offered again. */
  KEYED,
  /** Appends: holds a post as often as it is offered in different batches. */
  LOG,
  /** Remembers nothing across a restart, so it has no checkpoint to resume from. */
  EPHEMERAL
}
