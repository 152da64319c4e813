package dev.ouzel.persistence.jsonl;

import static dev.ouzel.persistence.jsonl.Batches.STREAM;
import static dev.ouzel.persistence.jsonl.Batches.batchOf;
import static dev.ouzel.persistence.jsonl.Batches.commit;
import static dev.ouzel.persistence.jsonl.Batches.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that end anywhere, and files with wrong bytes. */
@Timeout(120)
final class JsonlTornTest {
  private static final int POSTS = 1;
  private static final int BATCHES = 3;

  /** The files as they were after each of the batches; those before the first under 0. */
  private final Map<Integer, Map<Path, byte[]>> after = new LinkedHashMap<>();

  @TempDir Path directory;
  private StreamFiles files;

  @BeforeEach
  void write() throws IOException {
    files = new StreamFiles(directory.resolve("store"), STREAM);
    Files.createDirectory(directory.resolve("attic"));
    try (PostSink sink = open()) {
      after.put(0, contents());
      for (int i = 1; i <= BATCHES; i++) {
        commit(sink, batchOf(POSTS, i));
        after.put(i, contents());
      }
    }
  }

  /** On a disk that syncs nothing, which is what takes the time. */
  private PostSink open() {
    return JsonlSink.open(
        new FaultyDisk(directory.resolve("attic")),
        JsonlSettings.parse("jsonl:" + files.directory() + "?age=30d"),
        STREAM);
  }

  private Map<Path, byte[]> contents() throws IOException {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    try (Stream<Path> found = Files.walk(files.directory())) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    contents.remove(files.lock());
    return contents;
  }

  private void restore(Map<Path, byte[]> contents) throws IOException {
    for (Path file : contents().keySet()) {
      Files.delete(file);
    }
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private int lengthAfter(int batch, Path file) {
    return after.get(batch).getOrDefault(file, new byte[0]).length;
  }

  private void assertOpensAt(long batch, String where) {
    try (PostSink sink = open()) {
      assertThat(sequence(sink)).as(where).isEqualTo(batch);
      assertThat(new Archive(files.directory()).stored())
          .as(where)
          .isEqualTo(Batches.stored(POSTS, batch));
      assertThat(commit(sink, batchOf(POSTS, batch + 1)))
          .as(where)
          .isEqualTo(new CommitReceipt(batch + 1, POSTS, 0));
    }
    assertThat(new Archive(files.directory()).stored())
        .as(where)
        .isEqualTo(Batches.stored(POSTS, batch + 1));
  }

  @Test
  void anIndexThatEndsAnywhereCountsUpToItsLastWholeLine() throws IOException {
    int end = lengthAfter(BATCHES, files.index());
    for (int length = lengthAfter(BATCHES - 1, files.index()); length < end; length++) {
      restore(after.get(BATCHES));
      cut(files.index(), length);

      assertOpensAt(BATCHES - 1, length + " bytes of the index");
    }
  }

  @Test
  void filesThatEndAnywhereBeyondTheIndexAreCutBack() throws IOException {
    for (Path file :
        new Path[] {files.active(), files.deadLetters(), files.ledger(), files.ids(1)}) {
      int end = lengthAfter(BATCHES, file);
      for (int length = lengthAfter(BATCHES - 1, file); length <= end; length++) {
        restore(after.get(BATCHES));
        cut(file, length);
        Files.write(files.index(), after.get(BATCHES - 1).get(files.index()));

        assertOpensAt(BATCHES - 1, "%d bytes of %s".formatted(length, file));
      }
    }
  }

  @Test
  void aFileThatLacksWhatWasCommittedIsReported() throws IOException {
    for (Path file :
        new Path[] {files.active(), files.deadLetters(), files.ledger(), files.ids(1)}) {
      int length = lengthAfter(BATCHES, file);
      restore(after.get(BATCHES));
      cut(file, length - 1);

      SinkFailure failure = catchThrowableOfType(SinkFailure.class, this::open);

      assertThat(failure)
          .hasMessageContaining(
              "%s is damaged: of %d bytes it has %d".formatted(file, length, length - 1));
      assertThat(failure.isWorthRetrying()).isFalse();
    }
  }

  /** A wrong byte in the last line looks as if the crash had come before it was whole. */
  @Test
  void wrongBytesInTheIndexAreNeverBelieved() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int last = lengthAfter(BATCHES - 1, files.index());
    int end = lengthAfter(BATCHES, files.index());
    for (int at = last - 2; at < end; at++) {
      restore(after.get(BATCHES));
      flip(files.index(), at, (byte) (1 << random.nextInt(Byte.SIZE)));

      // Without the line feed between them, the last two lines are one, and wrong.
      int whole = at == last - 1 ? BATCHES - 2 : at < last ? BATCHES : BATCHES - 1;
      assertOpensAt(whole, "seed %d, byte %d".formatted(seed, at));
    }
  }

  private static void flip(Path file, int at, byte bits) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= bits;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
  }

  @Test
  void anIndexWithoutAWholeLineIsReported() throws IOException {
    Files.writeString(files.index(), "something else\n");

    SinkFailure failure = catchThrowableOfType(SinkFailure.class, this::open);

    assertThat(failure)
        .hasMessageStartingWith(files.index() + " is damaged: no line of it is whole");
  }

  @Test
  void anIndexDoesNotGrowForEver() throws IOException {
    try (PostSink sink = open()) {
      long most = 0;
      long before = Files.size(files.index());
      for (long i = BATCHES + 1; Files.size(files.index()) >= before; i++) {
        before = Files.size(files.index());
        most = Math.max(most, before);
        commit(sink, Batches.batch(i));
      }
      assertThat(most).isBetween(4L << 20, (4L << 20) + 1_000);
      assertThat(Files.size(files.index())).isLessThan(1_000);
    }
  }
}
