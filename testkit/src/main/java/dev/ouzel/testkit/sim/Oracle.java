package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Instant;
import java.util.List;

/** Knows everything, and tells every check. */
final class Oracle implements Check {
  private final List<Check> checks;

  Oracle(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  @Override
  public void published(PublishedPost post) {
    checks.forEach(check -> check.published(post));
  }

  @Override
  public void booted() {
    checks.forEach(Check::booted);
  }

  @Override
  public void attempted(StreamRequest request, Instant wall) {
    checks.forEach(check -> check.attempted(request, wall));
  }

  @Override
  public void told(RateLimit rateLimit) {
    checks.forEach(check -> check.told(rateLimit));
  }

  @Override
  public void delivered(StreamSignal signal) {
    checks.forEach(check -> check.delivered(signal));
  }

  @Override
  public void durable(Batch batch) {
    checks.forEach(check -> check.durable(batch));
  }

  @Override
  public void acknowledged(Batch batch) {
    checks.forEach(check -> check.acknowledged(batch));
  }

  @Override
  public void rejected(long id) {
    checks.forEach(check -> check.rejected(id));
  }

  @Override
  public void event(IngestEvent event) {
    checks.forEach(check -> check.event(event));
  }

  @Override
  public void finished(IngestReport report) {
    checks.forEach(check -> check.finished(report));
  }

  @Override
  public void died() {
    checks.forEach(Check::died);
  }

  @Override
  public void inspected(List<ReceivedPost> held) {
    checks.forEach(check -> check.inspected(held));
  }

  @Override
  public void settled() {
    checks.forEach(Check::settled);
  }
}
