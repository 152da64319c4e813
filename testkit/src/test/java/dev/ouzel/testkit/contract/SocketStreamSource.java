package dev.ouzel.testkit.contract;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The plainest source that keeps the contract: a blocking socket and a thread for each attempt. It
 * reads one turn ahead of demand, so that it notices an end without demand.
 */
final class SocketStreamSource implements StreamSource {
  /** With its usual 512 bytes, a large body comes in tens of thousands of turns. */
  private static final int SIZE = 64 << 10;

  private static final int TURN = 16 << 10;

  /** As good as endless, and leaves a semaphore room for one more. */
  private static final int MOST_DEMAND = 1 << 30;

  private final URI baseUrl;
  private final Supplier<String> token;
  private final boolean gzip;

  SocketStreamSource(URI baseUrl, Supplier<String> token, boolean gzip) {
    this.baseUrl = baseUrl;
    this.token = token;
    this.gzip = gzip;
  }

  @Override
  public Flow.Publisher<StreamSignal> connect(StreamRequest request) {
    return subscriber -> {
      Attempt attempt = new Attempt(request, subscriber);
      subscriber.onSubscribe(attempt);
      Thread thread = new Thread(attempt::run, "attempt");
      thread.setDaemon(true);
      thread.start();
    };
  }

  private String head(StreamRequest request) {
    String query =
        request.query().entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return "GET %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(
            request.endpoint().path(),
            query.isEmpty() ? "" : "?" + query,
            baseUrl.getAuthority(),
            token.get(),
            gzip ? "Accept-Encoding: gzip\r\n" : "");
  }

  private final class Attempt implements Flow.Subscription {
    private final StreamRequest request;
    private final Flow.Subscriber<? super StreamSignal> subscriber;
    private final Socket socket = new Socket();
    private final Semaphore demand = new Semaphore(0);
    private final LineCutter lines = new LineCutter();
    private volatile boolean cancelled;

    Attempt(StreamRequest request, Flow.Subscriber<? super StreamSignal> subscriber) {
      this.request = request;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long signals) {
      demand.release((int) Math.min(signals, MOST_DEMAND - demand.availablePermits()));
    }

    @Override
    public void cancel() {
      cancelled = true;
      demand.release();
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }

    void run() {
      try (socket) {
        socket.connect(new InetSocketAddress(baseUrl.getHost(), baseUrl.getPort()));
        socket.getOutputStream().write(head(request).getBytes(StandardCharsets.UTF_8));
        read(SocketResponse.of(socket.getInputStream()));
        end(new EndCause.Closed());
      } catch (SocketResponse.NotAccepted refused) {
        end(new EndCause.Refused(refused.refusal()));
      } catch (IOException e) {
        end(new EndCause.NetworkFailure(String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }

    private void read(SocketResponse response) throws IOException, InterruptedException {
      signal(response.opened());
      boolean compressed = response.header("content-encoding").filter("gzip"::equals).isPresent();
      InputStream body = compressed ? new GZIPInputStream(response.body(), SIZE) : response.body();
      byte[] turn = new byte[TURN];
      for (int read = body.read(turn); read >= 0; read = body.read(turn)) {
        signal(lines.cut(turn, read));
      }
    }

    private void signal(StreamSignal signal) throws InterruptedException {
      demand.acquire();
      if (!cancelled) {
        subscriber.onNext(signal);
      }
    }

    private void end(EndCause cause) {
      if (cancelled) {
        return;
      }
      if (cause instanceof EndCause.Closed && lines.unfinishedBytes() == 0) {
        subscriber.onComplete();
      } else {
        subscriber.onError(new StreamEnded(cause, lines.unfinishedBytes()));
      }
    }
  }
}
