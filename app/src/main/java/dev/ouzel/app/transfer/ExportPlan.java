package dev.ouzel.app.transfer;

import dev.ouzel.sink.PostQuery;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to export, and where to.
 *
 * @param query which posts
 * @param form how to write them
 * @param file where to; standard output when absent
 * @param asked what was asked for, as the user wrote it: a run goes on where one with the same
 *     stopped, though a time such as {@code 1d} is another by then
 */
public record ExportPlan(PostQuery query, ExportForm form, Optional<Path> file, String asked) {}
