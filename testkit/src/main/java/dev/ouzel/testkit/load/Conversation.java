package dev.ouzel.testkit.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One connection, from its first request to its end: as much of HTTP/1.1 as clients of X's streams
 * speak.
 */
final class Conversation {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final long KEEP_ALIVE_MILLIS = 5_000;

  /** A page of rules, or of connections, without any. */
  private static final String NOTHING =
      "{\"data\":[],\"meta\":{\"result_count\":0,\"sent\":\"2026-11-22T12:00:00.000Z\"}}";

  private final Loads loads;
  private final LoadSettings settings;
  private final Consumer<LoadSum> sent;

  Conversation(Loads loads, LoadSettings settings, Consumer<LoadSum> sent) {
    this.loads = loads;
    this.settings = settings;
    this.sent = sent;
  }

  /** What a client asked. */
  private record Request(String line, boolean gzip) {
    boolean isStream() {
      String path = line.split(" ", 3)[1].split("[?]", 2)[0];
      return line.startsWith("GET ") && path.endsWith("/stream");
    }
  }

  /** Answers until the client leaves. */
  void hold(Socket socket) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    Request request = read(in);
    while (request != null && !request.isStream()) {
      write(out, head("application/json", "Content-Length: " + NOTHING.length()) + NOTHING);
      request = read(in);
    }
    if (request != null) {
      stream(out, request.gzip);
    }
  }

  private void stream(OutputStream out, boolean gzip) throws IOException, InterruptedException {
    write(
        out,
        head(
            "application/json",
            "Transfer-Encoding: chunked" + (gzip ? "\r\nContent-Encoding: gzip" : "")));
    if (gzip) {
      out.write(Loads.GZIP_HEADER_CHUNK);
    }
    sent.accept(new Outpour(out, loads, gzip, settings).run());
    if (settings.posts().isPresent()) {
      write(out, "0\r\n\r\n");
      return;
    }
    while (true) {
      Thread.sleep(KEEP_ALIVE_MILLIS);
      out.write(loads.keepAlive(gzip));
    }
  }

  private static String head(String type, String others) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    return "HTTP/1.1 200 OK\r\nDate: "
        + date
        + "\r\nContent-Type: "
        + type
        + "\r\n"
        + others
        + "\r\n\r\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The next request without a body; null when the client has left. */
  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    boolean gzip = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      gzip |= lower.startsWith("accept-encoding:") && lower.contains("gzip");
    }
    return new Request(first, gzip);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int octet = in.read();
    while (octet >= 0 && octet != '\n') {
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " characters");
      }
      line.append((char) octet);
      octet = in.read();
    }
    return line.toString().strip();
  }
}
