package dev.ouzel.app.operations;

import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What log lines in JSON tell of an event by name, beside the sentence: the event's own name, and
 * those of its parts that are a number, a text, a time or a cause, by the names they have in {@link
 * IngestEvent}. Lengths of time are in seconds.
 */
final class EventFields {
  private EventFields() {}

  /** The names and values, in the event's order. */
  static Map<String, Object> of(IngestEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", name(event.getClass().getSimpleName()));
    for (RecordComponent part : event.getClass().getRecordComponents()) {
      if (!part.getName().equals("at")) {
        add(fields, name(part.getName()), value(part, event));
      }
    }
    return fields;
  }

  private static Object value(RecordComponent part, IngestEvent event) {
    try {
      return part.getAccessor().invoke(event);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void add(Map<String, Object> fields, String name, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> add(fields, name, present));
    } else if (value instanceof Number || value instanceof Boolean) {
      fields.put(name, value);
    } else if (value instanceof String text) {
      fields.put(name, Console.oneLine(text));
    } else if (value instanceof Instant time) {
      fields.put(name, time.toString());
    } else if (value instanceof Duration length) {
      fields.put(name + "_seconds", length.toMillis() / 1e3);
    } else if (value instanceof EndCause cause) {
      fields.put(name, name(cause.getClass().getSimpleName()));
    } else if (value instanceof TimeRange range) {
      fields.put("from", range.from().toString());
      fields.put("to", range.to().toString());
    } else if (value instanceof Gap gap) {
      add(fields, name, gap.range());
      fields.put("state", name(gap.state().name()));
    }
  }

  /** {@code gap_opened} for {@code GapOpened}. */
  private static String name(String java) {
    return java.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
