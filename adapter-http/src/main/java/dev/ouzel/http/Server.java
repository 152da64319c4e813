package dev.ouzel.http;

import java.net.URI;

/**
 * Whom we connect to.
 *
 * @param host its name or address, an IPv6 address without brackets
 * @param port its port
 * @param tls whether it speaks TLS
 */
record Server(String host, int port, boolean tls) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** The server of a URL whose scheme is http or https. */
  static Server of(URI uri) {
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
    return new Server(uri.getHost().replaceAll("[\\[\\]]", ""), port, tls);
  }

  /** What HTTP calls it: the port is told only where it is not the usual one. */
  String authority() {
    return port == (tls ? HTTPS : HTTP) ? toString().replaceFirst(":[0-9]+$", "") : toString();
  }

  /** Host and port, as in a URL. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
