package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * A problem as X reports it: the body of a refusal, a line on the stream, or an entry of {@code
 * errors}. Every part is optional, since X leaves out any of them and changes its wording without
 * notice; enumerations are kept as X wrote them.
 */
@Value.Immutable
public abstract class Problem implements Published {
  Problem() {}

  /** X's {@code type}: a URL whose host has changed before, so compare {@link #typeSuffix}. */
  public abstract Optional<String> type();

  /** X's {@code title}. */
  public abstract Optional<String> title();

  /** X's {@code detail}, or its {@code message} where it sends that instead. */
  public abstract Optional<String> detail();

  /** X's {@code details}: the list that rule problems carry in place of {@code detail}. */
  public abstract List<String> details();

  /** The HTTP status in the body, which may differ from the response's. */
  public abstract OptionalInt status();

  /**
   * {@code TooManyConnections}, {@code RuleConfigurationIssue}, {@code ProvisioningSubscription}…
   */
  public abstract Optional<String> connectionIssue();

  /** {@code OperationalDisconnect}, {@code SlowReader}, {@code ForceDisconnect}… */
  public abstract Optional<String> disconnectType();

  /** Why a client is forbidden: {@code client-not-enrolled}, {@code official-client-forbidden}. */
  public abstract Optional<String> reason();

  /** {@code Daily} or {@code Monthly}, of a usage cap. */
  public abstract Optional<String> period();

  /** {@code Account} or {@code Product}, of a usage cap. */
  public abstract Optional<String> scope();

  /** The parameter or field at fault. */
  public abstract Optional<String> parameter();

  /** The value at fault; for a rule, its text. */
  public abstract Optional<String> value();

  /** The id of what is at fault: a resource's, or the rule that a duplicate repeats. */
  public abstract Optional<String> resourceId();

  /** The field that X could not tell, or would not. */
  public abstract Optional<String> field();

  /** Where the field belongs: {@code data}, {@code includes}. */
  public abstract Optional<String> section();

  /** What is at fault: {@code user}, {@code tweet}, {@code media}, … */
  public abstract Optional<String> resourceType();

  /**
   * X's own id for it, as it stands in the entry; what it names differs from problem to problem.
   */
  public abstract Optional<String> id();

  /** Where a developer may enrol. */
  public abstract Optional<String> registrationUrl();

  /** Further problems within this one, as X tells them of a request that it refuses. */
  public abstract Optional<RawJson> errors();

  /** The last segment of {@link #type}: {@code operational-disconnect}, {@code usage-capped}… */
  public Optional<String> typeSuffix() {
    return type().map(type -> type.substring(type.lastIndexOf('/') + 1));
  }

  /** The problem in X's own words, on one line, for a person. */
  public String sentence() {
    String words =
        detail()
            .or(() -> Optional.of(String.join("; ", details())).filter(s -> !s.isBlank()))
            .or(this::title)
            .or(this::type)
            .orElse("no reason given");
    return words.replaceAll("\\s+", " ").strip();
  }

  /** A problem with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Problem}. Not safe for use by several threads. */
  public static class Builder extends ImmutableProblem.Builder {
    Builder() {}
  }
}
