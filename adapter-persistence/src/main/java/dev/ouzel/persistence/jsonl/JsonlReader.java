package dev.ouzel.persistence.jsonl;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.LedgerJson;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads what a directory of lines keeps about streams, each as it was when the reader was opened.
 * Holds no file open.
 */
public final class JsonlReader implements StoreReader {
  private final Path directory;

  /** By name. Streams that never committed are not among them. */
  private final NavigableMap<String, Position> positions = new TreeMap<>();

  private JsonlReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens the directory of a {@link JsonlSink}'s URI.
   *
   * @throws IllegalArgumentException when the URI is none; the message says what would be
   * @throws SinkFailure when there is no such directory, or it cannot be read
   */
  public static JsonlReader open(String uri) {
    Path directory = JsonlSettings.parse(uri).directory();
    if (!Files.isDirectory(directory)) {
      throw SinkFailure.permanent(
          "there is no directory "
              + directory
              + "; name the one that an ingest writes, or let one write it");
    }
    JsonlReader reader = new JsonlReader(directory);
    reader.find();
    return reader;
  }

  private void find() {
    try (DirectoryStream<Path> states =
        Files.newDirectoryStream(directory, "*" + StreamFiles.STATE)) {
      for (Path state : states) {
        String name = state.getFileName().toString();
        add(name.substring(0, name.length() - StreamFiles.STATE.length()));
      }
    } catch (IOException e) {
      throw JsonlFailures.of(e, directory);
    }
  }

  private void add(String stream) throws IOException {
    StreamFiles files;
    try {
      files = files(stream);
    } catch (IllegalArgumentException somebodyElses) {
      return;
    }
    if (Files.exists(files.index())) {
      Position position = Index.read(files);
      if (position.receipt().sequence() > 0) {
        positions.put(stream, position);
      }
    }
  }

  private StreamFiles files(String stream) {
    return new StreamFiles(directory, new StreamName(stream));
  }

  @Override
  public List<StreamName> streams() {
    return positions.keySet().stream().map(StreamName::new).toList();
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName stream) {
    return Optional.ofNullable(positions.get(stream.value())).flatMap(Position::lastCheckpoint);
  }

  @Override
  public List<Stretch> coverage(StreamName stream) {
    List<Stretch> stretches = new ArrayList<>();
    read(stream, BatchLines.COVERAGE, line -> stretches.add(LedgerJson.stretch(line)));
    return stretches;
  }

  @Override
  public List<ConnectionRecord> connections(StreamName stream) {
    NavigableMap<Long, ConnectionRecord> byNumber = new TreeMap<>();
    read(
        stream,
        BatchLines.CONNECTION,
        line -> {
          ConnectionRecord connection = LedgerJson.connection(line);
          byNumber.put(connection.number(), connection);
        });
    return List.copyOf(byNumber.values());
  }

  /** Gives the ledger's lines that begin so to {@code reading}, as far as they were committed. */
  private void read(StreamName stream, String beginning, Consumer<String> reading) {
    Position position = positions.get(stream.value());
    if (position == null) {
      return;
    }
    Path ledger = files(stream.value()).ledger();
    // One character a byte, so that the length counts both.
    try (BufferedReader lines = Files.newBufferedReader(ledger, StandardCharsets.ISO_8859_1)) {
      long left = position.lengths().ledger();
      for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
        left -= line.length() + 1;
        if (line.startsWith(beginning)) {
          byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
          reading.accept(new String(bytes, StandardCharsets.UTF_8));
        }
      }
    } catch (NoSuchFileException taken) {
      return;
    } catch (IOException e) {
      throw JsonlFailures.of(e, directory);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
