package dev.ouzel.app.bench;

/** Parts of the way from the socket to the store that are measured alone, and the whole of it. */
public enum Stage {
  /** The HTTP client reads, and what it read is dropped. */
  DRAIN("drain"),
  /** The stream is read and cut into frames, whose ids are found. */
  SCAN("drain, split, scan"),
  /** The same, through the engine, with a sink that drops what it is given. */
  READ("all but the sink"),
  /** Batches from memory are committed. */
  SINK("sink"),
  /** From the socket to the store. */
  INGEST("ingest");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The name for people. */
  public String label() {
    return label;
  }
}
