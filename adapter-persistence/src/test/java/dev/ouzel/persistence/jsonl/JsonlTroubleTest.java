package dev.ouzel.persistence.jsonl;

import static dev.ouzel.persistence.jsonl.Batches.STREAM;
import static dev.ouzel.persistence.jsonl.Batches.batch;
import static dev.ouzel.persistence.jsonl.Batches.batchOf;
import static dev.ouzel.persistence.jsonl.Batches.commit;
import static dev.ouzel.persistence.jsonl.Batches.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Directories that cannot be used, or no longer, and files of others. */
@Timeout(60)
final class JsonlTroubleTest {
  private static final int POSTS = 5;

  @TempDir Path directory;

  private Path store() {
    return directory.resolve("store");
  }

  private PostSink open() {
    return open(store());
  }

  private static PostSink open(Path store) {
    return JsonlSink.open("jsonl:" + store + "?segment=1KB", STREAM);
  }

  private static SinkFailure refusal(Path store) {
    SinkFailure failure = catchThrowableOfType(SinkFailure.class, () -> open(store).close());
    assertThat(failure).isNotNull().matches(refused -> !refused.isWorthRetrying());
    return failure;
  }

  private static SinkFailure failure(PostSink sink, Batch batch) {
    return (SinkFailure)
        catchThrowableOfType(CompletionException.class, () -> commit(sink, batch)).getCause();
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), "the disk is full: free space"),
        Arguments.of(new IOException("Disk quota exceeded"), "the disk is full: free space"),
        Arguments.of(
            new FileSystemException("f", null, "Read-only file system"), "cannot be written to"),
        Arguments.of(new AccessDeniedException("f"), "cannot be written to: allow it"),
        Arguments.of(new NoSuchFileException("f"), "is gone, or what Ouzel keeps in it (f)"),
        Arguments.of(new IOException("Input/output error"), "the disk failed under"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void whatADiskSaysBecomesWhatToDo(IOException said, String words) {
    SinkFailure failure = JsonlFailures.of(said, directory);

    assertThat(failure).hasMessageContaining(words).hasMessageContaining(directory.toString());
    assertThat(failure.isWorthRetrying()).isFalse();
  }

  @Test
  void aPathThatCannotBeADirectoryIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");

    assertThat(refusal(file)).hasMessage(file + " is no directory; name another");
    assertThat(refusal(directory.resolve("a/b")))
        .hasMessage(
            "%s has nowhere to be: make %s first"
                .formatted(directory.resolve("a/b"), directory.resolve("a")));
    assertThat(file).hasContent("text");
  }

  @Test
  void filesOfOthersStayAsTheyAre() throws IOException {
    Files.createDirectory(store());
    Files.writeString(store().resolve("notes.jsonl"), "mine");
    Files.writeString(store().resolve("filtered_stream-2020.jsonl"), "mine too");
    Files.createDirectory(store().resolve("Their.state"));

    try (PostSink sink = open()) {
      for (int i = 1; i <= 7; i++) {
        commit(sink, batchOf(POSTS, i));
      }
      assertThat(JsonlReader.open("jsonl:" + store()).streams()).containsExactly(STREAM);
    }

    assertThat(store().resolve("notes.jsonl")).hasContent("mine");
    assertThat(store().resolve("filtered_stream-2020.jsonl")).hasContent("mine too");
  }

  @Test
  void filesWithoutAnIndexAreNotWrittenTo() throws IOException {
    Files.createDirectory(store());
    Path active = store().resolve("filtered_stream-active.jsonl");
    Files.writeString(active, "of another store\n");

    assertThat(refusal(store()))
        .hasMessage(
            "%s is there, but %s is not: put it aside, or name another directory"
                .formatted(active, store().resolve("filtered_stream.state/index")));

    assertThat(active).hasContent("of another store\n");
  }

  @Test
  void aSegmentIsNeverWrittenOverAFileOfItsName() throws IOException {
    try (PostSink sink = open()) {
      commit(sink, batchOf(POSTS, 1));
      commit(sink, batchOf(POSTS, 2));
      String name = "filtered_stream-20260504T030202.234Z-20260504T030203.234Z-000001.jsonl";
      Path other = Files.writeString(store().resolve(name), "of another");

      assertThat(failure(sink, batchOf(POSTS, 3)))
          .hasMessage(other + " is in the way: put it aside and start again");

      assertThat(other).hasContent("of another");
      Files.delete(other);
      assertThat(commit(sink, batchOf(POSTS, 3))).isEqualTo(new CommitReceipt(3, POSTS, 0));
    }
    assertThat(new Archive(store()).stored()).isEqualTo(Batches.stored(POSTS, 3));
  }

  @Test
  void aDirectoryThatVanishesIsNoticedAndNotMadeAgain() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    try (PostSink sink = open()) {
      commit(sink, batchOf(POSTS, 1));
      Files.move(store(), elsewhere);

      assertThat(failure(sink, batchOf(POSTS, 2))).hasMessageContaining(store() + " is gone");
      assertThat(failure(sink, batch(2))).hasMessageContaining(store() + " is gone");
      assertThat(store()).doesNotExist();

      Files.move(elsewhere, store());
      assertThat(commit(sink, batchOf(POSTS, 2))).isEqualTo(new CommitReceipt(2, POSTS, 0));
    }
    assertThat(new Archive(store()).stored()).isEqualTo(Batches.stored(POSTS, 2));
  }

  @Test
  void aFileThatIsReplacedWhileItIsWrittenIsNotWrittenOver() throws IOException {
    Path active = store().resolve("filtered_stream-active.jsonl");
    try (PostSink sink = open()) {
      commit(sink, batchOf(POSTS, 1));
      Files.delete(active);
      Files.writeString(active, "an edited copy");

      assertThat(failure(sink, batchOf(POSTS, 2)))
          .hasMessageContaining("another file took its place while it was written");
    }
    assertThat(active).hasContent("an edited copy");
  }

  @Test
  void aLossThatCompressionMeetsIsToldByTheNextSeal() throws IOException {
    FaultyDisk disk = new FaultyDisk(Files.createDirectory(directory.resolve("attic")));
    try (PostSink sink =
        JsonlSink.open(disk, JsonlSettings.parse("jsonl:" + store() + "?segment=1KB"), STREAM)) {
      disk.failWith(
          (step, file) -> {
            if (step.equals("write") && file.endsWith("segment.tmp")) {
              throw new IOException("No space left on device");
            }
          });
      for (int i = 1; i <= 4; i++) {
        commit(sink, batchOf(POSTS, i));
      }
      assertThat(failure(sink, batchOf(POSTS, 5))).hasMessageStartingWith("the disk is full");

      disk.failWith((step, file) -> {});
      for (int i = 5; i <= 9; i++) {
        commit(sink, batchOf(POSTS, i));
      }
    }
    assertThat(new Archive(store()).stored()).isEqualTo(Batches.stored(POSTS, 9));
    assertThat(new Archive(store()).segments().get(0)).endsWith("-000001.jsonl.zst");
  }

  @Test
  void aBatchOfAnotherStreamIsRefused() {
    Batch foreign =
        Batch.builder()
            .checkpoint(
                Checkpoint.builder().stream(new StreamName("firehose_stream.7"))
                    .sequence(1)
                    .takenAt(Batches.NOW)
                    .build())
            .build();
    try (PostSink sink = open()) {
      assertThat(failure(sink, foreign))
          .hasMessage("a sink opened for filtered_stream was given a batch of firehose_stream.7");
      assertThat(failure(sink, batch(5)))
          .hasMessage(
              "batch 5 of filtered_stream was given to a store that holds batch 0; its next is 1");
      assertThat(sequence(sink)).isZero();
    }
  }

  @Test
  void zstdIsAskedForWhereItIsMissingAndTheOthersNeedNoLibrary() throws Exception {
    try (URLClassLoader bare = withoutZstd()) {
      Method open =
          bare.loadClass(JsonlSink.class.getName())
              .getMethod("open", String.class, bare.loadClass(StreamName.class.getName()));
      Object stream =
          open.getParameterTypes()[1].getConstructor(String.class).newInstance(STREAM.value());

      assertThatThrownBy(() -> open.invoke(null, "jsonl:" + store(), stream))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessage(
              "zstd needs its library: add com.github.luben:zstd-jni to the class path, or ask for"
                  + " ?compress=gzip");
      for (String compression : List.of("gzip", "none")) {
        String uri = "jsonl:" + store() + "?compress=" + compression;
        ((AutoCloseable) open.invoke(null, uri, stream)).close();
      }
    }
  }

  /** What an embedder has who did not add the optional dependency. */
  private static URLClassLoader withoutZstd() throws IOException {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("zstd-jni")) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
