package dev.ouzel.persistence.jdbc;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.SinkFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads posts from a store's tables and views. Each question is a transaction of its own, so that a
 * long reading never holds up what the store cleans away.
 */
public final class SqlPosts implements PostReader {
  private static final String LANGUAGE =
      " AND (SELECT lang FROM posts_flat WHERE posts_flat.id = p.id) = ?";

  private final Connection connection;
  private final Expressions expressions;
  private final Function<SQLException, SinkFailure> failures;

  /**
   * What each kind of store says in its own words of a post {@code p}.
   *
   * @param frame the bytes of its frame
   * @param matchedBy whether a rule matched it whose id or tag is the one parameter; at the cost of
   *     the rules of this post, which the view {@code matches} does not promise
   */
  public record Expressions(String frame, String matchedBy) {}

  /**
   * Takes the connection over, which commits by itself.
   *
   * @param failures tells what an error of the store means
   */
  public SqlPosts(
      Connection connection,
      Expressions expressions,
      Function<SQLException, SinkFailure> failures) {
    this.connection = connection;
    this.expressions = expressions;
    this.failures = failures;
  }

  @Override
  public List<String> columns() {
    return ask(
        "SELECT * FROM posts_flat WHERE id < 0",
        select -> {
          try (ResultSet none = select.executeQuery()) {
            ResultSetMetaData columns = none.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
              names.add(columns.getColumnName(i));
            }
            return names;
          }
        });
  }

  @Override
  public List<StoredFrame> frames(PostQuery query, int limit) {
    return read(
        "SELECT p.id, " + expressions.frame() + " AS frame FROM posts AS p",
        query,
        limit,
        row -> {
          byte[] bytes = row.getBytes("frame");
          return new StoredFrame(row.getLong("id"), Payload.wrap(bytes, 0, bytes.length));
        });
  }

  @Override
  public List<FlatPost> rows(PostQuery query, int limit) {
    return read("SELECT p.* FROM posts_flat AS p", query, limit, SqlPosts::flat);
  }

  private static FlatPost flat(ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    List<Optional<String>> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(Optional.ofNullable(row.getString(i)));
    }
    return new FlatPost(row.getLong("id"), values);
  }

  @Override
  public OptionalLong lastId(PostQuery query) {
    return ask(
        "SELECT max(id) FROM posts AS p WHERE p.id > ? AND p.id <= ?",
        select -> {
          select.setLong(1, query.idsAbove());
          select.setLong(2, query.idsUpTo());
          try (ResultSet row = select.executeQuery()) {
            row.next();
            long last = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
          }
        });
  }

  private interface Question<T> {
    T of(PreparedStatement select) throws SQLException;
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String select, PostQuery query, int limit, Row<T> reading) {
    String sql =
        select
            + " WHERE p.id > ? AND p.id <= ?"
            + (query.rule().isPresent() ? " AND " + expressions.matchedBy() : "")
            + (query.language().isPresent() ? LANGUAGE : "")
            + " ORDER BY p.id LIMIT ?";
    return ask(
        sql,
        statement -> {
          bind(statement, query, limit);
          List<T> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(reading.of(rows));
            }
          }
          return found;
        });
  }

  private static void bind(PreparedStatement statement, PostQuery query, int limit)
      throws SQLException {
    int index = 1;
    statement.setLong(index++, query.idsAbove());
    statement.setLong(index++, query.idsUpTo());
    if (query.rule().isPresent()) {
      statement.setString(index++, query.rule().get());
    }
    if (query.language().isPresent()) {
      statement.setString(index++, query.language().get());
    }
    statement.setInt(index, limit);
  }

  private <T> T ask(String sql, Question<T> question) {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return question.of(select);
    } catch (SQLException e) {
      throw failures.apply(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It only read: there is nothing to lose.
    }
  }
}
