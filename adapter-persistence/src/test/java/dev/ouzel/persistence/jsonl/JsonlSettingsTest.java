package dev.ouzel.persistence.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonlSettingsTest {
  @Test
  void aDirectoryAloneIsEnough() {
    assertThat(JsonlSettings.parse("jsonl:archive"))
        .isEqualTo(
            new JsonlSettings(
                Path.of("archive"), 256_000_000, Duration.ofHours(1), Compression.ZSTD, 1));
  }

  @Test
  void everythingCanBeAskedFor() {
    assertThat(JsonlSettings.parse("jsonl:/a b?age=2d&segment=1GB&compress=gzip&level=9"))
        .isEqualTo(
            new JsonlSettings(
                Path.of("/a b"), 1_000_000_000, Duration.ofDays(2), Compression.GZIP, 9));
    assertThat(JsonlSettings.parse("jsonl:x?compress=none&age=90s").level()).isZero();
    assertThat(JsonlSettings.parse("jsonl:x?compress=gzip").level()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonl: | names no directory: write jsonl:DIR",
        "jsonl:?age=1h | names no directory",
        "jsonl://host/dir | names no directory",
        "jsonl:x? | '' is no parameter of a jsonl sink",
        "jsonl:x?size=1GB | 'size=1GB' is no parameter of a jsonl sink: it has segment, age,",
        "jsonl:x?segment | 'segment' is no parameter",
        "jsonl:x?age=1h&age=2h | 'age' is given twice",
        "jsonl:x?segment=256 | '256' is no length: write such as 256MB",
        "jsonl:x?segment=0MB | '0MB' is no length",
        "jsonl:x?segment=1.5GB | '1.5GB' is no length",
        "jsonl:x?segment=1h | '1h' is no length",
        "jsonl:x?age=1MB | '1MB' is no length: write such as 1h",
        "jsonl:x?compress=lz4 | 'lz4' is no compression: write zstd, gzip or none",
        "jsonl:x?level=20 | '20' is no level: write level=1 up to 19",
        "jsonl:x?compress=gzip&level=0 | '0' is no level: write level=1 up to 9",
        "jsonl:x?compress=none&level=1 | without compression there is no level"
      })
  void whatIsWrongIsSaidWithWhatWouldBeRight(String uri, String words) {
    assertThatThrownBy(() -> JsonlSettings.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
