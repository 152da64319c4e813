package dev.ouzel.app.config;

import java.nio.file.Path;
import java.util.List;

/** Where to store posts. */
final class StoreSection {
  private static final List<String> SCHEMES =
      List.of("sqlite:", "postgresql://", "kafka://", "jsonl:");

  static final Setting<List<String>> SINKS =
      Setting.of("sinks", Kind.uris(StoreSection::checked), "--sink", "URI")
          .usual(IngestConfig.USUAL_SINK)
          .example("postgresql://ouzel@db/cats jsonl:archive")
          .words(
              "Where to store posts, with a spool in several: sqlite:FILE,"
                  + " postgresql://USER@HOST/DB, kafka://HOST:9092/TOPIC, jsonl:DIR, or - for one"
                  + " frame a line on stdout. Each takes parameters: see docs/sinks.md");

  static final Setting<Path> SPOOL =
      Setting.of("spool.file", Kind.FILE, "--spool", "FILE")
          .example("spool.db")
          .words(
              "Keep posts in this file first, synced, and give them to the sinks from there: X is"
                  + " read at full speed while a sink is out of reach");

  static final Setting<Long> SPOOL_LIMIT =
      Setting.of("spool.limit", Kind.BYTES, "--spool-limit", "SIZE")
          .usual("16GB")
          .example("100GB")
          .words("Stop when the spool holds so much");

  static final List<Setting<?>> ALL = List.of(SINKS, SPOOL, SPOOL_LIMIT);

  private StoreSection() {}

  private static List<String> checked(List<String> sinks) {
    for (String sink : sinks) {
      if (!sink.equals("-") && SCHEMES.stream().noneMatch(sink::startsWith)) {
        throw new Mistake(
            "'%s' is no sink; write sqlite:FILE, postgresql://USER@HOST/DB, kafka://HOST:9092/TOPIC,"
                    .formatted(Secrets.hidden(sink))
                + " jsonl:DIR, or -");
      }
    }
    return sinks;
  }

  static Destination read(Values values) {
    long limit = values.get(SPOOL_LIMIT);
    return values.together(
        () ->
            new Destination(
                values.get(SINKS),
                values.find(SPOOL).map(file -> new Destination.Spooling(file, limit))),
        SINKS,
        SPOOL);
  }
}
