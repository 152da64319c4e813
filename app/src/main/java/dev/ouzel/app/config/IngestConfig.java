package dev.ouzel.app.config;

import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.stream.StreamRequest;

/**
 * What to ingest, and where to.
 *
 * @param x how to reach X
 * @param request what to ask for
 * @param destination where to store posts
 * @param settings how to behave
 */
public record IngestConfig(
    XClientSettings x, StreamRequest request, Destination destination, IngestSettings settings) {
  /** The store used unless another is named. */
  public static final String USUAL_SINK = "sqlite:ouzel.db";
}
