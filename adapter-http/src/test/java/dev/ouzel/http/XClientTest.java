package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.server.FakeX;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XClientTest {
  @Test
  void onePlaceGivesEveryPortToX() {
    try (FakeX x = FakeX.builder().start();
        XClient client =
            XClient.open(XClientSettings.builder().baseUri(x.baseUrl()).token(x::token).build())) {
      client
          .rules()
          .add(List.of(new Rule.Draft("bird", Optional.of("birds"))))
          .toCompletableFuture()
          .join();
      assertThat(client.rules().list().toCompletableFuture().join())
          .extracting(Rule::value)
          .containsExactly("bird");

      Recorder recorder = new Recorder();
      client.streams().connect(StreamRequest.builder().build()).subscribe(recorder);
      recorder.requestAll().awaitSignals(1);
      x.publish("{\"data\":{\"id\":\"1\"}}");
      assertThat(recorder.awaitFrames(1).texts()).containsExactly("{\"data\":{\"id\":\"1\"}}");

      ConnectionQuery active = ConnectionQuery.builder().build();
      assertThat(client.connections().page(active).toCompletableFuture().join().connections())
          .hasSize(1);
    }
  }
}
