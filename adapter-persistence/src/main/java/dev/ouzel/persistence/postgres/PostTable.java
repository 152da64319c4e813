package dev.ouzel.persistence.postgres;

import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Writes the tables {@code posts} and {@code matching_rules}, within the transaction begun. */
final class PostTable {
  private static final String FROM_US = ") FROM STDIN (FORMAT binary)";
  private static final String COPY_POSTS = "COPY posts (" + PostRow.COLUMNS + FROM_US;
  private static final String COPY_ARRIVALS = "COPY pg_temp.arrivals (" + PostRow.COLUMNS + FROM_US;
  private static final String COPY_RULES =
      "COPY matching_rules (" + PostRow.MATCH_COLUMNS + FROM_US;

  private static final String BEFORE_POSTS = "SAVEPOINT before_posts";
  private static final String BACK = "ROLLBACK TO SAVEPOINT before_posts";
  private static final String CREATE_ARRIVALS =
      "CREATE TEMPORARY TABLE IF NOT EXISTS arrivals (LIKE posts) ON COMMIT DELETE ROWS";
  private static final String INSERT_NEW =
      "INSERT INTO posts (%s) SELECT %1$s FROM pg_temp.arrivals ORDER BY id"
              .formatted(PostRow.COLUMNS)
          + " ON CONFLICT (id) DO NOTHING RETURNING id";

  /** By id, so that streams which bring the same posts wait for each other, not in a circle. */
  private static final Comparator<ReceivedPost> BY_ID = Comparator.comparingLong(ReceivedPost::id);

  private final Statement statement;
  private final CopyManager copying;
  private final CopyStream out = new CopyStream();
  private final PostRow row;

  PostTable(Connection connection, PostCodec codec) throws SQLException {
    statement = connection.createStatement();
    copying = connection.unwrap(PGConnection.class).getCopyAPI();
    row = new PostRow(codec);
  }

  /**
   * Writes posts; tells how many were new. They go straight into the table, and only when one of
   * them is there already by way of another, which costs up to twice as much.
   */
  int insert(List<ReceivedPost> posts) throws SQLException {
    if (posts.isEmpty()) {
      return 0;
    }
    List<ReceivedPost> ordered = posts.stream().sorted(BY_ID).toList();
    statement.execute(BEFORE_POSTS);
    try {
      copyRules(copyPosts(COPY_POSTS, ordered));
      return posts.size();
    } catch (SQLException e) {
      if (!PostgresFailures.isDuplicate(e)) {
        throw e;
      }
      statement.execute(BACK);
    }
    statement.execute(CREATE_ARRIVALS);
    List<PostRow.Match> matches = copyPosts(COPY_ARRIVALS, ordered);
    Set<Long> stored = insertNew();
    matches.removeIf(match -> !stored.contains(match.post()));
    copyRules(matches);
    return stored.size();
  }

  private Set<Long> insertNew() throws SQLException {
    Set<Long> stored = new HashSet<>();
    try (ResultSet ids = statement.executeQuery(INSERT_NEW)) {
      while (ids.next()) {
        stored.add(ids.getLong(1));
      }
    }
    return stored;
  }

  /** Writes the rules of posts that arrived again. */
  void insertMatches(List<Rematch> rematches) throws SQLException {
    List<PostRow.Match> matches = new ArrayList<>();
    for (Rematch rematch : rematches) {
      matches.addAll(row.matches(rematch));
    }
    copyRules(matches);
  }

  private List<PostRow.Match> copyPosts(String sql, List<ReceivedPost> posts) throws SQLException {
    List<PostRow.Match> matches = new ArrayList<>();
    out.copy(
        copying,
        sql,
        rows -> {
          for (ReceivedPost post : posts) {
            matches.addAll(row.write(post, rows));
          }
        });
    return matches;
  }

  private void copyRules(List<PostRow.Match> matches) throws SQLException {
    if (matches.isEmpty()) {
      return;
    }
    out.copy(
        copying,
        COPY_RULES,
        rows -> {
          for (PostRow.Match match : matches) {
            match.writeTo(rows);
          }
        });
  }
}
