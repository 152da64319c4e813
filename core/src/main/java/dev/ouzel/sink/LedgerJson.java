package dev.ouzel.sink;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Closed stretches of time and connections as JSON objects, each on one line, for sinks that keep
 * text. What was written reads back equal; members that a reader does not know are ignored. The
 * members are those of the columns that SQL sinks have; times are ISO 8601.
 *
 * <p>What cannot be read fails with {@link SinkFailure}.
 */
public final class LedgerJson {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String STATE = "state";
  private static final String SELECTION = "selection";
  private static final String REASON = "reason";
  private static final String REMEDY = "remedy";
  private static final String CONNECTION = "connection";
  private static final String COVERED = "covered";

  private static final String NUMBER = "number";
  private static final String RECOVERY = "recovery";
  private static final String OPENED_AT = "opened_at";
  private static final String SERVER_TIME = "server_time";
  private static final String ENDED_AT = "ended_at";
  private static final String END_KIND = "end_kind";
  private static final String END_DETAIL = "end_detail";
  private static final String TRANSACTION_ID = "transaction_id";
  private static final String X_ID = "x_id";
  private static final String X_ENDPOINT = "x_endpoint";
  private static final String X_CONNECTED_AT = "x_connected_at";
  private static final String X_DISCONNECTED_AT = "x_disconnected_at";
  private static final String X_DISCONNECT_REASON = "x_disconnect_reason";
  private static final String X_CLIENT_IP = "x_client_ip";

  private static final Connection NOTHING = Connection.builder().build();

  private LedgerJson() {}

  /** The stretch as JSON. */
  public static String of(Stretch stretch) {
    FlatJson json =
        new FlatJson()
            .text(FROM, stretch.range().from().toString())
            .text(TO, stretch.range().to().toString());
    if (stretch instanceof Gap gap) {
      json.text(STATE, gap.state().label()).text(REASON, gap.reason()).text(REMEDY, gap.remedy());
      gap.connection().ifPresent(number -> json.number(CONNECTION, number));
    } else if (stretch instanceof Covered covered) {
      json.text(STATE, COVERED).text(SELECTION, covered.selection());
    }
    return json.toString();
  }

  /** The stretch that {@link #of(Stretch)} wrote. */
  public static Stretch stretch(String json) {
    return read(
        json,
        members -> {
          TimeRange range =
              new TimeRange(Instant.parse(members.get(FROM)), Instant.parse(members.get(TO)));
          String state = members.get(STATE);
          if (state.equals(COVERED)) {
            return new Covered(range, members.get(SELECTION));
          }
          String connection = members.get(CONNECTION);
          return new Gap(
              range,
              Gap.State.valueOf(state.toUpperCase(Locale.ROOT)),
              members.get(REASON),
              members.get(REMEDY),
              connection == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(Long.parseLong(connection)));
        });
  }

  /** The connection as JSON. */
  public static String of(ConnectionRecord connection) {
    Optional<Connection> recorded = connection.recorded();
    return new FlatJson()
        .number(NUMBER, connection.number())
        .truth(RECOVERY, connection.isRecovery())
        .text(OPENED_AT, connection.openedAt().toString())
        .text(SERVER_TIME, connection.serverTime())
        .text(ENDED_AT, connection.endedAt())
        .text(END_KIND, connection.end())
        .text(END_DETAIL, connection.detail())
        .text(TRANSACTION_ID, connection.transactionId())
        .text(X_ID, recorded.flatMap(Connection::id))
        .text(X_ENDPOINT, recorded.flatMap(Connection::endpointName))
        .text(X_CONNECTED_AT, recorded.flatMap(Connection::connectedAt))
        .text(X_DISCONNECTED_AT, recorded.flatMap(Connection::disconnectedAt))
        .text(X_DISCONNECT_REASON, recorded.flatMap(Connection::disconnectReason))
        .text(X_CLIENT_IP, recorded.flatMap(Connection::clientIp))
        .toString();
  }

  /** The connection that {@link #of(ConnectionRecord)} wrote. */
  public static ConnectionRecord connection(String json) {
    return read(
        json,
        members ->
            ConnectionRecord.builder()
                .number(Long.parseLong(members.get(NUMBER)))
                .isRecovery(Boolean.parseBoolean(members.get(RECOVERY)))
                .openedAt(Instant.parse(members.get(OPENED_AT)))
                .serverTime(time(members, SERVER_TIME))
                .endedAt(time(members, ENDED_AT))
                .end(text(members, END_KIND))
                .detail(text(members, END_DETAIL))
                .transactionId(text(members, TRANSACTION_ID))
                .recorded(Optional.of(recorded(members)).filter(entry -> !entry.equals(NOTHING)))
                .build());
  }

  private static Connection recorded(Map<String, String> members) {
    return Connection.builder()
        .id(text(members, X_ID))
        .endpointName(text(members, X_ENDPOINT))
        .connectedAt(time(members, X_CONNECTED_AT))
        .disconnectedAt(time(members, X_DISCONNECTED_AT))
        .disconnectReason(text(members, X_DISCONNECT_REASON))
        .clientIp(text(members, X_CLIENT_IP))
        .build();
  }

  private static Optional<String> text(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name));
  }

  private static Optional<Instant> time(Map<String, String> members, String name) {
    return text(members, name).map(Instant::parse);
  }

  private static <T> T read(String json, Function<Map<String, String>, T> reader) {
    try {
      return reader.apply(FlatJson.read(json));
    } catch (RuntimeException e) {
      throw SinkFailure.permanent(
          "a record of the ledger is damaged, or of another version of Ouzel: " + json, e);
    }
  }
}
