package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class InflowTest {
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  @Test
  void plainBytesAreHandedOnInTheirOwnArrays() throws ZipException {
    byte[] array = "0123456789".getBytes(UTF_8);
    try (Inflow inflow = Inflow.plain()) {
      inflow.add(array, 1, 8);
      assertThat(inflow.waiting()).isEqualTo(8);
      inflow.read(5, (same, offset, length) -> assertThat(same).isSameAs(array));
      inflow.read(100, read::write);

      assertThat(read.toString(UTF_8)).isEqualTo("678");
      assertThat(inflow.isEmpty()).isTrue();
    }
  }

  @Test
  void plainBytesAreReadNoFurtherThanAskedFor() throws ZipException {
    try (Inflow inflow = Inflow.plain()) {
      inflow.add("abc".getBytes(UTF_8), 0, 3);
      inflow.add("def".getBytes(UTF_8), 0, 3);
      inflow.read(4, read::write);

      assertThat(read.toString(UTF_8)).isEqualTo("abcd");
      assertThat(inflow.waiting()).isEqualTo(2);
    }
  }

  @Test
  void whatAFlushedMessageSaysIsReadAtOnceByteForByte() throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(wire, true);
        Inflow inflow = Inflow.gzip()) {
      for (int message = 0; message < 5; message++) {
        byte[] sent = ("message " + message + "\r\n").getBytes(UTF_8);
        gzip.write(sent);
        gzip.flush();
        read.reset();
        addByteByByte(inflow, wire.toByteArray());
        wire.reset();
        assertThat(read.toByteArray()).isEqualTo(sent);
      }
    }
  }

  @Test
  void oneMemberMayFollowAnotherHoweverTheyArrive() throws IOException {
    byte[] members = concat(gzip("one "), gzip(""), decorated("two "), gzip("three"));
    for (int piece = 1; piece <= members.length; piece++) {
      read.reset();
      try (Inflow inflow = Inflow.gzip()) {
        for (int from = 0; from < members.length; from += piece) {
          byte[] bytes = Arrays.copyOfRange(members, from, Math.min(members.length, from + piece));
          inflow.add(bytes, 0, bytes.length);
          inflow.read(1024, read::write);
        }
        assertThat(inflow.isEmpty()).isTrue();
      }
      assertThat(read.toString(UTF_8)).as("%d bytes at once", piece).isEqualTo("one two three");
    }
  }

  @Test
  void whatUnfoldsToMuchIsUnfoldedOnlyAsFarAsItIsRead() throws IOException {
    byte[] sent = new byte[50_000_000];
    byte[] bomb = gzip(sent);
    assertThat(bomb.length).isLessThan(60_000);
    try (Inflow inflow = Inflow.gzip()) {
      inflow.add(bomb, 0, bomb.length);
      int[] most = new int[1];
      long total = 0;
      while (!inflow.isEmpty()) {
        most[0] = 0;
        inflow.read(65_536, (array, offset, length) -> most[0] += array.length);
        assertThat(most[0]).isLessThanOrEqualTo(65_536);
        total += most[0];
      }
      assertThat(total).isEqualTo(sent.length);
    }
  }

  @Test
  void randomBytesComeOutAsTheyWentIn() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] sent = new byte[300_000];
    random.nextBytes(sent);
    Arrays.fill(sent, 100_000, 200_000, (byte) 'a');
    byte[] wire = gzip(sent);
    try (Inflow inflow = Inflow.gzip()) {
      for (int from = 0; from < wire.length; ) {
        int length = Math.min(wire.length - from, random.nextInt(5_000));
        inflow.add(wire, from, length);
        from += length;
        inflow.read(random.nextInt(20_000), read::write);
      }
      while (!inflow.isEmpty()) {
        inflow.read(1 + random.nextInt(20_000), read::write);
      }
    }
    assertThat(read.toByteArray()).as("seed %d", seed).isEqualTo(sent);
  }

  @Test
  void whatIsNoGzipFailsAfterWhatCameBefore() throws IOException {
    byte[] wire = concat(gzip("fine"), "<html>".getBytes(UTF_8));
    try (Inflow inflow = Inflow.gzip()) {
      inflow.add(wire, 0, wire.length);
      assertThatThrownBy(() -> inflow.read(100, read::write))
          .isInstanceOf(ZipException.class)
          .hasMessage("no gzip header where one was due");
    }
    assertThat(read.toString(UTF_8)).isEqualTo("fine");
  }

  @Test
  void aWrongChecksumIsFound() throws IOException {
    byte[] wire = gzip("checked");
    wire[wire.length - 8]++;
    try (Inflow inflow = Inflow.gzip()) {
      inflow.add(wire, 0, wire.length);
      assertThatThrownBy(() -> inflow.read(100, read::write))
          .isInstanceOf(ZipException.class)
          .hasMessage("the checksum does not match");
    }
  }

  @Test
  void aDamagedBodyIsFound() throws IOException {
    byte[] wire = gzip("x".repeat(1000));
    wire[10] = (byte) 0xff;
    try (Inflow inflow = Inflow.gzip()) {
      inflow.add(wire, 0, wire.length);
      assertThatThrownBy(() -> inflow.read(2000, read::write)).isInstanceOf(ZipException.class);
    }
  }

  @Test
  void whatCameBeforeTheDamageIsReadThoughBothArriveAtOnce() throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(wire, true)) {
      gzip.write("whole\r\n".getBytes(UTF_8));
      gzip.flush();
    }
    byte[] damaged = wire.toByteArray();
    // The block after the flushed one is of the kind that there is not.
    damaged[damaged.length - 10] = 0x07;
    try (Inflow inflow = Inflow.gzip()) {
      inflow.add(damaged, 0, damaged.length);
      assertThatThrownBy(() -> inflow.read(1000, read::write))
          .isInstanceOf(ZipException.class)
          .hasMessage("invalid block type");
    }
    assertThat(read.toString(UTF_8)).isEqualTo("whole\r\n");
  }

  private void addByteByByte(Inflow inflow, byte[] bytes) throws ZipException {
    for (byte octet : bytes) {
      inflow.add(new byte[] {octet}, 0, 1);
      inflow.read(1024, read::write);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(wire)) {
      gzip.write(bytes);
    }
    return wire.toByteArray();
  }

  /** A member whose header has every optional part: extra, name, comment and checksum. */
  private static byte[] decorated(String text) throws IOException {
    byte[] plain = gzip(text);
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] extra = {3, 0, 1, 2, 3};
    byte[] names = "name\0comment\0cc".getBytes(UTF_8);
    return concat(header, extra, names, Arrays.copyOfRange(plain, 10, plain.length));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
