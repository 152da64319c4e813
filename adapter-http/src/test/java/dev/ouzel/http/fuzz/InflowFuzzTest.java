package dev.ouzel.http.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ouzel.http.frame.Inflow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Compresses a text, damages it perhaps, and compares what comes out in small reads of small pieces
 * with what comes out at once, and with what the JDK makes of it. An input is a script: a byte for
 * the size of the pieces, one for that of the reads, two for where the damage is, from the end when
 * negative, and one for what it is, of which 0 is none; then the text, in which {@code |} flushes,
 * {@code /} begins another gzip member, and {@code #} at a member's beginning makes its header
 * long.
 */
class InflowFuzzTest {
  private static final int PROLOGUE = 5;

  /** What came out, and how it failed; an empty failure is none. */
  private record Outcome(String text, String failure) {}

  @FuzzTest
  void unfoldsAlikeHoweverTheBytesArrive(byte[] script) throws IOException {
    if (script.length < PROLOGUE) {
      return;
    }
    String text = new String(script, PROLOGUE, script.length - PROLOGUE, ISO_8859_1);
    byte[] wire = wire(text);
    int at = script[2] << 8 | Byte.toUnsignedInt(script[3]);
    wire[Math.floorMod(at, wire.length)] ^= script[4];

    Outcome whole = read(wire, wire.length, Integer.MAX_VALUE);
    assertThat(read(wire, 1 + Byte.toUnsignedInt(script[0]), 1 + Byte.toUnsignedInt(script[1])))
        .isEqualTo(whole);
    if (script[4] == 0) {
      assertThat(whole).isEqualTo(new Outcome(plain(text), ""));
    }
    agreesWithTheJdk(wire, whole);
  }

  /**
   * The JDK takes what follows a member for nothing unless it is another's header, and checks a
   * header's own checksum, which only damage announces here.
   */
  private static void agreesWithTheJdk(byte[] wire, Outcome whole) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(wire))) {
      assertThat(whole.text()).startsWith(new String(gzip.readAllBytes(), ISO_8859_1));
    } catch (EOFException breaksOff) {
      assertThat(whole.failure()).isEmpty();
    } catch (IOException damaged) {
      switch (damaged.getMessage()) {
        case "Corrupt GZIP header" -> {}
        case "Corrupt GZIP trailer" -> {
          // Here a trailer counts only once all of it is there.
          byte[] more = Arrays.copyOf(wire, wire.length + Long.BYTES);
          assertThat(read(more, more.length, Integer.MAX_VALUE).failure())
              .isEqualTo("the checksum does not match");
        }
        default -> assertThat(whole.failure()).isNotEmpty();
      }
    }
  }

  private static Outcome read(byte[] wire, int piece, int most) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (Inflow inflow = Inflow.gzip()) {
      for (int from = 0; from < wire.length; from += piece) {
        inflow.add(wire, from, Math.min(piece, wire.length - from));
        inflow.read(most, told::write);
      }
      while (!inflow.isEmpty()) {
        inflow.read(most, told::write);
      }
      return new Outcome(told.toString(ISO_8859_1), "");
    } catch (ZipException damaged) {
      return new Outcome(told.toString(ISO_8859_1), String.valueOf(damaged.getMessage()));
    }
  }

  private static String plain(String text) {
    return text.replaceAll("(^|/)#", "$1").replaceAll("[|/]", "");
  }

  private static byte[] wire(String text) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    for (String member : text.split("/", -1)) {
      wire.writeBytes(member.startsWith("#") ? decorated(gzip(member.substring(1))) : gzip(member));
    }
    return wire.toByteArray();
  }

  private static byte[] gzip(String member) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(wire, true)) {
      for (String message : member.split("\\|", -1)) {
        gzip.write(message.getBytes(ISO_8859_1));
        gzip.flush();
      }
    }
    return wire.toByteArray();
  }

  /** A member whose header has extra bytes, a name and a comment. */
  private static byte[] decorated(byte[] plain) {
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 4 | 8 | 16;
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes(header);
    wire.writeBytes(new byte[] {3, 0, 1, 2, 3});
    wire.writeBytes("name\0comment\0".getBytes(ISO_8859_1));
    wire.write(plain, header.length, plain.length - header.length);
    return wire.toByteArray();
  }
}
