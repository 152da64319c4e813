package dev.ouzel.app.status;

import dev.ouzel.app.config.Destination;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.stream.StreamName;

/**
 * What the status is of: that which does not change while the program runs.
 *
 * @param version the program's
 * @param stream which stream
 * @param destination where posts are stored
 * @param settings how the ingest behaves
 */
public record StatusSubject(
    String version, StreamName stream, Destination destination, IngestSettings settings) {
  /** A sink's URI without user, password and parameters. */
  static String shown(String sink) {
    return sink.replaceFirst("(?s)//.*@", "//").replaceFirst("(?s)[?].*", "");
  }

  /** The text with each sink's URI as it may be shown. */
  String clean(String text) {
    String clean = text;
    for (String sink : destination.sinks()) {
      clean = clean.replace(sink, shown(sink));
    }
    return clean;
  }
}
