package dev.ouzel.connection;

import dev.ouzel.stream.StreamEndpoint;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Which connections to list, and what to tell of them: the parameters of {@code GET
 * /2/connections}, checked as X checks them.
 */
@Value.Immutable
public abstract class ConnectionQuery {
  /** The most connections on one page (OpenAPI 2.167). */
  public static final int MOST_RESULTS = 100;

  private static final int USUAL_RESULTS = 10;

  ConnectionQuery() {}

  /** Which connections; those that live unless set, as X has it. */
  @Value.Default
  public ConnectionStatus status() {
    return ConnectionStatus.ACTIVE;
  }

  /** Only connections to these streams; all when empty. */
  public abstract Set<StreamEndpoint> endpoints();

  /** How many on one page, 1 to 100; 10 unless set, as X has it. */
  @Value.Default
  public int maxResults() {
    return USUAL_RESULTS;
  }

  /** The {@code next_token} of the page before. */
  public abstract Optional<String> paginationToken();

  /** What to tell; what X tells of its own accord when empty. */
  public abstract Set<ConnectionField> fields();

  /** Refuses what X would refuse with 400. */
  @Value.Check
  protected void check() {
    if (maxResults() < 1 || maxResults() > MOST_RESULTS) {
      throw new IllegalArgumentException("max_results is 1 to 100, not " + maxResults());
    }
    for (StreamEndpoint endpoint : endpoints()) {
      if (!endpoint.inConnectionHistory()) {
        throw new IllegalArgumentException(
            "X's connection history does not know " + endpoint.wireName());
      }
    }
    if (paginationToken().filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("pagination_token is empty");
    }
  }

  /** The query for the page that follows one with this {@code next_token}. */
  public ConnectionQuery after(String nextToken) {
    return builder().from(this).paginationToken(nextToken).build();
  }

  /** A query for all connections that live. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ConnectionQuery}. Not safe for use by several threads. */
  public static class Builder extends ImmutableConnectionQuery.Builder {
    Builder() {}
  }
}
