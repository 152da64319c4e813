package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("Failed to resolve [A(1)]"), "unknown host x.test"),
        Arguments.of(
            new ConnectException("Connection refused: x"), "connection refused by x.test:443"),
        Arguments.of(
            new NoRouteToHostException("No route to host"), "No route to host (x.test:443)"),
        Arguments.of(new TimeoutException("1 ms"), "no connection to x.test:443 in time"),
        Arguments.of(
            new ConnectException("Connection timed out"), "no connection to x.test:443 in time"),
        Arguments.of(
            new SSLHandshakeException("handshake timed out after 9ms"),
            "no connection to x.test:443 in time"),
        Arguments.of(new IOException("Connection reset"), "Connection reset (x.test:443)"),
        Arguments.of(
            new HttpClosedException("closed"),
            "x.test:443 closed the connection before the response had ended"),
        Arguments.of(
            new SSLHandshakeException("outer").initCause(new CertificateException("expired")),
            "TLS with x.test:443: expired"),
        Arguments.of(new IllegalStateException(), "IllegalStateException from x.test:443"),
        Arguments.of(new IOException("bad\r\n\0 line"), "bad line (x.test:443)"),
        Arguments.of(new IOException("x".repeat(300)), "x".repeat(200) + "… (x.test:443)"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatWentWrongAndWithWhom(Throwable failure, String detail) {
    assertThat(NetworkFailures.detail(failure, new Server("x.test", 443, true), Optional.empty()))
        .isEqualTo(detail);
  }

  static Stream<Arguments> proxyFailures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("p.test"), "unknown host p.test, the proxy"),
        Arguments.of(
            new ConnectException("http, none, /1.2.3.4:3128 => x.test:443, status: 403 Forbidden"),
            "the proxy p.test:3128 refused a connection to x.test:443: 403 Forbidden"),
        Arguments.of(
            new ConnectException("http, none, /1.2.3.4:3128 => x.test:443, timeout"),
            "no connection to x.test:443 through the proxy p.test:3128 in time"),
        Arguments.of(
            new ConnectException("http, none, /1.2.3.4:3128 => x.test:443, disconnected"),
            "the proxy p.test:3128 made no connection to x.test:443"),
        Arguments.of(
            new ConnectException("Connection refused: x"),
            "connection refused by the proxy p.test:3128"),
        Arguments.of(
            new SSLHandshakeException("outer").initCause(new CertificateException("expired")),
            "TLS with x.test:443 through the proxy p.test:3128: expired"),
        Arguments.of(
            new IOException("Connection reset"),
            "Connection reset (x.test:443 through the proxy p.test:3128)"));
  }

  @ParameterizedTest
  @MethodSource("proxyFailures")
  void tellsTheProxyFromWhatIsBehindIt(Throwable failure, String detail) {
    ProxySettings proxy = new ProxySettings("p.test", 3128, Optional.of(() -> "me:secret"));

    assertThat(NetworkFailures.detail(failure, new Server("x.test", 443, true), Optional.of(proxy)))
        .isEqualTo(detail);
  }
}
