package dev.ouzel.stream;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * What one attempt asks a stream for, checked as X checks it, so that a mistake is found before it
 * costs an attempt.
 */
@Value.Immutable
public abstract class StreamRequest {
  /** The furthest back that {@code backfill_minutes} reaches (OpenAPI 2.167). */
  public static final int MOST_BACKFILL_MINUTES = 5;

  StreamRequest() {}

  /** Which stream; the filtered stream unless set. */
  @Value.Default
  public StreamEndpoint endpoint() {
    return StreamEndpoint.FILTERED;
  }

  /** Which partition, from 1; present exactly when the endpoint has partitions. */
  public abstract OptionalInt partition();

  /** How many minutes before now X shall send again first, 0 to 5; 0 asks for none. */
  @Value.Default
  public int backfillMinutes() {
    return 0;
  }

  /** Where a recovery begins; X reads whole seconds. */
  public abstract Optional<Instant> startTime();

  /** Where a recovery ends; X reads whole seconds. */
  public abstract Optional<Instant> endTime();

  /** How much X shall tell; nothing beyond its defaults unless set. */
  @Value.Default
  public FieldSelection fields() {
    return FieldSelection.minimal();
  }

  /** The name under which this stream's posts and checkpoint are kept. */
  public StreamName streamName() {
    String name = endpoint().wireName();
    return new StreamName(partition().isPresent() ? name + "." + partition().getAsInt() : name);
  }

  /** The query parameters, unencoded, in a fixed order. */
  public Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    partition().ifPresent(number -> query.put("partition", Integer.toString(number)));
    if (backfillMinutes() > 0) {
      query.put("backfill_minutes", Integer.toString(backfillMinutes()));
    }
    startTime().ifPresent(time -> query.put("start_time", seconds(time)));
    endTime().ifPresent(time -> query.put("end_time", seconds(time)));
    fields().lists().forEach((list, names) -> query.put(list.parameter(), String.join(",", names)));
    return Collections.unmodifiableMap(query);
  }

  private static String seconds(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Refuses what X would refuse with 400. */
  @Value.Check
  protected void check() {
    checkPartition();
    require(
        backfillMinutes() >= 0 && backfillMinutes() <= MOST_BACKFILL_MINUTES,
        "backfill_minutes is 0 to 5, not " + backfillMinutes());
    boolean recoveries = startTime().isPresent() || endTime().isPresent();
    require(
        !recoveries || endpoint().hasRecovery(),
        endpoint().wireName() + " takes no start_time and end_time");
    if (startTime().isPresent() && endTime().isPresent()) {
      String start = seconds(startTime().get());
      String end = seconds(endTime().get());
      require(
          Instant.parse(start).isBefore(Instant.parse(end)),
          "start_time must be before end_time, but " + start + " is not before " + end);
    }
    for (FieldList list : fields().lists().keySet()) {
      require(
          endpoint().events().fieldLists().contains(list),
          endpoint().wireName() + " takes no " + list.parameter());
    }
  }

  private void checkPartition() {
    int partitions = endpoint().partitions();
    if (partitions == 0) {
      require(partition().isEmpty(), endpoint().wireName() + " has no partitions");
    } else {
      require(
          partition().isPresent()
              && partition().getAsInt() >= 1
              && partition().getAsInt() <= partitions,
          endpoint().wireName() + " needs a partition from 1 to " + partitions);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** A request for the filtered stream, with X's default fields. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StreamRequest}. Not safe for use by several threads. */
  public static class Builder extends ImmutableStreamRequest.Builder {
    Builder() {}
  }
}
