package dev.ouzel.http.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RunsTest {
  @Test
  void givesBackEveryByteInOrderHoweverItGrowsAndGoesRound() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Runs runs = new Runs();
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();

    for (int step = 0; step < 5_000; step++) {
      if (random.nextInt(100) < 52) {
        byte[] array = new byte[random.nextInt(40)];
        random.nextBytes(array);
        int offset = random.nextInt(array.length + 1);
        int length = random.nextInt(array.length - offset + 1);
        runs.add(array, offset, length);
        added.write(array, offset, length);
      } else if (!runs.isEmpty()) {
        int length = 1 + random.nextInt(runs.length());
        taken.write(runs.array(), runs.start(), length);
        runs.take(length);
      }
      assertThat(runs.bytes()).as("seed %d", seed).isEqualTo(added.size() - taken.size());
    }
    while (!runs.isEmpty()) {
      taken.write(runs.array(), runs.start(), runs.length());
      runs.take(runs.length());
    }

    assertThat(taken.toByteArray()).as("seed %d", seed).isEqualTo(added.toByteArray());
  }

  @Test
  void isEmptyAfterEmptyRunsAndOnceCleared() {
    Runs runs = new Runs();
    runs.add(new byte[4], 2, 0);
    assertThat(runs.isEmpty()).isTrue();

    runs.add(new byte[4], 1, 3);
    runs.clear();

    assertThat(runs.isEmpty()).isTrue();
    assertThat(runs.bytes()).isZero();
  }
}
