package dev.ouzel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.StreamEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionQueryTest {
  @Test
  void hasTheDefaultsOfX() {
    ConnectionQuery query = ConnectionQuery.builder().build();
    assertThat(query.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(query.maxResults()).isEqualTo(10);
    assertThat(query.endpoints()).isEmpty();
    assertThat(query.fields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void refusesAPageSizeThatXRefuses(int size) {
    ConnectionQuery.Builder query = ConnectionQuery.builder().maxResults(size);
    assertThatThrownBy(query::build).hasMessageContaining("1 to 100");
  }

  @Test
  void refusesAStreamThatTheHistoryDoesNotKnow() {
    ConnectionQuery.Builder query =
        ConnectionQuery.builder().addEndpoints(StreamEndpoint.ACTIVITY_STREAM);
    assertThatThrownBy(query::build).hasMessageContaining("activity_stream");
  }

  @Test
  void asksForTheNextPageOfTheSameList() {
    ConnectionQuery query =
        ConnectionQuery.builder().status(ConnectionStatus.ALL).maxResults(2).build();
    ConnectionQuery next = query.after("abc");
    assertThat(next.paginationToken()).contains("abc");
    assertThat(next.status()).isEqualTo(ConnectionStatus.ALL);
    assertThat(next.maxResults()).isEqualTo(2);
  }
}
