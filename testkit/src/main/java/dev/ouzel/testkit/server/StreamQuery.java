package dev.ouzel.testkit.server;

import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.render.Rendering;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.script.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The parameters of one request for a stream, checked, and what they ask of the past. */
final class StreamQuery {
  static final Duration FURTHEST_BACK = Duration.ofHours(24);

  private static final String PARTITION = "partition";
  private static final String BACKFILL = "backfill_minutes";
  private static final String START = "start_time";
  private static final String END = "end_time";
  private static final Duration TICK = Duration.ofMillis(1);

  private final FakeXSettings settings;
  private final Parameters parameters;
  private final Instant now;
  private final Subscription subscription;
  private final int backfill;
  private final Optional<Instant> start;
  private final Optional<Instant> end;

  StreamQuery(StreamEndpoint endpoint, Parameters parameters, Account account) {
    this.settings = account.settings();
    this.parameters = parameters;
    this.now = account.now();
    Map<FieldList, List<String>> asked = new EnumMap<>(FieldList.class);
    List<String> known = new ArrayList<>(List.of(BACKFILL));
    if (endpoint.hasRecovery()) {
      known.addAll(List.of(START, END));
    }
    if (endpoint.partitions() > 0) {
      known.add(PARTITION);
    }
    for (FieldList list : endpoint.events().fieldLists()) {
      known.add(list.parameter());
      List<String> names = parameters.list(list.parameter(), list.names());
      if (!names.isEmpty() && list.names().containsAll(names)) {
        asked.put(list, names.stream().distinct().toList());
      }
    }
    known.sort(null);
    parameters.only(known);
    subscription =
        new Subscription(
            endpoint,
            partition(endpoint),
            settings.worded(Rendering.of(endpoint, new FieldSelection(asked))));
    backfill = parameters.number(BACKFILL, 0, StreamRequest.MOST_BACKFILL_MINUTES).orElse(0);
    start = parameters.time(START);
    end = parameters.time(END);
    checkTimes();
  }

  /** X requires one where a stream has partitions. */
  private OptionalInt partition(StreamEndpoint endpoint) {
    if (endpoint.partitions() == 0) {
      return OptionalInt.empty();
    }
    if (parameters.isMissing(PARTITION)) {
      parameters.fault(PARTITION, "The `partition` query parameter can not be empty");
    }
    return parameters.number(PARTITION, 1, endpoint.partitions()).stream()
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  private void checkTimes() {
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      parameters.fault(START, "The `start_time` must be before the `end_time`");
    }
    if (start.filter(now.minus(FURTHEST_BACK)::isAfter).isPresent()) {
      parameters.fault(START, "The `start_time` must be within the last 24 hours");
    }
    if (start.isEmpty() && end.isPresent()) {
      parameters.fault(END, "The `end_time` must come with a `start_time`");
    }
    if (backfill > 0 && settings.backfill() == ReplaySupport.REFUSED_400) {
      parameters.fault(BACKFILL, "The `backfill_minutes` parameter is not available to your app");
    }
    if (start.isPresent() && settings.recovery() == ReplaySupport.REFUSED_400) {
      parameters.fault(START, "The `start_time` parameter is not available to your app");
    }
  }

  /** What is asked for, as far as the request is well-formed. */
  Subscription subscription() {
    return subscription;
  }

  /** X's answer to a request for what the app's plan does not have, or to a malformed one. */
  Optional<Reply> refusal() {
    boolean forbidden =
        (backfill > 0 && settings.backfill() == ReplaySupport.REFUSED_403)
            || (start.isPresent() && settings.recovery() == ReplaySupport.REFUSED_403);
    return forbidden ? Optional.of(Reply.clientNotEnrolled()) : parameters.refusal();
  }

  /** What the script counts the request as: a recovery names a window, whatever becomes of it. */
  Target target() {
    return new Target.Streams(
        start.isPresent(), Optional.of(subscription.endpoint()), subscription.partition());
  }

  /** True when the request is for posts of the past alone. */
  boolean isRecovery() {
    return start.isPresent() && settings.recovery() == ReplaySupport.SUPPORTED;
  }

  /** What of the past to deliver. A recovery that names no end, or one to come, ends now. */
  Window window() {
    Instant justAfterNow = now.plus(TICK);
    if (isRecovery()) {
      return new Window(
          start.orElseThrow(), end.filter(justAfterNow::isAfter).orElse(justAfterNow), true);
    }
    int minutes = settings.backfill() == ReplaySupport.SUPPORTED ? backfill : 0;
    return minutes == 0
        ? new Window(now, now, false)
        : new Window(now.minus(Duration.ofMinutes(minutes)), justAfterNow, false);
  }
}
