package dev.ouzel.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the program tells how it is doing.
 *
 * @param host a name, or a numeric address without brackets
 * @param port 0 for any that is free
 * @param token what those who ask must show, read anew each time; always there beyond loopback
 */
public record StatusAddress(String host, int port, Optional<Supplier<String>> token) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Za-z._-]+)):([0-9]{1,5})");

  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|.*:.*");
  private static final int HIGHEST_PORT = 65_535;

  /**
   * What the user wrote, such as {@code 127.0.0.1:8080}, {@code localhost:0} or {@code [::1]:8080};
   * fails with {@link Mistake} when it is no address, or one that others reach and no token is
   * there.
   */
  public static StatusAddress parse(String text, Optional<Supplier<String>> token) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Integer.parseInt(form.group(3)) > HIGHEST_PORT) {
      throw new Mistake(
          "the status address '%s' is none; write it like 127.0.0.1:8080, localhost:8080 or"
                  .formatted(text)
              + " [::1]:8080");
    }
    String host = Optional.ofNullable(form.group(1)).orElseGet(() -> form.group(2));
    StatusAddress address = new StatusAddress(host, Integer.parseInt(form.group(3)), token);
    if (NUMERIC.matcher(host).matches() && address.numeric().isEmpty()) {
      throw new Mistake("the status address '" + text + "' has no valid numeric address");
    }
    if (token.isEmpty() && !address.isLoopback()) {
      throw new Mistake(
          "others can reach the status address '%s', so it needs a token that they must show:"
                  .formatted(text)
              + " give one, or use 127.0.0.1");
    }
    return address;
  }

  /** True when only this machine can reach it. A name other than localhost may mean anything. */
  public boolean isLoopback() {
    return host.equalsIgnoreCase("localhost")
        || numeric().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** The address, when the host is one and no name: nothing is asked of DNS. */
  private Optional<InetAddress> numeric() {
    try {
      return NUMERIC.matcher(host).matches()
          ? Optional.of(InetAddress.getByName(host))
          : Optional.empty();
    } catch (UnknownHostException invalid) {
      return Optional.empty();
    }
  }

  /** Host and port, as in a URL. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return authority() + (token.isPresent() ? " with a token" : "");
  }
}
