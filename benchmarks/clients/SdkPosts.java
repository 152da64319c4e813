import com.google.gson.Gson;
import com.twitter.clientlib.ApiException;
import com.twitter.clientlib.JSON;
import com.twitter.clientlib.TwitterCredentialsBearer;
import com.twitter.clientlib.api.TwitterApi;
import com.twitter.clientlib.model.FilteredStreamingTweetResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Has com.twitter:twitter-api-java-sdk hand over posts: {@code tweets().searchStream()} gives an
 * input stream and leaves it to its user to read lines, which go to a callback as they are, or made
 * into the model that it has for them.
 *
 * <p>{@code SdkPosts URL COUNT lines|model}
 */
public final class SdkPosts {
  private static long length;

  private SdkPosts() {}

  public static void main(String[] args) throws ApiException, IOException {
    TwitterApi api = new TwitterApi(new TwitterCredentialsBearer("any"));
    // Its constructor takes the URL from the environment, and forgets any other.
    api.getApiClient().setBasePath(args[0]);
    api.getApiClient().addDefaultHeader("Accept-Encoding", "identity");
    Consumer<String> callback = args[2].equals("model") ? model() : line -> length += line.length();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(api.tweets().searchStream().execute(), StandardCharsets.UTF_8));
    int count = 0;
    while (count < Integer.parseInt(args[1])) {
      String line = lines.readLine();
      if (!line.isEmpty()) {
        callback.accept(line);
        count++;
      }
    }
    System.out.println(count);
    System.exit(0);
  }

  private static Consumer<String> model() {
    Gson gson = JSON.getGson();
    return line ->
        length +=
            gson.fromJson(line, FilteredStreamingTweetResponse.class).getData().getText().length();
  }
}
