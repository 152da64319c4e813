package dev.ouzel.app.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom the environment wants reached without a proxy: what {@code NO_PROXY} lists, and this machine
 * itself. A list holds names, which mean the names beneath them too, with or without a leading dot;
 * addresses; networks such as {@code 10.0.0.0/8}; each with a port or without; or {@code *} for
 * everybody.
 */
final class NoProxy {
  private static final Pattern NETWORK = Pattern.compile("(.+)/([0-9]{1,3})");
  private static final Pattern WITH_PORT =
      Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([0-9]{1,5}))?");

  private final List<String> entries;

  private NoProxy(List<String> entries) {
    this.entries = entries;
  }

  static NoProxy of(Map<String, String> environment) {
    String list = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    return new NoProxy(
        Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  /** True when no proxy leads there. */
  boolean covers(URI target) {
    String host = bare(Optional.ofNullable(target.getHost()).orElse("").toLowerCase(Locale.ROOT));
    int usual = "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
    int port = target.getPort() >= 0 ? target.getPort() : usual;
    return isThisMachine(host) || entries.stream().anyMatch(entry -> covers(entry, host, port));
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    Matcher network = NETWORK.matcher(entry);
    if (network.matches()) {
      return isWithin(host, network.group(1), Integer.parseInt(network.group(2)));
    }
    Matcher parts = WITH_PORT.matcher(entry);
    boolean isHostAndPort = parts.matches();
    if (isHostAndPort && parts.group(2) != null && Integer.parseInt(parts.group(2)) != port) {
      return false;
    }
    String name = bare(isHostAndPort ? parts.group(1) : entry).replaceFirst("^\\*?\\.", "");
    return host.equals(name)
        || (address(host).isEmpty() && host.endsWith("." + name))
        || (address(host).isPresent() && address(host).equals(address(name)));
  }

  private static boolean isWithin(String host, String network, int bits) {
    byte[] one = address(host).map(InetAddress::getAddress).orElse(new byte[0]);
    byte[] other = address(bare(network)).map(InetAddress::getAddress).orElse(new byte[1]);
    if (one.length != other.length || bits > one.length * Byte.SIZE) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String bare(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }

  /** The address that is written so; empty for a name, which is never looked up here. */
  private static Optional<InetAddress> address(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") && !text.contains(":")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException none) {
      return Optional.empty();
    }
  }
}
