import com.twitter.hbc.ClientBuilder;
import com.twitter.hbc.core.Client;
import com.twitter.hbc.core.endpoint.RawEndpoint;
import com.twitter.hbc.core.processor.LineStringProcessor;
import com.twitter.hbc.httpclient.auth.Authentication;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.impl.client.AbstractHttpClient;

/**
 * Has com.twitter:hbc-core hand over posts as lines, which is all it does with them: its {@code
 * LineStringProcessor} puts strings into a queue, from which a callback gets them.
 *
 * <p>{@code HbcLines URL COUNT}
 */
public final class HbcLines {
  private static final int QUEUE = 10_000;

  private static long length;

  private HbcLines() {}

  public static void main(String[] args) throws InterruptedException {
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE);
    Client client =
        new ClientBuilder()
            .hosts(args[0])
            .endpoint(new RawEndpoint("/2/tweets/search/stream", "GET"))
            .authentication(new Bearer())
            .processor(new LineStringProcessor(lines))
            .gzipEnabled(false)
            .build();
    client.connect();
    Consumer<String> callback = line -> length += line.length();
    int count = 0;
    while (count < Integer.parseInt(args[1])) {
      String line = lines.take();
      if (!line.isBlank()) {
        callback.accept(line);
        count++;
      }
    }
    System.out.println(count);
    // Its reader would connect again.
    System.exit(0);
  }

  private record Bearer() implements Authentication {
    @Override
    public void setupConnection(AbstractHttpClient client) {}

    @Override
    public void signRequest(HttpUriRequest request, String parameters) {
      request.setHeader("Authorization", "Bearer any");
    }
  }
}
