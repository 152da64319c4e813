package dev.ouzel.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {
  @Test
  void endsAWaitThatWouldNotEnd() {
    CountDownLatch never = new CountDownLatch(1);
    Deadline deadline = Deadline.in(Duration.ofMillis(20));
    assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
    deadline.lift();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void leavesAThreadAloneThatIsDoneInTime() {
    Deadline.in(Duration.ofHours(1)).lift();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
