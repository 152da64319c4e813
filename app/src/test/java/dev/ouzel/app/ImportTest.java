package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.testkit.generate.PostGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ouzel import} of all kinds of files. */
@Timeout(60)
class ImportTest {
  private static final List<Payload> POSTS =
      new PostGenerator(7).take(500, Instant.parse("2026-05-04T03:02:01Z"), Duration.ofMillis(100));

  @TempDir private Path directory;
  private Store store;

  @BeforeEach
  void noStoreYet() {
    store = new Store(directory.resolve("posts.db"));
  }

  private static byte[] lines(List<Payload> posts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Payload post : posts) {
      post.writeTo(out);
      out.write('\n');
    }
    return out.toByteArray();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines));
  }

  private static byte[] zstd(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressed = new ZstdOutputStream(out)) {
      compressed.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressed = new GZIPOutputStream(out)) {
      compressed.write(bytes);
    }
    return out.toByteArray();
  }

  private static Program run(int exit, String... arguments) {
    Program program = Program.withoutToken();
    assertThat(program.run(arguments)).as(program.err()).isEqualTo(exit);
    return program;
  }

  private String read(int exit, Path... files) {
    return read(exit, store.uri(), files);
  }

  private static String read(int exit, String sink, Path... files) {
    Stream<String> names = Arrays.stream(files).map(Path::toString);
    return run(
            exit, Stream.concat(Stream.of("import", "--sink", sink), names).toArray(String[]::new))
        .err();
  }

  /** The files of posts in the directory of a JSONL sink. */
  private static List<Path> segments(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "zstd"})
  void readsWhatOuzelItselfKept(String compression) throws Exception {
    Path archive = directory.resolve("archive");
    List<Payload> enough = Stream.of(POSTS, POSTS, POSTS).flatMap(List::stream).toList();
    Path all = file("all", lines(enough));
    read(0, "jsonl:" + archive + "?segment=1MB&compress=" + compression, all);
    List<Path> segments = segments(archive);
    assertThat(segments).hasSizeGreaterThan(1);

    read(0, segments.toArray(Path[]::new));

    assertThat(store.frames()).isEqualTo(POSTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "zstd", "gzip"})
  void readsFilesWhateverTheyAreCalled(String compression) throws Exception {
    byte[] bytes = lines(POSTS);
    Path archive =
        switch (compression) {
          case "zstd" -> file("archive", zstd(bytes));
          case "gzip" -> file("archive", gzip(bytes));
          default -> file("archive", bytes);
        };

    assertThat(read(0, archive))
        .isEqualTo(archive + ": 500 posts stored, 0 duplicates, 0 dead letters\n");

    assertThat(store.frames()).isEqualTo(POSTS);
    Path again = directory.resolve("again");
    run(0, "export", "--sink", store.uri(), "--output", again.toString());
    assertThat(again).hasBinaryContent(bytes);
  }

  @Test
  void storesNothingTwice() throws Exception {
    Path archive = file("archive", lines(POSTS));
    read(0, archive);

    assertThat(read(0, archive))
        .isEqualTo(archive + ": 0 posts stored, 500 duplicates, 0 dead letters\n");
    assertThat(store.frames()).isEqualTo(POSTS);
  }

  @Test
  void givesALogTheSameFileOnce() throws Exception {
    String log = "jsonl:" + directory.resolve("log") + "?compress=none";
    Path archive = file("archive", lines(POSTS));
    read(0, log, archive);
    long kept = bytesIn(directory.resolve("log"));
    Path renamed = Files.copy(archive, directory.resolve("renamed"));
    Path other = file("other", lines(POSTS.subList(0, 1)));

    assertThat(read(0, log, renamed))
        .isEqualTo(
            renamed + ": 0 posts stored, 0 duplicates, 0 dead letters; 500 were imported before\n");
    assertThat(bytesIn(directory.resolve("log"))).isEqualTo(kept);
    assertThat(read(0, log, other)).contains("1 posts stored");
  }

  private static long bytesIn(Path log) throws IOException {
    long bytes = 0;
    for (Path file : segments(log)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  @Test
  void readsPagesPostsAloneAndStreamsOfTwarcAndKeepsTheRestAsDeadLetters() throws Exception {
    Path archive =
        file(
            "archive",
            "{\"data\":[{\"id\":\"1\",\"author_id\":\"9\"},{\"id\":\"2\"}],"
                + "\"includes\":{\"users\":[{\"id\":\"9\",\"username\":\"a\"}]},\"__twarc\":{}}",
            "{\"id\":\"3\",\"text\":\"alone\"}\r",
            "",
            "{\"data\":{\"id\":\"4\"},\"__twarc\":{}}",
            "{\"data\":{\"id\":\"4\"},\"__twarc\":{}}",
            "rubbish",
            "{\"data\":[]}",
            "{\"data\":{\"id\":\"5\"}");

    assertThat(read(0, archive)).endsWith(": 4 posts stored, 1 duplicates, 3 dead letters\n");
    assertThat(store.frames())
        .containsExactly(
            Payload.ofText(
                "{\"data\":{\"id\":\"1\",\"author_id\":\"9\"},"
                    + "\"includes\":{\"users\":[{\"id\":\"9\",\"username\":\"a\"}]}}"),
            Payload.ofText("{\"data\":{\"id\":\"2\"}}"),
            Payload.ofText("{\"data\":{\"id\":\"3\",\"text\":\"alone\"}}"),
            Payload.ofText("{\"data\":{\"id\":\"4\"},\"__twarc\":{}}"));
    assertThat(store.deadLetters())
        .containsExactly(
            Payload.ofText("rubbish"),
            Payload.ofText("{\"data\":[]}"),
            Payload.ofText("{\"data\":{\"id\":\"5\"}"));
  }

  @Test
  void readsSeveralFilesAndStandardInput() throws Exception {
    Path first = file("first", lines(POSTS.subList(0, 10)));
    Path empty = file("empty", new byte[0]);
    Path last = file("last", gzip(lines(POSTS.subList(20, 30))));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines(POSTS.subList(5, 20))));
    try {
      assertThat(read(0, first, empty, Path.of("-"), last).lines())
          .containsExactly(
              first + ": 10 posts stored, 0 duplicates, 0 dead letters",
              empty + ": 0 posts stored, 0 duplicates, 0 dead letters",
              "-: 10 posts stored, 5 duplicates, 0 dead letters",
              last + ": 10 posts stored, 0 duplicates, 0 dead letters");
    } finally {
      System.setIn(before);
    }
    assertThat(store.frames()).isEqualTo(POSTS.subList(0, 30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "gzip"})
  void keepsWhatCameBeforeTheDamage(String compression) throws Exception {
    byte[] bytes = lines(POSTS);
    byte[] compressed = compression.equals("zstd") ? zstd(bytes) : gzip(bytes);
    Path cut = file("cut", Arrays.copyOf(compressed, compressed.length * 9 / 10));

    assertThat(read(2, cut))
        .startsWith("ouzel: " + cut + " is damaged: ")
        .endsWith("; what came before is imported\n")
        .hasLineCount(1);

    List<Payload> kept = store.frames();
    assertThat(kept).hasSizeGreaterThan(compression.equals("zstd") ? 1 : 300);
    assertThat(kept).isEqualTo(POSTS.subList(0, kept.size()));
    assertThat(store.deadLetters()).isEmpty();
  }

  @Test
  void readsGzipInSeveralMembersFromAPipeThatIsSlow() throws Exception {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      members.write(gzip(lines(POSTS.subList(i * 10, i * 10 + 10))));
    }
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(members.toByteArray()) {
          @Override
          public int available() {
            return 0;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 7));
          }
        });
    try {
      read(0, Path.of("-"));
    } finally {
      System.setIn(before);
    }
    assertThat(store.frames()).isEqualTo(POSTS.subList(0, 50));
  }

  @Test
  void namesAFileThatItCannotRead() throws Exception {
    Path stub = file("stub", Arrays.copyOf(gzip(new byte[9]), 5));

    assertThat(read(2, directory.resolve("none")))
        .isEqualTo("ouzel: there is no " + directory.resolve("none") + "\n");
    assertThat(read(2, directory)).startsWith("ouzel: " + directory + " cannot be read: ");
    assertThat(read(2, stub)).isEqualTo("ouzel: " + stub + " cannot be read: it is cut off\n");
    assertThat(run(2, "import", "--sink", store.uri()).err()).contains("FILE").hasLineCount(1);
    Path archive = file("archive", lines(POSTS));
    assertThat(read(2, "posts.db", archive)).contains("is no sink").hasLineCount(1);
  }

  @Test
  void takesFramesOfAnyLengthUpToItsBoundAndTheBeginningOfLongerLines() throws Exception {
    String frame = "{\"data\":{\"id\":\"1\",\"text\":\"" + "x".repeat(9 << 20) + "\"}}";
    Path archive = directory.resolve("archive");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write((frame + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] mebibyte = "y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 65; i++) {
        out.write(mebibyte);
      }
      out.write("\n{\"data\":{\"id\":\"2\"}}".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(0, archive)).endsWith(": 2 posts stored, 0 duplicates, 1 dead letters\n");

    assertThat(store.frames().get(0)).isEqualTo(Payload.ofText(frame));
    assertThat(store.deadLetters()).singleElement().extracting(Payload::size).isEqualTo(64 << 10);
  }

  @Test
  void canBeStoppedAndGoneOnWith() throws Exception {
    Path archive = file("archive", lines(POSTS));
    Program stopped = Program.withoutToken();
    stopped.stop();

    assertThat(stopped.run("import", "--sink", store.uri(), archive.toString(), "never")).isZero();
    assertThat(stopped.err())
        .isEqualTo("stopped in " + archive + ": 0 posts stored, 0 duplicates, 0 dead letters\n");
    assertThat(read(0, archive)).contains("500 posts stored");
  }

  @Test
  void isNotTakenForAStreamThatHasCoverage() throws Exception {
    read(0, file("archive", lines(POSTS.subList(0, 3))));

    assertThat(run(0, "coverage", "--sink", store.uri()).err())
        .startsWith("nothing was ingested into");
    assertThat(run(0, "coverage", "--sink", store.uri(), "--stream", "import").out())
        .startsWith("import");
    try (StoreReader reader = Sinks.read(store.uri())) {
      assertThat(new ArrayList<>(reader.streams())).hasSize(1);
    }
  }

  @Test
  void writesToStandardOutputToo() throws Exception {
    try (ChildProgram program =
        ChildProgram.start(
            directory,
            "token",
            "import",
            file("archive", zstd(lines(POSTS))).toString(),
            "--sink",
            "-")) {
      assertThat(program.exitCode()).isZero();
      assertThat(program.out()).isEqualTo(lines(POSTS));
    }
  }
}
