/**
 * YAML files that people write for the fake X: texts, lists and maps that know where they stand, so
 * that each mistake is told with its file, line and column. What a text means is decided by whoever
 * asks for it. There are no types, tags or aliases, and size and depth are bounded.
 */
package dev.ouzel.testkit.yaml;
