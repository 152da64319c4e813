package dev.ouzel.app.transfer;

import dev.ouzel.sink.PostQuery;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to export, and where to.
 *
 * @param source the store's URI
 * @param query which posts
 * @param form how to write them
 * @param file where to; standard output when absent
 */
public record ExportPlan(String source, PostQuery query, ExportForm form, Optional<Path> file) {
  /** What two runs must share for one to go on where the other stopped. */
  String print() {
    return String.join("\n", source, query.toString(), form.name());
  }
}
