package dev.ouzel.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HTTP proxy that is asked to CONNECT to X, for streams and requests alike. It looks X's name
 * up, and sees nothing of what is said to a server that speaks TLS.
 *
 * @param host its name or address, an IPv6 address without brackets
 * @param port its port
 * @param credentials give {@code user:password}, asked at each connect; sent to the proxy alone
 */
public record ProxySettings(String host, int port, Optional<Supplier<String>> credentials) {
  private static final int LARGEST_PORT = 65_535;

  /** Refuses what cannot work, in one sentence for a person. */
  public ProxySettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the proxy has no host");
    }
    if (port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("the proxy's port must be 1 to 65535, not " + port);
    }
  }

  /** Host and port, as in a URL, and nothing of the credentials. */
  @Override
  public String toString() {
    return new Server(host, port, false).toString();
  }
}
