import com.twitter.hbc.ClientBuilder;
import com.twitter.hbc.core.Client;
import com.twitter.hbc.core.endpoint.RawEndpoint;
import com.twitter.hbc.core.processor.LineStringProcessor;
import com.twitter.hbc.httpclient.auth.Authentication;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.impl.client.AbstractHttpClient;

/**
 * Streams with com.twitter:hbc-core, which was made for API v1.1: its raw endpoint takes v2's path
 * and a small {@link Authentication} v2's token. It knows no rules. It leaves JSON to others, so
 * what is printed is the frames, whole.
 *
 * <p>{@code HbcCore URL stream COUNT}, with the token in {@code X_BEARER_TOKEN}.
 */
public final class HbcCore {
  private static final int QUEUE = 10_000;

  private HbcCore() {}

  public static void main(String[] args) throws InterruptedException {
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE);
    Client client =
        new ClientBuilder()
            .hosts(args[0])
            .endpoint(new RawEndpoint("/2/tweets/search/stream", "GET"))
            .authentication(new Bearer(System.getenv("X_BEARER_TOKEN")))
            .processor(new LineStringProcessor(lines))
            .build();
    client.connect();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int missing = Integer.parseInt(args[2]);
    while (missing > 0) {
      String line = lines.take().strip();
      if (!line.isEmpty()) {
        out.println(line);
        missing--;
      }
    }
    out.flush();
    // Its reader would wait for a line more, and stop() for the reader.
    client.stop(1);
  }

  private record Bearer(String token) implements Authentication {
    @Override
    public void setupConnection(AbstractHttpClient client) {}

    @Override
    public void signRequest(HttpUriRequest request, String parameters) {
      request.setHeader("Authorization", "Bearer " + token);
    }
  }
}
