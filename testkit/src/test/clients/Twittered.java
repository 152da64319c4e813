import com.github.scribejava.core.model.Response;
import io.github.redouane59.twitter.IAPIEventListener;
import io.github.redouane59.twitter.TwitterClient;
import io.github.redouane59.twitter.dto.stream.StreamRules.StreamRule;
import io.github.redouane59.twitter.dto.tweet.Tweet;
import io.github.redouane59.twitter.helpers.URLHelper;
import io.github.redouane59.twitter.signature.TwitterCredentials;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/**
 * Streams, or changes rules, with io.github.redouane59.twitter:twittered. Its URLs come from a
 * {@link URLHelper}, which may be another.
 *
 * <p>{@code Twittered URL stream COUNT} or {@code Twittered URL rules}, with the token in {@code
 * X_BEARER_TOKEN}.
 */
public final class Twittered {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Twittered() {}

  public static void main(String[] args) throws InterruptedException {
    TwitterClient client =
        new TwitterClient(
            TwitterCredentials.builder().bearerToken(System.getenv("X_BEARER_TOKEN")).build());
    client.setUrlHelper(new At(args[0]));
    if (args[1].equals("rules")) {
      changeRules(client);
    } else {
      stream(client, Integer.parseInt(args[2]));
    }
  }

  private static void stream(TwitterClient client, int count) throws InterruptedException {
    CountDownLatch missing = new CountDownLatch(count);
    Future<Response> stream = client.startFilteredStream(new Printer(missing));
    missing.await();
    client.stopFilteredStream(stream);
  }

  private static void changeRules(TwitterClient client) {
    list(client);
    client.addFilteredStreamRule("heron has:images", "herons");
    list(client);
    client.deleteFilteredStreamRule("dog");
    list(client);
  }

  private static void list(TwitterClient client) {
    for (StreamRule rule : client.retrieveFilteredStreamRules()) {
      OUT.println(rule.getId() + " " + rule.getValue() + " " + rule.getTag());
    }
    OUT.println();
  }

  private record Printer(CountDownLatch missing) implements IAPIEventListener {
    @Override
    public void onTweetStreamed(Tweet post) {
      OUT.println(post.getId() + " " + post.getText().replace('\n', ' '));
      missing.countDown();
    }

    @Override
    public void onStreamError(int status, String words) {
      throw new IllegalStateException(status + " " + words);
    }

    @Override
    public void onUnknownDataStreamed(String line) {
      throw new IllegalStateException(line);
    }

    @Override
    public void onStreamEnded(Exception failure) {}
  }

  private static final class At extends URLHelper {
    private final String baseUrl;

    At(String baseUrl) {
      this.baseUrl = baseUrl;
    }

    @Override
    public String getFilteredStreamUrl() {
      return baseUrl + "/2/tweets/search/stream";
    }

    @Override
    public String getFilteredStreamRulesUrl() {
      return baseUrl + "/2/tweets/search/stream/rules";
    }
  }
}
