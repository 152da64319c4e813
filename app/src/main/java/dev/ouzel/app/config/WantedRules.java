package dev.ouzel.app.config;

import java.nio.file.Path;

/**
 * The rules that the app shall have at X.
 *
 * @param file where they are written
 * @param keep whether an ingest applies them itself
 */
public record WantedRules(Path file, boolean keep) {}
