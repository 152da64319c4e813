package dev.ouzel.testkit.script;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** X's refusals by the names that files and calls give them: those of {@link Reply}, hyphenated. */
public final class Replies {
  private static final SortedMap<String, Reply> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put("invalid-request", Reply.invalidRequest());
    BY_NAME.put("unauthorized", Reply.unauthorized());
    BY_NAME.put("credits-depleted", Reply.creditsDepleted());
    BY_NAME.put("client-not-enrolled", Reply.clientNotEnrolled());
    BY_NAME.put("not-found", Reply.notFound());
    BY_NAME.put("not-acceptable", Reply.notAcceptable());
    BY_NAME.put("no-rules", Reply.noRules());
    BY_NAME.put("too-many-rules", Reply.tooManyRules());
    BY_NAME.put("too-many-connections", Reply.tooManyConnections());
    BY_NAME.put("rate-limited", Reply.rateLimited());
    BY_NAME.put("usage-cap-exceeded", Reply.usageCapExceeded());
    BY_NAME.put("daily-usage-cap-exceeded", Reply.dailyUsageCapExceeded());
    BY_NAME.put("provisioning", Reply.provisioning());
    BY_NAME.put("service-unavailable", Reply.serviceUnavailable());
  }

  private Replies() {}

  /** All of them, in order of the alphabet. Unmodifiable. */
  public static SortedMap<String, Reply> byName() {
    return Collections.unmodifiableSortedMap(BY_NAME);
  }
}
