package dev.ouzel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ouzel.stream.StreamEndpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminationTest {
  @Test
  void takesFromOneToAHundredIds() {
    assertThat(new Termination.OfIds(List.of("a")).ids()).containsExactly("a");
    assertThat(new Termination.OfIds(Collections.nCopies(100, "a")).ids()).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> new Termination.OfIds(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Termination.OfIds(Collections.nCopies(101, "a")));
  }

  @Test
  void refusesAnEmptyId() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Termination.OfIds(List.of("a", " ")));
  }

  @Test
  void keepsItsIdsWhateverBecomesOfTheListGiven() {
    List<String> ids = new ArrayList<>(List.of("a"));
    Termination.OfIds termination = new Termination.OfIds(ids);

    ids.clear();

    assertThat(termination.ids()).containsExactly("a");
  }

  @Test
  void refusesAStreamThatXsHistoryDoesNotKnow() {
    assertThat(new Termination.OfEndpoint(StreamEndpoint.FIREHOSE).endpoint())
        .isEqualTo(StreamEndpoint.FIREHOSE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Termination.OfEndpoint(StreamEndpoint.ACTIVITY_STREAM));
  }
}
