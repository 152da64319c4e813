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
  /** The server of a URL whose scheme is http or https. */
  static Server of(URI uri) {
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    return new Server(uri.getHost().replaceAll("[\\[\\]]", ""), port, tls);
  }

  /** Host and port, as in a URL. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
