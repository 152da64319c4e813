package dev.ouzel.testkit.junit;

import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server and what the extension knows of it. Closed by JUnit, with the context that holds it. */
final class Served implements AutoCloseable {
  private final FakeX fake;
  private final Optional<ManualLoop> clock;
  private final AtomicBoolean failed = new AtomicBoolean();

  Served(FakeXSettings settings) {
    this.fake = FakeX.start(settings);
    this.clock = settings.clock().filter(ManualLoop.class::isInstance).map(ManualLoop.class::cast);
  }

  FakeX fake() {
    return fake;
  }

  /** The clock, if a test can advance it. */
  Optional<ManualLoop> clock() {
    return clock;
  }

  /** Lets a failure tell what the server saw from then on, unless it tells already. */
  void explain(Throwable failure, Instant since) {
    failed.set(true);
    try {
      String report = fake.report(since);
      String told = String.valueOf(failure.getMessage());
      if (!told.contains(report.lines().findFirst().orElseThrow())) {
        failure.addSuppressed(new WhatTheServerSaw(report));
      }
    } catch (IllegalStateException closedByTheTest) {
      failure.addSuppressed(closedByTheTest);
    }
  }

  /** Fails when a fault of the script has never happened, unless a test has failed anyway. */
  void verify() {
    if (!failed.get()) {
      fake.verifyFaults();
    }
  }

  @Override
  public void close() {
    fake.close();
  }

  private static final class WhatTheServerSaw extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WhatTheServerSaw(String report) {
      super(report, null, false, false);
    }
  }
}
