package dev.ouzel.app.bench;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was measured.
 *
 * @param plan what was to be measured
 * @param stages the figures of each stage that was measured, the whole among them
 * @param commits how long commits took
 * @param ages how long after they were made posts were committed
 * @param sent how many posts were sent
 * @param stored how many posts the sink said it stored
 * @param exact whether the store was found to hold each post sent, once and byte for byte; empty
 *     when nothing is stored, or nothing read back
 * @param peakResident the most memory that the process took while it ingested, in bytes
 * @param heaps memory in use, in bytes, as a stall began and as it ended; empty without one
 */
public record BenchReport(
    BenchPlan plan,
    Map<Stage, Figures> stages,
    Spread commits,
    Spread ages,
    long sent,
    long stored,
    Optional<Boolean> exact,
    OptionalLong peakResident,
    Optional<Heaps> heaps) {
  /**
   * Memory in use, after a collection.
   *
   * @param atFirst a tenth of the stall after its beginning
   * @param atLast at its end
   */
  public record Heaps(long atFirst, long atLast) {}

  /** The whole. */
  public Figures ingest() {
    return stages.get(Stage.INGEST);
  }

  /** How the whole compares with the slowest stage alone; empty when none was measured. */
  public Optional<Double> ofSlowest() {
    return stages.entrySet().stream()
        .filter(stage -> stage.getKey() != Stage.INGEST)
        .map(stage -> stage.getValue().postsPerSecond())
        .min(Comparator.naturalOrder())
        .map(slowest -> ingest().postsPerSecond() / slowest);
  }

  /** True when nothing was lost, doubled or damaged. */
  public boolean isSound() {
    return sent == stored && exact.orElse(true);
  }
}
