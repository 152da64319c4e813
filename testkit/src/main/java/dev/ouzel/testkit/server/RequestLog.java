package dev.ouzel.testkit.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/** The requests that clients made, oldest first, of which the oldest are forgotten at a limit. */
final class RequestLog {
  private static final int MOST_REMEMBERED = 10_000;

  /** A request and, once there is one, the answer's status. */
  static final class Entry {
    private SeenRequest request;

    private Entry(SeenRequest request) {
      this.request = request;
    }

    SeenRequest request() {
      return request;
    }

    void answered(int status) {
      request =
          new SeenRequest(
              request.at(),
              request.method(),
              request.path(),
              request.query(),
              request.headers(),
              OptionalInt.of(status));
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  Entry add(SeenRequest request) {
    Entry entry = new Entry(request);
    entries.addLast(entry);
    if (entries.size() > MOST_REMEMBERED) {
      entries.removeFirst();
    }
    return entry;
  }

  List<SeenRequest> requests() {
    return entries.stream().map(Entry::request).toList();
  }

  void clear() {
    entries.clear();
  }

  long to(String path) {
    return entries.stream().filter(entry -> entry.request().path().equals(path)).count();
  }
}
