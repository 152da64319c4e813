package dev.ouzel.sink;

import dev.ouzel.post.PostId;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How far a stream is kept: written with each batch, read back at the next start. Sinks store it as
 * text and do not look inside.
 */
@Value.Immutable
public abstract class Checkpoint {
  private static final String VERSION = "1";

  Checkpoint() {}

  /** Whose checkpoint. */
  public abstract StreamName stream();

  /** The number of the batch it came with: 1 for a stream's first, then one more each. */
  public abstract long sequence();

  /** When the batch was closed, by this machine's clock. */
  public abstract Instant takenAt();

  /** The newest post kept, by id, of all batches so far. */
  public abstract Optional<PostId> newestPost();

  /** The checkpoint as lines of {@code key=value}, for {@link #parse}. */
  public String toText() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("version", VERSION);
    lines.put("stream", stream().value());
    lines.put("sequence", Long.toString(sequence()));
    lines.put("taken_at", takenAt().toString());
    newestPost().ifPresent(id -> lines.put("newest_post", id.toString()));
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * Reads what {@link #toText} wrote. Keys that it does not know are ignored; another version fails
   * with {@link SinkFailure}, since a newer program wrote it.
   */
  public static Checkpoint parse(String text) {
    Map<String, String> lines =
        text.lines()
            .filter(line -> line.indexOf('=') > 0)
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf('=')),
                    line -> line.substring(line.indexOf('=') + 1)));
    if (!VERSION.equals(lines.get("version"))) {
      throw SinkFailure.permanent(
          "the checkpoint in the store was written by another version of Ouzel ("
              + lines.get("version")
              + "); use that version");
    }
    return builder().stream(new StreamName(lines.get("stream")))
        .sequence(Long.parseLong(lines.get("sequence")))
        .takenAt(Instant.parse(lines.get("taken_at")))
        .newestPost(Optional.ofNullable(lines.get("newest_post")).map(PostId::of))
        .build();
  }

  /** A checkpoint with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Checkpoint}. Not safe for use by several threads. */
  public static class Builder extends ImmutableCheckpoint.Builder {
    Builder() {}
  }
}
