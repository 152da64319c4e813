package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.generate.PostGenerator;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':{'id':'12'}}",
        "{'data':{'id':12}}",
        "{'matching_rules':[{'id':'7'}],'data':{'text':'{','author':{'id':'8'},'id':'12'}}",
        "{'includes':{'data':{'id':'9'}},'data':{'text':'a\\\"id\\\":\\\\','list':[[{}]],'id':'12'}}",
        "{'x':'data','y':{'id':'5'},'data':{'id':'12'}}"
      })
  void isTheIdOfData(String frame) {
    assertThat(FrameId.of(Payload.ofText(frame.replace('\'', '"')))).hasValue(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{'id':'12'}",
        "{'data':[{'id':'12'}]}",
        "{'data':{'user':{'id':'12'}}}",
        "{'data':{'id':null}}",
        "{'data':{'id':'",
        "{'data':{'id",
        "{'data':{'id':'99999999999999999999'}}",
        "{'data':{'id':'9999999999999999999'}}",
        "{'errors':[{'id':'12'}]}",
        "{'text':'\\",
      })
  void isAbsentWhereThereIsNone(String frame) {
    assertThat(FrameId.of(Payload.ofText(frame.replace('\'', '"')))).isEmpty();
  }

  @Test
  void isFoundInWhateverIsGenerated() {
    PostGenerator posts = new PostGenerator(4);
    for (int i = 0; i < 200; i++) {
      Payload frame = posts.next(Instant.parse("2026-01-06T18:40:40Z"), List.of());
      String id = new JsonObject(frame.text()).getJsonObject("data").getString("id");
      assertThat(FrameId.of(frame)).hasValue(Long.parseLong(id));
    }
  }
}
