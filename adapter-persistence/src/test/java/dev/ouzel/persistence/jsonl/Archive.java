package dev.ouzel.persistence.jsonl;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.FlatJson;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A directory of lines as other programs read it: by the names of its files. */
final class Archive {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9]+)\"");

  private final Path directory;

  Archive(Path directory) {
    this.directory = directory;
  }

  /** The names of all files with posts, in order. */
  List<String> segments() {
    return names(".*-.*\\.jsonl(\\.gz|\\.zst)?");
  }

  List<String> names(String pattern) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All whole lines of a file, without their ends. */
  List<Payload> lines(String name) {
    byte[] bytes = read(name);
    List<Payload> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Payload.wrap(bytes, from, i - from));
        from = i + 1;
      }
    }
    return lines;
  }

  byte[] read(String name) {
    try (InputStream in = open(directory.resolve(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (file.toString().endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    return file.toString().endsWith(".zst") ? new ZstdInputStreamNoFinalizer(in) : in;
  }

  /** Each segment once, also while it changes its name or form. */
  List<Stored.Post> posts() {
    while (true) {
      List<String> before = segments();
      try {
        List<Stored.Post> posts =
            before.stream()
                .filter(name -> !before.contains(name + ".zst") && !before.contains(name + ".gz"))
                .flatMap(name -> lines(name).stream())
                .map(Archive::post)
                .toList();
        if (segments().equals(before)) {
          return posts;
        }
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof NoSuchFileException)) {
          throw e;
        }
      }
    }
  }

  private static Stored.Post post(Payload line) {
    Matcher id = ID.matcher(line.text());
    if (!id.find()) {
      throw new AssertionError("a line without an id: " + line.text());
    }
    return new Stored.Post(Long.parseLong(id.group(1)), line);
  }

  Stored stored() {
    return new Stored(
        posts(),
        objects(".*\\.ledger\\.jsonl", "{\"kind\":\"rematch\"", Archive::rematch),
        objects(".*\\.dead_letters\\.jsonl", "{", Archive::deadLetter));
  }

  private <T> List<T> objects(
      String pattern, String beginning, Function<Map<String, String>, T> form) {
    return names(pattern).stream()
        .flatMap(name -> lines(name).stream())
        .map(Payload::text)
        .filter(line -> line.startsWith(beginning))
        .map(FlatJson::read)
        .map(form)
        .toList();
  }

  private static Rematch rematch(Map<String, String> line) {
    return new Rematch(Long.parseLong(line.get("id")), time(line), bytes(line, "rules"));
  }

  private static DeadLetter deadLetter(Map<String, String> line) {
    return new DeadLetter(time(line), line.get("reason"), bytes(line, "text"));
  }

  private static Instant time(Map<String, String> line) {
    return Instant.parse(line.get("received_at"));
  }

  private static Payload bytes(Map<String, String> line, String key) {
    return line.containsKey(key)
        ? Payload.copyOf(line.get(key).getBytes(StandardCharsets.UTF_8))
        : Payload.copyOf(Base64.getDecoder().decode(line.get("base64")));
  }
}
