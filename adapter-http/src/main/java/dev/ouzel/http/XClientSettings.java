package dev.ouzel.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.immutables.value.Value;

/** How to reach X, and as whom. The server's certificate is always verified. */
@Value.Immutable
public abstract class XClientSettings {
  private static final int SMALLEST_FRAME_CAP = 1024;
  private static final int LARGEST_FRAME_CAP = 1024 * 1024 * 1024;

  XClientSettings() {}

  /** Where X's API is, without {@code /2}; X's own address unless set. */
  @Value.Default
  public URI baseUri() {
    return URI.create("https://api.x.com");
  }

  /**
   * Gives the app's bearer token. It is asked at each connect, in the thread that connects, so that
   * a token replaced meanwhile is used; what it gives is kept nowhere.
   */
  @Value.Redacted
  public abstract Supplier<String> token();

  /** By what name the client calls itself, as X asks of its clients. */
  @Value.Default
  public String userAgent() {
    return "ouzel/"
        + Optional.ofNullable(XClient.class.getPackage().getImplementationVersion())
            .orElse("development");
  }

  /** Whether X shall compress what it sends, as it expects clients to ask; true unless set. */
  @Value.Default
  public boolean compression() {
    return true;
  }

  /** The proxy through which X is reached; none unless set. */
  public abstract Optional<ProxySettings> proxy();

  /**
   * Certificates to trust, as PEM, besides those that the JVM trusts; for a proxy that decrypts, or
   * a server of one's own.
   */
  public abstract Optional<String> trusted();

  /**
   * How long name lookup, TCP and TLS may take together, and the body of a refusal; 10 s unless
   * set.
   */
  @Value.Default
  public Duration connectTimeout() {
    return Duration.ofSeconds(10);
  }

  /**
   * How many bytes a frame may have; 8 MiB unless set. Of a longer one the first 64 KiB are told.
   */
  @Value.Default
  public int frameCap() {
    return 8 * 1024 * 1024;
  }

  /** Refuses what cannot work, in one sentence for a person. */
  @Value.Check
  protected void check() {
    checkBaseUri();
    require(
        !userAgent().isBlank() && userAgent().chars().allMatch(c -> c >= ' ' && c <= '~'),
        "the user agent must be printable ASCII and not empty");
    require(
        connectTimeout().toMillis() > 0 && connectTimeout().toMillis() <= Integer.MAX_VALUE,
        "the connect timeout must be between 1 ms and 24 days, not " + connectTimeout());
    require(
        frameCap() >= SMALLEST_FRAME_CAP && frameCap() <= LARGEST_FRAME_CAP,
        "the frame cap must be between 1 KiB and 1 GiB, not " + frameCap() + " bytes");
    require(
        trusted().filter(pem -> !Trust.holdsCertificates(pem)).isEmpty(),
        "the certificates to trust are none: they are X.509, as PEM");
  }

  private void checkBaseUri() {
    String scheme = Optional.ofNullable(baseUri().getScheme()).orElse("");
    require(
        scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"),
        "the base URL must begin with http:// or https://, unlike '" + baseUri() + "'");
    require(baseUri().getHost() != null, "the base URL names no host: '" + baseUri() + "'");
    require(baseUri().getPort() <= 65_535, "the base URL has no valid port: '" + baseUri() + "'");
    // Not shown: it may hold a password.
    require(baseUri().getRawUserInfo() == null, "the base URL must not name a user");
    require(
        baseUri().getRawQuery() == null && baseUri().getRawFragment() == null,
        "the base URL must have no query and no fragment, unlike '" + baseUri() + "'");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Settings for X itself; only the token must be set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of {@link XClientSettings}. Not safe for use by several threads. */
  public static class Builder extends ImmutableXClientSettings.Builder {
    Builder() {}
  }
}
