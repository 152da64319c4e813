package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.StreamEndpoint;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTest {
  private FakeX fake = FakeX.builder().withRule("cat", "cats").controls(true).start();

  @AfterEach
  void close() {
    fake.close();
  }

  private String page() throws IOException, InterruptedException {
    JsonClient.Answer answer = new JsonClient(fake, "none").get("/");
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  @Test
  void saysHowToPointAClientAtIt() throws Exception {
    String page = page();
    assertThat(page)
        .contains(fake.baseUrl() + "/2/tweets/search/stream", fake.token())
        .contains("ouzel ingest --base-url");
    for (StreamEndpoint stream : StreamEndpoint.values()) {
      assertThat(page).contains("<td>" + stream.path() + "</td>");
    }
    assertThat(page).contains("<h3>POST /fake/reset</h3>");
  }

  @Test
  void showsWhatIsHeldNow() throws Exception {
    try (RawClient reader = RawClient.stream(fake, "User-Agent: my client")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(page()).contains("<td>cat</td>", "<td>cats</td>", "<td>my client</td>");
    }
  }

  @Test
  void escapesWhatComesFromOutside() throws Exception {
    fake.addRule("\"<script>alert(1)</script>\"", Optional.of("a&b"));
    try (RawClient reader = RawClient.stream(fake, "User-Agent: <img src='x'>")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(page())
          .contains("&quot;&lt;script&gt;alert(1)", "a&amp;b", "&lt;img src=&#39;x&#39;&gt;")
          .doesNotContain("<script", "<img");
    }
  }

  @Test
  void fetchesNothingFromElsewhere() throws Exception {
    assertThat(page()).doesNotContain("<link", "<script", "src=", "@import", "url(");
  }

  @Test
  void showsNoTokenThatSomebodyChose() throws Exception {
    fake.close();
    fake = FakeX.builder().token("my own").controls(true).start();
    assertThat(page()).contains("YOUR_TOKEN").doesNotContain("my own");
  }
}
