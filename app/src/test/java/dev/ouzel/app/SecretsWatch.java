package dev.ouzel.app;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test after which a token, or a header that carries one, was seen in what the program
 * printed, logged or served. JUnit finds it as a service, so that no test has to name it; what
 * tests use to run the program hands over what it said, and this JVM's own streams are listened to.
 */
public final class SecretsWatch implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /** Shorter ones are words, which may be said for other reasons. */
  private static final int SHORTEST_SECRET = 12;

  /** A header, but for words that tell which header to send. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)authorization[ \\t]*[:=](?! Bearer TOKEN)|bearer[ \\t]+[A-Za-z0-9%_./+=-]{12,}");

  private static final int EXCERPT = 60;

  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();
  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();
  private static boolean listening;

  /** Nothing that follows may show this. */
  public static void secret(String token) {
    if (token.length() >= SHORTEST_SECRET) {
      SECRETS.add(token);
    }
  }

  /**
   * Looks at what a run of the program said. The fake X alone may tell its token, which lets nobody
   * in anywhere else.
   */
  static void look(String out, String err, String... arguments) {
    if (!List.of(arguments).contains("fake-x")) {
      look("stdout of the program", out);
      look("stderr of the program", err);
    }
  }

  /** Looks at what was said there, or served. */
  public static void look(String where, String text) {
    if (SECRETS.stream().anyMatch(text::contains)) {
      LEAKS.add(where + " shows a token");
    }
    Matcher header = HEADER.matcher(text);
    if (header.find()) {
      int end = Math.min(text.length(), header.start() + EXCERPT);
      LEAKS.add(where + " shows a header: " + text.substring(header.start(), end));
    }
  }

  /** What was found since this was asked last. */
  static List<String> taken() {
    List<String> leaks = List.copyOf(LEAKS);
    LEAKS.removeAll(leaks);
    return leaks;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    listen();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    check();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check();
  }

  private static void check() {
    List<String> leaks = taken();
    if (!leaks.isEmpty()) {
      throw new AssertionError(String.join("\n", leaks));
    }
  }

  private static synchronized void listen() {
    if (!listening) {
      listening = true;
      System.setOut(new PrintStream(new Ear("stdout", System.out), true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(new Ear("stderr", System.err), true, StandardCharsets.UTF_8));
    }
  }

  /** Passes on what is written, and looks at each line of it. */
  private static final class Ear extends OutputStream {
    private final String where;
    private final PrintStream to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Ear(String where, PrintStream to) {
      this.where = where;
      this.to = to;
    }

    @Override
    public void write(int next) {
      write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      to.write(bytes, offset, length);
      for (int i = offset; i < offset + length; i++) {
        line.write(bytes[i]);
        if (bytes[i] == '\n') {
          look(where, line.toString(StandardCharsets.UTF_8));
          line.reset();
        }
      }
    }

    @Override
    public void flush() {
      to.flush();
    }
  }
}
