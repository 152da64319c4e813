package dev.ouzel.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class AheadTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 8, 9, 41})
  void givesEveryPieceInOrder(int count) {
    List<Integer> items = IntStream.range(0, count).boxed().toList();
    List<Integer> given = new ArrayList<>();
    try (Ahead ahead = new Ahead()) {
      ahead.give(items, 4, some -> some, given::addAll);
    }

    assertThat(given).isEqualTo(items);
  }

  @Test
  void makesTheNextPieceWhileOneIsTaken() throws InterruptedException {
    CountDownLatch secondMade = new CountDownLatch(2);
    Set<String> makers = ConcurrentHashMap.newKeySet();
    try (Ahead ahead = new Ahead()) {
      ahead.give(
          List.of(1, 2),
          1,
          some -> {
            makers.add(Thread.currentThread().getName());
            secondMade.countDown();
            return some;
          },
          piece -> assertThat(secondMade.await(10, TimeUnit.SECONDS)).isTrue());
    }

    assertThat(makers).containsExactly("ouzel-ahead");
  }

  @Test
  void makesASmallBatchWhereItIs() {
    List<Thread> makers = new ArrayList<>();
    try (Ahead ahead = new Ahead()) {
      ahead.give(
          List.of(1, 2),
          2,
          some -> {
            makers.add(Thread.currentThread());
            return some;
          },
          piece -> {});
    }

    assertThat(makers).containsExactly(Thread.currentThread());
  }

  @Test
  void throwsWhatTakingOrMakingThrows() {
    try (Ahead ahead = new Ahead()) {
      assertThatThrownBy(
              () ->
                  ahead.give(
                      List.of(1, 2),
                      1,
                      some -> some,
                      piece -> {
                        throw new IOException("taking");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("taking");
      assertThatThrownBy(
              () ->
                  ahead.give(
                      List.of(1, 2),
                      1,
                      some -> {
                        throw new IllegalStateException("making");
                      },
                      piece -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("making");
    }
  }
}
