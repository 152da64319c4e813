package dev.ouzel.connection;

import dev.ouzel.stream.StreamEndpoint;
import java.util.List;

/** Which of the app's connections X shall end. */
public sealed interface Termination {
  /** Every connection to every stream. */
  record All() implements Termination {}

  /**
   * Every connection to one stream.
   *
   * @param endpoint the stream, one that X's connection history knows by name
   */
  record OfEndpoint(StreamEndpoint endpoint) implements Termination {
    /** Refuses a stream that X could not be asked about. */
    public OfEndpoint {
      if (!endpoint.inConnectionHistory()) {
        throw new IllegalArgumentException(
            "X's connection history does not know " + endpoint.wireName());
      }
    }
  }

  /**
   * The connections with these ids.
   *
   * @param ids as the connection history tells them, 1 to 100
   */
  record OfIds(List<String> ids) implements Termination {
    /** The most ids in one request (OpenAPI 2.167). */
    public static final int MOST_IDS = 100;

    /** Copies the list, and refuses what X would refuse with 400. */
    public OfIds {
      ids = List.copyOf(ids);
      if (ids.isEmpty() || ids.size() > MOST_IDS) {
        throw new IllegalArgumentException("X takes 1 to 100 ids at once, not " + ids.size());
      }
      if (ids.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("the id of a connection is empty");
      }
    }
  }
}
