package dev.ouzel.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.post.Payload;
import dev.ouzel.servers.Broker;
import dev.ouzel.servers.CommittedRecords;
import dev.ouzel.testkit.load.LoadCheck;
import java.util.List;

/** What a topic holds, and those named after it, for consumers of what is committed. */
record KafkaTopic(Broker broker, String name) implements KeptFrames {
  @Override
  public String uri() {
    return "kafka://" + broker.servers() + "/" + name;
  }

  @Override
  public List<Payload> frames() {
    return values(name);
  }

  @Override
  public List<Payload> deadLetters() {
    return values(name + ".dead-letters");
  }

  /** Shows each post to a check, without holding them all. */
  void showTo(LoadCheck check) {
    try (CommittedRecords committed = new CommittedRecords(broker.servers())) {
      committed.forEach(
          name, entry -> check.kept(Long.parseLong(new String(entry.key(), UTF_8)), entry.value()));
    }
  }

  private List<Payload> values(String topic) {
    try (CommittedRecords committed = new CommittedRecords(broker.servers())) {
      return committed.of(topic).stream().map(entry -> Payload.copyOf(entry.value())).toList();
    }
  }
}
