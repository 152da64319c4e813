package dev.ouzel.app.doctor;

import dev.ouzel.http.Probe;
import dev.ouzel.http.ProxySettings;
import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Looks at the way to X: its name, the connection, TLS, the token, the clock. */
final class WayChecks {
  /** X's addresses change as its network does; longer would miss that for too long. */
  private static final int LONGEST_MEMORY_SECONDS = 300;

  private static final Duration ENDS_SOON = Duration.ofDays(14);

  /** X tells its time in whole seconds, and its answer takes a while to arrive. */
  private static final Duration CLOCK_MAY_BE_OFF = Duration.ofSeconds(2);

  private static final Duration CLOCK_IS_WRONG = Duration.ofSeconds(30);
  private static final String TLS_FAILED = "TLS with ";

  private final XClient x;
  private final XClientSettings access;
  private final Machine machine;

  /** One small question answers several. */
  private final CompletableFuture<Probe> probe;

  WayChecks(XClient x, XClientSettings access, Machine machine) {
    this.x = x;
    this.access = access;
    this.machine = machine;
    this.probe = x.probe().toCompletableFuture();
  }

  /** Looks up whom the connection is made to: X, or the proxy. */
  Finding names() {
    String host =
        access.proxy().map(ProxySettings::host).orElseGet(() -> bare(access.baseUri().getHost()));
    List<InetAddress> found;
    try {
      found = machine.addresses(host);
    } catch (UnknownHostException unknown) {
      return Finding.problem(
          "names",
          "the system knows no address of " + host,
          "check the name, and this machine's name servers: getent hosts " + host);
    }
    String addresses =
        found.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    if (addresses.equals(host)) {
      String whose = access.proxy().map(proxy -> "the proxy's ").orElse("");
      return Finding.ok("names", whose + host + " is an address, there is no name to look up");
    }
    long four = found.stream().filter(Inet4Address.class::isInstance).count();
    String words =
        "%s has %d IPv4 and %d IPv6: %s".formatted(host, four, found.size() - four, addresses);
    int memory = machine.nameMemorySeconds();
    return memory >= 0 && memory <= LONGEST_MEMORY_SECONDS
        ? Finding.ok("names", words + "; Java remembers them for " + memory + " s")
        : Finding.warning(
            "names",
            words + "; Java remembers them " + (memory < 0 ? "for ever" : "for " + memory + " s"),
            "set networkaddress.cache.ttl to 30 in Java's conf/security/java.security, so that a"
                + " reconnect goes where X is now");
  }

  private static String bare(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }

  /** Connects, and looks at no certificate. */
  Finding connection() {
    String way = access.proxy().map(proxy -> "through the proxy " + proxy).orElse("directly");
    try {
      x.certificates().toCompletableFuture().join();
      return Finding.ok("connection", access.baseUri().getHost() + " is reached " + way);
    } catch (CompletionException failed) {
      return Finding.problem(
          "connection",
          failed.getCause().getMessage(),
          access.proxy().isPresent()
              ? "check the proxy, and that it may connect to X; see docs/network.md"
              : "check the network and the firewall; where a proxy is needed, name it with --proxy or"
                  + " HTTPS_PROXY");
    }
  }

  /** Looks at the certificates, and whether they are good. */
  Finding tls() {
    if (!"https".equalsIgnoreCase(access.baseUri().getScheme())) {
      return isThisMachine()
          ? Finding.ok("tls", "plain HTTP, to this machine")
          : Finding.warning(
              "tls", "plain HTTP: everybody on the way can read the token", "use an https:// URL");
    }
    X509Certificate shown = x.certificates().toCompletableFuture().join().get(0);
    Instant ends = shown.getNotAfter().toInstant();
    String certificate =
        "the certificate is issued by %s and good until %s"
            .formatted(
                shown.getIssuerX500Principal().getName(),
                ends.atZone(ZoneOffset.UTC).toLocalDate());
    Optional<String> failure = failure().filter(words -> words.contains(TLS_FAILED));
    if (failure.isPresent()) {
      String words = failure.get();
      return Finding.problem(
          "tls",
          words.substring(words.indexOf(TLS_FAILED)) + "; " + certificate,
          "if that issuer is your own proxy's or server's, name its certificate with --ca-file; if"
              + " not, somebody stands between you and X");
    }
    return Duration.between(machine.now(), ends).compareTo(ENDS_SOON) < 0
        ? Finding.warning("tls", certificate, "whoever runs that server must renew it")
        : Finding.ok("tls", certificate);
  }

  private boolean isThisMachine() {
    try {
      return machine.addresses(bare(access.baseUri().getHost())).get(0).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /** Why there was no answer. */
  private Optional<String> failure() {
    try {
      probe.join();
      return Optional.empty();
    } catch (CompletionException failed) {
      return Optional.of(
          failed.getCause() instanceof RequestFailed known
              ? known.getMessage()
              : failed.getCause().toString());
    }
  }

  /** Whether X takes the token, and how often it may still be asked. */
  Finding token() {
    Optional<String> failure = failure();
    if (failure.isPresent()) {
      return Finding.problem("token", failure.get(), "check the network and --base-url");
    }
    Optional<Refusal> refusal = probe.join().refusal();
    if (refusal.isPresent()) {
      Refusal words = refusal.get();
      return Finding.problem(
          "token",
          "X answered %d (%s)".formatted(words.status(), words.words()),
          words.kind().advice());
    }
    return Finding.ok("token", "X accepts it" + left(probe.join().rateLimit()));
  }

  private static String left(RateLimit limit) {
    return limit.remaining().isPresent() && limit.limit().isPresent()
        ? "; it may be asked for rules %,d more times of %,d%s"
            .formatted(
                limit.remaining().getAsInt(),
                limit.limit().getAsInt(),
                limit.reset().map(at -> " until " + at).orElse(""))
        : "";
  }

  /** Compares this machine's clock with X's. */
  Finding clock() {
    Optional<Duration> ahead = failure().isPresent() ? Optional.empty() : probe.join().clockAhead();
    return ahead
        .map(WayChecks::clock)
        .orElseGet(() -> Finding.unchecked("clock", "X told no time"));
  }

  private static Finding clock(Duration ahead) {
    String words =
        String.format(
            Locale.ROOT,
            "this machine's clock is %.1f s %s X's",
            ahead.abs().toMillis() / 1e3,
            ahead.isNegative() ? "behind" : "ahead of");
    String advice = "let it follow a time server: timedatectl set-ntp true";
    if (ahead.abs().compareTo(CLOCK_IS_WRONG) > 0) {
      return Finding.problem("clock", words, advice);
    }
    return ahead.abs().compareTo(CLOCK_MAY_BE_OFF) > 0
        ? Finding.warning("clock", words, advice)
        : Finding.ok("clock", words);
  }
}
