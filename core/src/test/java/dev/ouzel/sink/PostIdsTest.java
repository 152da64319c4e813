package dev.ouzel.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostIdsTest {
  @Test
  void tellsWhatWasAddedInOrder() {
    PostIds ids = new PostIds();
    for (long id = 1_000; id > 0; id--) {
      ids.add(id);
    }

    long[] next = {1_000};
    ids.forEach(id -> assertThat(id).isEqualTo(next[0]--));
    assertThat(ids.size()).isEqualTo(1_000);
    assertThat(ids.isFull()).isFalse();
  }

  @Test
  void takesNoMoreMemoryThanItsBoundHoweverManyAreAdded() {
    PostIds ids = new PostIds();
    for (long id = 2L * PostIds.MOST; id > 0; id--) {
      ids.add(id);
    }

    assertThat(ids.isFull()).isTrue();
    assertThat(ids.size()).isEqualTo(PostIds.MOST);
    long[] oldest = {Long.MAX_VALUE};
    ids.forEach(id -> oldest[0] = Math.min(oldest[0], id));
    assertThat(oldest[0]).as("the first to come stay").isEqualTo(PostIds.MOST + 1L);
  }
}
