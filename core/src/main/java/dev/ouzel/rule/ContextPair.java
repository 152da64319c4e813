package dev.ouzel.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain and an entity of {@code context:}.
 *
 * @param domain the domain's id, or {@code *} for any
 * @param entity the entity's id, or {@code *} for any
 */
public record ContextPair(String domain, String entity) {
  private static final String ANY = "*";
  private static final Pattern WRITTEN =
      Pattern.compile("[0-9]{1,19}\\.([0-9]{1,19}|\\*)|\\*\\.[0-9]{1,19}");

  /** Reads {@code domain.entity}, of which one may be {@code *}; empty for anything else. */
  public static Optional<ContextPair> of(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    int dot = text.indexOf('.');
    return Optional.of(new ContextPair(text.substring(0, dot), text.substring(dot + 1)));
  }

  /** True for an annotation with these ids. */
  public boolean matches(String domainId, String entityId) {
    return (domain.equals(ANY) || domain.equals(domainId))
        && (entity.equals(ANY) || entity.equals(entityId));
  }
}
