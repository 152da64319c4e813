package dev.ouzel.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostIdTest {
  @ParameterizedTest
  @CsvSource({
    "1346889436626259968, 2021-01-06T18:40:40.344Z",
    "2080761390344937796, 2026-07-24T21:05:48.792Z"
  })
  void tellsWhenThePostWasCreated(String id, Instant created) {
    assertThat(PostId.of(id).createdAt()).contains(created);
  }

  @Test
  void tellsNoTimeForIdsFromBeforeSnowflakes() {
    assertThat(PostId.of("29000000000").createdAt()).isEmpty();
    assertThat(PostId.of("20").createdAt()).isEmpty();
  }

  @Test
  void isTheSmallestIdOfItsMillisecond() {
    Instant time = Instant.parse("2026-11-22T01:02:03.456Z");
    PostId first = PostId.at(time);
    assertThat(first.createdAt()).contains(time);
    assertThat(new PostId(first.value() - 1).createdAt()).contains(time.minusMillis(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-5", "+5", "12a", " 1", "9223372036854775808", "99999999999999999999"})
  void refusesWhatIsNoId(String text) {
    assertThatThrownBy(() -> PostId.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsAsXPrintsIt() {
    assertThat(PostId.of("1346889436626259968")).hasToString("1346889436626259968");
  }
}
