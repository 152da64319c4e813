package dev.ouzel.app.wiring;

import dev.ouzel.app.config.Destination;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.persistence.spool.Spool;
import dev.ouzel.persistence.spool.SpoolEvent;
import dev.ouzel.persistence.spool.SpoolSettings;
import dev.ouzel.persistence.spool.SpooledSink;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import java.util.function.Consumer;

/** Opens what posts are stored in. */
final class Stores {
  private Stores() {}

  /** A store, or a spool in front of some, of which {@code observer} is told. */
  static PostSink open(Destination destination, StreamName stream, Consumer<SpoolEvent> observer) {
    return destination
        .spool()
        .map(spool -> spool(destination, spool, stream, observer))
        .orElseGet(() -> sink(destination.sinks().get(0), stream));
  }

  private static PostSink spool(
      Destination destination,
      Destination.Spooling spool,
      StreamName stream,
      Consumer<SpoolEvent> observer) {
    SpoolSettings settings =
        SpoolSettings.builder().maxBytes(spool.maxBytes()).observer(observer).build();
    return Spool.open(
        spool.file(),
        stream,
        settings,
        destination.sinks().stream()
            .map(uri -> new SpooledSink(uri, () -> sink(uri, stream)))
            .toList());
  }

  private static PostSink sink(String uri, StreamName stream) {
    return Sinks.open(uri, stream, JacksonPostCodec::new);
  }
}
