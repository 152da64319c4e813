package dev.ouzel.app.wiring;

import dev.ouzel.app.config.WantedRules;
import dev.ouzel.app.rules.RuleKeeping;
import dev.ouzel.ingest.Ingestor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * An ingest and what changes while it runs.
 *
 * @param ingestor the ingest, not yet started
 * @param rules keeps X's rules as a file says
 */
public record Service(Ingestor ingestor, RuleKeeping rules) {
  /**
   * Keeps the rules as wanted from now on. The stage never fails; it completes once they were
   * applied, or that failed for the first time.
   */
  public CompletionStage<Void> keep(Optional<WantedRules> wanted) {
    Optional<Path> file = wanted.filter(WantedRules::keep).map(WantedRules::file);
    return rules.keep(file);
  }
}
