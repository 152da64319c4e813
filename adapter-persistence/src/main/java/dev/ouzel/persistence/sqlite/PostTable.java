package dev.ouzel.persistence.sqlite;

import dev.ouzel.post.PostId;
import dev.ouzel.sink.ReceivedPost;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;

/** The statements that write to the tables {@code posts} and {@code mended_posts}. */
final class PostTable {
  /**
   * Rows of one statement: what a statement costs beside its rows is shared by so many, and SQLite
   * goes on from one row to the next where it would search from the root again.
   */
  static final int ROWS = 128;

  private static final int COLUMNS = 4;

  private static final Comparator<ReceivedPost> BY_ID = Comparator.comparingLong(ReceivedPost::id);

  private static final String INSERT_POSTS =
      "INSERT INTO posts (id, created_at, received_at, json) VALUES ";

  // Bytes bound as a blob and cast stay the bytes they are, and are text to every reader.
  private static final String ROW = "(?, ?, ?, CAST(? AS TEXT))";
  private static final String UNLESS_HELD = " ON CONFLICT (id) DO NOTHING";
  private static final String INSERT_MENDED_POST =
      "INSERT INTO mended_posts (post_id, json) VALUES (?, CAST(? AS TEXT))";

  private final PreparedStatement insertOne;
  private final PreparedStatement insertMany;
  private final PreparedStatement insertMended;

  PostTable(Connection connection) throws SQLException {
    insertOne = connection.prepareStatement(INSERT_POSTS + ROW + UNLESS_HELD);
    insertMany =
        connection.prepareStatement(
            INSERT_POSTS + ROW + (", " + ROW).repeat(ROWS - 1) + UNLESS_HELD);
    insertMended = connection.prepareStatement(INSERT_MENDED_POST);
  }

  /**
   * Posts and their frames.
   *
   * @param posts the posts
   * @param frames the bytes of each
   * @param readable whether all of them are proper text
   */
  private record Rows(List<ReceivedPost> posts, List<byte[]> frames, boolean readable) {
    static Rows of(List<ReceivedPost> posts) {
      List<byte[]> frames = posts.stream().map(post -> post.payload().toByteArray()).toList();
      return new Rows(posts, frames, frames.stream().allMatch(ReadableText::isReadable));
    }
  }

  /** Writes posts within the transaction begun; tells how many were new. */
  int insert(List<ReceivedPost> posts) throws SQLException {
    // X's posts come a little out of order, and taken so they would have each page written often.
    List<ReceivedPost> ordered = posts.stream().sorted(BY_ID).toList();
    int stored = 0;
    for (int from = 0; from < ordered.size(); from += ROWS) {
      stored += insert(Rows.of(ordered.subList(from, Math.min(from + ROWS, ordered.size()))));
    }
    insertMany.clearParameters();
    return stored;
  }

  /** In one statement, unless they are too few for it, or one of them needs mending. */
  private int insert(Rows rows) throws SQLException {
    if (rows.posts().size() < ROWS || !rows.readable()) {
      return insertEach(rows);
    }
    for (int row = 0; row < ROWS; row++) {
      bind(insertMany, row, rows.posts().get(row), rows.frames().get(row));
    }
    return insertMany.executeUpdate();
  }

  private int insertEach(Rows rows) throws SQLException {
    int stored = 0;
    for (int row = 0; row < rows.posts().size(); row++) {
      ReceivedPost post = rows.posts().get(row);
      byte[] json = rows.frames().get(row);
      bind(insertOne, 0, post, json);
      if (insertOne.executeUpdate() == 1) {
        stored++;
        if (!ReadableText.isReadable(json)) {
          insertMended(post.id(), ReadableText.mend(json));
        }
      }
    }
    return stored;
  }

  private static void bind(PreparedStatement insert, int row, ReceivedPost post, byte[] json)
      throws SQLException {
    int before = row * COLUMNS;
    insert.setLong(before + 1, post.id());
    if (PostId.isSnowflake(post.id())) {
      insert.setLong(before + 2, PostId.millis(post.id()));
    } else {
      insert.setNull(before + 2, Types.INTEGER);
    }
    insert.setLong(before + 3, post.receivedAt().toEpochMilli());
    insert.setBytes(before + COLUMNS, json);
  }

  private void insertMended(long id, byte[] mended) throws SQLException {
    insertMended.setLong(1, id);
    insertMended.setBytes(2, mended);
    insertMended.executeUpdate();
  }
}
