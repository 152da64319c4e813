import com.google.gson.Gson;
import com.twitter.clientlib.ApiException;
import com.twitter.clientlib.JSON;
import com.twitter.clientlib.TwitterCredentialsBearer;
import com.twitter.clientlib.api.TweetsApi;
import com.twitter.clientlib.api.TwitterApi;
import com.twitter.clientlib.model.AddOrDeleteRulesRequest;
import com.twitter.clientlib.model.AddRulesRequest;
import com.twitter.clientlib.model.DeleteRulesRequest;
import com.twitter.clientlib.model.DeleteRulesRequestDelete;
import com.twitter.clientlib.model.FilteredStreamingTweetResponse;
import com.twitter.clientlib.model.Rule;
import com.twitter.clientlib.model.RuleNoId;
import com.twitter.clientlib.model.Tweet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Streams, or changes rules, with com.twitter:twitter-api-java-sdk. Its constructor takes the base
 * URL from the environment, and forgets any other; so it is set afterwards. It leaves the reading
 * of lines to its user and has models for what they hold.
 *
 * <p>{@code TwitterApiJavaSdk URL stream COUNT} or {@code TwitterApiJavaSdk URL rules}, with the
 * token in {@code X_BEARER_TOKEN}.
 */
public final class TwitterApiJavaSdk {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private TwitterApiJavaSdk() {}

  public static void main(String[] args) throws ApiException, IOException {
    TwitterApi api = new TwitterApi(new TwitterCredentialsBearer(System.getenv("X_BEARER_TOKEN")));
    api.getApiClient().setBasePath(args[0]);
    if (args[1].equals("rules")) {
      changeRules(api.tweets());
    } else {
      stream(api.tweets(), Integer.parseInt(args[2]));
    }
  }

  private static void stream(TweetsApi tweets, int count) throws ApiException, IOException {
    Gson gson = JSON.getGson();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(tweets.searchStream().execute(), StandardCharsets.UTF_8))) {
      int missing = count;
      while (missing > 0) {
        String line = lines.readLine();
        if (!line.isEmpty()) {
          Tweet post = gson.fromJson(line, FilteredStreamingTweetResponse.class).getData();
          OUT.println(post.getId() + " " + post.getText().replace('\n', ' '));
          missing--;
        }
      }
    }
  }

  private static void changeRules(TweetsApi tweets) throws ApiException {
    list(tweets);
    AddRulesRequest heron =
        new AddRulesRequest().addAddItem(new RuleNoId().value("heron has:images").tag("herons"));
    tweets.addOrDeleteRules(new AddOrDeleteRulesRequest(heron)).execute();
    list(tweets);
    DeleteRulesRequest dog =
        new DeleteRulesRequest().delete(new DeleteRulesRequestDelete().addValuesItem("dog"));
    tweets.addOrDeleteRules(new AddOrDeleteRulesRequest(dog)).execute();
    list(tweets);
  }

  private static void list(TweetsApi tweets) throws ApiException {
    for (Rule rule : tweets.getRules().execute().getData()) {
      OUT.println(rule.getId() + " " + rule.getValue() + " " + rule.getTag());
    }
    OUT.println();
  }
}
