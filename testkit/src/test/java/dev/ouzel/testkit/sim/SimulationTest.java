package dev.ouzel.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The engine in the simulation. {@code -Dseeds=N} runs more seeds, {@code -Dseed=K} tells the story
 * of one, {@code -Dsim.golden=write} accepts new totals.
 */
final class SimulationTest {
  private static final int USUAL_SEEDS = 1_000;
  private static final int SEEDS = Integer.getInteger("seeds", USUAL_SEEDS);
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "dev", "ouzel", "testkit", "sim", "golden.txt");

  private static Campaign campaign;

  @BeforeAll
  static void runTheSeeds() {
    campaign = Campaign.of(SEEDS);
  }

  @Test
  void keepsEveryPromiseWhateverTheSeed() {
    assertThat(campaign.broken()).isEmpty();
  }

  @Test
  void meetsEveryFault() {
    assertThat(campaign.unseen()).isEmpty();
  }

  @Test
  void comesToTheTotalsOnRecord() throws IOException {
    if ("write".equals(System.getProperty("sim.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, campaign.report());
    }
    if (SEEDS == USUAL_SEEDS) {
      assertThat(campaign.report())
          .as("a change of behaviour shows here; -Dsim.golden=write accepts it")
          .isEqualTo(Files.readString(GOLDEN));
    }
  }

  @Test
  void doesTheSameForTheSameSeed() {
    for (long seed = 1; seed <= 20; seed++) {
      Outcome once = Simulation.of(seed).traced().run();
      Outcome again = Simulation.of(seed).traced().run();

      assertThat(again.trace()).as("seed %d", seed).isEqualTo(once.trace());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "seed", matches = "\\d+")
  void tellsTheStoryOfOneSeed() {
    Outcome outcome = Simulation.of(Long.getLong("seed")).traced().run();

    outcome.trace().forEach(System.out::println);
    assertThat(outcome.broken()).as(outcome.verdict()).isEmpty();
  }
}
