package dev.ouzel.sink;

import dev.ouzel.post.Payload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads posts back from a store, in order of their ids, a piece at a time, while another process
 * may be writing to it: each piece tells what the store holds when it is read. The methods block,
 * fail with {@link SinkFailure}, and are called by one thread at a time.
 */
public interface PostReader extends AutoCloseable {
  /**
   * A post as it arrived.
   *
   * @param id its id
   * @param frame the frame, byte for byte
   */
  record StoredFrame(long id, Payload frame) {}

  /**
   * A post as a row of texts.
   *
   * @param id its id
   * @param values those of {@link #columns}, in their order
   */
  record FlatPost(long id, List<Optional<String>> values) {
    /** Copies the list. */
    public FlatPost {
      values = List.copyOf(values);
    }
  }

  /** The names of the columns that a post has as a row. */
  List<String> columns();

  /** The first posts that are meant, at most so many; none when there are no more. */
  List<StoredFrame> frames(PostQuery query, int limit);

  /** As {@link #frames}, as rows. */
  List<FlatPost> rows(PostQuery query, int limit);

  /** The last id within those that the query means, whatever else it asks; empty when none is. */
  OptionalLong lastId(PostQuery query);

  @Override
  void close();
}
