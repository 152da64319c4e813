package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.ingest.IngestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RepairOptionsTest {
  private static IngestSettings settings(String... arguments) {
    RepairOptions options = new RepairOptions();
    new CommandLine(options).parseArgs(arguments);
    IngestSettings.Builder settings = IngestSettings.builder();
    options.apply(settings);
    return settings.build();
  }

  @Test
  void leaveTheStandardAsItIs() {
    assertThat(settings()).isEqualTo(IngestSettings.standard());
  }

  @Test
  void setWhatTheySay() {
    assertThat(
            settings(
                "--no-backfill",
                "--no-recovery",
                "--delivery-margin",
                "90s",
                "--takeover",
                "--keep-trying"))
        .isEqualTo(
            IngestSettings.builder()
                .backfill(false)
                .recoveries(0)
                .deliveryMargin(Duration.ofSeconds(90))
                .takeover(true)
                .keepTrying(true)
                .build());
  }
}
